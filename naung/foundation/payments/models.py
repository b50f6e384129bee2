from django.db import models
from django.db.models import Q


class Order(models.Model):
    """One payment, by its key once and for ever."""

    key = models.TextField(unique=True)
    reference = models.TextField(unique=True)  # what the bank writes beside the debit
    payee = models.TextField()
    account_sealed = models.BinaryField()
    amount = models.BigIntegerField()
    purpose = models.TextField()
    debits = models.TextField()  # the ledger account that the payment settles
    region = models.TextField()
    subject = models.BigIntegerField(null=True)  # the payer's own thing: an invoice, a claim
    approval = models.ForeignKey("approvals.Approval", null=True, on_delete=models.PROTECT, related_name="+")
    batch = models.ForeignKey("exchange.Batch", null=True, on_delete=models.PROTECT, related_name="+")
    paid_on = models.DateField(null=True)
    refusal = models.TextField(default="")
    state = models.TextField(default="DRAFT")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["id", "reference", "amount"], name="payments_order_reference_amount"
            ),
            models.CheckConstraint(name="payments_pays_something", condition=Q(amount__gt=0)),
            models.CheckConstraint(
                name="payments_approved_names_it", condition=Q(state="DRAFT") | Q(approval__isnull=False)
            ),
            models.CheckConstraint(
                name="payments_sent_names_the_file",
                condition=Q(state__in=["DRAFT", "APPROVED"]) | Q(batch__isnull=False),
            ),
            models.CheckConstraint(
                name="payments_paid_has_a_day",
                condition=Q(state="PAID", paid_on__isnull=False) | ~Q(state="PAID") & Q(paid_on=None),
            ),
            models.CheckConstraint(
                name="payments_rejected_says_why", condition=~Q(state="REJECTED") | ~Q(refusal="")
            ),
        ]
        indexes = [models.Index(fields=["state"])]


class Statement(models.Model):
    """A statement file as it came, sealed; the same file is taken once."""

    partner = models.TextField()
    sha256 = models.CharField(max_length=64)
    sealed = models.BinaryField()
    lines = models.IntegerField()
    taken_at = models.DateTimeField()
    trail = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partner", "sha256"], name="payments_statement_once")]


class BankLine(models.Model):
    """A booking on a statement, and the order it pays: by reference and amount, never by amount alone (0002 binds both)."""

    partner = models.TextField()
    bank_ref = models.TextField()
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    amount = models.BigIntegerField()
    reference = models.TextField()
    text = models.TextField(default="")
    order = models.OneToOneField(Order, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.TextField(default="UNMATCHED")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partner", "bank_ref"], name="payments_booking_once"),
            models.CheckConstraint(
                name="payments_matched_names_the_order",
                condition=Q(state="MATCHED", order__isnull=False) | Q(state="UNMATCHED", order=None),
            ),
            models.CheckConstraint(name="payments_booking_is_something", condition=~Q(amount=0)),
        ]
        indexes = [models.Index(fields=["reference"])]
