from django.db import models
from django.db.models import F, Q


class LateLetter(models.Model):
    """A payer's letter that its money came late (SP2D): why the months it names are unpaid. It pays nothing and promises nothing."""

    programme = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=13)  # whose members: the programme's region, or one below it
    reference = models.TextField()  # the letter's number
    written_on = models.DateField()
    first_month = models.DateField()
    last_month = models.DateField()
    reason = models.TextField()
    content_hash = models.CharField(max_length=64)
    approval = models.OneToOneField("approvals.Approval", on_delete=models.PROTECT, related_name="+")
    prepared_on = models.DateField()
    decided_on = models.DateField(null=True)
    state = models.TextField(default="PREPARED")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "region", "reference"],
                condition=Q(state__in=["PREPARED", "DECIDED"]),
                name="contributions_one_late_letter",
            ),
            models.CheckConstraint(
                name="contributions_late_letter_is_one",
                condition=Q(first_month__day=1, last_month__day=1, last_month__gte=F("first_month"))
                & ~Q(reference="")
                & ~Q(reason="")
                & ~Q(region=""),
            ),
            models.CheckConstraint(
                name="contributions_late_letter_decided",
                condition=Q(state="DECIDED", decided_on__gte=F("prepared_on"))
                | ~Q(state="DECIDED") & Q(decided_on=None),
            ),
        ]
