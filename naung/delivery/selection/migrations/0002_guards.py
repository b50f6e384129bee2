from django.db import migrations

from naung.delivery.selection.states import DECREE, PLACE
from naung.foundation import guards


class Migration(migrations.Migration):
    dependencies = [("selection", "0001_initial"), ("trail", "0002_guards")]
    operations = [
        guards.by_region("selection_assessment"),
        guards.by_region("selection_place"),
        guards.never_deleted("selection_decree"),
        guards.never_deleted("selection_place"),
        guards.frozen("selection_decree", "programme_id", "region", "round", "content_hash", "rows", "rupiah"),
        guards.frozen("selection_place", "programme_id", "decree_id", "person_id", "region", "rank"),
        guards.state_machine("selection_decree", DECREE),
        guards.state_machine("selection_place", PLACE),
    ]
