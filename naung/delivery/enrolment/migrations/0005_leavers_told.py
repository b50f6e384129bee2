from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    """What the insurer says of an end that this house decided."""

    dependencies = [("enrolment", "0004_one_payer_a_day")]

    operations = [
        migrations.AddField("membership", "insurer_until", models.DateField(null=True)),
        migrations.AddField("membership", "end_refusal", models.TextField(db_default="", default="")),
        migrations.AddConstraint(
            "membership",
            models.CheckConstraint(
                name="enrolment_only_an_end_is_told",
                condition=Q(insurer_until=None, end_refusal="")
                | Q(state="ENDED") & (Q(insurer_until=None) | Q(end_refusal="")),
            ),
        ),
    ]
