"""Reads: what waits for an officer, and whether one person is known already."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q, QuerySet

from naung.delivery.matching import names
from naung.delivery.matching.compare import Record
from naung.delivery.matching.models import FOLLOWS, Pair
from naung.delivery.matching.plan import one_person
from naung.delivery.matching.weights import Weights, shipped
from naung.foundation.vault import seals
from naung.kit.text import fold

__all__ = [
    "Hit",
    "Pair",
    "answered_by",
    "beyond",
    "by_number",
    "known",
    "open_pairs",
    "pairs_of_person",
    "whole",
]
MOST_HITS = 10


SIDES = ("row", "person", "other_row", "taken_by", "decided_by", "proposed_by")
WAITING = ("OPEN", "PROPOSED", "UNCLEAR")


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
    return found.filter(seen, row__village__gt="").select_related(*SIDES).order_by("pk")


def beyond(programme_id: int) -> int:
    """How many pairs wait of which the other side lies in a region that one does not see."""
    waiting = Pair.objects.filter(programme_id=programme_id, state__in=WAITING).exclude(kind=FOLLOWS)
    return waiting.count() - whole(programme_id).count()


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


@dataclass(frozen=True, slots=True)
class Hit:
    """Somebody who may be the one asked for. weight: powers of two above even odds; parts by field. same: beyond doubt, by
    the NIK and a name that is not another person's."""

    person: int
    weight: float
    parts: dict[str, float]
    same: bool


# One look-up by index for each thing that two records of a person mostly share; the union is what is weighed.
CANDIDATES = """
select id, nik_sealed, name_folded, born_on, encode(kk_index, 'hex'), encode(phone_index, 'hex'), mother, village from registry_person
where merged_into_id is null and id in (
    select id from registry_person where nik_index = %(nik)s
    union select id from registry_person where born_on = %(born_on)s and sex = %(sex)s
    union select id from registry_person where kk_index = %(kk)s and sex = %(sex)s
    union select id from registry_person where name_folded = %(name)s and (village = %(village)s or extract(year from born_on) = %(year)s))"""


def known(
    *, nik: str, name: str, born_on: date, sex: str, kk: str = "", mother: str = "", village: str = "", phone: str = "",
    weights: Weights | None = None,
) -> list[Hit]:  # fmt: skip
    """Who in the registry may be this person, the likeliest first; the batch job's weights, one person at once.

    Everything as typed, numbers as digits; '' is not known. Nothing is written, and numbers stay in memory."""
    weights = weights or shipped()
    asked = Record(
        names.key(name), born_on, nik, _index(kk, "kk"), _index(phone, "phone"), names.key(mother), village
    )
    hits = [_hit(asked, person, record, weights) for person, record in _candidates(asked, fold(name), sex)]
    worth = [hit for hit in hits if hit.same or hit.weight >= weights.review_at]
    return sorted(worth, key=lambda hit: (not hit.same, -hit.weight, hit.person))[:MOST_HITS]


def _index(number: str, field: str) -> str:
    return seals.index(number, field).hex() if number else ""


def _candidates(asked: Record, name: str, sex: str) -> Iterator[tuple[int, Record]]:
    params = {"nik": seals.index(asked.nik, "nik"), "born_on": asked.born_on, "sex": sex, "kk": bytes.fromhex(asked.kk) or None,
              "name": name, "village": asked.village, "year": asked.born_on.year}  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(CANDIDATES, params)
        for id_, nik, folded, born_on, kk, phone, mother, village in cursor.fetchall():
            yield (
                id_,
                Record(
                    names.key(folded),
                    born_on,
                    seals.open_sealed(nik, "nik"),
                    kk or "",
                    phone or "",
                    names.key(mother),
                    village,
                ),
            )


def _hit(asked: Record, person: int, record: Record, weights: Weights) -> Hit:
    weight, parts = weights.score(asked, record)
    return Hit(person, weight, parts, same=asked.nik == record.nik and one_person(asked, record))
