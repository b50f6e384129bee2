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
    ]
