from django.db import migrations

from naung.delivery.enrolment.states import MEMBERSHIP
from naung.foundation import guards


class Migration(migrations.Migration):
    dependencies = [("enrolment", "0001_initial"), ("programme", "0001_initial"), ("trail", "0002_guards")]
    operations = [
        migrations.RunSQL(
            """alter table enrolment_membership add constraint enrolment_start_is_the_agreements
                   foreign key (agreement_id, agreement_starts) references programme_agreement (id, cover_starts);""",
            "alter table enrolment_membership drop constraint enrolment_start_is_the_agreements;",
        ),
        guards.by_region("enrolment_membership"),
        guards.never_deleted("enrolment_membership"),
        guards.frozen("enrolment_membership", "programme_id", "place_id", "person_id", "agreement_id", "agreement_starts"),
        guards.state_machine("enrolment_membership", MEMBERSHIP),
        # The number and the first day stay once given; the last day may only come nearer (an end), never move away.
        migrations.RunSQL(
            """
            create function enrolment_cover_stays() returns trigger language plpgsql as $$
            declare bad boolean;
            begin
                execute $q$ select count(*) > 0 from new_rows n join old_rows o using (id) where o.number_index is not null
                             and ((n.number_index, n.covered_from) is distinct from (o.number_index, o.covered_from)
                                  or n.covered_until > o.covered_until) $q$ into bad;
                if bad then
                    raise exception 'naung: a membership keeps its number and first day, and is never made longer' using errcode = 'restrict_violation';
                end if;
                return null;
            end $$;
            create trigger enrolment_cover_stays after update on enrolment_membership referencing old table as old_rows new table as new_rows
                for each statement execute function enrolment_cover_stays();
            """,
            "drop trigger enrolment_cover_stays on enrolment_membership; drop function enrolment_cover_stays();",
        ),
    ]
