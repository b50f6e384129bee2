from django.db import migrations

from naung.foundation import guards


class Migration(migrations.Migration):
    """What was once printed stays as it was; the bytes are seen by the officers of the region only."""

    dependencies = [("papers", "0001_initial"), ("trail", "0002_guards")]
    operations = [
        guards.append_only("papers_paper"),
        guards.append_only("papers_copy"),
        guards.by_region("papers_copy", column="region"),
    ]
