from django.db import migrations

from naung.delivery.enrolment.states import LEAVING
from naung.foundation import guards

# No day of a person has two memberships; whoever goes on or moves begins on the day after the other ended; a membership rests on an
# agreement that was signed before its decree was decided; an end that was asked for is decided by two, on exactly its people.
APART = """
create function enrolment_days_apart() returns trigger language plpgsql as $$
declare bad boolean;
begin
    execute $q$ select count(*) > 0 from new_rows n join enrolment_membership m on m.person_id = n.person_id and m.id <> n.id
                 where m.covered_from <= n.covered_until and m.covered_until >= n.covered_from $q$ into bad;
    if bad then
        raise exception 'naung: no day of a person has two memberships' using errcode = 'exclusion_violation';
    end if;
    execute $q$ select count(*) > 0 from new_rows n join old_rows o using (id) left join enrolment_membership f on f.id = n.follows_id
                 where (n.kind, n.follows_id) is distinct from (o.kind, o.follows_id)
                    or n.kind in ('CONTINUES', 'MOVES') and o.covered_from is null and n.covered_from is not null
                       and n.covered_from is distinct from f.covered_until + 1 $q$ into bad;
    if bad then
        raise exception 'naung: who goes on or moves begins on the day after the other membership ended' using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger enrolment_days_apart after update on enrolment_membership referencing old table as old_rows new table as new_rows
    for each statement execute function enrolment_days_apart();

create function enrolment_agreed_before() returns trigger language plpgsql as $$
declare bad boolean;
begin
    execute $q$ select count(*) > 0 from new_rows n join selection_place l on l.id = n.place_id join selection_decree d on d.id = l.decree_id
                 join programme_agreement a on a.id = n.agreement_id where a.signed_on > d.decided_on or n.covered_from is not null $q$ into bad;
    if bad then
        raise exception 'naung: the agreement of a membership was signed before its decree, and no cover is there before the insurer says so'
            using errcode = 'check_violation';
    end if;
    return null;
end $$;
create trigger enrolment_agreed_before after insert on enrolment_membership referencing new table as new_rows
    for each statement execute function enrolment_agreed_before();

create function enrolment_leaving_signed() returns trigger language plpgsql as $$
begin
    if not exists (select from approvals_approval a where a.id = new.approval_id and a.state = 'APPROVED' and a.kind = 'enrolment.leaving'
                   and a.region = new.region and (a.content_hash, a.rows) = (new.content_hash, new.rows)) then
        raise exception 'naung: an end of cover needs the approval of exactly these people' using errcode = 'check_violation';
    end if;
    return new;
end $$;
create trigger enrolment_leaving_signed before update on enrolment_leaving for each row
    when (new.state = 'DONE' and old.state <> 'DONE') execute function enrolment_leaving_signed();
"""
TOGETHER = """
drop trigger enrolment_leaving_signed on enrolment_leaving; drop function enrolment_leaving_signed();
drop trigger enrolment_agreed_before on enrolment_membership; drop function enrolment_agreed_before();
drop trigger enrolment_days_apart on enrolment_membership; drop function enrolment_days_apart();
"""


class Migration(migrations.Migration):
    dependencies = [
        ("enrolment", "0003_kinds_and_leaving"), ("selection", "0006_transfer_guards"), ("programme", "0002_guards"), ("approvals", "0002_guards"),
    ]  # fmt: skip
    operations = [
        guards.never_deleted("enrolment_leaving"),
        guards.frozen(
            "enrolment_leaving", "programme_id", "region", "number", "places", "rows", "reason", "document", "last_day", "content_hash", "approval_id",
            "prepared_on",
        ),
        guards.state_machine("enrolment_leaving", LEAVING),
        guards.by_region("enrolment_leaving", "region"),
        migrations.RunSQL(APART, TOGETHER),
    ]
