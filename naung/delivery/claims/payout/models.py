from typing import Any

from django.db import models
from django.db.models import F, Q


def _officer(**more: Any) -> Any:
    return models.ForeignKey("staff.Officer", on_delete=models.PROTECT, related_name="+", **more)


def _claim() -> Any:
    return models.ForeignKey("claims.Claim", on_delete=models.PROTECT, related_name="+")


class Review(models.Model):
    """A second look at a death so soon after the cover began, by somebody who is neither assessor nor approver."""

    claim = models.OneToOneField("claims.Claim", on_delete=models.PROTECT, related_name="+")
    village = models.CharField(max_length=13)
    looked_at = models.TextField()  # what was seen, and where: the house, the neighbours, the papers
    reviewed_on = models.DateField()
    officer = _officer()
    human = models.BigIntegerField()
    trail = models.BigIntegerField()

    class Meta:
        constraints = [models.CheckConstraint(name="claims_review_says_what", condition=~Q(looked_at=""))]


class Determination(models.Model):
    """The insurer's word on a claim: what it grants, line by line, or why not. Each word is a version of its own."""

    claim = _claim()
    village = models.CharField(max_length=13)
    version = models.SmallIntegerField()
    granted = models.BooleanField()
    letter_number = models.TextField()
    letter_on = models.DateField()
    recorded_on = models.DateField()
    lines = models.JSONField(default=list)  # [{"what": a code of naung.law or other, "amount": rupiah}]
    rupiah = models.BigIntegerField()
    because = models.TextField(default="")  # the insurer's reason, in its words
    source = models.TextField(default="screen")  # screen, file
    officer = _officer()
    human = models.BigIntegerField()
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "version"], name="claims_determination_version"),
            models.UniqueConstraint(
                fields=["claim", "letter_number"], name="claims_determination_letter_once"
            ),
            models.CheckConstraint(
                name="claims_determination_known",
                condition=Q(version__gte=1, rupiah__gte=0, recorded_on__gte=F("letter_on"))
                & Q(source__in=["screen", "file"])
                & ~Q(letter_number=""),
            ),
            models.CheckConstraint(
                name="claims_determination_refusal_says_why",
                condition=Q(granted=True) | Q(granted=False, rupiah=0, lines=[]) & ~Q(because=""),
            ),
        ]


class Reply(models.Model):
    """What we say to a word that differs from our estimate: the reason, or an objection with its letter and a day to answer by."""

    determination = models.OneToOneField(Determination, on_delete=models.PROTECT, related_name="+")
    village = models.CharField(max_length=13)
    kind = models.TextField()  # EXPLAINED, CONTESTED
    because = models.TextField()
    letter_number = models.TextField(default="")
    answer_by = models.DateField(null=True)
    replied_on = models.DateField()
    officer = _officer()
    human = models.BigIntegerField()
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="claims_reply_says_why",
                condition=(
                    Q(kind="EXPLAINED", letter_number="", answer_by=None)
                    | Q(kind="CONTESTED", answer_by__gt=F("replied_on")) & ~Q(letter_number="")
                )
                & ~Q(because=""),
            )
        ]


class Payment(models.Model):
    """Money that the insurer transferred to one receiver. `interest_due`: what this payment's lateness costs the insurer.

    A part (`inability`, `transport`) came while treatment went on, before the insurer's word: of days without work or of one receipt."""

    claim = _claim()
    determination = models.ForeignKey(Determination, null=True, on_delete=models.PROTECT, related_name="+")
    payee = models.ForeignKey("claims.Payee", on_delete=models.PROTECT, related_name="+")
    village = models.CharField(max_length=13)
    kind = models.TextField(default="benefit")  # benefit, interest, inability, transport
    rupiah = models.BigIntegerField()
    paid_on = models.DateField()
    method = models.TextField()  # transfer, counter
    reference = models.TextField(unique=True)
    days_late = models.IntegerField(default=0)  # working days after the deadline
    interest_due = models.BigIntegerField(default=0)
    first_day = models.DateField(null=True)  # of the days without work that a part is for
    last_day = models.DateField(null=True)
    days = models.SmallIntegerField(null=True)
    care = models.ForeignKey("claims.Care", null=True, on_delete=models.PROTECT, related_name="+")
    officer = _officer()
    human = models.BigIntegerField()
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="claims_payment_known",
                condition=Q(
                    rupiah__gt=0,
                    kind__in=["benefit", "interest", "inability", "transport"],
                    method__in=["transfer", "counter"],
                )
                & ~Q(reference=""),
            ),
            models.CheckConstraint(
                name="claims_payment_of_a_word_or_a_part",
                condition=Q(
                    kind__in=["benefit", "interest"],
                    determination__isnull=False,
                    first_day=None,
                    last_day=None,
                    days=None,
                    care=None,
                )
                | Q(
                    kind="inability",
                    determination=None,
                    first_day__isnull=False,
                    last_day__gte=F("first_day"),
                    days__gt=0,
                    care=None,
                )
                | Q(
                    kind="transport",
                    determination=None,
                    first_day=None,
                    last_day=None,
                    days=None,
                    care__isnull=False,
                ),
            ),
            models.UniqueConstraint(fields=["care"], name="claims_payment_receipt_once"),
            models.CheckConstraint(
                name="claims_payment_interest_of_late_benefits",
                condition=Q(days_late=0, interest_due=0)
                | Q(kind="benefit", days_late__gt=0, interest_due__gte=0),
            ),
        ]


class Confirmation(models.Model):
    """What the receiver says has reached them, asked by somebody who did not record the payment. The newest word counts."""

    payment = models.ForeignKey(Payment, on_delete=models.PROTECT, related_name="+")
    village = models.CharField(max_length=13)
    number = models.SmallIntegerField()
    rupiah = models.BigIntegerField()
    channel = models.TextField()  # call, message, visit
    confirmed_on = models.DateField()
    note = models.TextField(default="")
    officer = _officer()
    human = models.BigIntegerField()
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["payment", "number"], name="claims_confirmation_number"),
            models.CheckConstraint(
                name="claims_confirmation_known",
                condition=Q(rupiah__gte=0, number__gte=1, channel__in=["call", "message", "visit"]),
            ),
        ]


class Gap(models.Model):
    """Money that should have come: of a payment, less in the family's hands than was sent; or interest that the insurer does not pay."""

    claim = _claim()
    payment = models.ForeignKey(Payment, null=True, on_delete=models.PROTECT, related_name="+")
    village = models.CharField(max_length=13)
    kind = models.TextField()  # received, interest
    rupiah = models.BigIntegerField()
    because = models.TextField()  # what was seen when it was opened
    opened_on = models.DateField()
    opened_by = _officer()
    opened_human = models.BigIntegerField()
    settled_because = models.TextField(default="")
    settled_on = models.DateField(null=True)
    settled_by = _officer(null=True)
    settled_human = models.BigIntegerField(null=True)
    state = models.TextField(default="OPEN")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["payment"], condition=Q(kind="received"), name="claims_gap_once_a_payment"),
            models.UniqueConstraint(fields=["claim"], condition=Q(kind="interest"), name="claims_gap_interest_once"),
            models.CheckConstraint(
                name="claims_gap_known",
                condition=(Q(kind="received", payment__isnull=False) | Q(kind="interest", payment=None)) & Q(rupiah__gt=0) & ~Q(because=""),
            ),
            models.CheckConstraint(
                name="claims_gap_settled_by_another",
                condition=Q(state="OPEN", settled_by=None, settled_human=None, settled_on=None, settled_because="")
                | Q(state="SETTLED", settled_by__isnull=False, settled_human__isnull=False, settled_on__gte=F("opened_on"))
                & ~Q(settled_human=F("opened_human")) & ~Q(settled_because=""),
            ),
        ]  # fmt: skip
