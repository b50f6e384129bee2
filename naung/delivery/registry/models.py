from django.db import models
from django.db.models import F, Q


class Person(models.Model):
    """Who somebody is. One living person has one record; a duplicate found late points to it by `merged_into`."""

    code = models.TextField(
        unique=True
    )  # public and stable; made from the keyed index, says nothing by itself
    nik_index = models.BinaryField()
    nik_sealed = models.BinaryField()
    kk_index = models.BinaryField(null=True)
    kk_sealed = models.BinaryField(null=True)
    phone_index = models.BinaryField(null=True)
    phone_sealed = models.BinaryField(null=True)
    name = models.TextField()
    name_folded = models.TextField()
    born_on = models.DateField()
    sex = models.CharField(max_length=1)
    birth_place = models.TextField(default="")
    mother = models.TextField(default="")
    village = models.CharField(
        max_length=13
    )  # dotted code; the region columns of the house are denormalised for row-level security
    address = models.TextField(default="")
    occupation = models.TextField(default="")  # code of the occupation list; '' is not known
    occupation_text = models.TextField(default="")
    disability = models.TextField(default="")
    decile = models.SmallIntegerField(null=True)
    status = models.TextField(
        null=True
    )  # none, asn, tni, polri, wage_earner, bpjs_active, pensioner; null is not known
    died_on = models.DateField(null=True)
    civil_checked_on = models.DateField(null=True)  # when the civil registry last answered
    civil_answer = models.TextField(default="")  # SAME, DIFFERS, DEAD, NOT_FOUND
    merged_into = models.ForeignKey("self", null=True, on_delete=models.PROTECT, related_name="+")
    state = models.TextField(default="KNOWN")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["nik_index"], condition=Q(merged_into=None), name="registry_one_record_a_person"
            ),
            models.CheckConstraint(name="registry_sex", condition=Q(sex__in=["L", "P"])),
            models.CheckConstraint(
                name="registry_decile", condition=Q(decile=None) | Q(decile__range=(1, 10))
            ),
            models.CheckConstraint(
                name="registry_merged_points_somewhere",
                condition=Q(state="MERGED", merged_into__isnull=False) | Q(state="KNOWN", merged_into=None),
            ),
            models.CheckConstraint(
                name="registry_not_merged_into_oneself",
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")),
            ),
            models.CheckConstraint(
                name="registry_civil_answer",
                condition=Q(civil_answer__in=["", "SAME", "DIFFERS", "DEAD", "NOT_FOUND"]),
            ),
        ]
        indexes = [
            models.Index(fields=["village"]),
            models.Index(fields=["born_on", "name_folded"]),
            models.Index(fields=["kk_index"]),
            models.Index(fields=["name_folded"]),
            models.Index(
                fields=["merged_into"], condition=Q(merged_into__isnull=False), name="registry_merged"
            ),
            models.Index(
                fields=["nik_index"], condition=Q(merged_into__isnull=False), name="registry_merged_nik"
            ),
        ]


class Look(models.Model):
    """An officer opened a person's page on a day: once a day each, whatever they opened after."""

    officer = models.ForeignKey("staff.Officer", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    village = models.CharField(max_length=13)
    day = models.DateField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "day", "officer"], name="registry_one_look_a_day")
        ]


class Reveals(models.Model):
    """How many identity numbers a human had shown on a day, of how many they may. The counter cannot pass its limit."""

    human = models.ForeignKey("staff.Human", on_delete=models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    used = models.SmallIntegerField()
    quota = models.SmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["human", "day"], name="registry_reveals_of_a_day"),
            models.CheckConstraint(
                name="registry_reveals_within_quota", condition=Q(used__gt=0, used__lte=F("quota"))
            ),
        ]
