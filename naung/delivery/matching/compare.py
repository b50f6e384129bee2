"""What is compared between two records, and into which levels. One table for both users: Splink gets the SQL, the
look-up of one person at once gets the function; tests/delivery/matching/test_compare.py holds the two to each other.

The birth date inside the NIK is left out of the comparison of NIKs on purpose: it would count the birth date twice.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from rapidfuzz.distance import OSA

from naung.delivery.matching import names


@dataclass(frozen=True, slots=True)
class Record:
    """A row or a person as matching sees it. Lives in memory only: `nik` is plain."""

    name_key: str
    born_on: date
    nik: str
    kk: str = ""  # keyed hash, hex
    phone: str = ""  # keyed hash, hex
    mother_key: str = ""
    village: str = ""


@dataclass(frozen=True, slots=True)
class Level:
    key: str
    sql: str
    holds: Callable[[Record, Record], bool]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Levels from the strongest; the first that holds counts, "else" when none does. A blank on either side says nothing."""

    field: str
    levels: tuple[Level, ...]
    blank: str = ""  # the column that may be blank


ELSE = "else"


def _whole(words: str, partners: str) -> str:
    """Every word of one side has a partner on the other; as names._whole, on the columns of vocabulary.py."""
    one, other = (f"{words}_{{0}}", f"{partners}_{{1}}"), (f"{words}_{{1}}", f"{partners}_{{0}}")
    both = (
        f"(list_has_all({one[1]}, {one[0]}) and (len({one[0]}) >= 2 or list_has_all({other[1]}, {other[0]})))"
    )
    return f"({both.format('l', 'r')} or {both.format('r', 'l')})"


def _some(words: str, near: str) -> str:
    return f"list_has_any({words}_l, {near}_r)"


_LONE_GIVEN = "not list_has_all(near_r, given_l) and not list_has_all(near_l, given_r)"


def _name(key: str, sql: str, *levels: int) -> Level:
    return Level(key, sql, lambda a, b: names.level(a.name_key, b.name_key) in levels)


def _mother(key: str, sql: str, *levels: int) -> Level:
    return Level(key, sql, lambda a, b: names.level(a.mother_key, b.mother_key) in levels)


def _begins_same(field: str, key: str, length: int) -> Level:
    sql = f"left({field}_l, {length}) = left({field}_r, {length})"
    return Level(key, sql, lambda a, b: getattr(a, field)[:length] == getattr(b, field)[:length])


def _same(field: str) -> Level:
    return Level("same", f"{field}_l = {field}_r", lambda a, b: getattr(a, field) == getattr(b, field))


def swapped(a: date, b: date) -> bool:
    return (a.day, a.month, a.year) == (b.month, b.day, b.year)


def one_part_differs(a: date, b: date) -> bool:
    return (a.day == b.day) + (a.month == b.month) + (a.year == b.year) == 2


def a_slip(a: str, b: str) -> bool:
    """One digit wrong, or two neighbours exchanged."""
    return len(a) == len(b) and OSA.distance(a, b, score_cutoff=1) == 1


# The same rules for DuckDB.
SLIP = "length(nik_l) = length(nik_r) and damerau_levenshtein(nik_l, nik_r) = 1"
SWAPPED = "day(born_on_l) = month(born_on_r) and month(born_on_l) = day(born_on_r) and year(born_on_l) = year(born_on_r)"
ONE_PART = "((day(born_on_l) = day(born_on_r))::int + (month(born_on_l) = month(born_on_r))::int + (year(born_on_l) = year(born_on_r))::int) = 2"

COMPARISONS = (
    Comparison(
        "name",
        (
            Level("same", "name_key_l = name_key_r", lambda a, b: a.name_key == b.name_key),
            _name("part", _whole("words", "words"), names.PART),
            _name("alike", _whole("words", "alike"), names.ALIKE),
            _name("shortened", _whole("words", "near"), names.SHORTENED),
            _name("clash", f"{_some('words', 'near')} and {_LONE_GIVEN}", names.CLASH),
            _name("shared", _some("words", "near"), names.SHARED),
        ),
    ),
    Comparison(
        "born_on",
        (
            _same("born_on"),
            Level("swapped", SWAPPED, lambda a, b: swapped(a.born_on, b.born_on)),
            Level("one_part", ONE_PART, lambda a, b: one_part_differs(a.born_on, b.born_on)),
        ),
    ),
    Comparison(
        "nik",
        (
            _same("nik"),
            Level("slip", SLIP, lambda a, b: a_slip(a.nik, b.nik)),
            _begins_same("nik", "district", 6),
        ),
        blank="nik",  # never blank on our lists; elsewhere there may be no such number
    ),
    Comparison("kk", (_same("kk"),), blank="kk"),
    Comparison(
        "mother",
        (
            _mother(
                "same",
                _whole("mother_words", "mother_near"),
                names.SAME,
                names.ALIKE,
                names.PART,
                names.SHORTENED,
            ),
            _mother("shared", _some("mother_words", "mother_near"), names.SHARED, names.CLASH),
        ),
        blank="mother_key",
    ),
    Comparison(
        "village",
        (_same("village"), _begins_same("village", "district", 8), _begins_same("village", "regency", 5)),
        blank="village",
    ),
    Comparison("phone", (_same("phone"),), blank="phone"),
)


def levels(a: Record, b: Record) -> dict[str, str]:
    """{field: key of the level}; a field that is blank on a side is not there."""
    return {c.field: level_of(c, a, b) for c in COMPARISONS if _both_say(c, a, b)}


def level_of(comparison: Comparison, a: Record, b: Record) -> str:
    return next((level.key for level in comparison.levels if level.holds(a, b)), ELSE)


def _both_say(comparison: Comparison, a: Record, b: Record) -> bool:
    return not comparison.blank or bool(getattr(a, comparison.blank) and getattr(b, comparison.blank))
