from django.db import models
from django.db.models import F, Q

from naung.delivery.claims.treatment.kinds import KINDS, MONEY, VOID

NAMED = ["cost", "transport", "aid", "statement"]


class Care(models.Model):
    """One thing told of a treatment, written once. A mistake is voided by a later entry, which says why and may stand in its place."""

    claim = models.ForeignKey("claims.Claim", on_delete=models.PROTECT, related_name="+")
    village = models.CharField(max_length=13)
    kind = models.TextField()  # kinds.KINDS, or void
    day = models.DateField()  # on which it happened, was paid, began, or was stated
    until = models.DateField(null=True)  # the last day: of a rest, of a guarantee, of a rehabilitation
    what = models.TextField(default="")  # kind of cost, way of travelling, aid, form of the outcome
    rupiah = models.BigIntegerField(null=True)
    paid_by = models.TextField(default="")  # insurer, family, other
    months = models.SmallIntegerField(null=True)  # of home care
    facility = models.TextField(default="")
    facility_code = models.TextField(default="")  # in the list of cooperating facilities; empty where typed
    facility_key = models.TextField(default="")  # the code, or the name folded: what makes two the same
    plkk = models.BooleanField(null=True)
    reference = models.TextField(default="")  # number of the letter or receipt
    reference_key = models.TextField(default="")  # its letters and digits, in capitals
    signed_by = models.TextField(default="")  # the doctor
    note_sealed = models.BinaryField(null=True)  # may speak of health
    parts_sealed = models.BinaryField(null=True)  # what the doctor named and how much of it is lost
    voids = models.ForeignKey("claims.Care", null=True, on_delete=models.PROTECT, related_name="+")
    because = models.TextField(default="")
    recorded_by = models.ForeignKey("staff.Officer", on_delete=models.PROTECT, related_name="+")
    recorded_human = models.BigIntegerField()
    recorded_on = models.DateField()
    recorded_at = models.DateTimeField()
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="claims_care_kind", condition=Q(kind__in=[*KINDS, VOID])),
            models.CheckConstraint(
                name="claims_care_until", condition=Q(until=None) | Q(until__gte=F("day"))
            ),
            models.CheckConstraint(
                name="claims_care_whole_money",
                condition=Q(kind__in=MONEY, rupiah__isnull=False, rupiah__gt=0)
                & ~Q(paid_by="")
                & ~Q(reference_key="")
                | ~Q(kind__in=MONEY) & Q(rupiah=None, paid_by=""),
            ),
            models.CheckConstraint(
                name="claims_care_paid_by", condition=Q(paid_by__in=["", "insurer", "family", "other"])
            ),
            models.CheckConstraint(
                name="claims_care_says_what",
                condition=Q(kind__in=NAMED) & ~Q(what="") | ~Q(kind__in=NAMED) & Q(what=""),
            ),
            models.CheckConstraint(
                name="claims_care_rest_ends", condition=~Q(kind="rest") | Q(until__isnull=False)
            ),
            models.CheckConstraint(
                name="claims_care_months",
                condition=Q(kind="home_care", months__isnull=False, months__gt=0)
                | ~Q(kind="home_care") & Q(months=None),
            ),
            models.CheckConstraint(
                name="claims_care_not_ahead",
                condition=Q(kind="visit") | Q(day__lte=F("recorded_on")),
            ),
            models.CheckConstraint(
                name="claims_care_void_says_why",
                condition=Q(voids=None, because="") & ~Q(kind=VOID) | Q(voids__isnull=False) & ~Q(because=""),
            ),
            models.CheckConstraint(
                name="claims_care_parts_of_a_disability",
                condition=Q(parts_sealed=None)
                | Q(kind="statement", what__in=["partial_anatomical", "partial_functional"]),
            ),
            models.UniqueConstraint(fields=["voids"], name="claims_care_voided_once"),
        ]
        indexes = [
            models.Index(fields=["claim", "day", "id"]),
            models.Index(fields=["facility_key", "reference_key"]),  # one receipt in two claims
        ]
