from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q


class Renewal(models.Model):
    """A round: of those whom one year's programme insures, who goes on in the next, who is offered to another payer, whose cover ends."""

    source = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="+")
    target = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="+")
    ends_on = models.DateField()  # the last day that the source pays for
    opened_on = models.DateField()
    proposed_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    months = models.SmallIntegerField()  # what the target pays for, each of its people
    per_place = models.BigIntegerField()  # whole rupiah for those months, by naung.law
    stays = models.IntegerField(default=0)
    offered = models.IntegerField(default=0)
    ends = models.IntegerField(default=0)
    rupiah = models.BigIntegerField(default=0)
    criteria = models.TextField(default="")
    content_hash = models.CharField(max_length=64, default="")
    approval = models.ForeignKey("approvals.Approval", null=True, on_delete=models.PROTECT, related_name="+")
    state = models.TextField(default="OPEN")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["target"], condition=~Q(state="WITHDRAWN"), name="selection_one_renewal"
            ),
            models.CheckConstraint(name="selection_renewal_goes_on", condition=~Q(source=F("target"))),
            models.CheckConstraint(
                name="selection_renewal_adds_up",
                condition=Q(rupiah=F("stays") * F("per_place"), months__gt=0, per_place__gt=0),
            ),
            models.CheckConstraint(
                name="selection_renewal_proposed_has_a_list",
                condition=Q(state__in=["OPEN", "WITHDRAWN"])
                | Q(approval__isnull=False, proposed_on__isnull=False, proposed_on__gte=F("opened_on"))
                & ~Q(content_hash="")
                & ~Q(criteria=""),
            ),
            models.CheckConstraint(
                name="selection_renewal_decided_has_a_day",
                condition=~Q(state="DECIDED") | Q(decided_on__isnull=False, decided_on__gte=F("proposed_on")),
            ),
        ]


class Takeover(models.Model):
    """A regency's answer to what it is offered: which payer takes over whom; `closes`: and nobody else of the region."""

    round = models.ForeignKey(Renewal, on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=5)
    number = models.SmallIntegerField()  # first, second, ... answer of the region in this round
    payer = models.TextField()  # apbd (the regency's own), village, donor
    payer_name = models.TextField()  # "Pemerintah Kota Kupang"
    document = models.TextField()  # what grants the money
    lines = ArrayField(models.BigIntegerField())
    rows = models.IntegerField()
    closes = models.BooleanField(default=False)
    first_month = models.DateField()
    months = models.SmallIntegerField()
    per_person = models.BigIntegerField()  # whole rupiah for those months, by naung.law
    rupiah = models.BigIntegerField()
    content_hash = models.CharField(max_length=64)
    approval = models.ForeignKey("approvals.Approval", on_delete=models.PROTECT, related_name="+")
    prepared_on = models.DateField()
    decided_on = models.DateField(null=True)
    state = models.TextField(default="PREPARED")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "region", "number"], name="selection_takeover_number"),
            models.UniqueConstraint(
                fields=["round", "region"], condition=Q(state="PREPARED"), name="selection_one_takeover_waits"
            ),
            models.CheckConstraint(
                name="selection_takeover_payer", condition=Q(payer__in=["apbd", "village", "donor"])
            ),
            models.CheckConstraint(
                name="selection_takeover_adds_up",
                condition=Q(rupiah=F("rows") * F("per_person"), rows__gte=0, lines__len=F("rows"))
                & (Q(rows__gt=0) | Q(closes=True)),
            ),
            models.CheckConstraint(
                name="selection_takeover_names_its_payer", condition=~Q(payer_name="") & ~Q(document="")
            ),
            models.CheckConstraint(
                name="selection_takeover_decided_has_a_day",
                condition=~Q(state="DECIDED") | Q(decided_on__isnull=False, decided_on__gte=F("prepared_on")),
            ),
        ]


class RenewalLine(models.Model):
    """One person in a round. What is counted about them (sex, disability, decile) is as it was when it was proposed."""

    round = models.ForeignKey(Renewal, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=5)
    village = models.CharField(max_length=13)
    months = models.SmallIntegerField()  # of cover in a row so far, to the end of the source
    sex = models.CharField(max_length=1, default="")
    disabled = models.BooleanField(null=True)  # only that there is one
    decile = models.SmallIntegerField(null=True)
    rank = models.IntegerField(null=True)
    score = models.IntegerField(null=True)
    reasons = ArrayField(models.TextField(), default=list)
    takeover = models.ForeignKey(Takeover, null=True, on_delete=models.PROTECT, related_name="+")
    state = models.TextField(default="LISTED")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="selection_renewed_once"),
            models.CheckConstraint(
                name="selection_renewal_ranked",
                condition=Q(state__in=["LISTED", "ENDS"]) | Q(rank__isnull=False),
            ),
            models.CheckConstraint(
                name="selection_renewal_end_has_reasons",
                condition=Q(state="ENDS", reasons__len__gt=0) | ~Q(state="ENDS") & Q(reasons=[]),
            ),
            models.CheckConstraint(
                name="selection_taken_over_by_somebody",
                condition=Q(state="TAKEN_OVER", takeover__isnull=False)
                | ~Q(state="TAKEN_OVER") & Q(takeover=None),
            ),
            models.CheckConstraint(name="selection_renewal_months", condition=Q(months__gte=0)),
        ]
        indexes = [models.Index(fields=["round", "region", "state"])]


class RenewalNotice(models.Model):
    """What was written to somebody: which message, in the words of which day. The text is made again from these."""

    line = models.ForeignKey(RenewalLine, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=5)
    village = models.CharField(max_length=13)
    message = models.TextField()  # key of foundation/wording
    written_on = models.DateField()
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line", "message"], name="selection_told_once"),
        ]
