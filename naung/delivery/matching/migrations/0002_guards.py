from django.db import migrations

from naung.delivery.matching.states import PAIR
from naung.foundation import guards


class Migration(migrations.Migration):
    """What the machine saw stays as it saw it; the answer moves by its states and names who gave it."""

    dependencies = [("matching", "0001_initial"), ("trail", "0002_guards")]
    operations = [
        guards.never_deleted("matching_pair"),
        guards.frozen("matching_pair", "programme_id", "row_id", "person_id", "other_row_id", "kind", "weight", "fields"),
        guards.state_machine("matching_pair", PAIR),
        guards.by_region("matching_pair"),
    ]
