from django.db import models
from django.db.models import F, Q


def _whole(role: str) -> Q:
    """A composite key with one empty half binds nothing, so account and human come together."""
    both = {f"{role}_by__isnull": False, f"{role}_human__isnull": False}
    return Q(**both) | Q(**dict.fromkeys(both, True))


class Paper(models.Model):
    """One paper that this claim asks for: why, where it stands, and who took it in and who read it. Its photos are scans."""

    claim = models.ForeignKey("claims.Claim", on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=5)
    village = models.CharField(max_length=13)
    kind = models.TextField()  # a code of naung/law/parameters/documents
    place = models.SmallIntegerField()  # its place in the list
    because = models.TextField()  # why it is asked
    by_case = models.BooleanField()  # the claim itself shows that it is needed; else somebody asked for it
    article = models.TextField()
    confidence = models.TextField()
    health = models.BooleanField()  # it speaks of somebody's health: seen by few
    waivable = models.BooleanField()
    asked_on = models.DateField()
    round = models.SmallIntegerField(default=1)  # a refused paper that comes again begins another one
    pages = models.SmallIntegerField(default=0)  # photos of this round
    promised_for = models.DateField(null=True)
    promised_by = models.TextField(default="")  # who promised, as a relation: "istri"; no name
    held_at = models.TextField(default="")  # where the paper itself lies, when it was handed in
    received_on = models.DateField(null=True)
    received_by = models.ForeignKey("staff.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    received_human = models.BigIntegerField(null=True)
    judged_on = models.DateField(null=True)  # read, refused or done without
    judged_by = models.ForeignKey("staff.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    judged_human = models.BigIntegerField(null=True)
    reason = models.TextField(default="")  # why it was refused, done without, or is no longer asked
    state = models.TextField(default="MISSING")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["claim", "kind"], name="claims_one_paper_of_a_kind"),
            models.CheckConstraint(name="claims_paper_says_why_it_is_asked", condition=~Q(because="")),
            models.CheckConstraint(name="claims_paper_counts", condition=Q(round__gte=1, pages__gte=0)),
            models.CheckConstraint(
                name="claims_paper_promised_for_a_day",
                condition=~Q(state="PROMISED") | Q(promised_for__isnull=False),
            ),
            models.CheckConstraint(
                name="claims_paper_received_is_there",
                condition=~Q(state__in=["RECEIVED", "READ"])
                | Q(received_on__isnull=False, received_by__isnull=False) & (Q(pages__gt=0) | ~Q(held_at="")),
            ),
            models.CheckConstraint(
                name="claims_paper_judged_by_somebody",
                condition=~Q(state__in=["READ", "REFUSED", "WAIVED"])
                | Q(judged_on__isnull=False, judged_by__isnull=False),
            ),
            models.CheckConstraint(
                name="claims_paper_read_by_another",
                condition=~Q(state="READ") | ~Q(judged_human=F("received_human")),
            ),
            models.CheckConstraint(
                name="claims_paper_reason",
                condition=~Q(state__in=["REFUSED", "WAIVED", "DROPPED"]) | ~Q(reason=""),
            ),
            models.CheckConstraint(
                name="claims_paper_waived_where_it_may", condition=~Q(state="WAIVED") | Q(waivable=True)
            ),
            models.CheckConstraint(name="claims_paper_receiver_is_whole", condition=_whole("received")),
            models.CheckConstraint(name="claims_paper_judge_is_whole", condition=_whole("judged")),
        ]


class Scan(models.Model):
    """A photo or PDF of a paper, as it is kept: made small, without where and with what it was taken. Written once."""

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=5)
    village = models.CharField(max_length=13)
    round = models.SmallIntegerField()
    number = models.SmallIntegerField()
    media = models.TextField()  # image/jpeg, application/pdf
    size = models.IntegerField()
    pages = models.SmallIntegerField(default=1)
    sharpness = models.IntegerField(null=True)  # see photos.py; a PDF has none
    light = models.SmallIntegerField(null=True)
    flaws = models.JSONField(default=list)  # blurred, dark, empty, small
    sent_anyway = models.BooleanField(default=False)  # the sender was told of the flaws
    sha256 = models.CharField(max_length=64)  # of what is kept
    original_index = models.BinaryField()  # keyed hash of what was sent: the same photo in two claims shows
    taken_on = models.DateField()
    officer = models.ForeignKey("staff.Officer", on_delete=models.PROTECT, related_name="+")
    human = models.BigIntegerField()
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["paper", "round", "number"], name="claims_scan_number"),
            models.UniqueConstraint(
                fields=["paper", "round", "original_index"], name="claims_same_photo_once"
            ),
            models.CheckConstraint(
                name="claims_scan_whole",
                condition=Q(
                    size__gt=0,
                    number__gte=1,
                    pages__gte=1,
                    sha256__regex="^[0-9a-f]{64}$",
                    media__in=["image/jpeg", "application/pdf"],
                ),
            ),
            models.CheckConstraint(
                name="claims_flawed_scan_was_meant", condition=Q(flaws=[]) | Q(sent_anyway=True)
            ),
        ]
        indexes = [models.Index(fields=["original_index"])]


class ScanContent(models.Model):
    """The bytes, sealed for this claim; apart, so that a list never fetches them."""

    scan = models.OneToOneField(Scan, primary_key=True, on_delete=models.PROTECT, related_name="+")
    village = models.CharField(max_length=13)
    sealed = models.BinaryField()
