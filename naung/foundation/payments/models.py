from django.db import models
from django.db.models import F, Q

ALONE = 1_000_000  # rupiah: up to here one officer may say what a booking is (ours; to agree with BKAD)


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
    format = models.TextField(
        default=""
    )  # the language that it speaks; empty: told by the plug that carried it
    sealed = models.BinaryField()
    lines = models.IntegerField()
    taken_at = models.DateTimeField()
    trail = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["partner", "sha256"], name="payments_statement_once")]


class Sheet(models.Model):
    """One account's stretch of a statement: opening balance less what left is the closing balance, in whole rupiah."""

    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    partner = models.TextField()
    account_index = models.BinaryField()
    account_ends = models.TextField()  # its last digits, to tell two accounts apart
    number = models.TextField(default="")
    sequence = models.IntegerField(null=True)
    first_on = models.DateField()
    last_on = models.DateField()
    opening = models.BigIntegerField(null=True)
    moved = models.BigIntegerField()  # what left the account
    closing = models.BigIntegerField(null=True)
    bookings = models.IntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="payments_sheet_joins",
                condition=Q(opening=None) | Q(closing=None) | Q(closing=F("opening") - F("moved")),
            ),
            models.CheckConstraint(
                name="payments_sheet_has_days", condition=Q(last_on__gte=F("first_on"), bookings__gte=0)
            ),
        ]
        indexes = [
            models.Index(fields=["partner", "account_index", "last_on"], name="payments_sheet_of_account")
        ]


class BankLine(models.Model):
    """A booking on a statement, and the order it pays: by reference and amount, never by amount alone (0002 binds both).

    EXPLAINED: a person said what it is (Explanation), because it pays no one order to the rupiah under its reference."""

    partner = models.TextField()
    bank_ref = models.TextField()
    statement = models.ForeignKey(Statement, on_delete=models.PROTECT, related_name="+")
    on = models.DateField()
    amount = models.BigIntegerField()
    reference = models.TextField()
    text = models.TextField(default="")
    value_on = models.DateField(null=True)
    counterparty = models.TextField(default="")
    code = models.TextField(default="")
    balance = models.BigIntegerField(null=True)
    order = models.OneToOneField(Order, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.TextField(default="UNMATCHED")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partner", "bank_ref"], name="payments_booking_once"),
            models.CheckConstraint(
                name="payments_matched_names_the_order",
                condition=Q(state="MATCHED", order__isnull=False)
                | Q(state__in=["UNMATCHED", "EXPLAINED"], order=None),
            ),
            models.CheckConstraint(name="payments_booking_is_something", condition=~Q(amount=0)),
        ]
        indexes = [models.Index(fields=["reference"])]


class Explanation(models.Model):
    """What a person says a booking is, in parts that add up to it; above the limit it needs a second person."""

    booking = models.ForeignKey(BankLine, on_delete=models.PROTECT, related_name="+")
    kind = models.TextField()  # NEAR, FEE, SEVERAL, RETURN, CHARGE, INTEREST, OTHER
    rupiah = models.BigIntegerField()  # of the booking
    reason = models.TextField()
    document = models.TextField()
    region = models.TextField()
    content_hash = models.CharField(max_length=64)
    approval = models.OneToOneField(
        "approvals.Approval", null=True, on_delete=models.PROTECT, related_name="+"
    )
    prepared_on = models.DateField()
    state = models.TextField(default="PREPARED")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["booking"],
                condition=Q(state__in=["PREPARED", "DECIDED"]),
                name="payments_one_explanation_a_booking",
            ),
            models.CheckConstraint(
                name="payments_explained_says_why", condition=~Q(reason="") & ~Q(document="") & ~Q(rupiah=0)
            ),
            models.CheckConstraint(
                name="payments_waits_for_an_approval",
                condition=~Q(state="PREPARED") | Q(approval__isnull=False),
            ),
            models.CheckConstraint(
                name="payments_two_people_above_the_limit",
                condition=Q(approval__isnull=False) | Q(rupiah__gte=-ALONE, rupiah__lte=ALONE),
            ),
        ]


class Part(models.Model):
    """Of an explained booking: what went to one order, or to an account of the ledger."""

    explanation = models.ForeignKey(Explanation, on_delete=models.PROTECT, related_name="+")
    order = models.ForeignKey(Order, null=True, on_delete=models.PROTECT, related_name="+")
    account = models.TextField()  # the ledger account that it is booked against
    amount = models.BigIntegerField()  # what left; below zero, what came in

    class Meta:
        constraints = [models.CheckConstraint(name="payments_part_is_something", condition=~Q(amount=0))]
