"""How sure the people are who adjudicate: of the answers that were asked again blind, how many came out the same.

No figure here is of one officer. A share of a twentieth of somebody's answers is a handful, pairs are not dealt out by how hard
they are, and who is ranked by agreement learns to answer what the neighbour answers."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.db.models import QuerySet

from naung.delivery.matching.models import NUMBER, Review
from naung.delivery.matching.waiting import band_of, bands
from naung.kit.shares import wilson

ANSWERED = ("AGREED", "DISAGREED", "SETTLED", "NOTED")


@dataclass(frozen=True, slots=True)
class Part:
    """Of `answered` second answers `agreed` were the first's; `low`..`high` is Wilson's interval of the share, 95 %."""

    answered: int
    agreed: int

    @property
    def share(self) -> float | None:
        return self.agreed / self.answered if self.answered else None

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.agreed, self.answered)


@dataclass(frozen=True, slots=True)
class Agreement:
    """`kappa`: Cohen's, None where it says nothing (no answer, or everybody gave one and the same). `waiting`: second answers that
    are still out; `lapsed`: taken back before. `third`: of the disagreements how many a third officer decided how:
    first, second, neither; `open` ones wait for the third, `noted` came too late to change anything."""

    whole: Part
    kappa: float | None
    waiting: int
    lapsed: int
    third: dict[str, int]
    open: int
    noted: int
    by_reason: dict[str, Part] = field(default_factory=dict)
    by_band: dict[str, Part] = field(default_factory=dict)
    by_kind: dict[str, Part] = field(default_factory=dict)


def agreement(programme_id: int | None = None) -> Agreement:
    """Over the reviews that the current scope sees; of one programme, or of all."""
    found = list(_of(programme_id).select_related("pair"))
    done = [review for review in found if review.state in ANSWERED]
    states = Counter(review.state for review in found)
    return Agreement(
        _part(done), kappa([(_first(r), _second(r)) for r in done]), states["ASKED"], states["LAPSED"], _thirds(done), states["DISAGREED"], states["NOTED"],
        by_reason=_by(done, lambda r: r.reason or "none"),
        by_band=_by(done, lambda r: band_of(r.pair.weight), order=bands()),
        by_kind=_by(done, lambda r: "number" if r.pair.kind == NUMBER else "likeness"),
    )  # fmt: skip


def _of(programme_id: int | None) -> QuerySet[Review]:
    return Review.objects.filter(pair__programme_id=programme_id) if programme_id else Review.objects.all()


def disagreements(programme_id: int | None = None, most: int = 50) -> list[Review]:
    """Answers that two officers gave differently, the latest first."""
    torn = _of(programme_id).filter(state__in=["DISAGREED", "SETTLED", "NOTED"])
    return list(torn.select_related("pair", "pair__row").order_by("-second_at", "-pk")[:most])


def _first(review: Review) -> str:
    return f"{review.verdict} {review.owner}"


def _second(review: Review) -> str:
    return f"{review.second} {review.second_owner}"


def _part(reviews: Iterable[Review]) -> Part:
    reviews = list(reviews)
    return Part(len(reviews), sum(review.state == "AGREED" for review in reviews))


def _by(reviews: list[Review], key: Callable[[Review], str], order: Iterable[str] = ()) -> dict[str, Part]:
    groups: dict[str, list[Review]] = {}
    for review in reviews:
        groups.setdefault(key(review), []).append(review)
    names = [name for name in order if name in groups] or sorted(groups)
    return {name: _part(groups[name]) for name in names}


def _thirds(reviews: list[Review]) -> dict[str, int]:
    sided = Counter(_sided(review) for review in reviews if review.third)
    return {side: sided[side] for side in ("first", "second", "neither")}


def _sided(review: Review) -> str:
    third = f"{review.third} {review.third_owner}"
    return "first" if third == _first(review) else "second" if third == _second(review) else "neither"


def kappa(pairs: Iterable[tuple[str, str]]) -> float | None:
    """Cohen's kappa of (one's answer, the other's): agreement beyond what two would reach by chance, 1 is perfect, 0 is chance.

    None where chance alone would always agree. Cohen, Educational and Psychological Measurement 20 (1960)."""
    pairs = list(pairs)
    if not pairs:
        return None
    one, other = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    by_chance = sum(one[key] * other[key] for key in one)
    beyond = len(pairs) ** 2 - by_chance
    return (len(pairs) * sum(a == b for a, b in pairs) - by_chance) / beyond if beyond else None
