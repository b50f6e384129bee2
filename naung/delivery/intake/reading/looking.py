"""What a file's columns seem to be, shown before anything is read: the headings, what we take each for, where we are not sure, and the
first people as we would understand them. Numbers long enough to be somebody's are masked: nothing here opens an identity number."""

import re
from collections.abc import Callable
from datetime import date, datetime
from itertools import islice
from typing import Any

from naung.delivery.intake.reading import dates, numbers, words
from naung.delivery.intake.reading.errors import Unreadable
from naung.delivery.intake.reading.headings import WEAK, field_of, strength, unused
from naung.delivery.intake.reading.people import People, letters
from naung.delivery.intake.reading.rules import Rules
from naung.delivery.intake.reading.sheets import Sheet, sheets_of
from naung.delivery.intake.reading.table import DEPTH, Heading, Table, below, columns_of, table_of
from naung.kit.text import mask

REQUIRED = ("nik", "name", "born_on")
CRITICAL = ("nik", "kk", "name", "born_on", "birth", "sex")  # two columns for one of these: we ask which
FIRST, SHOWN, JUDGED = (
    5,
    3,
    200,
)  # people as understood; values shown of a column; lines by which a column is judged
MOST_SHEETS, LONGEST = 20, 60
_LONG = re.compile(r"\d(?:[\s.\-]?\d){8,}")  # a date has eight digits


def look(data: bytes, rules: Rules) -> dict[str, Any]:
    """{"sheets": [...]}, each with its columns, doubts and first people; or {"refused": code, "params": {...}}. Plain values only."""
    try:
        sheets = sheets_of(data)
    except Unreadable as why:
        return {"refused": why.code, "params": why.params}
    found = [told for sheet in sheets if (told := _sheet(sheet, rules))][:MOST_SHEETS]
    return {"sheets": found} if found else {"refused": "no_heading" if sheets else "no_rows", "params": {}}


def _sheet(sheet: Sheet, rules: Rules) -> dict[str, Any] | None:
    """None for a sheet that nobody would take for a list of people."""
    table = table_of(sheet, rules.answers)
    known = table is not None
    if table is None:
        heading = _guess(sheet)
        if heading is None:
            return None
        table = below(sheet, heading)
        table.rows, table.numbers = _filled(sheet, heading)
    if not table.rows:
        return None
    return _told(sheet, table, rules, known=known)


def _told(sheet: Sheet, table: Table, rules: Rules, *, known: bool) -> dict[str, Any]:
    columns = _columns(sheet, table, rules.on)
    used = set(table.columns)
    missing = [name for name in REQUIRED if name not in used and not (name == "born_on" and "birth" in used)]
    asks = not table.told and (not known or bool(missing) or any(one["doubt"] for one in columns))
    return {
        "sheet": table.sheet, "signature": table.signature, "heading": table.first + 1 if table.height else 0, "lines": len(table.rows),
        "columns": columns, "missing": missing, "asks": asks, "told": table.told, "understood": _understood(table, rules) if "nik" in used else [],
    }  # fmt: skip


def _columns(sheet: Sheet, table: Table, on: date) -> list[dict[str, Any]]:
    """Of each column that has a heading or anything under it: what it is called, holds, and is taken for."""
    meant = {at: name for name, at in table.columns.items()}
    found = []
    for at in range(max((len(row) for row in table.rows), default=0)):
        cells = [row[at] for row in islice(table.rows, JUDGED) if at < len(row) and str(row[at]).strip()]
        heading = _heading(sheet, table, at)
        if heading or cells:
            doubt = "" if table.told else _doubt(heading, meant.get(at, ""), cells, table, on)
            found.append(
                {
                    "at": at,
                    "letter": letters(at),
                    "heading": heading,
                    "field": meant.get(at, ""),
                    "doubt": doubt,
                    "cells": cells,
                }
            )
    _propose(found, on)
    return found


def _propose(columns: list[dict[str, Any]], on: date) -> None:
    """What we take each for, or would by its values; where those speak against the heading, by its values alone."""
    sure = lambda one: one["field"] and one["doubt"] != "unlike"  # noqa: E731
    taken = {one["field"] for one in columns if sure(one)}
    for one in columns:
        cells = one.pop("cells")
        by_values = _by_values(cells, taken, on) if one["doubt"] in ("unknown", "unlike") else ""
        one["proposed"] = one["field"] if sure(one) else by_values
        one["values"] = [shown(cell) for cell in cells[:SHOWN]]
        taken.add(one["proposed"])


def _heading(sheet: Sheet, table: Table, at: int) -> str:
    """The words above the column: of two rows both, the upper one spread over the columns that it is merged over."""
    parts = []
    for row in sheet.rows[table.first : table.first + table.height]:
        part = str(row[at]).strip() if at < len(row) else ""
        parts.append(part)
    return _LONG.sub("…", " ".join(" ".join(filter(None, parts)).split()))[:LONGEST]


def _doubt(heading: str, field: str, cells: list[Any], table: Table, on: date) -> str:
    """Why we would rather ask: unknown, weak, twice, unlike; "" where we are sure or the column does not matter."""
    if field:
        if {"sex", "woman"} <= set(table.columns) and field in ("sex", "woman"):
            return ""
        if (
            len(cells) >= 3
            and (fits := FITS.get(field))
            and 2 * sum(fits(cell, on) for cell in cells) < len(cells)
        ):
            return "unlike"
        alone = field_of(heading) == field and strength(heading) == WEAK
        return "weak" if alone else ""
    meaning = field_of(heading)
    if meaning in CRITICAL and strength(heading) > WEAK and meaning in table.columns:
        return "twice"
    if meaning or not cells or heading and unused(heading):
        return ""
    return "unknown" if heading or 2 * len(cells) >= min(len(table.rows), JUDGED) else ""


PROPOSED = ("nik", "kk", "born_on", "sex", "name")


def _by_values(cells: list[Any], taken: set[str], on: date) -> str:
    """What the values of a column look like, where that is still missing; "" where they could be anything."""
    if not cells or all(re.fullmatch(r"\d{1,4}(?:\.0)?", str(cell).strip()) for cell in cells):
        return ""
    return next(
        (
            field
            for field in PROPOSED
            if field not in taken and 5 * sum(FITS[field](cell, on) for cell in cells) >= 4 * len(cells)
        ),
        "",
    )


def _guess(sheet: Sheet) -> Heading | None:
    """Where a list without headings that we know seems to begin: above the first line with a number as long as a NIK."""
    for at, row in enumerate(sheet.rows[: DEPTH * 2]):
        if sum(str(cell).strip() != "" for cell in row) >= 3 and any(_like_a_number(cell) for cell in row):
            above = next((i for i in range(at - 1, max(at - 4, -1), -1) if _words_only(sheet.rows[i])), None)
            return Heading(at, 0, {}) if above is None else Heading(above, 1, columns_of(sheet.rows[above]))
    return None


def _like_a_number(cell: Any) -> bool:
    text = f"{cell:.0f}" if isinstance(cell, float) else str(cell)
    return sum(map(str.isdigit, text)) >= 13


def _words_only(row: list[Any]) -> bool:
    filled = [cell for cell in row if str(cell).strip()]
    return len(filled) >= 2 and all(
        isinstance(cell, str) and not any(map(str.isdigit, cell)) for cell in filled
    )


def _filled(sheet: Sheet, heading: Heading) -> tuple[list[list[Any]], list[int]]:
    start = heading.first + heading.height
    width = max(map(len, sheet.rows), default=0)
    pairs = [
        (row + [""] * (width - len(row)), number)
        for row, number in zip(sheet.rows[start:], sheet.numbers[start:], strict=True)
        if sum(str(cell).strip() != "" for cell in row) >= 3
    ]
    return [row for row, _ in pairs], [number for _, number in pairs]


PREVIEW = (
    "name",
    "nik",
    "kk",
    "birth_place",
    "born_on",
    "sex",
    "mother",
    "place",
    "address",
    "occupation_text",
    "disability_text",
    "decile",
    "phone",
)


def _understood(table: Table, rules: Rules) -> list[dict[str, str]]:
    """The first people as they would be read, each with its line."""
    few = Table(table.sheet, table.columns, table.rows[:FIRST], table.numbers[:FIRST], [])
    values = People(few, rules).values
    return [
        {"number": str(number), **{name: _value(name, values[name][line]) for name in PREVIEW}}
        for line, number in enumerate(few.numbers)
    ]


def _value(name: str, value: Any) -> str:
    if not value:
        return ""
    if name == "born_on":
        return f"{date.fromisoformat(value):%d-%m-%Y}"
    if name == "place":
        return ", ".join(filter(None, value))
    return mask(value) if name in ("nik", "kk", "phone") else shown(value)


def shown(cell: Any) -> str:
    """A cell as a spreadsheet program shows it, long numbers masked."""
    if isinstance(cell, datetime | date):
        return f"{cell:%d-%m-%Y}"
    text = f"{cell:.0f}" if isinstance(cell, float) and cell == int(cell) else words.plain(cell)
    return _LONG.sub(_masked, text)[:LONGEST]


def _masked(found: re.Match[str]) -> str:
    return mask("".join(filter(str.isdigit, found[0])))


def _sixteen(cell: Any, on: date) -> bool:
    number, problem = numbers.sixteen(cell)
    return (
        number is not None
        or problem is not None
        and (problem[0] == "R02" or 10 <= problem[1].get("n", 0) <= 20)
    )


def _a_name(cell: Any, on: date) -> bool:
    return (
        isinstance(cell, str)
        and sum(map(str.isalpha, cell)) >= 2
        and not any(map(str.isdigit, words.name(cell)[0]))
    )


def _day(cell: Any, on: date) -> bool:
    return dates.parse(cell, on)[1] != "unreadable"


def _place_and_day(cell: Any, on: date) -> bool:
    return _day(dates.place_and_date(cell)[1] if isinstance(cell, str) else cell, on)


FITS: dict[str, Callable[[Any, date], bool]] = {
    "nik": _sixteen, "kk": _sixteen, "born_on": _day, "birth": _place_and_day, "sex": lambda cell, on: bool(words.sex(cell)),
    "decile": lambda cell, on: words.decile(cell) is not None, "phone": lambda cell, on: numbers.phone(cell)[1], "name": _a_name, "mother": _a_name,
}  # fmt: skip
