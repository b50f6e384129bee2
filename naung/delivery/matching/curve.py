"""Every threshold from one scored run: what precision, recall and work would have been, and which thresholds that supports.

`review_at` moves with `merge_at` as shipped, and the other way round. Counts of several runs are added before anything is read
from them. The rules by which the shipped thresholds were chosen are functions here, so that the next training is held to them.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from django.db import connection

from naung.delivery.matching import plan, quality
from naung.delivery.matching.plan import ADMITTED, REPEATED, Plan, Scored
from naung.delivery.matching.quality import Decided, Line, Tally
from naung.delivery.matching.weights import Weights

REVIEW_AT = tuple(range(-6, 25))
MERGE_AT = tuple(range(5, 61, 5))
NEVER = 10_000.0
MOST_ASKED = 2  # questions for each that is about one person
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
            "review_at": [{"at": at, **questions(self, at), **t.as_facts()} for at, t in self.review.items() if at != NEVER],
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
    few = _at_stake(found, truth)
    settled = len(truth) - len(few)  # like nobody, and nobody's again: admitted under any threshold

    def at(changed: Weights) -> Tally:
        tally = quality.judge(decided(plan.decide(found, weights=changed), few)).total
        tally.rows += settled
        return tally

    review = {one: at(replace(weights, review_at=one)) for one in (*map(float, REVIEW_AT), NEVER)}
    merge = {one: at(replace(weights, merge_at=one)) for one in (*map(float, MERGE_AT), NEVER)}
    return Curve(review, merge)


def _at_stake(found: Scored, truth: Truth) -> Truth:
    rows_of = Counter(entity for _, entity, _ in truth.values())
    return {row: known for row, known in truth.items() if row in found.known.record or rows_of[known[1]] > 1}


def decided(made: Plan, truth: Truth) -> Iterable[Decided]:
    words = {ADMITTED: quality.CLEAN, REPEATED: quality.REPEATED}
    for fate in made.fates:
        if fate.row not in truth:
            continue
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


def questions(curve: Curve, at: float) -> dict[str, int]:
    """Rows put before an officer because of this review_at, and how many of them really are somebody's who was there before."""
    tally, never = curve.review[at], curve.review[NEVER]
    return {"asked": tally.review - never.review, "asked_right": tally.found - never.found}


def review_supported(curve: Curve) -> list[float]:
    """The review_at under which every aim holds, nothing is lost that another one would find, and every second question is about
    one person. Which of them: each step down doubles what namesakes ask in a registry that grows, each step up trusts more that
    people who moved or married share what the generator's do."""
    thresholds = [at for at in curve.review if at != NEVER]
    most = max(curve.review[at].found for at in thresholds)
    return [
        at
        for at in thresholds
        if curve.review[at].found == most
        and not curve.review[at].missed_aims()
        and (asked := questions(curve, at))["asked"] <= MOST_ASKED * asked["asked_right"]
    ]


def merge_supported(curve: Curve) -> list[float]:
    """The merge_at under which every aim holds, no merge by a near NIK was wrong, and none is left to an officer that another would make."""
    thresholds = [at for at in curve.merge if at != NEVER]
    most = max(curve.near(at)["near_merges"] for at in thresholds)
    return [
        at
        for at in thresholds
        if curve.near(at) == {"near_merges": most, "near_wrong": 0} and not curve.merge[at].missed_aims()
    ]
