from django.db import migrations

from naung.delivery.registry.states import PERSON
from naung.foundation import guards


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial"), ("trail", "0002_guards")]
    operations = [
        guards.never_deleted("registry_person"),
        guards.frozen("registry_person", "code"),
        guards.state_machine("registry_person", PERSON),
        guards.by_region("registry_person"),
    ]
