from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q


class Assessment(models.Model):
    """The law of a day applied to one person, with every reason; and the rank among those who may."""

    programme = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=5)  # regency or city, whose quota it is
    village = models.CharField(max_length=13)
    assessed_on = models.DateField()
    eligible = models.BooleanField()
    reasons = ArrayField(models.TextField())  # codes of naung.law eligibility; empty when eligible
    facts = models.JSONField(default=dict)  # the facts as they were that day; no identity number
    score = models.IntegerField(null=True)
    rank = models.IntegerField(null=True)
    law_version = models.TextField()
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "person"], name="selection_assessed_once"),
            models.UniqueConstraint(fields=["programme", "region", "rank"], name="selection_one_rank"),
            models.CheckConstraint(name="selection_ranked_are_eligible", condition=Q(rank=None) | Q(eligible=True)),
            models.CheckConstraint(name="selection_a_no_has_reasons", condition=Q(eligible=True, reasons=[]) | Q(eligible=False, reasons__len__gt=0)),
        ]


class Decree(models.Model):
    """A list by name by address that two people signed; a change is a new decree that names the old."""

    programme = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=5)
    number = models.TextField(unique=True)
    round = models.SmallIntegerField()  # 1 the first list, then replacements
    changes = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    approval = models.ForeignKey("approvals.Approval", null=True, on_delete=models.PROTECT, related_name="+")
    content_hash = models.CharField(max_length=64)
    rows = models.IntegerField()
    rupiah = models.BigIntegerField()
    decided_on = models.DateField(null=True)
    state = models.TextField(default="PREPARED")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "region", "round"], condition=~Q(state__in=["REFUSED", "VOID"]), name="selection_one_decree_a_round"),
            models.CheckConstraint(name="selection_decided_has_an_approval", condition=~Q(state="DECIDED") | Q(decided_on__isnull=False, approval__isnull=False)),
        ]


class Place(models.Model):
    """A place in a region's quota, held by one person."""

    programme = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="+")
    decree = models.ForeignKey(Decree, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=5)
    village = models.CharField(max_length=13)
    rank = models.IntegerField()
    state = models.TextField(default="PROPOSED")
    released_because = models.TextField(default="")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "person"], condition=~Q(state="RELEASED"), name="selection_one_place_a_person"),
            models.UniqueConstraint(fields=["decree", "person"], name="selection_once_on_a_decree"),
            models.CheckConstraint(name="selection_released_says_why", condition=~Q(state="RELEASED") | ~Q(released_because="")),
        ]
        indexes = [models.Index(fields=["programme", "region", "state"])]
