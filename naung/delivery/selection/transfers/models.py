from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q


class Transfer(models.Model):
    """People whose places one payer gives up to another from a month on, decided by two. Until the insurer has the new line, the old payer pays."""

    source = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="+")
    target = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=5)
    number = models.IntegerField()
    people = ArrayField(models.BigIntegerField())
    rows = models.IntegerField()
    first_month = models.DateField()  # the first that the new payer pays for
    document = models.TextField()
    reason = models.TextField()
    content_hash = models.CharField(max_length=64)
    approval = models.OneToOneField("approvals.Approval", on_delete=models.PROTECT, related_name="+")
    prepared_on = models.DateField()
    decided_on = models.DateField(null=True)
    state = models.TextField(default="PREPARED")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["target", "number"], name="selection_transfer_number"),
            models.CheckConstraint(
                name="selection_transfer_is_one",
                condition=Q(rows__gt=0, people__len=F("rows"), first_month__day=1)
                & ~Q(source=F("target"))
                & ~Q(document="")
                & ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="selection_transfer_decided",
                condition=Q(state="DECIDED", decided_on__isnull=False, decided_on__gte=F("prepared_on"))
                | ~Q(state="DECIDED") & Q(decided_on=None),
            ),
        ]
