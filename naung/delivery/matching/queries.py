"""Reads: what waits for an officer, what stands around it, and whether one person is known already."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from naung.delivery.matching.agreement import Agreement, Part, agreement, disagreements
from naung.delivery.matching.around import (
    Cell,
    Member,
    as_sent,
    fingerprint,
    household,
    lines_of,
    merged_away,
    one_card,
    record_of,
)
from naung.delivery.matching.models import FOLLOWS, Pair, Review
from naung.delivery.matching.single import Hit, known
from naung.delivery.matching.waiting import (
    BLIND,
    KINDS,
    OWN,
    PLAIN,
    SIDES,
    STANDING,
    THIRD,
    WAITING,
    Beyond,
    Face,
    band_of,
    bands,
    beyond,
    counted,
    face,
    faces,
    kinds_of,
    narrowed,
    queue,
)

__all__ = [
    "BLIND", "KINDS", "OWN", "PLAIN", "THIRD", "Agreement", "Beyond", "Cell", "Face", "Hit", "Member", "Pair", "Part", "Review",
    "agreement", "answered_by", "as_sent", "band_of", "bands", "beyond", "by_number", "counted", "disagreements", "face", "faces",
    "fingerprint", "household", "kinds_of", "known", "lines_of", "merged_away", "narrowed", "one_card", "open_pairs", "pairs_of_person",
    "queue", "record_of", "reviews_of", "whole",
]  # fmt: skip


def open_pairs(programme_id: int) -> QuerySet[Pair]:
    """What waits for an officer, the surest first; the number of the row breaks ties."""
    waiting = Pair.objects.filter(programme_id=programme_id, state__in=WAITING).exclude(kind=FOLLOWS)
    return waiting.select_related("row", "row__file", "person", "other_row", "other_row__file").order_by(
        "-weight", "row_id"
    )


def whole(programme_id: int, states: Iterable[str] = WAITING) -> QuerySet[Pair]:
    """The pairs of these states of which one sees both sides, those that wait longest first."""
    found = Pair.objects.filter(programme_id=programme_id, state__in=list(states)).exclude(kind=FOLLOWS)
    seen = Q(person__village__gt="") | Q(
        other_row__village__gt=""
    )  # asks the other side's table, which shows one's own regions only
    gone = ~Q(row__state__in=STANDING) | Q(other_row__isnull=False) & ~Q(other_row__state__in=STANDING)
    return found.filter(seen, row__village__gt="").exclude(gone).select_related(*SIDES).order_by("pk")


def reviews_of(pair: Pair) -> list[Review]:
    """Every time an answer to this pair was asked again and is decided on, oldest first."""
    done = Review.objects.filter(pair=pair, state__in=["AGREED", "SETTLED", "NOTED"])
    return list(done.select_related("second_by", "third_by").order_by("pk"))


def answered_by(officer: int, most: int = 10) -> list[Pair]:
    """What this officer answered or proposed last: where a slip of the hand is taken back."""
    mine = Pair.objects.filter(Q(decided_by=officer) | Q(proposed_by=officer, state="PROPOSED")).exclude(
        kind=FOLLOWS
    )
    return list(mine.select_related("row").order_by("-trail")[:most])


def by_number(number: int) -> Pair:
    """Pair.DoesNotExist where there is none, or one does not see its row."""
    return Pair.objects.select_related(*SIDES).get(pk=number)


def pairs_of_person(person_id: int) -> QuerySet[Pair]:
    """Every question ever asked about this person's record or rows, oldest first: for their story."""
    return (
        (Pair.objects.filter(row__person_id=person_id) | Pair.objects.filter(person_id=person_id))
        .distinct()
        .order_by("pk")
    )
