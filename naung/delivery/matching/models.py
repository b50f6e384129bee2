from django.db import models
from django.db.models import F, Q, Value

LIKENESS, NUMBER, FOLLOWS = "LIKENESS", "NUMBER", "FOLLOWS"


class Pair(models.Model):
    """A row beside a person or another row: are they one? A person decides; what the machine saw is kept."""

    programme = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="+")
    row = models.ForeignKey("intake.Row", on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("registry.Person", null=True, on_delete=models.PROTECT, related_name="+")
    other_row = models.ForeignKey("intake.Row", null=True, on_delete=models.PROTECT, related_name="+")
    # LIKENESS: near in everything but the NIK. NUMBER: one NIK, different people. FOLLOWS: the same person as other_row
    # beyond doubt; goes wherever that row goes, and is nobody's work.
    kind = models.TextField()
    weight = models.IntegerField()  # thousandths of a power of two
    fields = models.JSONField(default=dict)  # {field: [level, thousandths]}; no identity number
    village = models.CharField(max_length=13)  # of the row, for row-level security
    asked_at = models.DateTimeField()  # when the question arose
    decided_by = models.ForeignKey("staff.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    decided_human = models.BigIntegerField(null=True)
    reason = models.TextField(db_default="")  # a code of actions.REASONS
    note = models.TextField(default="")
    # Where money has flowed for one of the two, the first officer's answer waits for a second officer's.
    proposed = models.TextField(db_default="")
    proposed_owner = models.TextField(db_default="")
    proposed_by = models.ForeignKey("staff.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    proposed_human = models.BigIntegerField(null=True)
    taken_by = models.ForeignKey("staff.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(null=True)  # by "next, please": others are given another pair for a while
    settled = models.JSONField(
        db_default=Value([], models.JSONField())
    )  # the rows that left review by this answer: what taking it back undoes
    merged = models.BooleanField(db_default=False)  # two people of the registry became one, for good
    state = models.TextField(default="OPEN")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["row", "person"],
                condition=Q(person__isnull=False),
                name="matching_once_with_a_person",
            ),
            models.UniqueConstraint(
                fields=["row", "other_row"],
                condition=Q(other_row__isnull=False),
                name="matching_once_with_a_row",
            ),
            models.CheckConstraint(
                name="matching_one_other_side",
                condition=Q(person__isnull=False, other_row=None) | Q(person=None, other_row__isnull=False),
            ),
            models.CheckConstraint(
                name="matching_not_beside_itself", condition=Q(other_row=None) | ~Q(other_row=F("row"))
            ),
            models.CheckConstraint(
                name="matching_kind", condition=Q(kind__in=[LIKENESS, NUMBER]) | Q(kind=FOLLOWS, person=None)
            ),
            models.CheckConstraint(
                name="matching_decided_by_somebody",
                condition=Q(state__in=["OPEN", "PROPOSED"], decided_by=None, decided_at=None)
                | ~Q(state__in=["OPEN", "PROPOSED"]) & Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
            models.CheckConstraint(
                name="matching_two_people",
                condition=Q(proposed_human=None)
                | Q(decided_human=None)
                | ~Q(decided_human=F("proposed_human")),
            ),
            models.CheckConstraint(
                name="matching_proposed_by_somebody",
                condition=Q(proposed="", proposed_by=None, proposed_human=None)
                | Q(
                    proposed__in=["same", "different"],
                    proposed_by__isnull=False,
                    proposed_human__isnull=False,
                ),
            ),
            models.CheckConstraint(
                name="matching_a_proposal_says_what", condition=~Q(state="PROPOSED") | ~Q(proposed="")
            ),
            models.CheckConstraint(
                name="matching_taken_by_somebody",
                condition=Q(taken_by=None, taken_at=None) | Q(taken_by__isnull=False, taken_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["programme", "state"]), models.Index(fields=["other_row"])]


class Review(models.Model):
    """An answer asked again of another officer, who sees neither the first answer nor that there is one; where the two differ,
    of a third. What was once answered stays; the pair itself changes only by the third's answer."""

    pair = models.ForeignKey(Pair, on_delete=models.PROTECT, related_name="+")
    village = models.CharField(max_length=13)  # the pair's
    answer = models.BigIntegerField()  # the trail entry of the first answer
    rule = models.TextField()  # under which the pair was drawn: drawing.Rule.version
    verdict = models.TextField()
    owner = models.TextField(db_default="")
    reason = models.TextField(db_default="")
    note = models.TextField(db_default="")
    human = models.BigIntegerField()
    also_human = models.BigIntegerField(null=True)  # who signed the first answer together with that human
    asked_at = models.DateTimeField()
    second = models.TextField(db_default="")
    second_owner = models.TextField(db_default="")
    second_reason = models.TextField(db_default="")
    second_note = models.TextField(db_default="")
    second_by = models.ForeignKey("staff.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    second_human = models.BigIntegerField(null=True)
    second_at = models.DateTimeField(null=True)
    third = models.TextField(db_default="")
    third_owner = models.TextField(db_default="")
    third_reason = models.TextField(db_default="")
    third_note = models.TextField(db_default="")
    third_by = models.ForeignKey("staff.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    third_human = models.BigIntegerField(null=True)
    third_at = models.DateTimeField(null=True)
    taken_by = models.ForeignKey("staff.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    taken_at = models.DateTimeField(null=True)
    state = models.TextField(default="ASKED")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["pair", "answer"], name="matching_review_once_an_answer"),
            models.CheckConstraint(
                name="matching_review_of_an_answer", condition=Q(verdict__in=["same", "different"])
            ),
            models.CheckConstraint(
                name="matching_review_owners",
                condition=Q(owner__in=["", "row", "other"], second_owner__in=["", "row", "other"])
                & Q(third_owner__in=["", "row", "other"]),
            ),
            models.CheckConstraint(
                name="matching_review_second",
                condition=Q(second="", second_by=None, second_human=None, second_at=None)
                | Q(second__in=["same", "different", "unclear"], second_by__isnull=False)
                & Q(second_human__isnull=False, second_at__isnull=False),
            ),
            models.CheckConstraint(
                name="matching_review_third",
                condition=Q(third="", third_by=None, third_human=None, third_at=None)
                | ~Q(second="")
                & Q(third__in=["same", "different", "unclear"], third_by__isnull=False)
                & Q(third_human__isnull=False, third_at__isnull=False),
            ),
            models.CheckConstraint(
                name="matching_review_states_say_what",
                condition=Q(state__in=["ASKED", "LAPSED"], second="")
                | Q(state="AGREED", second=F("verdict"), second_owner=F("owner"), third="")
                | (Q(state="DISAGREED", third="") | Q(state="SETTLED") & ~Q(third="") | Q(state="NOTED"))
                & ~Q(second="")
                & ~Q(second=F("verdict"), second_owner=F("owner")),
            ),
            models.CheckConstraint(  # nobody reviews an answer of their own
                name="matching_review_other_people",
                condition=(Q(second_human=None) | ~Q(second_human=F("human")))
                & (Q(second_human=None) | Q(also_human=None) | ~Q(second_human=F("also_human")))
                & (Q(third_human=None) | ~Q(third_human=F("human")) & ~Q(third_human=F("second_human")))
                & (Q(third_human=None) | Q(also_human=None) | ~Q(third_human=F("also_human"))),
            ),
            models.CheckConstraint(
                name="matching_review_taken",
                condition=Q(taken_by=None, taken_at=None) | Q(taken_by__isnull=False, taken_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["state"])]
