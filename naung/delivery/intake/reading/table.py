"""Where the list of people is in a sheet: the heading row, the people under it, and what is neither."""

import re
from dataclasses import dataclass, field
from typing import Any

from naung.delivery.intake.reading.headings import field_of
from naung.delivery.intake.reading.sheets import Sheet

DEPTH = 40  # heading rows are looked for this far down
PERSONAL = ("nik", "kk", "born_on", "birth", "sex", "mother", "phone", "occupation", "decile")
_TOTAL = re.compile(r"^\W*(?:sub ?|grand )?(?:jumlah|total)\b", re.IGNORECASE)
_NIP = re.compile(r"^\W*nip\b", re.IGNORECASE)


@dataclass(slots=True)
class Table:
    sheet: str
    columns: dict[str, int]  # field -> column, from 0
    rows: list[list[Any]]
    numbers: list[int]
    titles: list[str]  # the texts above the headings
    skipped: list[tuple[str, int]] = field(default_factory=list)  # ("total" | "other", row number)


def table_of(sheet: Sheet) -> Table | None:
    """The people's table of a sheet; None for a sheet without headings that we know (a notes sheet)."""
    best = max(_candidates(sheet.rows[:DEPTH]), key=lambda c: c[0], default=None)
    if best is None:
        return None
    _, first, height, columns = best
    titles = [
        str(cell).strip()
        for row in sheet.rows[:first]
        for cell in row
        if isinstance(cell, str) and cell.strip()
    ]
    table = Table(sheet.name, columns, [], [], titles)
    _fill(table, sheet, first + height)
    return table


def _candidates(rows: list[list[Any]]) -> list[tuple[tuple[int, int, int], int, int, dict[str, int]]]:
    """(score, first row, rows of heading, columns): one row, or two when the second row adds to it."""
    found = []
    long_numbers = [_holds_numbers(row) for row in rows]
    for i, row in enumerate(rows):
        if long_numbers[i]:
            continue
        single = _columns([field_of(cell) for cell in row])
        if _is_heading(single):
            found.append(((len(single), -1, -i), i, 1, single))
        if i + 1 < len(rows) and not long_numbers[i + 1]:
            double = _columns(_under(row, rows[i + 1]))
            if _is_heading(double) and len(double) > len(single):
                found.append(((len(double), -2, -i), i, 2, double))
    return found


def _is_heading(columns: dict[str, int]) -> bool:
    known = set(columns) - {"numbering"}
    return len(known) >= 3 and bool(known & {"name", "nik"}) or known == {"name", "nik"}


def _holds_numbers(row: list[Any]) -> bool:
    """A row of people holds long numbers; a second row of headings does not."""
    return any(
        isinstance(c, str) and sum(map(str.isdigit, c)) >= 6 or isinstance(c, float) and c > 99_999
        for c in row
    )


def _under(above: list[Any], below: list[Any]) -> list[str | None]:
    """Headings of two rows: "Lahir" merged over "Tempat" and "Tanggal", "RT" and "RW" under "Alamat"."""
    fields, group = [], ""
    for i, low in enumerate(below):
        high = above[i] if i < len(above) else ""
        group = high if isinstance(high, str) and high.strip() else group
        both = f"{low} {group}" if isinstance(low, str) and low.strip() else ""
        fields.append((_pair(low, both) if both else None) or field_of(high))
    return fields


def _pair(low: Any, both: str) -> str | None:
    alone, together = field_of(low), field_of(both)
    return alone if alone in {"rt", "rw", "nik", "kk", "village", "district", "sex"} else together or alone


def _columns(fields: list[str | None]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for i, name in enumerate(fields):
        if name and name not in columns:
            columns[name] = i
    return columns


def _fill(table: Table, sheet: Sheet, start: int) -> None:
    width = max((len(row) for row in sheet.rows), default=0)
    personal = [table.columns[f] for f in PERSONAL if f in table.columns]
    fast = table.columns.get("nik")
    for row, number in zip(sheet.rows[start:], sheet.numbers[start:], strict=True):
        if len(row) < width:
            row = row + [""] * (width - len(row))
        if fast is not None and type(row[fast]) is str and len(row[fast]) == 16 and row[fast].isdigit():
            why = None
        else:
            why = _not_a_person(row, table.columns, personal)
        if why is None:
            table.rows.append(row)
            table.numbers.append(number)
        elif why != "blank":
            table.skipped.append((why, number))


def _not_a_person(row: list[Any], columns: dict[str, int], personal: list[int]) -> str | None:
    """blank, total or other; None for a line that is somebody's, however much is missing in it."""
    numbering = columns.get("numbering")
    filled = [
        i
        for i, cell in enumerate(row)
        if cell not in ("", None) and not (isinstance(cell, str) and not cell.strip())
    ]
    if not filled or filled == [numbering]:
        return "blank"
    texts = [row[i] for i in filled if isinstance(row[i], str)]
    if any(_TOTAL.match(text) for text in texts) and len(filled) <= max(3, len(columns) // 2):
        return "total"
    if any(_NIP.match(text) for text in texts) or _repeats_heading(row, columns):
        return "other"
    if len(filled) >= 3 and all(_column_number(row[i], len(row)) for i in filled):
        return "blank"  # (1) (2) (3) under the headings
    told = [i for i in personal if i in filled]
    named = columns.get("name") in filled
    return (
        None
        if (named and (told or numbering in filled)) or len(told) >= 2 or _nikish(row, columns)
        else "other"
    )


def _column_number(cell: Any, width: int) -> bool:
    text = f"{cell:g}" if isinstance(cell, float | int) else str(cell).strip(" ().")
    return text.isdigit() and int(text) <= width


def _repeats_heading(row: list[Any], columns: dict[str, int]) -> bool:
    return sum(field_of(row[i]) == name for name, i in columns.items() if isinstance(row[i], str)) >= 3


def _nikish(row: list[Any], columns: dict[str, int]) -> bool:
    if "nik" not in columns:
        return False
    cell = row[columns["nik"]]
    return (
        isinstance(cell, float) and cell > 1e9 or isinstance(cell, str) and sum(map(str.isdigit, cell)) >= 10
    )
