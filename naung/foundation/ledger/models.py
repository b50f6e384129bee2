from datetime import date

from django.db import models
from django.db.models import F, Q


class Account(models.Model):
    """What can be booked on, from the day `since` to the day `until`; its place in the treasurer's chart is chart.yaml's."""

    code = models.TextField(primary_key=True)
    name = models.TextField()
    kind = models.TextField()
    since = models.DateField(default=date(2025, 1, 1))
    until = models.DateField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="ledger_account_days_in_order", condition=Q(until=None) | Q(until__gte=F("since"))
            ),
            models.CheckConstraint(
                name="ledger_kind_known",
                condition=Q(kind__in=["asset", "liability", "equity", "revenue", "expense"]),
            ),
        ]


class Journal(models.Model):
    """Entries that balance, written together and never changed. The database adds `txid` (0002)."""

    key = models.TextField(unique=True)
    on = models.DateField()
    kind = models.TextField()
    memo = models.TextField()
    reverses = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="+")
    content_hash = models.CharField(max_length=64)
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="ledger_not_its_own_reversal", condition=Q(reverses=None) | ~Q(reverses=F("id"))
            )
        ]


class Entry(models.Model):
    """One amount on one account: debit above zero, credit below. Its keys are held by the statement trigger of 0002."""

    journal = models.ForeignKey(Journal, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    amount = models.BigIntegerField()
    ref = models.BigIntegerField(null=True)  # what it is for: an invoice, an order, a person's month
    region = models.TextField(default="")

    class Meta:
        constraints = [models.CheckConstraint(name="ledger_no_zero", condition=~Q(amount=0))]


class Draft(models.Model):
    """A journal by hand, or a reversal, that one officer wrote and another decides; nothing is booked before."""

    number = models.TextField(unique=True)  # BM/2025/0001: bukti memorial
    kind = models.TextField()
    on = models.DateField()
    memo = models.TextField()
    document = models.TextField()  # the paper it rests on
    region = models.TextField()
    lines = models.JSONField()  # account, whole rupiah, what it is for, region
    reverses = models.ForeignKey(Journal, null=True, on_delete=models.PROTECT, related_name="+")
    journal_hash = models.CharField(max_length=64)  # of the journal that this becomes
    content_hash = models.CharField(max_length=64)  # of all that the second person signs
    approval = models.OneToOneField("approvals.Approval", on_delete=models.PROTECT, related_name="+")
    journal = models.OneToOneField(Journal, null=True, on_delete=models.PROTECT, related_name="+")
    prepared_on = models.DateField()
    state = models.TextField(default="PREPARED")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="ledger_draft_is_one",
                condition=(Q(kind="manual", reverses=None) | Q(kind="reversal", reverses__isnull=False))
                & ~Q(memo="")
                & ~Q(document=""),
            ),
            models.CheckConstraint(
                name="ledger_posted_names_the_journal",
                condition=Q(state="POSTED", journal__isnull=False) | ~Q(state="POSTED") & Q(journal=None),
            ),
            models.UniqueConstraint(
                fields=["reverses"],
                condition=Q(state__in=["PREPARED", "POSTED"]),
                name="ledger_reversed_once",
            ),
        ]


class Closing(models.Model):
    """A month put before a second person with what was looked at; closed, it keeps the hash of everything in it."""

    month = models.DateField()
    findings = models.JSONField()  # what was looked at: what, count, rupiah, stops, why
    journals = models.IntegerField()
    debit = models.BigIntegerField()  # of the month
    turnover = (
        models.BigIntegerField()
    )  # of the books to the month's end: the figure that the second person types
    books_hash = models.CharField(max_length=64)  # ledger_month_hash as it was prepared
    content_hash = models.CharField(max_length=64)
    approval = models.OneToOneField("approvals.Approval", on_delete=models.PROTECT, related_name="+")
    result = models.OneToOneField(
        Journal, null=True, on_delete=models.PROTECT, related_name="+"
    )  # of December
    prepared_on = models.DateField()
    state = models.TextField(default="PREPARED")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["month"],
                condition=Q(state__in=["PREPARED", "CLOSED"]),
                name="ledger_one_closing_a_month",
            ),
            models.CheckConstraint(
                name="ledger_closing_of_a_month", condition=Q(month__day=1, journals__gte=0, turnover__gt=0)
            ),
        ]


class ClosedMonth(models.Model):
    """A month that takes no more journals, nor does any before it; a correction is a journal of a later month."""

    month = models.DateField(primary_key=True)
    closed_at = models.DateTimeField()
    closing = models.OneToOneField(Closing, on_delete=models.PROTECT, related_name="+")
    content_hash = models.CharField(max_length=64)  # ledger_month_hash when it was closed
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="ledger_closed_month_is_a_first", condition=Q(month__day=1))
        ]
