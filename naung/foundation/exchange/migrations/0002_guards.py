from django.db import migrations

from naung.foundation import guards
from naung.foundation.exchange.states import BATCH, LINE, SUSPENSE

# Checks over a statement's rows are EXECUTEd and count: plpgsql keeps the plan of a plain query for the session, and EXISTS
# is planned for a first hit that never comes (a nested loop over both transition tables: 4,300 rows took 22 s, counting 18 ms).
WHOLE = """
alter table exchange_batch add column txid xid8 not null default pg_current_xact_id();

-- A batch is what its lines say, at the commit that made it and when its state moves.
create function exchange_batch_whole() returns trigger language plpgsql as $$
declare n bigint; total numeric; waiting bigint;
begin
    select count(*), coalesce(sum(rupiah), 0), count(*) filter (where state = 'WAITING')
      into n, total, waiting from exchange_line where batch_id = new.id;
    if n <> new.rows or total <> new.rupiah then
        raise exception 'naung: batch % says % lines and Rp%, and has % and Rp%', new.id, new.rows, new.rupiah, n, total
            using errcode = 'check_violation';
    end if;
    if new.state in ('ANSWERED', 'CLOSED') and waiting > 0 then
        raise exception 'naung: batch % still waits for % answers', new.id, waiting using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger exchange_batch_whole after insert or update on exchange_batch
    deferrable initially deferred for each row execute function exchange_batch_whole();

-- Lines come with their batch and never later.
create function exchange_line_with_its_batch() returns trigger language plpgsql as $$
declare bad boolean;
begin
    execute $q$ select 0 < (select count(*) from (select distinct batch_id from new_rows) n where not exists (
                 select from exchange_batch b where b.id = n.batch_id and b.txid = pg_current_xact_id())) $q$ into bad;
    if bad then
        raise exception 'naung: lines are written with their batch and never later' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger exchange_line_with_its_batch after insert on exchange_line referencing new table as new_rows
    for each statement execute function exchange_line_with_its_batch();

-- An answer is given once, by a reply to this batch, and not after the batch was closed.
create function exchange_line_answered_once() returns trigger language plpgsql as $$
declare bad boolean;
begin
    execute $q$ select 0 < (select count(*) from new_rows n join old_rows o using (id) where o.state in ('ACCEPTED', 'REFUSED')
                 and (n.state, n.code, n.reason, n.answer, n.reply_id) is distinct from (o.state, o.code, o.reason, o.answer, o.reply_id)) $q$ into bad;
    if bad then
        raise exception 'naung: a line of the exchange has one answer' using errcode = 'restrict_violation';
    end if;
    execute $q$ select 0 < (select count(*) from (select distinct batch_id, reply_id from new_rows where reply_id is not null) n where not exists (
                 select from exchange_reply r where r.id = n.reply_id and r.batch_id = n.batch_id)) $q$ into bad;
    if bad then
        raise exception 'naung: this reply was not to this batch' using errcode = 'foreign_key_violation';
    end if;
    execute $q$ select 0 < (select count(*) from (select distinct batch_id from new_rows) n join exchange_batch b on b.id = n.batch_id where b.state = 'CLOSED') $q$ into bad;
    if bad then
        raise exception 'naung: the batch is closed' using errcode = 'restrict_violation';
    end if;
    return null;
end $$;
create trigger exchange_line_answered_once after update on exchange_line referencing old table as old_rows new table as new_rows
    for each statement execute function exchange_line_answered_once();
"""

APART = """
drop trigger exchange_line_answered_once on exchange_line; drop function exchange_line_answered_once();
drop trigger exchange_line_with_its_batch on exchange_line; drop function exchange_line_with_its_batch();
drop trigger exchange_batch_whole on exchange_batch; drop function exchange_batch_whole();
alter table exchange_batch drop column txid;
"""


class Migration(migrations.Migration):
    dependencies = [("exchange", "0001_initial"), ("trail", "0002_guards")]
    operations = [
        migrations.RunSQL(WHOLE, APART),
        guards.append_only("exchange_content"),
        guards.append_only("exchange_reply"),
        guards.never_deleted("exchange_batch"),
        guards.never_deleted("exchange_line"),
        guards.never_deleted("exchange_suspense"),
        guards.frozen("exchange_batch", "partner", "kind", "key", "region", "content_id", "sha256", "rows", "rupiah", "txid"),
        guards.frozen("exchange_line", "batch_id", "number", "key", "subject", "rupiah", "region"),
        guards.frozen("exchange_suspense", "partner", "batch_id", "reply_id", "content_id", "position", "why", "facts", "region"),
        guards.state_machine("exchange_batch", BATCH),
        guards.state_machine("exchange_line", LINE),
        guards.state_machine("exchange_suspense", SUSPENSE),
        *(guards.by_region(f"exchange_{name}", "region") for name in ("content", "batch", "reply", "line", "suspense")),
    ]
