from django.db import models
from django.db.models import F, Q

from naung.delivery.banking.states import NUMBERED


class Account(models.Model):
    """A member's savings account at the programme's bank. Benefits of a death never go here: they go to the heirs' own."""

    programme = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="+")
    membership = models.OneToOneField("enrolment.Membership", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=5)
    village = models.CharField(max_length=13)
    requested_on = models.DateField()  # for the first time
    asked = models.SmallIntegerField(default=1, db_default=1)  # how often the bank was asked
    asked_on = models.DateField(null=True)  # for the last time
    asked_with = models.CharField(
        max_length=64, default="", db_default=""
    )  # what the bank was told (waiting.TOLD)
    number_sealed = models.BinaryField(null=True)
    number_index = models.BinaryField(null=True)
    passbook = models.TextField(default="")
    name_on_account = models.TextField(default="")
    name_score = models.SmallIntegerField(null=True)  # likeness of 100, where the bank spells it otherwise
    opened_on = models.DateField(null=True)
    activated_on = models.DateField(null=True)
    told = models.TextField(
        default="", db_default=""
    )  # the bank's last word on it: BLOCKED, ACTIVE, INACTIVE, DORMANT, CLOSED, UNKNOWN
    told_on = models.DateField(null=True)
    moved_on = models.DateField(null=True)  # its last activity, as the bank said
    closed_on = models.DateField(null=True)
    refusal_code = models.TextField(default="")
    refusal_reason = models.TextField(default="")
    state = models.TextField(default="REQUESTED")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["number_index", "programme"],
                condition=Q(number_index__isnull=False),
                name="banking_number_once",
            ),
            models.CheckConstraint(
                name="banking_opened_has_a_number",
                condition=Q(
                    state__in=["REQUESTED", "REFUSED", "AGAIN"], number_index=None, number_sealed=None, opened_on=None
                )
                | Q(
                    state__in=NUMBERED,
                    number_index__isnull=False,
                    number_sealed__isnull=False,
                    opened_on__isnull=False,
                )
                & ~Q(passbook=""),
            ),
            models.CheckConstraint(
                name="banking_active_since_a_day",
                condition=Q(state__in=["ACTIVE", "INACTIVE", "DORMANT", "CLOSED"], activated_on__isnull=False, activated_on__gte=F("opened_on"))
                | ~Q(state="ACTIVE") & Q(activated_on=None),
            ),
            models.CheckConstraint(
                name="banking_refused_says_why", condition=~Q(state__in=["REFUSED", "AGAIN"]) | ~Q(refusal_code="")
            ),
            models.CheckConstraint(name="banking_asked_at_least_once", condition=Q(asked__gte=1)),
            models.CheckConstraint(
                name="banking_named_otherwise_says_how_much",
                condition=~Q(state="DIFFERS") | Q(name_score__range=(0, 100)),
            ),
            models.CheckConstraint(name="banking_closed_on_a_day", condition=Q(closed_on__isnull=False, state="CLOSED") | ~Q(state="CLOSED") & Q(closed_on=None)),
        ]  # fmt: skip
        indexes = [models.Index(fields=["programme", "region", "state"]), models.Index(fields=["person"])]


class Change(models.Model):
    """Another account in the place of the one that is used: asked for by one person, confirmed by another after a call to the
    old contact, used when the wait is over. What was asked for is frozen; the account before it stays."""

    account = models.ForeignKey(Account, on_delete=models.PROTECT, related_name="+")
    number = models.IntegerField()  # 1, 2, 3 ... of this account
    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=5)
    village = models.CharField(max_length=13)
    bank = models.TextField()  # clearing code; 130 is Bank NTT
    bank_name = models.TextField()
    product = models.TextField()  # basic, regular
    account_sealed = models.BinaryField()
    account_index = models.BinaryField()
    holder = models.TextField()  # the name on the new account
    name_score = models.SmallIntegerField()
    reason = models.TextField()
    document = models.TextField()  # what was seen: passbook page, letter
    contact_sealed = models.BinaryField(
        null=True
    )  # the old contact, as it was known when the change was asked for; null: none known
    content_hash = models.CharField(max_length=64)
    approval = models.OneToOneField("approvals.Approval", on_delete=models.PROTECT, related_name="+")
    requested_by = models.ForeignKey("staff.Officer", on_delete=models.PROTECT, related_name="+")
    requested_human = models.BigIntegerField()
    requested_at = models.DateTimeField()
    inquired_at = models.DateTimeField(null=True)  # when the bank was asked whose account it is
    inquired_name = models.TextField(default="", db_default="")
    inquired_status = models.TextField(default="", db_default="")  # ACTIVE, CLOSED, UNKNOWN ...
    wait_hours = models.IntegerField()
    decided_at = models.DateTimeField(null=True)
    effective_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    ended_because = models.TextField(default="", db_default="")
    state = models.TextField(default="REQUESTED")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["account", "number"], name="banking_change_number"),
            models.UniqueConstraint(fields=["account"], condition=Q(state="REQUESTED"), name="banking_one_change_waits"),
            models.CheckConstraint(
                name="banking_change_says_what_and_why",
                condition=~Q(reason="") & ~Q(document="") & ~Q(holder="") & ~Q(bank="") & Q(product__in=["basic", "regular"]),
            ),
            models.CheckConstraint(
                name="banking_change_waits",  # shortening it is a migration that somebody signs, not a figure in a file
                condition=Q(wait_hours__gte=48),
            ),
            models.CheckConstraint(
                name="banking_change_used_after_its_wait",
                condition=Q(state__in=["CONFIRMED", "STOPPED"], decided_at__isnull=False, effective_at__isnull=False,
                            decided_at__gte=F("requested_at"))
                | Q(state__in=["REQUESTED", "REFUSED", "WITHDRAWN"], decided_at=None, effective_at=None),
            ),
            models.CheckConstraint(
                name="banking_change_stopped_in_time",
                condition=Q(state="STOPPED", stopped_at__lt=F("effective_at"), stopped_at__isnull=False) & ~Q(ended_because="")
                | ~Q(state="STOPPED") & Q(stopped_at=None),
            ),
            models.CheckConstraint(
                name="banking_change_ended_says_why", condition=~Q(state__in=["REFUSED", "WITHDRAWN"]) | ~Q(ended_because="")
            ),
        ]  # fmt: skip
        indexes = [models.Index(fields=["person"]), models.Index(fields=["region", "state"])]


class Call(models.Model):
    """Somebody else than who asked for a change reached the old contact, or tried: when, whom, and what was said."""

    change = models.ForeignKey(Change, on_delete=models.PROTECT, related_name="+")
    village = models.CharField(max_length=13)
    way = models.TextField()  # phone, visit
    contact = models.TextField()  # masked; empty for a visit
    spoke_with = models.TextField()
    answer = models.TextField()  # YES, NO, NOBODY
    said = models.TextField()
    called_by = models.ForeignKey("staff.Officer", on_delete=models.PROTECT, related_name="+")
    called_human = models.BigIntegerField()
    called_at = models.DateTimeField()
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="banking_call_says_what_was_said",
                condition=Q(answer="NOBODY") | Q(answer__in=["YES", "NO"]) & ~Q(spoke_with="") & ~Q(said=""),
            ),
            models.CheckConstraint(name="banking_call_by_some_way", condition=Q(way="phone") & ~Q(contact="") | Q(way="visit")),
        ]  # fmt: skip
        indexes = [models.Index(fields=["change"])]
