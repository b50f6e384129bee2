from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("claims", "0005_heirs")]
    operations = []  # type: ignore[var-annotated]
