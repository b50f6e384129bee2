from django.db import models
from django.db.models import F, Q

KINDS = ["death", "accident", "unsure"]  # as told; a claim knows only the first two
CHANNELS = ["counter", "phone", "paper", "form", "message", "visit"]
RELATIONS = ["family", "neighbour", "village", "health", "hospital", "insurer", "employer", "other"]
FIRST, SECOND = 1, 2  # the law's first report, and the second after the doctor's statement


class ReportNumber(models.Model):
    """The last number of a year: L-2026-0001. Counted here, not among the reports that an officer happens to see."""

    year = models.SmallIntegerField(primary_key=True)
    last = models.IntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="claims_reports_count_upwards", condition=Q(last__gt=0)),
        ]


class Report(models.Model):
    """What somebody told us, as they told it; never changed. Without a claim until an officer knows about whom it is."""

    number = models.TextField(unique=True)  # L-2026-0001
    claim = models.ForeignKey("claims.Claim", null=True, on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=13)  # where it happened to somebody, as near as it is known
    stage = models.SmallIntegerField(default=FIRST)
    kind = models.TextField()
    happened_on = models.DateField()
    happened_at = models.TimeField(null=True)
    channel = models.TextField()
    relation = models.TextField()
    about_sealed = models.BinaryField(null=True)  # about whom: name, village, birth date, card
    reporter_sealed = models.BinaryField(null=True)
    phone_sealed = models.BinaryField(null=True)
    phone_index = models.BinaryField(null=True)
    text_sealed = models.BinaryField(null=True)  # what happened; may speak of health
    fingerprint = models.BinaryField(unique=True)  # the same words by the same teller are one report
    told_on = models.DateField()
    told_at = models.DateTimeField()
    recorded_by = models.ForeignKey("staff.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    recorded_human = models.BigIntegerField(null=True)
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(name="claims_report_kind", condition=Q(kind__in=KINDS)),
            models.CheckConstraint(name="claims_report_channel", condition=Q(channel__in=CHANNELS)),
            models.CheckConstraint(name="claims_report_relation", condition=Q(relation__in=RELATIONS)),
            models.CheckConstraint(
                name="claims_report_stage", condition=Q(stage=FIRST) | Q(stage=SECOND, claim__isnull=False)
            ),
            models.CheckConstraint(
                name="claims_report_after_it_happened", condition=Q(told_on__gte=F("happened_on"))
            ),
            models.CheckConstraint(
                name="claims_report_says_about_whom",
                condition=Q(claim__isnull=False) | Q(about_sealed__isnull=False),
            ),
            models.CheckConstraint(
                name="claims_report_phone_is_whole",
                condition=Q(phone_sealed__isnull=True, phone_index__isnull=True)
                | Q(phone_sealed__isnull=False, phone_index__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["claim"], name="claims_reports_of_a_claim"),
            models.Index(
                fields=["phone_index"],
                condition=Q(phone_index__isnull=False),
                name="claims_reports_of_a_phone",
            ),
        ]


class Placement(models.Model):
    """Whom a report was about, said by an officer once: a claim, or nobody we insure with the reason."""

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="placement")
    claim = models.ForeignKey("claims.Claim", null=True, on_delete=models.PROTECT, related_name="+")
    because = models.TextField(default="")
    region = models.CharField(max_length=13)  # the report's
    placed_on = models.DateField()
    placed_by = models.ForeignKey("staff.Officer", on_delete=models.PROTECT, related_name="+")
    placed_human = models.BigIntegerField()
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="claims_placed_or_says_why", condition=Q(claim__isnull=False) | ~Q(because="")
            ),
        ]
        indexes = [models.Index(fields=["claim"], name="claims_placements_of_a_claim")]


class Knock(models.Model):
    """How often somebody came to an open door in a day: by a keyed index, gone after two days."""

    door = models.TextField()
    of_index = models.BinaryField()
    on = models.DateField()
    times = models.IntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["door", "of_index", "on"], name="claims_one_count_a_door"),
            models.CheckConstraint(name="claims_knocks_count_upwards", condition=Q(times__gt=0)),
        ]
        indexes = [models.Index(fields=["on"], name="claims_knocks_by_day")]
