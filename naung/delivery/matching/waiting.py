"""The queue as one officer has it: open pairs, answers asked again, and answers that two officers gave differently."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce, Substr

from naung.delivery.intake import queries as intake
from naung.delivery.matching.models import FOLLOWS, NUMBER, Pair, Review
from naung.foundation.staff.scope import seeing

SIDES = ("row", "person", "other_row", "taken_by", "decided_by", "proposed_by")
WAITING = ("OPEN", "PROPOSED", "UNCLEAR")
STANDING = (
    "IN_REVIEW",
    "ADMITTED",
    "REPEATED",
)  # a row that was put right or replaced asks anew, or not at all
REGENCY = 5  # letters of a regency's code

PLAIN, BLIND, OWN, THIRD = "plain", "blind", "own", "third"
KINDS = ("number", "same_village", "other_village", "other_regency", "other_programme")
BANDS = ((None, 10), (10, 15), (15, 20), (20, None))  # whole powers of two, from and below


def queue(programme_id: int, human: int | None) -> QuerySet[Pair]:
    """What waits for this human, by number: of what waits in their regions, all but what they answered themselves. An answer
    that is asked again stands among the open pairs as one of them. Has `other_village`, see `narrowed`."""
    found = _whole(programme_id).filter(
        Q(state__in=WAITING) | Exists(_asked(human)) | Exists(_torn(human)), _standing()
    )
    return found.select_related(*SIDES).order_by("pk")


def _whole(programme_id: int) -> QuerySet[Pair]:
    """Pairs of which one sees both sides: row-level security hides the others."""
    found = Pair.objects.filter(programme_id=programme_id).exclude(kind=FOLLOWS)
    seen = Q(person__village__gt="") | Q(other_row__village__gt="")
    return found.filter(seen, row__village__gt="").annotate(
        other_village=Coalesce("person__village", "other_row__village")
    )


def _standing() -> Q:
    return Q(row__state__in=STANDING) & (Q(other_row=None) | Q(other_row__state__in=STANDING))


def _asked(human: int | None) -> QuerySet[Review]:
    return Review.objects.filter(pair=OuterRef("pk"), state="ASKED").exclude(
        Q(human=human) | Q(also_human=human)
    )


def _torn(human: int | None) -> QuerySet[Review]:
    mine = Q(human=human) | Q(also_human=human) | Q(second_human=human)
    return Review.objects.filter(pair=OuterRef("pk"), state="DISAGREED").exclude(mine)


# --- narrowed down ----------------------------------------------------------------------------------------------------


def narrowed(
    found: QuerySet[Pair], *, kind: str = "", band: str = "", before: datetime | None = None
) -> QuerySet[Pair]:
    """Of `queue`: one of KINDS, one of `bands`, asked at `before` or earlier. An unknown word narrows nothing down."""
    if kind in KINDS:
        found = found.filter(_kind(kind))
    if band in bands():
        low, high = bands()[band]
        found = found.filter(_between(low, high))
    return found.filter(asked_at__lte=before) if before else found


def bands() -> dict[str, tuple[int | None, int | None]]:
    """'-10', '10-15', ..., '20-': whole powers of two, from and below."""
    return {
        f"{'' if low is None else low}-{'' if high is None else high}": (low, high) for low, high in BANDS
    }


def band_of(weight: int) -> str:
    """The band of a weight in thousandths of a power of two."""
    inside = (key for key, (low, high) in bands().items() if _fits(weight, low, high))
    return next(inside)


def _fits(weight: int, low: int | None, high: int | None) -> bool:
    return (low is None or weight >= low * 1000) and (high is None or weight < high * 1000)


def _between(low: int | None, high: int | None) -> Q:
    from_ = Q() if low is None else Q(weight__gte=low * 1000)
    return from_ if high is None else from_ & Q(weight__lt=high * 1000)


def _kind(kind: str) -> Q:
    nearby = Q(other_village__startswith=Substr("village", 1, REGENCY))
    return {
        "number": Q(kind=NUMBER),
        "same_village": Q(other_village=F("village")),
        "other_village": nearby & ~Q(other_village=F("village")),
        "other_regency": ~nearby,
        "other_programme": Q(other_row__isnull=False) & ~Q(other_row__programme_id=F("programme_id"))
        | Exists(elsewhere_listed()),
    }[kind]


def elsewhere_listed() -> QuerySet[intake.Row]:
    """Rows of another programme that were taken to be the person beside the pair."""
    rows = intake.Row.objects.filter(person_id=OuterRef("person_id"))
    return rows.exclude(programme_id=OuterRef("programme_id"))


def kinds_of(pair: Pair) -> list[str]:
    """Those of KINDS that this pair is."""
    found = Pair.objects.filter(pk=pair.pk).annotate(
        other_village=Coalesce("person__village", "other_row__village")
    )
    return [kind for kind, n in counted(found).items() if n]


def counted(found: QuerySet[Pair]) -> dict[str, int]:
    """How many of each kind, in one question."""
    counts = found.aggregate(**{f"n_{kind}": Count("pk", filter=_kind(kind)) for kind in KINDS})
    return {kind: counts[f"n_{kind}"] for kind in KINDS}


# --- what an officer sees of a pair -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Face:
    """PLAIN: as it is. BLIND: as if nobody had answered. OWN: with this human's own second answer only. THIRD: with both answers,
    for somebody who gave neither."""

    kind: str
    review: Review | None = None


def face(pair: Pair, human: int | None) -> Face:
    return faces([pair], human)[pair.pk]


def faces(pairs: Iterable[Pair], human: int | None) -> dict[int, Face]:
    """By pair, in one question."""
    answers = {pair.pk: pair.trail for pair in pairs}
    of = {
        r.pair_id: r for r in Review.objects.filter(pair__in=list(answers)) if answers[r.pair_id] == r.answer
    }
    return {number: _face(of.get(number), human) for number in answers}


def _face(review: Review | None, human: int | None) -> Face:
    if review is None:
        return Face(PLAIN)
    first = human is not None and human in (review.human, review.also_human)
    if review.state == "ASKED":
        return Face(PLAIN if first else BLIND, review)
    if review.state in ("AGREED", "DISAGREED") and human == review.second_human:
        return Face(OWN, review)
    return Face(THIRD if review.state == "DISAGREED" and not first else PLAIN, review)


# --- pairs of which the other side lies elsewhere --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Beyond:
    """One's own side of a pair, and the regency or city in which the other lies: nothing else of the other."""

    name: str
    village: str
    regency: str
    kind: str
    asked_at: datetime


MOST_BEYOND = 200


def beyond(programme_id: int, regions: Iterable[str]) -> list[Beyond]:
    """Pairs that wait for the province: one side lies in these regions, the other does not. Asked across all regions, and says
    of the other side only in which regency it lies; the oldest first, at most MOST_BEYOND."""
    own = tuple(regions)
    with seeing(["*"]):
        waiting = _whole(programme_id).filter(_standing(), state__in=WAITING)
        across = waiting.exclude(other_village__startswith=Substr("village", 1, REGENCY))
        near = _within("village", own) ^ _within("other_village", own) if own else Q(pk=None)
        found = list(
            across.filter(near).select_related("row", "person", "other_row").order_by("pk")[:MOST_BEYOND]
        )
    return [_beyond(pair, own) for pair in found]


def _within(column: str, regions: Iterable[str]) -> Q:
    inside = Q()
    for code in regions:
        inside |= Q(**{column: code}) | Q(**{f"{column}__startswith": f"{code}."})
    return inside


def _beyond(pair: Pair, own: tuple[str, ...]) -> Beyond:
    sides = (pair.row, pair.person or pair.other_row)
    mine, other = sides if _lies(pair.row.village, own) else sides[::-1]
    return Beyond(mine.name, mine.village, other.village[:REGENCY], pair.kind, pair.asked_at)


def _lies(village: str, regions: Iterable[str]) -> bool:
    return any(village == code or village.startswith(f"{code}.") for code in regions)
