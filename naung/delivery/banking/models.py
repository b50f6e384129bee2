from django.db import models
from django.db.models import F, Q


class Account(models.Model):
    """A member's savings account at the programme's bank. Benefits of a death never go here: they go to the heirs' own."""

    programme = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="+")
    membership = models.OneToOneField("enrolment.Membership", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=5)
    village = models.CharField(max_length=13)
    requested_on = models.DateField()
    number_sealed = models.BinaryField(null=True)
    number_index = models.BinaryField(null=True)
    passbook = models.TextField(default="")
    name_on_account = models.TextField(default="")
    opened_on = models.DateField(null=True)
    activated_on = models.DateField(null=True)
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
                    state__in=["REQUESTED", "REFUSED"], number_index=None, number_sealed=None, opened_on=None
                )
                | Q(
                    state__in=["OPENED", "ACTIVE"],
                    number_index__isnull=False,
                    number_sealed__isnull=False,
                    opened_on__isnull=False,
                )
                & ~Q(passbook=""),
            ),
            models.CheckConstraint(
                name="banking_active_since_a_day",
                condition=Q(state="ACTIVE", activated_on__isnull=False, activated_on__gte=F("opened_on"))
                | ~Q(state="ACTIVE") & Q(activated_on=None),
            ),
            models.CheckConstraint(
                name="banking_refused_says_why", condition=~Q(state="REFUSED") | ~Q(refusal_code="")
            ),
        ]
        indexes = [models.Index(fields=["programme", "region", "state"]), models.Index(fields=["person"])]
