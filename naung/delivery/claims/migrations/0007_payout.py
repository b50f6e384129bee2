from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("claims", "0006_treatment")]
    operations = []  # type: ignore[var-annotated]
