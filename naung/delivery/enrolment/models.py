from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from naung.delivery.enrolment.states import KINDS


class Membership(models.Model):
    """A person's membership at the insurer for one programme. Three days are kept apart, each with its paper: what the agreement
    says, what the insurer accepted, and (contributions) when money first came."""

    programme = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="+")
    place = models.OneToOneField("selection.Place", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=5)
    village = models.CharField(max_length=13)
    agreement = models.ForeignKey("programme.Agreement", on_delete=models.PROTECT, related_name="+")
    agreement_starts = models.DateField()  # bound to the agreement by a composite key
    kind = models.TextField(default="NEW", db_default="NEW")  # states.KINDS
    follows = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+"
    )  # the membership whose number it keeps
    tries = models.SmallIntegerField(default=1, db_default=1)  # how often it was sent
    requested_on = models.DateField()  # the last time
    asked_from = models.DateField(null=True)  # the first day that was asked for
    insurer_from = models.DateField(null=True)  # the first day in the insurer's own answer
    number_sealed = models.BinaryField(null=True)  # KPJ
    number_index = models.BinaryField(null=True)
    accepted_on = models.DateField(null=True)
    covered_from = models.DateField(null=True)
    covered_until = models.DateField(null=True)  # last day, included
    refusal_code = models.TextField(default="")
    refusal_reason = models.TextField(default="")
    refusal_meaning = models.TextField(default="", db_default="")  # a code of reasons.MEANINGS
    elsewhere_by = models.TextField(default="", db_default="")  # who pays already, as the insurer says
    elsewhere_until = models.DateField(null=True)
    registered_name = models.TextField(default="", db_default="")  # as the insurer says the registry has it
    ended_because = models.TextField(default="")
    insurer_until = models.DateField(
        null=True
    )  # the last day that the insurer booked for an end that we told it
    end_refusal = models.TextField(default="", db_default="")  # why it would not end it, in its words
    state = models.TextField(default="REQUESTED")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "person"],
                condition=Q(state__in=["REQUESTED", "ENROLLED"]),
                name="enrolment_one_membership",
            ),
            models.UniqueConstraint(
                fields=["number_index", "programme"],
                condition=Q(number_index__isnull=False),
                name="enrolment_number_once",
            ),
            models.CheckConstraint(
                name="enrolment_never_back_dated",
                condition=Q(covered_from=None) | Q(covered_from__gte=F("agreement_starts")),
            ),
            models.CheckConstraint(
                name="enrolment_days_in_order",
                condition=Q(covered_until=None) | Q(covered_until__gte=F("covered_from")),
            ),
            models.CheckConstraint(
                name="enrolment_enrolled_has_a_number_and_a_first_day",
                condition=~Q(state="ENROLLED")
                | Q(
                    number_index__isnull=False,
                    number_sealed__isnull=False,
                    covered_from__isnull=False,
                    covered_until__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="enrolment_ended_says_why",
                condition=~Q(state="ENDED") | Q(covered_until__isnull=False) & ~Q(ended_because=""),
            ),
            models.CheckConstraint(
                name="enrolment_refused_says_why",
                condition=~Q(state__in=["REFUSED", "RETURNED"]) | ~Q(refusal_code=""),
            ),
            models.CheckConstraint(
                name="enrolment_only_an_end_is_told",
                condition=Q(insurer_until=None, end_refusal="")
                | Q(state="ENDED") & (Q(insurer_until=None) | Q(end_refusal="")),
            ),
            models.CheckConstraint(name="enrolment_kind", condition=Q(kind__in=KINDS)),
            models.CheckConstraint(
                name="enrolment_new_follows_nobody",
                condition=Q(kind="NEW", follows=None) | ~Q(kind="NEW") & Q(follows__isnull=False),
            ),
            models.CheckConstraint(name="enrolment_tried", condition=Q(tries__gt=0)),
        ]
        indexes = [models.Index(fields=["programme", "region", "state"])]


class Leaving(models.Model):
    """People whose cover ends for one reason and on one day: asked for by one officer, decided by another, since their months are paid."""

    programme = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=5)
    number = models.IntegerField()
    places = ArrayField(models.BigIntegerField())
    rows = models.IntegerField()
    reason = models.TextField()  # a code of selection.releasing.REASONS
    document = models.TextField()
    last_day = models.DateField()
    content_hash = models.CharField(max_length=64)
    approval = models.OneToOneField("approvals.Approval", on_delete=models.PROTECT, related_name="+")
    prepared_on = models.DateField()
    decided_on = models.DateField(null=True)
    state = models.TextField(default="PROPOSED")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="enrolment_leaving_number"),
            models.CheckConstraint(
                name="enrolment_leaving_is_some",
                condition=Q(rows__gt=0, places__len=F("rows")) & ~Q(reason="") & ~Q(document=""),
            ),
            models.CheckConstraint(
                name="enrolment_leaving_decided",
                condition=Q(state="DONE", decided_on__isnull=False, decided_on__gte=F("last_day"))
                | ~Q(state="DONE") & Q(decided_on=None),
            ),
        ]
