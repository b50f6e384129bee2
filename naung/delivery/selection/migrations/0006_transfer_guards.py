from django.db import migrations

from naung.delivery.selection.transfers.states import TRANSFER
from naung.foundation import guards

# A move is decided by two, on exactly its people; and nobody is put on a list in months that another programme pays for them,
# unless two people decided that they come over from there.
MOVED = """
create function selection_transfer_signed() returns trigger language plpgsql as $$
begin
    if not exists (select from approvals_approval a where a.id = new.approval_id and a.state = 'APPROVED' and a.kind = 'selection.transfer'
                   and a.region = new.region and (a.content_hash, a.rows) = (new.content_hash, new.rows)) then
        raise exception 'naung: a move between payers needs the approval of exactly this list' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger selection_transfer_signed before update on selection_transfer for each row
    when (new.state = 'DECIDED' and old.state <> 'DECIDED') execute function selection_transfer_signed();

create function selection_place_paid_once() returns trigger language plpgsql as $$
declare bad boolean;
begin
    execute $q$ select count(*) > 0 from new_rows n join selection_decree d on d.id = n.decree_id join programme_programme g on g.id = n.programme_id
        join selection_place o on o.person_id = n.person_id and o.programme_id <> n.programme_id and o.state in ('PROPOSED', 'HELD')
        join selection_decree e on e.id = o.decree_id join programme_programme h on h.id = o.programme_id
        where e.first_month <= g.last_month and h.last_month >= d.first_month
          and not exists (select from selection_transfer t where t.source_id = o.programme_id and t.target_id = n.programme_id
                             and t.state = 'DECIDED' and n.person_id = any(t.people)) $q$ into bad;
    if bad then
        raise exception 'naung: somebody whom another programme pays for in these months is put on no list' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger selection_place_paid_once after insert on selection_place referencing new table as new_rows
    for each statement execute function selection_place_paid_once();
"""
UNMOVED = """
drop trigger selection_place_paid_once on selection_place; drop function selection_place_paid_once();
drop trigger selection_transfer_signed on selection_transfer; drop function selection_transfer_signed();
"""


class Migration(migrations.Migration):
    dependencies = [("selection", "0005_transfer"), ("approvals", "0002_guards"), ("trail", "0002_guards")]
    operations = [
        guards.never_deleted("selection_transfer"),
        guards.frozen(
            "selection_transfer", "source_id", "target_id", "region", "number", "people", "rows", "first_month", "document", "reason", "content_hash",
            "approval_id", "prepared_on",
        ),
        guards.state_machine("selection_transfer", TRANSFER),
        guards.by_region("selection_transfer", "region"),
        migrations.RunSQL(MOVED, UNMOVED),
    ]
