"""One new row at once, over so many people: how long `matching.known` takes, whom it finds, and whether the batch would agree.

The rows are people of the registry as a clerk writes them, with one slip each, and people who are not there but could be:
names as NTT has them, born on the same days, in the same villages. The batch is asked about the very same rows, against all
whom its blocks could bring beside them: those born on the same days, and those of the same names.
"""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random
from typing import Any

from django.db import connection

from naung.delivery.matching import plan as planning
from naung.delivery.matching import records, single
from naung.delivery.matching.plan import ADMITTED, IN_REVIEW, REPEATED
from naung.delivery.matching.single import Hit
from naung.foundation.staff.scope import seeing
from naung.foundation.vault import seals
from naung.kit import nik
from naung.kit.text import fold
from naung.project import road
from naung.project.bench.web import spread
from naung.sample import slips
from naung.sample.names import family_line, person_name

DAYS, EACH = 40, 25  # days of birth that the rows are drawn from, and rows a day of each sort
Say = Callable[[dict[str, Any]], None]


@dataclass(frozen=True, slots=True)
class Row:
    slip: str
    name: str
    born_on: date
    sex: str
    nik: str
    village: str
    person: int | None = None  # who it is; nobody yet


def look_up(say: Say, seed: int = 5) -> dict[str, Any]:
    """{single: milliseconds, recall and false hits by slip; database and opening apart; agreement with the batch}"""
    with seeing([road.PROVINCE]):
        rows = _rows(Random(seed))
        for row in rows[:50]:
            _asked(row)  # warm
        answers = [_timed(row) for row in rows]
        found = {
            "n": len(rows),
            **spread([seconds for seconds, _ in answers]),
            "database": spread([_database(row) for row in rows[:200]]),
            "opening_microseconds": round(_opening(rows), 1),
            "slips": _by_slip(rows, [hits for _, hits in answers]),
            "batch": _agreement(rows, [hits for _, hits in answers]),
        }
    say({"step": "single look-up", **found})
    return found


def _asked(row: Row) -> list[Hit]:
    return single.known(nik=row.nik, name=row.name, born_on=row.born_on, sex=row.sex, village=row.village)


def _timed(row: Row) -> tuple[float, list[Hit]]:
    began = time.perf_counter()
    hits = _asked(row)
    return time.perf_counter() - began, hits


def _database(row: Row) -> float:
    """The candidates alone, unweighed."""
    asked = single.asked(nik=row.nik, name=row.name, born_on=row.born_on, village=row.village)
    began = time.perf_counter()
    list(single.candidates(asked, fold(row.name), row.sex))
    return time.perf_counter() - began


def _opening(rows: Sequence[Row]) -> float:
    sealed = [seals.seal(row.nik, "nik") for row in rows]
    began = time.perf_counter()
    for one in sealed:
        seals.open_sealed(one, "nik")
    return (time.perf_counter() - began) / len(sealed) * 1e6


def _by_slip(rows: Sequence[Row], answers: Sequence[list[Hit]]) -> list[dict[str, Any]]:
    """Known people: how many were found, and how many hits were somebody else. Unknown: how many had any hit."""
    told: dict[str, Counter[str]] = {}
    for row, hits in zip(rows, answers, strict=True):
        counts = told.setdefault(row.slip, Counter())
        counts["n"] += 1
        counts["found"] += row.person in [hit.person for hit in hits]
        counts["beyond_doubt"] += any(hit.same and hit.person == row.person for hit in hits)
        counts["others"] += sum(hit.person != row.person for hit in hits)
        counts["wrongly_beyond_doubt"] += any(hit.same and hit.person != row.person for hit in hits)
    return [{"slip": slip, **counts} for slip, counts in told.items()]


# --- the same rows in the batch ---------------------------------------------------------------------------------------


def _agreement(rows: Sequence[Row], answers: Sequence[list[Hit]]) -> dict[str, Any]:
    began = time.perf_counter()
    frame = records.frame([*_beside(rows), *_fresh(rows)])
    made = planning.make(frame)
    fates = {fate.row: fate for fate in made.fates}
    same = Counter()
    for number, hits in enumerate(answers, 1):
        fate = fates[number]
        first = -hits[0].person if hits and hits[0].same else None
        expected = REPEATED if first else IN_REVIEW if hits else ADMITTED
        state = ADMITTED if fate.root == number else REPEATED if fate.root and fate.root < 0 else fate.state
        agreed = state == expected and (first is None or fate.root == first)
        same["agreed" if agreed else f"{expected} here, {state} there"] += 1
    agreed = same.pop("agreed", 0)
    return {"people": frame.height - len(rows), "agreed": agreed, "n": len(rows), "differ": dict(same),
            "seconds": round(time.perf_counter() - began, 1)}  # fmt: skip


def _beside(rows: Sequence[Row]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            f"""select -id, false, {records.COLUMNS} from registry_person
                where merged_into_id is null and (born_on = any(%s) or name_folded = any(%s) or nik_index = any(%s)) order by id""",
            [
                sorted({row.born_on for row in rows}),
                sorted({fold(row.name) for row in rows}),
                [seals.index(row.nik, "nik") for row in rows],
            ],
        )
        return [
            (id_, fresh, name, mother or "", *rest) for id_, fresh, name, mother, *rest in cursor.fetchall()
        ]


def _fresh(rows: Sequence[Row]) -> Iterator[tuple[Any, ...]]:
    for number, row in enumerate(rows, 1):
        yield (
            number,
            True,
            fold(row.name),
            "",
            row.born_on,
            row.sex,
            seals.seal(row.nik, "nik"),
            None,
            None,
            row.village,
        )


# --- rows ---------------------------------------------------------------------------------------------------------------


def _rows(chance: Random) -> list[Row]:
    people = _some(chance)
    known = [
        _slipped(person, kind, chance) for n, person in enumerate(people) for kind in (KINDS[n % len(KINDS)],)
    ]
    return [*known, *(_stranger(person, n, chance) for n, person in enumerate(people))]


def _some(chance: Random) -> list[Row]:
    """So many of each of some days, as they stand in the registry."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select distinct born_on from registry_person where merged_into_id is null order by born_on"
        )
        days = [day for (day,) in cursor.fetchall()]
        picked = sorted(chance.sample(days, min(DAYS, len(days))))
        cursor.execute(
            """select name, born_on, sex, nik_sealed, village, id from (
                   select *, row_number() over (partition by born_on order by nik_index) as at from registry_person
                   where merged_into_id is null and born_on = any(%s)) p where at <= %s order by id""",
            [picked, EACH],
        )
        return [
            Row("", name, born_on, sex, seals.open_sealed(sealed, "nik"), village, id_)
            for name, born_on, sex, sealed, village, id_ in cursor.fetchall()
        ]


def _as_it_is(row: Row, chance: Random) -> Row:
    return row


def _respelt(row: Row, chance: Random) -> Row:
    return replace(row, name=slips.respell(row.name, chance))


def _rearranged(row: Row, chance: Random) -> Row:
    return replace(row, name=slips.rearrange(row.name, chance))


def _nicknamed(row: Row, chance: Random) -> Row:
    return replace(row, name=slips.nickname(row.name, chance))


def _mistyped(row: Row, chance: Random) -> Row:
    return replace(row, nik=slips.mistype(row.nik, set(), chance))


def _other_day(row: Row, chance: Random) -> Row:
    return replace(row, born_on=slips.swapped(row.born_on) or row.born_on + timedelta(days=1))


def _moved(row: Row, chance: Random) -> Row:
    """Another number, from another district, and the same village."""
    return replace(row, nik=nik.make("530499", row.born_on, row.sex == "P", 9000 + chance.randrange(1000)))


SLIPS: dict[str, Callable[[Row, Random], Row]] = {
    "as it is": _as_it_is, "another spelling": _respelt, "order, short": _rearranged, "daily name": _nicknamed,
    "NIK mistyped": _mistyped, "birth date": _other_day, "another NIK": _moved,
}  # fmt: skip
KINDS = tuple(SLIPS)


def _slipped(person: Row, kind: str, chance: Random) -> Row:
    return replace(SLIPS[kind](person, chance), slip=kind)


def _stranger(near: Row, number: int, chance: Random) -> Row:
    """Nobody of the registry: born on the day of somebody, in their village, under a name and a number of their own."""
    name = person_name(family_line(near.village[:5], chance), near.sex, chance)
    own = nik.make("530498", near.born_on, near.sex == "P", 9000 + number % 1000)
    return Row("unknown", name, near.born_on, near.sex, own, near.village)
