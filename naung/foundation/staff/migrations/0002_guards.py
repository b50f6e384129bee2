from django.db import migrations

from naung.foundation import guards


class Migration(migrations.Migration):
    """An account keeps its human for good; nobody who signed something can be removed."""

    dependencies = [("staff", "0001_initial")]
    operations = [
        guards.frozen("staff_officer", "human_id", "login"),
        guards.never_deleted("staff_officer"),
        guards.never_deleted("staff_human"),
    ]
