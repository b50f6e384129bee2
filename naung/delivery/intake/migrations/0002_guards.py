from django.db import migrations

from naung.delivery.intake.states import FILE, ROW, UPLOAD
from naung.foundation import guards

AS_SENT = ("file_id", "programme_id", "sheet", "number", "raw_sealed")


class Migration(migrations.Migration):
    """What was sent stays as it was sent; what we say of it moves only by its states."""

    dependencies = [("intake", "0001_initial"), ("trail", "0002_guards")]
    operations = [
        guards.belongs("intake_row", "intake_file", file_id="id", programme_id="programme_id"),
        migrations.RunSQL(  # sealed bytes do not get smaller, and trying costs more than sealing them
            "alter table intake_content alter column sealed set storage external", migrations.RunSQL.noop
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
        guards.never_deleted("intake_upload"),
        guards.frozen("intake_upload", "programme_id", "region", "name", "sha256", "size", "sent_by_id", "sent_at"),
        guards.state_machine("intake_upload", UPLOAD),
        guards.by_region("intake_upload", "region"),
        guards.append_only("intake_correction"),
        guards.by_region("intake_correction"),
    ]
