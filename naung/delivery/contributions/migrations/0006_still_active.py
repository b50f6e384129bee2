from django.db import migrations, models
from django.db.models import Q

LIST_KINDS = ("NOT_THERE", "SHORT", "WRONG_AMOUNT", "DOUBLED", "INACTIVE", "OTHER_NAME", "NOT_HERE", "UNKNOWN", "STILL_ACTIVE")
RECEIPT_KINDS = ("REFUSED", "UNANSWERED")


class Migration(migrations.Migration):
    """A further difference: cover that this house ended, and that the insurer's list still calls active."""

    dependencies = [("contributions", "0005_reconciling")]

    operations = [
        migrations.RemoveConstraint("difference", "contributions_difference_known"),
        migrations.AddConstraint(
            "difference",
            models.CheckConstraint(
                name="contributions_difference_known",
                condition=Q(source="LIST", kind__in=LIST_KINDS) | Q(source="RECEIPT", kind__in=RECEIPT_KINDS),
            ),
        ),
    ]
