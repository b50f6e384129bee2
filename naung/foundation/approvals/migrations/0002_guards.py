from django.db import migrations

from naung.foundation import guards
from naung.foundation.approvals.states import APPROVAL


class Migration(migrations.Migration):
    """Each account is bound to its human by composite keys, so that the two-people check cannot be fed another human."""

    dependencies = [("approvals", "0001_initial"), ("staff", "0001_initial"), ("trail", "0002_guards")]
    operations = [
        migrations.RunSQL(
            """
            alter table approvals_approval add constraint approvals_preparer_is_this_human
                foreign key (prepared_by_id, prepared_human) references staff_officer (id, human_id);
            alter table approvals_approval add constraint approvals_decider_is_this_human
                foreign key (decided_by_id, decided_human) references staff_officer (id, human_id);
            """,
            """
            alter table approvals_approval drop constraint approvals_preparer_is_this_human;
            alter table approvals_approval drop constraint approvals_decider_is_this_human;
            """,
        ),
        guards.never_deleted("approvals_approval"),
        guards.frozen("approvals_approval", "kind", "subject", "region", "content_hash", "rows", "rupiah", "prepared_by_id", "prepared_human"),
        guards.state_machine("approvals_approval", APPROVAL),
    ]
