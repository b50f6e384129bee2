from django.db import models
from django.db.models import F, Q

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
    decided_by = models.ForeignKey("staff.Officer", null=True, on_delete=models.PROTECT, related_name="+")
    decided_at = models.DateTimeField(null=True)
    note = models.TextField(default="")
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
                condition=Q(state="OPEN", decided_by=None, decided_at=None)
                | ~Q(state="OPEN") & Q(decided_by__isnull=False, decided_at__isnull=False),
            ),
        ]
        indexes = [models.Index(fields=["programme", "state"]), models.Index(fields=["other_row"])]
