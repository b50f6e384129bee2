from django.db import migrations

from naung.delivery.enrolment.states import MEMBERSHIP
from naung.foundation import guards


class Migration(migrations.Migration):
    dependencies = [("enrolment", "0001_initial"), ("programme", "0001_initial"), ("trail", "0002_guards"), ("selection", "0002_guards")]
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
        # Asked once, when a membership begins: a place that was held stays held or is released, and a decided decree stays decided,
        # so whatever rests on the membership later (each month's contribution) rests on a signed decree as well.
        migrations.RunSQL(
            """
            create function enrolment_rests_on_a_held_place() returns trigger language plpgsql as $$
            declare bad boolean;
            begin
                execute $q$ select count(*) <> (select count(*) from new_rows) from new_rows n
                             join selection_place p on (p.id, p.person_id, p.programme_id, p.region) = (n.place_id, n.person_id, n.programme_id, n.region)
                                  and p.state = 'HELD'
                             join selection_decree d on d.id = p.decree_id and d.state = 'DECIDED' $q$ into bad;
                if bad then
                    raise exception 'naung: a membership needs its person''s own place on a decree that was decided' using errcode = 'check_violation';
                end if;
                return null;
            end $$;
            create trigger enrolment_rests_on_a_held_place after insert on enrolment_membership referencing new table as new_rows
                for each statement execute function enrolment_rests_on_a_held_place();
            """,
            "drop trigger enrolment_rests_on_a_held_place on enrolment_membership; drop function enrolment_rests_on_a_held_place();",
        ),
    ]
