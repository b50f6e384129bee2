from django.db import models
from django.db.models import F, Q

BASE = "jkk,jkm"  # accident and death go together; old age (jht) would be a row of its own


class Tariff(models.Model):
    """What one person owes for one month, line by line as the law of that month says."""

    programme = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    scheme = models.TextField()
    payer = models.TextField()
    sector = models.TextField()  # transport or other: the relief knows the difference
    base = models.BigIntegerField()
    total = models.BigIntegerField()
    lines = models.JSONField()  # naung.law lines: what, amount, reference, in force since, confidence
    law_version = models.TextField()
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "month", "scheme", "payer", "sector"], name="contributions_one_tariff"
            ),
            models.CheckConstraint(name="contributions_tariff_owes", condition=Q(total__gt=0, month__day=1)),
        ]


class Run(models.Model):
    """One month of one programme. A later round takes those who were covered late."""

    programme = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="+")
    month = models.DateField()
    round = models.SmallIntegerField()
    rows = models.IntegerField()
    rupiah = models.BigIntegerField()
    content_hash = models.CharField(
        max_length=64, default=""
    )  # of the lines as they were put before the second person
    approval = models.ForeignKey("approvals.Approval", null=True, on_delete=models.PROTECT, related_name="+")
    prepared_on = models.DateField()
    billed_on = models.DateField(null=True)
    papers = models.BooleanField(
        default=False, db_default=False
    )  # do its orders wait for the treasury's SP2D? by the payer, as of the day it was opened
    state = models.TextField(default="PREPARED")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "month", "round"], name="contributions_one_run_a_round"
            ),
            models.UniqueConstraint(
                fields=["programme", "month"],
                condition=Q(state="PREPARED"),
                name="contributions_one_run_is_open",
            ),
            models.CheckConstraint(
                name="contributions_run_month_is_a_first", condition=Q(month__day=1, round__gt=0)
            ),
            models.CheckConstraint(
                name="contributions_run_decided",
                condition=Q(state="PREPARED") | Q(approval__isnull=False) & ~Q(content_hash=""),
            ),
            models.CheckConstraint(
                name="contributions_billed_has_a_day",
                condition=Q(state__in=["PREPARED", "APPROVED"], billed_on=None)
                | Q(state__in=["BILLED", "PAID", "RECONCILED"], billed_on__isnull=False),
            ),
        ]


class Invoice(models.Model):
    """What one region owes in a run: a file to the insurer, its payment code, an order to the bank."""

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=5)
    rows = models.IntegerField()
    rupiah = models.BigIntegerField()
    batch = models.OneToOneField("exchange.Batch", on_delete=models.PROTECT, related_name="+")
    code = models.CharField(max_length=12, null=True, unique=True)  # kode iuran, given by the insurer
    order = models.OneToOneField("payments.Order", null=True, on_delete=models.PROTECT, related_name="+")
    paid_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["run", "region"], name="contributions_one_invoice_a_region"),
            models.CheckConstraint(
                name="contributions_paid_through_an_order",
                condition=Q(paid_on=None) | Q(order__isnull=False, code__isnull=False),
            ),
            models.CheckConstraint(
                name="contributions_invoice_owes", condition=Q(rows__gt=0, rupiah__gte=F("rows"))
            ),
        ]


class Contribution(models.Model):
    """One person's month, whoever pays: the primary key is the promise. The table is made in 0002, one partition a month."""

    pk = models.CompositePrimaryKey("person_id", "scheme", "month")
    person_id = models.BigIntegerField()
    scheme = models.TextField()
    month = models.DateField()
    run_id = models.BigIntegerField()
    place_id = models.BigIntegerField()
    membership_id = models.BigIntegerField()
    payer = models.TextField()
    tariff_id = models.BigIntegerField()
    rupiah = models.BigIntegerField()
    region = models.CharField(max_length=5)
    village = models.CharField(max_length=13)
    paid_on = models.DateField(null=True)  # the bank's day
    acknowledged_on = models.DateField(null=True)  # the day of the insurer's receipt

    class Meta:
        managed = False
        db_table = "contributions_contribution"


# The rooms of this step have their tables beside their code; Django finds them here.
from naung.delivery.contributions.cover import models as cover  # noqa: E402,F401
from naung.delivery.contributions.mending import models as mending  # noqa: E402,F401
from naung.delivery.contributions.reconciling import models as reconciling  # noqa: E402,F401
from naung.delivery.contributions.treasury import models as treasury  # noqa: E402,F401
