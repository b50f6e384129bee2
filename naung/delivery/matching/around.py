"""What stands around the two sides of a pair: who lives with them, their lines as they were sent, and whether they changed."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection

from naung.delivery.intake import queries as intake
from naung.delivery.matching.models import Pair
from naung.delivery.registry import queries as registry
from naung.kit.canonical import canonical, sha256
from naung.kit.text import digits, mask

MOST_MEMBERS = 12
LONG_NUMBER = re.compile(
    r"\d(?:[ .,'’-]?\d){9,}"
)  # an identity or telephone number, however it was typed; a date is shorter
NUMBERS = ("nik", "kk", "phone")


# --- the household ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Member:
    """Somebody on the same family card. How they are related is not known: no list has a column for it."""

    name: str
    sex: str
    born: int | None
    village: str
    listed: bool  # stands in the same list only, and is nobody of the registry yet


HOUSEHOLD = """
select name, sex, extract(year from born_on)::int as born, village, false from registry_person
where kk_index = %(kk)s and merged_into_id is null and id <> all(%(people)s)
union all
select name, sex, extract(year from born_on)::int, village, true from intake_row
where file_id = %(file)s and kk_index = %(kk)s and id <> all(%(rows)s) and person_id is null and name <> ''
order by born nulls last, 1 limit %(most)s"""


def household(pair: Pair, side: Any) -> list[Member]:
    """Who is on the family card of this side (`pair.row`, `pair.person` or `pair.other_row`), eldest first, within the current
    scope; both sides themselves, and whoever the answer made of them, are left out."""
    if not side.kk_index:
        return []
    asked = {"kk": bytes(side.kk_index), "file": getattr(side, "file_id", None), "people": _people_of(pair),
             "rows": [row.pk for row in (pair.row, pair.other_row) if row], "most": MOST_MEMBERS}  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(HOUSEHOLD, asked)
        return [Member(*line) for line in cursor.fetchall()]


def _people_of(pair: Pair) -> list[int]:
    sides = {pair.person_id, pair.row.person_id, pair.other_row.person_id if pair.other_row else None}
    return sorted({record for side in sides if side for record in (side, registry.resolve(side))})


def one_card(pair: Pair) -> bool:
    """Do both sides stand on one family card?"""
    other = pair.person or pair.other_row
    return bool(pair.row.kk_index and other.kk_index and bytes(pair.row.kk_index) == bytes(other.kk_index))


def record_of(pair: Pair, side: Any) -> int | None:
    """The registry's record that this side was before this pair was answered; None where it was a line and nobody yet."""
    if side is pair.person:
        return pair.person_id
    return side.person_id if side.person_id and side.pk not in pair.settled else None


# --- as it was sent ------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a line: its address, the column as we understood it ('' where we did not), and its text without any number
    that could be somebody's."""

    address: str
    field: str
    text: str


def as_sent(row: Any) -> list[Cell]:
    """The line's cells in order, empty ones left out. Identity numbers are hidden but for their ends, whatever column they
    stand in, so that nobody has to be asked before looking. CannotOpen where the line was sealed with other keys."""
    file = intake.files(row.programme_id).filter(pk=row.file_id).first()
    fields = {at: name for name, at in (file.columns.get(row.sheet, {}) if file else {}).items()}
    cells = ((at, _text(cell)) for at, cell in enumerate(intake.as_sent(row)))
    return [Cell(f"{_letters(at)}{row.number}", fields.get(at, ""), _hidden(fields.get(at, ""), text)) for at, text in cells if text]  # fmt: skip


def _text(cell: Any) -> str:
    if isinstance(cell, float) and cell == int(cell):
        return f"{cell:.0f}"
    return "" if cell is None else str(cell).strip().removesuffix(" 00:00:00")


def _hidden(field: str, text: str) -> str:
    if field in NUMBERS:
        return mask(digits(text)) if digits(text) else text
    return LONG_NUMBER.sub(lambda found: mask(digits(found[0])), text)


def _letters(column: int) -> str:
    text, column = "", column + 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(65 + rest) + text
    return text


def lines_of(people: Iterable[int], *, without: Iterable[int] = ()) -> list[Any]:
    """The rows that were taken to be these records, oldest file first, but for some."""
    rows = intake.Row.objects.filter(person_id__in=list(people)).exclude(pk__in=list(without))
    return list(rows.select_related("file", "programme").order_by("file__received_at", "pk")[:MOST_MEMBERS])


# --- whether it changed meanwhile ------------------------------------------------------------------------------------

ROW = ("name", "born_on", "sex", "mother", "village", "address", "occupation_text", "birth_place")


def fingerprint(pair: Pair) -> str:
    """Changes when anything that an officer reads of the two sides changes: a line put right, a person merged away."""
    return sha256(canonical([_facts(side) for side in (pair.row, pair.person, pair.other_row) if side]))[:32]


def _facts(side: Any) -> list[Any]:
    numbers = [getattr(side, f"{name}_index") for name in NUMBERS]
    plain = [bytes(number).hex() if number else "" for number in numbers]
    return [*plain, *(getattr(side, name) for name in ROW), getattr(side, "merged_into_id", None)]


def merged_away(pair: Pair) -> bool:
    """Was the person beside the row merged into somebody else, not by this very pair?"""
    return bool(pair.person and pair.person.merged_into_id and not pair.merged)
