from django.db import models
from django.db.models import F, Q

from naung.delivery.claims.states import APPROVED, ASSESSED, PAID

CIRCUMSTANCES = ["", "ordinary", "traffic", "sea", "violence", "disease"]  # '' is not known


def _both_or_none(role: str) -> Q:
    """A composite key with one empty half binds nothing, so account and human come together."""
    return Q(**{f"{role}__isnull": True, f"{role}_human__isnull": True}) | Q(
        **{f"{role}__isnull": False, f"{role}_human__isnull": False}
    )


def _differ(one: str, other: str) -> Q:
    return (
        Q(**{f"{one}_human": None})
        | Q(**{f"{other}_human": None})
        | ~Q(**{f"{one}_human": F(f"{other}_human")})
    )


class Counter(models.Model):
    """The last number given in a year; a number is counted here, not among the claims that an officer happens to see.

    All programmes count together: a family, a letter and the trail name a claim by its number alone."""

    year = models.SmallIntegerField()
    last = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["year"], name="claims_one_counter_a_year"),
            models.CheckConstraint(name="claims_counts_upwards", condition=Q(last__gt=0)),
        ]


class Claim(models.Model):
    """An accident or a death of a member, from the first report to the money. The insurer decides; we estimate and push."""

    programme = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="+")
    number = models.TextField()  # K-2025-0001
    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey("enrolment.Membership", on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=5)
    village = models.CharField(max_length=13)
    kind = models.TextField()  # accident, death
    cause = models.TextField()  # illness, work_accident
    suspected = models.BooleanField(
        default=False, db_default=False
    )  # the cause is taken to be this one until a person settles it
    caused_by = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+"
    )  # the accident that this death follows from
    circumstance = models.TextField(default="", db_default="")  # CIRCUMSTANCES
    outside_plkk = models.BooleanField(
        default=False, db_default=False
    )  # treated where the insurer has no contract
    happened_on = models.DateField()
    happened_at = models.TimeField(null=True)
    expires_on = models.DateField(null=True)  # the last day on which the accident's benefits can be claimed
    place = models.TextField(default="")  # where it happened, in words
    account_sealed = models.BinaryField(null=True)  # what happened, as told; may speak of health
    reported_on = models.DateField()
    reporter = models.TextField(default="")
    relation = models.TextField()  # family, neighbour, village, health, hospital, employer, other
    filer = models.ForeignKey("staff.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    filer_human = models.BigIntegerField(null=True)
    cover = models.TextField()  # IN, OUT, UNCLEAR
    cover_because = models.TextField()
    months_paid = models.IntegerField()
    memberships = models.SmallIntegerField(
        default=1, db_default=1
    )  # at the insurer, on that day: grants by each, one funeral
    memberships_because = models.TextField(default="", db_default="")
    complete_on = models.DateField(null=True)  # the file: every paper that was asked is read
    estimate = models.JSONField(
        default=list
    )  # lines of naung.law: what, amount, reference, in_force_since, confidence
    rupiah = models.BigIntegerField(default=0)  # the sum of the lines
    law_version = models.TextField()
    assessor = models.ForeignKey("staff.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    assessor_human = models.BigIntegerField(null=True)
    assessed_on = models.DateField(null=True)
    approval = models.ForeignKey("approvals.Approval", null=True, on_delete=models.PROTECT, related_name="+")
    approver = models.ForeignKey("staff.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    approver_human = models.BigIntegerField(null=True)
    decided_on = models.DateField(null=True)
    refused_because = models.TextField(default="")
    paid_on = models.DateField(null=True)
    paid_rupiah = models.BigIntegerField(null=True)
    closed_on = models.DateField(null=True)
    state = models.TextField(default="REPORTED")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["number"], name="claims_number_once"),
            models.UniqueConstraint(
                fields=["person"],
                condition=Q(kind="death") & ~Q(state="REFUSED"),
                name="claims_one_death_a_person",
            ),
            models.UniqueConstraint(
                fields=["person", "kind", "happened_on"],
                condition=~Q(state="REFUSED"),
                name="claims_one_claim_an_event",
            ),
            models.CheckConstraint(
                name="claims_kind",
                condition=Q(kind="death", cause__in=["illness", "work_accident"])
                | Q(kind="accident", cause="work_accident"),
            ),
            models.CheckConstraint(
                name="claims_cover", condition=Q(cover__in=["IN", "OUT", "UNCLEAR"]) & ~Q(cover_because="")
            ),
            models.CheckConstraint(
                name="claims_reported_after_it_happened", condition=Q(reported_on__gte=F("happened_on"))
            ),
            models.CheckConstraint(name="claims_whole_money", condition=Q(rupiah__gte=0, months_paid__gte=0)),
            models.CheckConstraint(name="claims_filer_is_whole", condition=_both_or_none("filer")),
            models.CheckConstraint(name="claims_assessor_is_whole", condition=_both_or_none("assessor")),
            models.CheckConstraint(name="claims_approver_is_whole", condition=_both_or_none("approver")),
            models.CheckConstraint(
                name="claims_filer_does_not_assess", condition=_differ("filer", "assessor")
            ),
            models.CheckConstraint(
                name="claims_filer_does_not_approve", condition=_differ("filer", "approver")
            ),
            models.CheckConstraint(
                name="claims_assessor_does_not_approve", condition=_differ("assessor", "approver")
            ),
            models.CheckConstraint(
                name="claims_assessed_has_an_assessor",
                condition=~Q(state__in=ASSESSED)
                | Q(
                    assessor__isnull=False,
                    assessed_on__isnull=False,
                    approval__isnull=False,
                    cover="IN",
                    suspected=False,
                ),
            ),
            models.CheckConstraint(
                name="claims_assessed_is_complete",
                condition=~Q(state__in=ASSESSED)
                | Q(complete_on__isnull=False, assessed_on__gte=F("complete_on")),
            ),
            models.CheckConstraint(
                name="claims_assessed_in_time",
                condition=~Q(state__in=ASSESSED) | Q(expires_on=None) | Q(reported_on__lte=F("expires_on")),
            ),
            models.CheckConstraint(
                name="claims_complete_after_it_was_reported",
                condition=Q(complete_on=None) | Q(complete_on__gte=F("reported_on")),
            ),
            models.CheckConstraint(name="claims_circumstance", condition=Q(circumstance__in=CIRCUMSTANCES)),
            models.CheckConstraint(
                name="claims_memberships_say_why",
                condition=Q(memberships=1) | Q(memberships__gt=1) & ~Q(memberships_because=""),
            ),
            models.CheckConstraint(
                name="claims_a_death_follows_an_accident",
                condition=Q(caused_by=None) | Q(kind="death", cause="work_accident", suspected=False),
            ),
            models.CheckConstraint(
                name="claims_only_accidents_expire",
                condition=Q(cause="work_accident") | Q(expires_on=None),
            ),
            models.CheckConstraint(
                name="claims_decided_has_an_approver",
                condition=~Q(state__in=[*APPROVED, "REFUSED"])
                | Q(approver__isnull=False, decided_on__isnull=False),
            ),
            models.CheckConstraint(
                name="claims_refused_says_why",
                condition=Q(state="REFUSED") & ~Q(refused_because="")
                | ~Q(state="REFUSED") & Q(refused_because=""),
            ),
            models.CheckConstraint(
                name="claims_paid_says_what",
                condition=~Q(state__in=PAID) | Q(paid_on__isnull=False, paid_rupiah__isnull=False),
            ),
            models.CheckConstraint(
                name="claims_closed_says_when",
                condition=~Q(state="CLOSED") | Q(closed_on__isnull=False, closed_on__gte=F("paid_on")),
            ),
        ]
        indexes = [models.Index(fields=["programme", "region", "state"])]


# The rooms of this step have their tables beside their code; Django finds them here.
from naung.delivery.claims.deaths import models as deaths  # noqa: E402,F401
from naung.delivery.claims.documents import models as documents  # noqa: E402,F401
from naung.delivery.claims.heirs import models as heirs  # noqa: E402,F401
from naung.delivery.claims.payout import models as payout  # noqa: E402,F401
from naung.delivery.claims.reporting import models as reporting  # noqa: E402,F401
from naung.delivery.claims.treatment import models as treatment  # noqa: E402,F401
