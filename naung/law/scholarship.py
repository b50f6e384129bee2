"""Scholarships for at most two children: after a work accident at once, after a death by illness from 36 months on."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from naung.kit.months import add_months
from naung.kit.rupiah import say
from naung.law.errors import BadCase
from naung.law.lines import Line, Result, line, result
from naung.law.parameters import Provision, provision

LEVELS = ("tk-sd", "smp", "sma", "s1")
_MONTHS_KEY = {"illness": "scholarship.jkm_months", "work_accident": "scholarship.jkk_months"}


def scholarship(*, event_on: date, cause: str, months_paid: int, children: Sequence[str]) -> Result:
    """The ceiling over all years, a line a child and level; each child named by the level it enters.

    Of more than two children the first two named count: whom the family chooses is the family's affair. Nothing is
    due after an illness with fewer months contributed than the law asks. Refuses an unknown cause or level.
    """
    rests_on = _entitled(event_on, cause, months_paid)
    if rests_on is None:
        return result([])
    return result(
        _years(number, level, table.value[level], (table, *rests_on))
        for table in [_table(event_on)]
        for number, entered in enumerate(_chosen(event_on, children), start=1)
        for level in LEVELS[LEVELS.index(entered) :]
    )


def first_year(*, event_on: date, cause: str, months_paid: int, children: Sequence[str]) -> list[Line]:
    """The first year's scholarship of each entitled child; the list is empty where none is due."""
    chosen = _chosen(event_on, children)
    rests_on = _entitled(event_on, cause, months_paid) if chosen else None
    if rests_on is None:
        return []
    table = _table(event_on)
    return [
        _first(number, level, table.value[level], (table, *rests_on))
        for number, level in enumerate(chosen, start=1)
    ]


def _entitled(event_on: date, cause: str, months_paid: int) -> tuple[Provision, ...] | None:
    if cause not in _MONTHS_KEY:
        raise BadCase(
            f"Sebab {cause!r} tidak dikenal.", f"Cause {cause!r} is unknown: {', '.join(_MONTHS_KEY)}."
        )
    asked = provision(_MONTHS_KEY[cause], on=event_on)
    return (asked, provision("scholarship.max_children", on=event_on)) if months_paid >= asked.value else None


def _table(event_on: date) -> Provision:
    return provision("scholarship.levels", on=event_on)


def _chosen(event_on: date, children: Sequence[str]) -> Sequence[str]:
    for level in children:
        if level not in LEVELS:
            raise BadCase(
                f"Jenjang {level!r} tidak dikenal.", f"Level {level!r} is unknown: {', '.join(LEVELS)}."
            )
    return children[: provision("scholarship.max_children", on=event_on).value] if children else ()


def _years(number: int, level: str, row: dict[str, Any], rests_on: tuple[Provision, ...]) -> Line:
    return line(
        "scholarship",
        row["yearly"] * row["years"],
        f"Beasiswa anak ke-{number}, jenjang {level.upper()}: {say(row['yearly'])} x {row['years']} tahun.",
        f"Scholarship of child {number}, level {level}: {say(row['yearly'])} x {row['years']} years.",
        *rests_on,
    )


def _first(number: int, level: str, row: dict[str, Any], rests_on: tuple[Provision, ...]) -> Line:
    return line(
        "scholarship.first_year",
        row["yearly"],
        f"Beasiswa tahun pertama anak ke-{number}, jenjang {level.upper()}: {say(row['yearly'])}.",
        f"First year's scholarship of child {number}, level {level}: {say(row['yearly'])}.",
        *rests_on,
    )


def scholarship_year(*, event_on: date, cause: str, months_paid: int, level: str, child: int) -> Result:
    """One school year of a child (1, 2: in the family's order) at a level; empty where none is due, or for a third child.

    Refuses an unknown cause or level."""
    if child not in range(1, len(_chosen(event_on, [level] * child)) + 1):
        return result([])
    rests_on = _entitled(event_on, cause, months_paid)
    if rests_on is None:
        return result([])
    table = _table(event_on)
    return result([_one_year(child, level, table.value[level], (table, *rests_on))])


def scholarship_years(level: str, *, event_on: date) -> int:
    """At most so many school years of a level are paid. Refuses an unknown level."""
    _chosen(event_on, [level])
    return int(_table(event_on).value[level]["years"])


def scholarship_until(*, born_on: date, event_on: date) -> date:
    """The birthday on which a child's scholarship ends, wedding and work aside."""
    return add_months(born_on, 12 * provision("scholarship.until_age", on=event_on).value)


def school_year(on: date) -> int:
    """The first calendar year of the school year that a day lies in: 2026 for 1 July 2026 to 30 June 2027."""
    return on.year if on.month >= provision("scholarship.school_year_month", on=on).value else on.year - 1


def school_year_begins(year: int) -> date:
    """The day that counts as the first of a school year."""
    month = provision("scholarship.school_year_month", on=date(year, 12, 31)).value
    return date(year, month, 1)


def _one_year(number: int, level: str, row: dict[str, Any], rests_on: tuple[Provision, ...]) -> Line:
    return line(
        "scholarship.year",
        row["yearly"],
        f"Beasiswa satu tahun ajaran anak ke-{number}, jenjang {level.upper()}: {say(row['yearly'])}.",
        f"One school year's scholarship of child {number}, level {level}: {say(row['yearly'])}.",
        *rests_on,
    )
