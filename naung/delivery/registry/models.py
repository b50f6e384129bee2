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
    insured_until = models.DateField(
        null=True
    )  # last day of cover that somebody else pays for, as the insurer last said
    insured_by = models.TextField(default="", db_default="")  # who pays: apbd, village, employer ...
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
                name="registry_insured_until_a_day",
                condition=Q(insured_until=None, insured_by="")
                | Q(insured_until__isnull=False) & ~Q(insured_by=""),
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


class Answer(models.Model):
    """What a register said of a person in one file, and on which days it was asked and answered. The newest counts.

    Person and reply are held by a statement trigger (0004), which looks at a hundred thousand answers in one pass."""

    person = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    source = models.TextField()  # civil, insured, employed, decile (sources.py)
    village = models.CharField(max_length=13)
    asked_on = models.DateField()
    answered_on = models.DateField()
    answer = models.TextField()
    facts = models.JSONField()  # what else the register said; never an identity number
    reply = models.ForeignKey(
        "exchange.Reply", on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False
    )
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["person", "reply"], name="registry_one_answer_a_file"),
            models.CheckConstraint(
                name="registry_answered_after_it_was_asked", condition=Q(answered_on__gte=F("asked_on"))
            ),
            models.CheckConstraint(
                name="registry_answer_known",
                condition=Q(source="civil", answer__in=["SAME", "DIFFERS", "DEAD", "NOT_FOUND"])
                | Q(source="insured", answer__in=["ACTIVE", "ENDED", "OURS", "SIMILAR", "NOT_FOUND"])
                | Q(source="employed", answer__in=["EMPLOYED", "SIMILAR", "NOT_FOUND"])
                | Q(source="decile", answer__in=["LISTED", "DIFFERS", "NOT_FOUND"]),
            ),
        ]


class Clearing(models.Model):
    """Somebody looked in the field: the person is not (any more) what the list of employees says. Two officers, or nothing."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="+", db_index=False)
    claim = models.TextField()  # what the register said: asn, tni ...
    village = models.CharField(max_length=13)
    seen_on = models.DateField()  # the day in the field
    document = models.TextField()  # number of the report, letter or decree that was seen
    reason = models.TextField()
    content_hash = models.CharField(max_length=64)
    approval = models.ForeignKey(
        "approvals.Approval", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    state = models.TextField(default="PROPOSED")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "claim"],
                condition=Q(state__in=["PROPOSED", "CLEARED"]),
                name="registry_one_clearing_a_claim",
            ),
            models.CheckConstraint(
                name="registry_clearing_says_why", condition=~Q(document="") & ~Q(reason="") & ~Q(claim="")
            ),
        ]


class Likeness(models.Model):
    """An officer looked at somebody whom a register found alike, and says who it is. Written once; nothing follows from it."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", db_index=False)
    answer = models.ForeignKey(Answer, on_delete=models.PROTECT, related_name="+", db_index=False)
    source = models.TextField()
    alike = models.TextField()  # name, number: what was alike, as the answer says
    village = models.CharField(max_length=13)
    verdict = models.TextField()  # other: somebody else; same: this very person
    note = models.TextField()
    officer = models.ForeignKey("staff.Officer", on_delete=models.PROTECT, related_name="+", db_index=False)
    seen_on = models.DateField()
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "source", "alike"], name="registry_one_word_a_likeness"
            ),
            models.CheckConstraint(
                name="registry_likeness_says_what",
                condition=Q(verdict__in=["other", "same"]) & ~Q(note="") & ~Q(alike=""),
            ),
        ]


class Correction(models.Model):
    """One fact of a person put right after admission, with what stood there before. Numbers rest sealed. Two officers, or nothing."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    village = models.CharField(max_length=13)
    field = models.TextField()  # nik, name, born_on, mother
    was = models.TextField(default="")
    becomes = models.TextField(default="")
    was_sealed = models.BinaryField(null=True)
    becomes_sealed = models.BinaryField(null=True)
    becomes_index = models.BinaryField(null=True)
    document = models.TextField()  # the KTP, KK or letter that was seen
    reason = models.TextField()
    content_hash = models.CharField(max_length=64)
    approval = models.OneToOneField("approvals.Approval", on_delete=models.PROTECT, related_name="+")
    state = models.TextField(default="PROPOSED")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["person", "field"],
                condition=Q(state="PROPOSED"),
                name="registry_one_correction_a_field",
            ),
            models.CheckConstraint(
                name="registry_correction_says_why", condition=~Q(document="") & ~Q(reason="")
            ),
            models.CheckConstraint(
                name="registry_correction_changes",
                condition=Q(
                    field="nik",
                    was="",
                    becomes="",
                    was_sealed__isnull=False,
                    becomes_sealed__isnull=False,
                    becomes_index__isnull=False,
                )
                | Q(
                    field__in=["name", "born_on", "mother"],
                    was_sealed=None,
                    becomes_sealed=None,
                    becomes_index=None,
                )
                & ~Q(becomes="")
                & ~Q(was=F("becomes")),
            ),
        ]
