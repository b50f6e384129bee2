from django.db import migrations

from naung.foundation import guards

# Checks over a statement's rows are EXECUTEd and count: plpgsql keeps the plan of a plain query for the session, and EXISTS
# is planned for a first hit that never comes (a nested loop over both transition tables: 4,300 rows took 22 s, counting 18 ms).
BALANCED = """
alter table ledger_journal add column txid xid8 not null default pg_current_xact_id();

-- One look at a journal's lines when its transaction commits. On the header and not on the lines: a trigger on each line
-- would sum the journal once a line, which is quadratic.
create function ledger_journal_balanced() returns trigger language plpgsql as $$
declare n bigint; total numeric;
begin
    select count(*), coalesce(sum(amount), 0) into n, total from ledger_entry where journal_id = new.id;
    if n < 2 or total <> 0 then
        raise exception 'naung: journal % does not balance (% lines, difference Rp%)', new.key, n, total using errcode = 'check_violation';
    end if;
    if new.reverses_id is not null and exists (
        select from ledger_entry where journal_id in (new.id, new.reverses_id) group by account_id, ref, region having sum(amount) <> 0) then
        raise exception 'naung: journal % does not undo the journal that it reverses', new.key using errcode = 'check_violation';
    end if;
    return null;
end $$;
create constraint trigger ledger_journal_balanced after insert on ledger_journal
    deferrable initially deferred for each row execute function ledger_journal_balanced();

-- With the header's check at commit, this is what keeps a journal balanced for good.
create function ledger_entry_with_its_journal() returns trigger language plpgsql as $$
declare bad boolean;
begin
    execute $q$ select 0 < (select count(*) from (select distinct journal_id from new_rows) n where not exists (
                 select from ledger_journal j where j.id = n.journal_id and j.txid = pg_current_xact_id())) $q$ into bad;
    if bad then
        raise exception 'naung: entries are written with their journal and never later' using errcode = 'check_violation';
    end if;
    execute $q$ select 0 < (select count(*) from (select distinct account_id from new_rows) n where not exists (select from ledger_account a where a.code = n.account_id)) $q$ into bad;
    if bad then
        raise exception 'naung: an account that the chart does not have' using errcode = 'foreign_key_violation';
    end if;
    return null;
end $$;
create trigger ledger_entry_with_its_journal after insert on ledger_entry referencing new table as new_rows
    for each statement execute function ledger_entry_with_its_journal();

-- Posting shares the month's lock, closing takes it alone: no journal slips into a month that is being closed.
create function ledger_month_open() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock_shared(54, to_char(new."on", 'YYYYMM')::int);
    if exists (select from ledger_closedmonth where month = date_trunc('month', new."on")::date) then
        raise exception 'naung: % is closed', to_char(new."on", 'YYYY-MM') using errcode = 'check_violation';
    end if;
    if new.txid <> pg_current_xact_id() or not exists (select from trail_entry e where e.id = new.trail and e.txid = pg_current_xact_id()) then
        raise exception 'naung: a journal needs a trail entry of its own transaction' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger ledger_month_open before insert on ledger_journal for each row execute function ledger_month_open();

create function ledger_month_closing() returns trigger language plpgsql as $$
begin
    perform pg_advisory_xact_lock(54, to_char(new.month, 'YYYYMM')::int);
    return new;
end $$;
create trigger ledger_month_closing before insert on ledger_closedmonth for each row execute function ledger_month_closing();
"""

APART = """
drop trigger ledger_month_closing on ledger_closedmonth; drop function ledger_month_closing();
drop trigger ledger_month_open on ledger_journal; drop function ledger_month_open();
drop trigger ledger_entry_with_its_journal on ledger_entry; drop function ledger_entry_with_its_journal();
drop trigger ledger_journal_balanced on ledger_journal; drop function ledger_journal_balanced();
alter table ledger_journal drop column txid;
"""


def open_accounts(apps, schema_editor):
    from naung.foundation.ledger.chart import ACCOUNTS

    Account = apps.get_model("ledger", "Account")
    Account.objects.bulk_create([Account(code=code, name=name, kind=kind) for code, name, kind in ACCOUNTS])


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial"), ("trail", "0002_guards")]
    operations = [
        migrations.RunPython(open_accounts, migrations.RunPython.noop),
        migrations.RunSQL(BALANCED, APART),
        guards.append_only("ledger_journal"),
        guards.append_only("ledger_entry"),
        guards.append_only("ledger_closedmonth"),
        guards.never_deleted("ledger_account"),
    ]
