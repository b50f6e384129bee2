from django.db import migrations

from naung.foundation import guards


class Migration(migrations.Migration):
    dependencies = [("trail", "0001_initial")]
    operations = [guards.append_only("trail_entry"), guards.append_only("trail_block"), guards.append_only("trail_leaf")]
