from django.db import models
from django.db.models import Case, F, Q, Value, When

from naung.delivery.selection.fieldcheck.states import ANSWERS, LISTED, QUESTIONS, UNLISTED, VERDICTS


class FieldCheck(models.Model):
    """A random sample to be visited: its seed is told before the day on which it is drawn."""

    programme = models.ForeignKey("programme.Programme", on_delete=models.PROTECT, related_name="+")
    number = models.SmallIntegerField()
    seed = models.TextField()
    half_width = (
        models.SmallIntegerField()
    )  # of the interval that is wanted, in thousandths: 50 is 5 points either way
    announced_on = models.DateField()
    draws_on = models.DateField()  # not before this day
    drawn_on = models.DateField(null=True)
    listed_frame = models.IntegerField(null=True)  # so many could be drawn, and so many were
    unlisted_frame = models.IntegerField(null=True)
    beyond = models.IntegerField(null=True)  # not on the list for a reason that no visit can change
    listed = models.IntegerField(null=True)
    unlisted = models.IntegerField(null=True)
    frame_hash = models.CharField(
        max_length=64, default=""
    )  # over stratum and code of everybody who could be drawn
    state = models.TextField(default="ANNOUNCED")
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["programme", "number"], name="selection_fieldcheck_number"),
            models.UniqueConstraint(fields=["programme", "seed"], name="selection_a_seed_serves_once"),
            models.UniqueConstraint(fields=["programme"], condition=Q(state="ANNOUNCED"), name="selection_one_fieldcheck_waits"),
            models.CheckConstraint(
                name="selection_seed_before_the_draw",
                condition=Q(draws_on__gt=F("announced_on")) & ~Q(seed="") & Q(half_width__gte=10, half_width__lte=250),
            ),
            models.CheckConstraint(
                name="selection_drawn_has_its_counts",
                condition=Q(state="ANNOUNCED", drawn_on=None, listed=None, unlisted=None, frame_hash="")
                | Q(state="DRAWN", drawn_on__gte=F("draws_on"), listed__lte=F("listed_frame"), unlisted__lte=F("unlisted_frame"), beyond__gte=0)
                & ~Q(frame_hash=""),
            ),
        ]  # fmt: skip


class FieldFrame(models.Model):
    """Everybody who could be drawn, "stratum;code" line by line, gzip: with the seed, all that is needed to draw again."""

    fieldcheck = models.OneToOneField(
        FieldCheck, primary_key=True, on_delete=models.PROTECT, related_name="+"
    )
    content = models.BinaryField()


class FieldLine(models.Model):
    """One person to be visited, as they stood on the day of the draw."""

    fieldcheck = models.ForeignKey(FieldCheck, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey("registry.Person", on_delete=models.PROTECT, related_name="+")
    region = models.CharField(max_length=5)
    village = models.CharField(max_length=13)
    stratum = models.TextField()
    waits = models.BooleanField()  # not on the list, though the law says yes: there was no place
    number = models.IntegerField()  # of the draw, within the stratum, from 1

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["fieldcheck", "person"], name="selection_visited_once"),
            models.UniqueConstraint(fields=["fieldcheck", "stratum", "number"], name="selection_drawn_in_order"),
            models.CheckConstraint(
                name="selection_two_strata",
                condition=Q(stratum__in=[LISTED, UNLISTED], number__gte=1) & (Q(stratum=UNLISTED) | Q(waits=False)),
            ),
        ]  # fmt: skip


class FieldResult(models.Model):
    """What somebody saw at a door. Written once; a correction is a new result that names the old and says why."""

    line = models.ForeignKey(FieldLine, on_delete=models.PROTECT, related_name="+")
    corrects = models.OneToOneField("self", null=True, on_delete=models.PROTECT, related_name="+")
    village = models.CharField(max_length=13)
    found = models.TextField()  # lives there, and somebody could be asked
    alive = models.TextField()
    works = models.TextField()  # in work that is no wage job, as an informal worker does
    status = models.TextField()  # no civil servant, soldier, police officer, wage earner or pensioner
    poor = models.TextField()  # lives as poorly as the programme asks
    verdict = models.GeneratedField(
        expression=Case(
            When(alive="no", then=Value("NOT_ELIGIBLE")),  # neighbours may say so
            When(found="no", then=Value("NOT_FOUND")),
            When(Q(works="no") | Q(status="no") | Q(poor="no"), then=Value("NOT_ELIGIBLE")),
            When(found="yes", alive="yes", works="yes", status="yes", poor="yes", then=Value("ELIGIBLE")),
            default=Value("UNCLEAR"),
        ),
        output_field=models.TextField(),
        db_persist=True,
    )
    visited_on = models.DateField()
    note = models.TextField(default="")
    checker = models.ForeignKey("staff.Officer", on_delete=models.PROTECT, related_name="+")
    checker_human = models.BigIntegerField()
    trail = models.BigIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["line"], condition=Q(corrects=None), name="selection_one_first_result"),
            models.CheckConstraint(
                name="selection_field_answers",
                condition=Q(**{f"{question}__in": ANSWERS for question in QUESTIONS}) & ~Q(found="unknown"),
            ),
            models.CheckConstraint(
                name="selection_not_found_tells_no_more",
                condition=Q(found="yes") | Q(works="unknown", status="unknown", poor="unknown", alive__in=["no", "unknown"]),
            ),
            models.CheckConstraint(name="selection_a_correction_says_why", condition=Q(corrects=None) | ~Q(note="")),
            models.CheckConstraint(name="selection_field_verdict", condition=Q(verdict__in=VERDICTS)),
        ]  # fmt: skip
