"""What went wrong with the money, put before a second person: orders made again, codes replaced, months paid for nothing."""

from django.db import models
from django.db.models import F, Q

PEOPLE = ["PREPARED", "DECIDED"]
BY_AGREEMENT = ["refund", "replace"]


class Retry(models.Model):
    """An order that the bank refused, made again for the same invoice once its cause is mended. The old one stays refused."""

    invoice = models.ForeignKey("contributions.Invoice", on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=5)
    number = models.SmallIntegerField()
    old = models.ForeignKey("payments.Order", on_delete=models.PROTECT, related_name="+")
    order = models.OneToOneField("payments.Order", null=True, on_delete=models.PROTECT, related_name="+")
    why = models.TextField()  # what was mended, and with whom
    letter = models.TextField(
        default="", db_default=""
    )  # where the bank never answered: its letter that it did nothing
    content_hash = models.CharField(max_length=64)
    approval = models.OneToOneField("approvals.Approval", on_delete=models.PROTECT, related_name="+")
    state = models.TextField(default="PREPARED")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["invoice", "number"], name="contributions_retry_number"),
            models.UniqueConstraint(fields=["old"], condition=Q(state__in=PEOPLE), name="contributions_one_retry_stands"),
            models.CheckConstraint(name="contributions_retry_says_why", condition=~Q(why="")),
            models.CheckConstraint(
                name="contributions_retry_made_an_order",
                condition=Q(state="DECIDED", order__isnull=False) & ~Q(order=F("old")) | ~Q(state="DECIDED") & Q(order=None),
            ),
        ]  # fmt: skip


class CodeChange(models.Model):
    """An invoice's payment code that was wrong, and the insurer's right one. Both stay written down."""

    invoice = models.ForeignKey("contributions.Invoice", on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=5)
    number = models.SmallIntegerField()
    old = models.CharField(max_length=12)
    new = models.CharField(max_length=12)
    why = models.TextField()
    document = models.TextField()  # the insurer's letter or message with the right code
    content_hash = models.CharField(max_length=64)
    approval = models.OneToOneField("approvals.Approval", on_delete=models.PROTECT, related_name="+")
    state = models.TextField(default="PREPARED")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["invoice", "number"], name="contributions_code_change_number"),
            models.UniqueConstraint(fields=["invoice"], condition=Q(state="PREPARED"), name="contributions_one_code_change_waits"),
            models.CheckConstraint(
                name="contributions_code_change_says_why",
                condition=~Q(why="") & ~Q(document="") & ~Q(old=F("new")) & Q(new__regex=r"^[0-9]{12}$"),
            ),
        ]  # fmt: skip


class Surplus(models.Model):
    """Months of a membership that were paid after its last day: asked back, or another person stands in, as the agreement says."""

    membership = models.ForeignKey("enrolment.Membership", on_delete=models.PROTECT, related_name="+")
    number = models.SmallIntegerField()
    region = models.CharField(max_length=5)
    months = models.IntegerField()
    rupiah = models.BigIntegerField()
    how = models.TextField()  # refund or replace
    instead = models.ForeignKey("enrolment.Membership", null=True, on_delete=models.PROTECT, related_name="+")
    why = models.TextField()
    document = models.TextField()  # the letter it rests on
    content_hash = models.CharField(max_length=64)
    approval = models.OneToOneField("approvals.Approval", on_delete=models.PROTECT, related_name="+")
    settled_on = models.DateField(null=True)
    reference = models.TextField(default="")  # the bank's number of the money that came back
    state = models.TextField(default="PREPARED")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["membership", "number"], name="contributions_surplus_number"),
            models.UniqueConstraint(
                fields=["membership"],
                condition=Q(state__in=["PREPARED", "DECIDED", "SETTLED"]),
                name="contributions_one_surplus_stands",
            ),
            models.CheckConstraint(
                name="contributions_surplus_is_something",
                condition=Q(months__gt=0, rupiah__gte=F("months"), how__in=BY_AGREEMENT) & ~Q(why="") & ~Q(document=""),
            ),
            models.CheckConstraint(
                name="contributions_surplus_settled",
                condition=~Q(state="SETTLED") & Q(settled_on=None, reference="", instead=None)
                | Q(state="SETTLED", settled_on__isnull=False, how="refund", instead=None) & ~Q(reference="")
                | Q(state="SETTLED", settled_on__isnull=False, how="replace", instead__isnull=False, reference=""),
            ),
        ]  # fmt: skip
