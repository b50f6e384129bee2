from django.db import models
from django.db.models import F, Q


class Membership(models.Model):
    """A person's membership at the insurer for one programme."""

    programme = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="+")
    place = models.OneToOneField("selection.Place", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=5)
    village = models.CharField(max_length=13)
    agreement = models.ForeignKey("programme.Agreement", on_delete=models.PROTECT, related_name="+")
    agreement_starts = models.DateField()  # bound to the agreement by a composite key
    requested_on = models.DateField()
    number_sealed = models.BinaryField(null=True)  # KPJ
    number_index = models.BinaryField(null=True)
    accepted_on = models.DateField(null=True)
    covered_from = models.DateField(null=True)
    covered_until = models.DateField(null=True)  # last day, included
    refusal_code = models.TextField(default="")
    refusal_reason = models.TextField(default="")
    ended_because = models.TextField(default="")
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
                name="enrolment_refused_says_why", condition=~Q(state="REFUSED") | ~Q(refusal_code="")
            ),
        ]
        indexes = [models.Index(fields=["programme", "region", "state"])]
