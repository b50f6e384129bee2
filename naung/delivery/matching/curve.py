"""Every threshold from one scored run: what precision, recall and work would have been, and which thresholds that supports.

`review_at` moves with `merge_at` as shipped, and the other way round. Counts of several runs are added before anything is read
from them. The rules by which the shipped thresholds were chosen are functions here, so that the next training is held to them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.db import connection

from naung.delivery.matching import plan, quality
from naung.delivery.matching.plan import ADMITTED, REPEATED, Plan, Scored
from naung.delivery.matching.quality import Decided, Line, Tally
from naung.delivery.matching.weights import Weights

REVIEW_AT = tuple(range(-4, 21))
MERGE_AT = tuple(range(5, 61, 5))
NEVER = 10_000.0
QUESTIONS_A_FIND = 10  # an officer's looks that one more duplicate found is worth
STATES = "select r.id, f.name, r.sheet, r.number from intake_row r join intake_file f on f.id = r.file_id where r.programme_id = %s"
Truth = Mapping[int, tuple[Line, str, tuple[str, ...]]]  # row -> line, entity, errors


@dataclass(slots=True)
class Curve:
    """Threshold -> tally; NEVER is no question, or no merge but by one NIK."""

    review: dict[float, Tally] = field(default_factory=dict)
    merge: dict[float, Tally] = field(default_factory=dict)

    def add(self, other: "Curve") -> None:
        for mine, others in ((self.review, other.review), (self.merge, other.merge)):
            for at, tally in others.items():
                mine.setdefault(at, Tally()).add(tally)

    def as_facts(self) -> dict[str, list[dict[str, object]]]:
        return {
            "review_at": [{"at": at, **t.as_facts()} for at, t in self.review.items() if at != NEVER],
            "merge_at": [{"at": at, **self.near(at), **t.as_facts()} for at, t in self.merge.items() if at != NEVER],
        }  # fmt: skip

    def near(self, at: float) -> dict[str, int]:
        """Of the merges at this merge_at, those that it is asked about: another NIK, one slip away."""
        whole, exact = self.merge[at], self.merge[NEVER]
        return {"near_merges": whole.merges - exact.merges, "near_wrong": whole.wrong - exact.wrong}


def lowest(weights: Weights) -> Weights:
    """These weights, so that all thresholds of the curve can be read from one scored run."""
    return replace(weights, review_at=float(min(REVIEW_AT)))


def draw(found: Scored, truth: Truth, weights: Weights) -> Curve:
    """found: scored with `lowest(weights)`."""
    review = {at: _at(found, truth, replace(weights, review_at=at)) for at in (*map(float, REVIEW_AT), NEVER)}
    merge = {at: _at(found, truth, replace(weights, merge_at=at)) for at in (*map(float, MERGE_AT), NEVER)}
    return Curve(review, merge)


def _at(found: Scored, truth: Truth, weights: Weights) -> Tally:
    return quality.judge(_decided(plan.decide(found, weights=weights), truth)).total


def _decided(made: Plan, truth: Truth) -> Iterable[Decided]:
    words = {ADMITTED: quality.CLEAN, REPEATED: quality.REPEATED}
    for fate in made.fates:
        line, entity, errors = truth[fate.row]
        yield Decided(line, words.get(fate.state, quality.REVIEW), fate.root, entity, errors)


def truth_of_rows(programme_id: int, truth: Mapping[Line, tuple[str, tuple[str, ...]]]) -> Truth:
    with connection.cursor() as cursor:
        cursor.execute(STATES, [programme_id])
        return {
            id_: (line, *truth[line])
            for id_, *rest in cursor.fetchall()
            if (line := (rest[0], rest[1], rest[2])) in truth
        }


def review_holds(curve: Curve) -> list[float]:
    """The review_at under which every aim holds."""
    return [at for at, tally in curve.review.items() if at != NEVER and not tally.missed_aims()]


def review_chosen(curve: Curve) -> float | None:
    """The lowest review_at whose last step down still found a duplicate in QUESTIONS_A_FIND rows put before an officer."""
    held = sorted(review_holds(curve), reverse=True)
    chosen = held[0] if held else None
    for higher, lower in zip(held, held[1:], strict=False):
        asked = curve.review[lower].review - curve.review[higher].review
        gained = curve.review[lower].found - curve.review[higher].found
        if asked > QUESTIONS_A_FIND * gained:
            continue
        chosen = lower
    return chosen


def merge_holds(curve: Curve) -> list[float]:
    """The merge_at under which no merge by a near NIK was wrong, and every aim holds."""
    return [
        at
        for at, tally in curve.merge.items()
        if at != NEVER and not curve.near(at)["near_wrong"] and not tally.missed_aims()
    ]
