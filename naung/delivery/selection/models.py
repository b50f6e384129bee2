from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q


class Assessment(models.Model):
    """The law of a day applied to one person, with every reason; and the rank among those who may."""

    programme = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=5)  # regency or city, whose quota it is
    village = models.CharField(max_length=13)
    assessed_on = models.DateField()
    eligible = models.BooleanField()
    reasons = ArrayField(models.TextField())  # codes of reasons.yaml and naung.law; empty when eligible
    facts = models.JSONField(default=dict)  # the facts as they were that day; no identity number
    score = models.IntegerField(null=True)
    points = models.JSONField(null=True)  # the score by criterion: {"decile": 40, ...}
    rank = models.IntegerField(null=True)
    criteria = models.TextField(default="")  # version of the criteria that ranked it
    law_version = models.TextField()
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "person"], name="selection_assessed_once"),
            # looked at when a statement ends: two people may change places within one
            models.UniqueConstraint(
                fields=["programme", "region", "rank"],
                name="selection_one_rank",
                deferrable=models.Deferrable.IMMEDIATE,
            ),
            models.CheckConstraint(
                name="selection_ranked_are_eligible",
                condition=Q(rank=None, score=None, points=None, criteria="")
                | Q(eligible=True, score__isnull=False, points__isnull=False) & ~Q(criteria=""),
            ),
            models.CheckConstraint(
                name="selection_a_no_has_reasons",
                condition=Q(eligible=True, reasons=[]) | Q(eligible=False, reasons__len__gt=0),
            ),
        ]


class Decree(models.Model):
    """A list by name by address that two people signed; a change is a new decree that names the old."""

    programme = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=5)
    number = models.TextField(null=True, unique=True)  # given when it is decided
    round = models.SmallIntegerField()  # 1 the first list, then replacements
    changes = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    approval = models.ForeignKey("approvals.Approval", on_delete=models.PROTECT, related_name="+")
    funding = models.ForeignKey("programme.Funding", on_delete=models.PROTECT, related_name="+")
    content_hash = models.CharField(max_length=64)
    first_month = models.DateField()  # what the list pays for, each of its people
    months = models.SmallIntegerField()
    per_place = models.BigIntegerField()  # whole rupiah for those months, by naung.law
    rows = models.IntegerField()
    rupiah = models.BigIntegerField()
    candidates = models.IntegerField()  # how many were in the order, for so many places, by which weights
    places = models.IntegerField()
    criteria = models.TextField()
    prepared_on = models.DateField()
    decided_on = models.DateField(null=True)
    state = models.TextField(default="PREPARED")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "region", "round"],
                condition=~Q(state__in=["REFUSED", "VOID"]),
                name="selection_one_decree_a_round",
            ),
            models.UniqueConstraint(
                fields=["programme", "region"],
                condition=Q(state="PREPARED"),
                name="selection_one_list_waits",
            ),
            models.CheckConstraint(
                name="selection_decided_has_a_number",
                condition=~Q(state="DECIDED")
                | Q(decided_on__isnull=False, number__isnull=False, decided_on__gte=F("prepared_on")),
            ),
            models.CheckConstraint(
                name="selection_decree_adds_up",
                condition=Q(rupiah=F("rows") * F("per_place"), rows__gt=0, months__gt=0, first_month__day=1),
            ),
            models.CheckConstraint(
                name="selection_a_later_round_names_the_old",
                condition=Q(round=1, changes=None) | Q(round__gt=1, changes__isnull=False),
            ),
        ]


class Place(models.Model):
    """A place in a region's quota, held by one person.

    That programme, decree and person are there is looked at a statement at a time (0002), and the other indexes begin with them."""

    programme = models.ForeignKey(
        "programme.Programme",
        on_delete=models.PROTECT,
        related_name="+",
        db_constraint=False,
        db_index=False,
    )
    decree = models.ForeignKey(
        Decree, on_delete=models.PROTECT, related_name="+", db_constraint=False, db_index=False
    )
    person = models.ForeignKey(
        "registry.Person", on_delete=models.PROTECT, related_name="+", db_constraint=False
    )
    region = models.CharField(max_length=5)
    village = models.CharField(max_length=13)
    rank = models.IntegerField()
    state = models.TextField(default="PROPOSED")
    released_because = models.TextField(default="")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["programme", "person"],
                condition=~Q(state="RELEASED"),
                name="selection_one_place_a_person",
            ),
            models.UniqueConstraint(fields=["decree", "person"], name="selection_once_on_a_decree"),
            models.CheckConstraint(
                name="selection_released_says_why",
                condition=Q(state="RELEASED") & ~Q(released_because="")
                | ~Q(state="RELEASED") & Q(released_because=""),
            ),
        ]
        indexes = [models.Index(fields=["programme", "region", "state"])]


class Release(models.Model):
    """Why a place was given up, and on which paper that rests; written once, beside the place it is about."""

    place = models.OneToOneField(Place, on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=5)
    village = models.CharField(max_length=13)
    reason = models.TextField()  # a code of releasing.REASONS
    document = models.TextField()
    last_day = models.DateField()  # the last day that the place was theirs
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="selection_release_rests_on_something",
                condition=~Q(document="")
                & Q(reason__in=["died", "left", "wage_job", "state_job", "asked", "refused", "not_found"]),
            )
        ]


# The rooms of this step have their tables beside their code; Django finds them here.
from naung.delivery.selection.fieldcheck import models as fieldcheck  # noqa: E402,F401
from naung.delivery.selection.renewal import models as renewal  # noqa: E402,F401
from naung.delivery.selection.transfers import models as transfers  # noqa: E402,F401
from naung.delivery.selection.whatif import models as whatif  # noqa: E402,F401
