from django.db import migrations

from naung.foundation import guards

# A card and passbook go to a living membership that runs, whose card was printed, once; the witness is the person behind
# the account that recorded it.
HANDED = """
create function handover_given_to_a_member() returns trigger language plpgsql as $$
begin
    if exists (select from new_rows n where not exists (select from handover_card c where c.membership_id = n.membership_id)) then
        raise exception 'naung: only a printed card can be handed over' using errcode = 'check_violation';
    end if;
    if exists (select from new_rows n join enrolment_membership m on m.id = n.membership_id where m.state <> 'ENROLLED') then
        raise exception 'naung: a card is handed over only where the membership runs' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger handover_given_to_a_member after insert on handover_collection referencing new table as new_rows
    for each statement execute function handover_given_to_a_member();
alter table handover_collection add constraint handover_witness_is_a_person
    foreign key (witness_id, witness_human) references staff_officer (id, human_id);
"""
APART = """
alter table handover_collection drop constraint handover_witness_is_a_person;
drop trigger handover_given_to_a_member on handover_collection; drop function handover_given_to_a_member();
"""


class Migration(migrations.Migration):
    dependencies = [("handover", "0001_initial"), ("trail", "0002_guards"), ("staff", "0002_guards")]
    operations = [
        migrations.RunSQL(HANDED, APART),
        guards.append_only("handover_event"),
        guards.append_only("handover_card"),
        guards.append_only("handover_collection"),
        guards.by_region("handover_event", "region"),
        guards.by_region("handover_card"),
        guards.by_region("handover_collection"),
    ]
