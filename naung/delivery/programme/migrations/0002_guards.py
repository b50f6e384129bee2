from django.db import migrations

from naung.foundation import guards


class Migration(migrations.Migration):
    """The counters are CHECKs; what they count against, and what was signed, does not change under them."""

    dependencies = [("programme", "0001_initial")]
    operations = [
        guards.never_deleted("programme_programme"),
        guards.never_deleted("programme_funding"),
        guards.never_deleted("programme_quota"),
        guards.never_deleted("programme_agreement"),
        guards.frozen("programme_programme", "code", "region_id", "payer", "schemes", "base", "first_month", "last_month"),
        guards.frozen("programme_funding", "programme_id", "payer", "reference"),
        guards.frozen("programme_quota", "programme_id", "region_id"),
        guards.frozen("programme_agreement", "programme_id", "partner", "number", "signed_on", "cover_starts"),
    ]
