"""Words about deaths, the deaths of insured people that they tell of, visits to families; and patterns that a person looks at."""

from django.db import models
from django.db.models import F, Q

from naung.delivery.claims.deaths.states import LISTS, RESULTS, SOURCES


class DeathList(models.Model):
    """A list of deaths as somebody sent it; the file itself is not kept, its lines are."""

    source = models.TextField()
    village = models.CharField(max_length=13)  # whose list: a village, or the code of a district or regency
    name = models.TextField()
    sha256 = models.CharField(max_length=64)
    listed_on = models.DateField()
    rows = models.IntegerField()
    flaws = models.JSONField(default=list)  # [line, code]: lines that could not be read; never their words
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["sha256", "village"], name="claims_death_list_once"),
            models.CheckConstraint(name="claims_death_list_source", condition=Q(source__in=LISTS)),
        ]


class Death(models.Model):
    """The death of somebody who has or had a membership: one a person, however many lists tell of it.

    `rupiah` is what the law gives a family after an illness, `rupiah_accident` after a work accident: what they may be owed."""

    person = models.OneToOneField("registry.Person", on_delete=models.PROTECT, related_name="+")
    membership = models.ForeignKey(
        "enrolment.Membership", null=True, on_delete=models.PROTECT, related_name="+"
    )
    village = models.CharField(max_length=13)
    died_on = models.DateField()
    found_on = models.DateField()
    cover = models.TextField()  # IN, OUT, UNCLEAR
    cover_because = models.TextField()
    rupiah = models.BigIntegerField(default=0)
    rupiah_accident = models.BigIntegerField(default=0)
    law_version = models.TextField()
    looked_on = models.DateField()  # when cover and amounts were last worked out
    state = models.TextField(default="OPEN")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="claims_death_cover",
                condition=Q(cover__in=["IN", "OUT", "UNCLEAR"]) & ~Q(cover_because=""),
            ),
            models.CheckConstraint(name="claims_death_found_after", condition=Q(found_on__gte=F("died_on"))),
            models.CheckConstraint(
                name="claims_death_whole_money", condition=Q(rupiah__gte=0, rupiah_accident__gte=0)
            ),
        ]
        indexes = [models.Index(fields=["state", "cover", "died_on"], name="claims_death_queue")]


class DeathNotice(models.Model):
    """One line of one list, or one word of a registry: somebody died. The number rests sealed; no cause is kept."""

    source = models.TextField()
    reference = models.TextField()  # list and line, or the registry's own number of the event
    list = models.ForeignKey(DeathList, null=True, on_delete=models.PROTECT, related_name="+")
    listed_on = models.DateField()
    name = models.TextField()
    name_folded = models.TextField()
    born_on = models.DateField(null=True)
    sex = models.CharField(max_length=1, default="")
    died_on = models.DateField()
    village = models.CharField(max_length=13)  # as near as the list says
    nik_sealed = models.BinaryField(null=True)
    nik_index = models.BinaryField(null=True)
    person = models.ForeignKey("registry.Person", null=True, on_delete=models.PROTECT, related_name="+")
    death = models.ForeignKey(Death, null=True, on_delete=models.PROTECT, related_name="+")
    how = models.TextField(default="")  # number, weights, person, told
    weight = models.IntegerField(null=True)  # thousandths of a power of two, as matching weighs
    parts = models.JSONField(default=dict)  # field -> thousandths: the reasons
    decider = models.ForeignKey("staff.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    decider_human = models.BigIntegerField(null=True)
    why = models.TextField(default="")
    state = models.TextField(default="NEW")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["source", "reference"], name="claims_notice_once"),
            models.CheckConstraint(name="claims_notice_source", condition=Q(source__in=SOURCES)),
            models.CheckConstraint(
                name="claims_notice_listed_after_it_happened", condition=Q(listed_on__gte=F("died_on"))
            ),
            models.CheckConstraint(name="claims_notice_sex", condition=Q(sex__in=["", "L", "P"])),
            models.CheckConstraint(
                name="claims_notice_matched_names_a_person",
                condition=Q(
                    state="MATCHED", person__isnull=False, how__in=["number", "weights", "person", "told"]
                )
                | ~Q(state="MATCHED") & Q(person=None, death=None),
            ),
            models.CheckConstraint(  # never by name and birth date alone without a person
                name="claims_notice_without_a_person_by_number",
                condition=~Q(how__in=["number", "weights"]) | Q(nik_index__isnull=False),
            ),
            models.CheckConstraint(
                name="claims_notice_told_by_a_register",
                condition=~Q(how="told") | Q(source__in=["civil", "replacement"], list=None),
            ),
            models.CheckConstraint(
                name="claims_notice_a_person_says_so",
                condition=~Q(how="person") | Q(decider__isnull=False, decider_human__isnull=False),
            ),
        ]
        indexes = [
            models.Index(fields=["state"], name="claims_notice_state"),
            models.Index(fields=["nik_index"], name="claims_notice_nik"),
            models.Index(fields=["death"], name="claims_notice_death"),
        ]


class DeathCandidate(models.Model):
    """Somebody insured who may be the one a notice speaks of: what an officer is shown beside it."""

    notice = models.ForeignKey(DeathNotice, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    village = models.CharField(max_length=13)  # of the notice: who may decide it
    kind = models.TextField()  # NUMBER, LIKENESS, NAME
    weight = models.IntegerField()
    parts = models.JSONField(default=dict)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["notice", "person"], name="claims_candidate_once"),
            models.CheckConstraint(
                name="claims_candidate_kind", condition=Q(kind__in=["NUMBER", "LIKENESS", "NAME"])
            ),
        ]


class DeathVisit(models.Model):
    """Somebody went to the family: when, who, and what came of it."""

    death = models.ForeignKey(Death, on_delete=models.PROTECT, related_name="+")
    village = models.CharField(max_length=13)
    visited_on = models.DateField()
    result = models.TextField()
    note = models.TextField(default="")
    visitor = models.ForeignKey("staff.Officer", on_delete=models.PROTECT, related_name="+")
    visitor_human = models.BigIntegerField()
    entered_on = models.DateField()
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["death", "visited_on", "result", "visitor_human"], name="claims_visit_once"
            ),
            models.CheckConstraint(name="claims_visit_result", condition=Q(result__in=list(RESULTS))),
            models.CheckConstraint(
                name="claims_visit_says_why", condition=Q(result__in=["claim", "not_found"]) | ~Q(note="")
            ),
            models.CheckConstraint(
                name="claims_visit_entered_after", condition=Q(entered_on__gte=F("visited_on"))
            ),
        ]


class Suspicion(models.Model):
    """A pattern that a rule saw among claims: a person looks, and closes it with a reason. Nothing is refused by it."""

    rule = models.TextField()  # deaths.rules.RULES
    key = models.TextField()  # what the pattern hangs on; never a number of anybody
    village = models.CharField(max_length=13)
    facts = models.JSONField(default=dict)  # the figures and the method, as they were when it was opened
    claims = models.IntegerField()
    opened_on = models.DateField()
    because = models.TextField(default="")
    closer = models.ForeignKey("staff.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    closer_human = models.BigIntegerField(null=True)
    closed_on = models.DateField(null=True)
    state = models.TextField(default="OPEN")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["rule", "key"], name="claims_suspicion_once"),
            models.CheckConstraint(
                name="claims_suspicion_closed_by_a_person",
                condition=Q(
                    state="CLOSED", closer__isnull=False, closer_human__isnull=False, closed_on__isnull=False
                )
                & ~Q(because="")
                | Q(state="OPEN", closer=None, closer_human=None, closed_on=None, because=""),
            ),
        ]


class SuspicionClaim(models.Model):
    """A claim that a pattern speaks of."""

    suspicion = models.ForeignKey(Suspicion, on_delete=models.PROTECT, related_name="+")
    claim = models.ForeignKey("claims.Claim", on_delete=models.PROTECT, related_name="+")
    village = models.CharField(max_length=13)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["suspicion", "claim"], name="claims_suspicion_claim_once")
        ]
