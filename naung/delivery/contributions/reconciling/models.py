"""The insurer's lists of members as they came, every difference by person and month, and who looks after what waits."""

from django.db import models
from django.db.models import F, Q

LIST_KINDS = (
    "NOT_THERE",
    "SHORT",
    "WRONG_AMOUNT",
    "DOUBLED",
    "INACTIVE",
    "OTHER_NAME",
    "NOT_HERE",
    "UNKNOWN",
    "STILL_ACTIVE",
)
RECEIPT_KINDS = ("REFUSED", "UNANSWERED")


class MemberList(models.Model):
    """One file of the insurer, sealed; what it said against our months is counted beside it, and never changes."""

    programme = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="+")
    partner = models.TextField()
    month = models.DateField()
    as_of = models.DateField()
    sha256 = models.CharField(max_length=64)
    sealed = models.BinaryField()
    rows = models.IntegerField()
    rupiah = models.BigIntegerField()
    ours = models.IntegerField()  # our person-months when it was compared
    ours_rupiah = models.BigIntegerField()
    agreed = models.IntegerField()  # of them, those that it says the same about
    differences = models.IntegerField()
    taken_at = models.DateTimeField()
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partner", "sha256"], name="contributions_memberlist_once"),
            models.CheckConstraint(
                name="contributions_memberlist_counts",
                condition=Q(month__day=1, agreed__lte=F("ours"), differences__gte=0),
            ),
        ]
        indexes = [
            models.Index(fields=["programme", "month", "as_of"], name="contributions_memberlist_month")
        ]


class Difference(models.Model):
    """One thing that one source says of a person's month and ours does not, or the other way round.

    `rupiah`: ours less theirs, so that all of a month's together are the gap between the two sums; another amount is another difference."""

    programme = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    source = models.TextField()  # LIST or RECEIPT
    kind = models.TextField()
    key = models.TextField()  # "membership:12", or the keyed index of a number that nobody here has
    membership_id = models.BigIntegerField(null=True)
    person_id = models.BigIntegerField(null=True)
    region = models.CharField(max_length=5)
    village = models.CharField(max_length=13)
    rupiah = models.BigIntegerField()
    facts = models.JSONField(default=dict)  # harmless values only
    opened_on = models.DateField()
    because = models.TextField(default="")
    state = models.TextField(default="OPEN")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "month", "source", "kind", "key", "rupiah"],
                name="contributions_difference_once",
            ),
            models.CheckConstraint(
                name="contributions_difference_known",
                condition=Q(source="LIST", kind__in=LIST_KINDS) | Q(source="RECEIPT", kind__in=RECEIPT_KINDS),
            ),
            models.CheckConstraint(
                name="contributions_difference_settled_says_why",
                condition=~Q(state="SETTLED") | ~Q(because=""),
            ),
        ]
        indexes = [
            models.Index(fields=["month"], condition=Q(state="OPEN"), name="contributions_difference_open")
        ]


class Handling(models.Model):
    """Who looks after something that waits; the latest line of each thing counts."""

    kind = models.TextField()  # suspense, booking, difference
    number = models.BigIntegerField()
    officer = models.ForeignKey("staff.Officer", on_delete=models.PROTECT, related_name="+")
    note = models.TextField(default="")
    at = models.DateTimeField()
    trail = models.BigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["kind", "number"], name="contributions_handling_of")]
        constraints = [
            models.CheckConstraint(
                name="contributions_handling_known",
                condition=Q(kind__in=["suspense", "booking", "difference"]),
            )
        ]
