from django.db import models
from django.db.models import F, Q

from naung.foundation.exchange.states import VERDICTS


class Content(models.Model):
    """A file that went out or came in, sealed; opened it gives the same bytes for ever."""

    sha256 = models.CharField(max_length=64)  # of the plain bytes
    size = models.BigIntegerField()
    sealed = models.BinaryField()
    region = models.TextField()


class Batch(models.Model):
    """Numbered lines to one partner, as one file with its totals. (partner, kind, key) is its name for ever.

    The database adds `txid` (0002): a batch's lines are written in its own transaction and no other."""

    partner = models.TextField()
    kind = models.TextField()
    key = models.TextField()
    region = models.TextField()
    content = models.ForeignKey(Content, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    rows = models.IntegerField()
    rupiah = models.BigIntegerField()
    prepared_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    state = models.TextField(default="PREPARED")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partner", "kind", "key"], name="exchange_batch_once"),
            models.CheckConstraint(name="exchange_batch_has_lines", condition=Q(rows__gt=0, rupiah__gte=0)),
            models.CheckConstraint(
                name="exchange_sent_has_a_moment", condition=Q(state="PREPARED") | Q(sent_at__isnull=False)
            ),
        ]
        indexes = [models.Index(fields=["partner", "kind", "state"])]


class Reply(models.Model):
    """A file that a partner sent back; the same file is taken once."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="+")
    content = models.ForeignKey(Content, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    answers = models.IntegerField()
    taken_at = models.DateTimeField()
    region = models.TextField()
    trail = models.BigIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "sha256"], name="exchange_reply_once")]


class Line(models.Model):
    """One line of a batch and its one answer. The keys to batch and reply are held by the statement triggers of 0002,
    which look at a hundred thousand lines in one pass."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="+", db_constraint=False)
    number = models.IntegerField()
    key = models.TextField(default="")
    subject = models.BigIntegerField()
    rupiah = models.BigIntegerField(default=0)
    region = models.TextField()
    code = models.TextField(default="")
    reason = models.TextField(default="")
    answer = models.JSONField(null=True)  # harmless or sealed values only
    reply = models.ForeignKey(
        Reply, null=True, on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    state = models.TextField(default="WAITING")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "number"], name="exchange_one_line_a_number"),
            models.UniqueConstraint(
                fields=["batch", "key"], condition=~Q(key=""), name="exchange_one_line_a_key"
            ),
            models.UniqueConstraint(fields=["batch", "subject"], name="exchange_one_line_a_subject"),
            models.CheckConstraint(name="exchange_line_numbered", condition=Q(number__gt=0, rupiah__gte=0)),
            models.CheckConstraint(
                name="exchange_answered_names_the_reply",
                condition=Q(state__in=["WAITING", "MISSING"], reply=None)
                | Q(state__in=["ACCEPTED", "REFUSED"], reply__isnull=False),
            ),
            models.CheckConstraint(
                name="exchange_refused_says_why", condition=~Q(state="REFUSED") | ~Q(code="")
            ),
        ]
        indexes = [
            models.Index(fields=["subject"]),
            models.Index(fields=["reply"], condition=Q(reply__isnull=False), name="exchange_line_reply"),
        ]


class Suspense(models.Model):
    """What a partner said that fits no line; kept until a person settles it."""

    partner = models.TextField()
    batch = models.ForeignKey(Batch, null=True, on_delete=models.PROTECT, related_name="+")
    reply = models.ForeignKey(Reply, null=True, on_delete=models.PROTECT, related_name="+")
    content = models.ForeignKey(Content, null=True, on_delete=models.PROTECT, related_name="+")
    position = models.IntegerField()  # of the answer in its reply; 0 for the whole file
    why = (
        models.TextField()
    )  # UNKNOWN, CONTRADICTS, OTHER_ANSWER, OTHER_AMOUNT, NO_REASON, CLOSED, TOTALS, UNREADABLE
    facts = models.JSONField(default=dict)
    region = models.TextField()
    opened_at = models.DateTimeField()
    settled_because = models.TextField(default="")
    state = models.TextField(default="OPEN")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reply", "position"], name="exchange_suspended_once"),
            models.CheckConstraint(
                name="exchange_settled_says_why", condition=Q(state="OPEN") | ~Q(settled_because="")
            ),
        ]
        indexes = [models.Index(F("partner"), condition=Q(state="OPEN"), name="exchange_suspense_open")]


class Call(models.Model):
    """One request to a partner's interface, written down and committed before it leaves the house."""

    partner = models.TextField()
    service = models.TextField()  # the partner's own number of it
    external_id = models.TextField()  # X-EXTERNAL-ID: digits, never given twice
    reference = models.TextField(default="")  # the order it is about
    moves = models.BooleanField()  # whether money moves when the partner does as it is asked
    sha256 = models.CharField(max_length=64)
    sealed = models.BinaryField()
    region = models.TextField()
    asked_at = models.DateTimeField()
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["partner", "external_id"], name="exchange_call_once_a_number"),
            models.CheckConstraint(
                name="exchange_moving_names_the_order", condition=Q(moves=False) | ~Q(reference="")
            ),
        ]
        indexes = [models.Index(fields=["partner", "reference"])]


class Heard(models.Model):
    """What came back for a call, and what it means; a call without one was cut off, and its outcome is not known."""

    call = models.OneToOneField(Call, on_delete=models.PROTECT, related_name="+")
    verdict = models.TextField()
    status = models.IntegerField()  # of HTTP; 0 when nothing came
    code = models.TextField(default="")
    why = models.TextField(default="")
    sha256 = models.CharField(max_length=64)
    sealed = models.BinaryField()
    region = models.TextField()
    heard_at = models.DateTimeField()
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="exchange_verdict_known", condition=Q(verdict__in=VERDICTS)),
        ]


class Notice(models.Model):
    """What a partner told us of its own accord about an order. News, never proof: the state is still asked for, and the money is where
    the statement shows it. Under the partner's own number of the day it is kept once."""

    partner = models.TextField()
    day = models.DateField()
    external_id = models.TextField()  # the partner's own X-EXTERNAL-ID
    reference = models.TextField()  # of our order, as the partner says it
    said = models.TextField()  # the partner's word for the state
    sha256 = models.CharField(max_length=64)
    sealed = models.BinaryField()
    region = models.TextField()
    told_at = models.DateTimeField()
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["partner", "day", "external_id"], name="exchange_notice_once_a_number"
            ),
        ]
        indexes = [models.Index(fields=["partner", "reference"], name="exchange_notice_of_order")]
