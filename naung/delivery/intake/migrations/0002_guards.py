from django.db import migrations

from naung.delivery.intake.states import FILE, ROW
from naung.foundation import guards

AS_SENT = ("file_id", "programme_id", "sheet", "number", "raw_sealed")


class Migration(migrations.Migration):
    """What was sent stays as it was sent; what we say of it moves only by its states."""

    dependencies = [("intake", "0001_initial"), ("trail", "0002_guards")]
    operations = [
        migrations.RunSQL(
            """alter table intake_row add constraint intake_row_of_its_file
               foreign key (file_id, programme_id) references intake_file (id, programme_id)""",
            "alter table intake_row drop constraint intake_row_of_its_file",
        ),
        guards.never_deleted("intake_file"),
        guards.frozen("intake_file", "programme_id", "name", "sha256", "size", "received_at"),
        guards.state_machine("intake_file", FILE, starts=["READ", "REFUSED"]),
        guards.by_region("intake_file", "region"),
        guards.append_only("intake_content"),
        guards.by_region("intake_content", "region"),
        guards.never_deleted("intake_row"),
        guards.frozen("intake_row", *AS_SENT),
        guards.state_machine("intake_row", ROW, starts=["FLAWED"]),
        guards.by_region("intake_row"),
        guards.append_only("intake_finding"),
        guards.by_region("intake_finding"),
    ]
