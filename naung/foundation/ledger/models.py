from django.db import models
from django.db.models import F, Q


class Account(models.Model):
    code = models.TextField(primary_key=True)
    name = models.TextField()
    kind = models.TextField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="ledger_kind_known",
                condition=Q(kind__in=["asset", "liability", "equity", "revenue", "expense"]),
            )
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


class ClosedMonth(models.Model):
    """A month that takes no more journals; a correction is a journal of a later month."""

    month = models.DateField(primary_key=True)
    closed_at = models.DateTimeField()
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="ledger_closed_month_is_a_first", condition=Q(month__day=1))
        ]
