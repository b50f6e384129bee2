"""Where the list of people is in a sheet: the heading row, the people under it, and what is neither."""

import re
from dataclasses import dataclass, field
from typing import Any

from naung.delivery.intake.reading import signatures
from naung.delivery.intake.reading.headings import field_of, plain, strength
from naung.delivery.intake.reading.rules import Answers
from naung.delivery.intake.reading.sheets import Sheet

DEPTH = 40  # heading rows are looked for this far down
SURE_COLUMNS, SURE_PEOPLE = (
    6,
    5,
)  # so many fields in a row, and people in a row under it: no other heading is looked for
PERSONAL = ("nik", "kk", "born_on", "birth", "sex", "woman", "mother", "phone", "occupation", "decile")
_ASIDE = re.compile(
    r"^[^\w\n]*(?:(?P<total>(?:sub ?|grand )?(?:jumlah|total))|(?P<nip>nip))\b", re.IGNORECASE | re.MULTILINE
)
_SIX_DIGITS = re.compile(r"(?:\D*\d){6}")


@dataclass(slots=True)
class Table:
    sheet: str
    columns: dict[str, int]  # field -> column, from 0
    rows: list[list[Any]]
    numbers: list[int]
    titles: list[str]  # the texts above the headings
    skipped: list[tuple[str, int]] = field(default_factory=list)  # ("total" | "other", row number)
    first: int = 0  # the heading's own row, from 0, and how many rows it has
    height: int = 0
    signature: str = ""
    told: dict[str, Any] | None = None  # who said what these columns are, where somebody did


@dataclass(frozen=True, slots=True)
class Heading:
    """Where the headings stand, and what the columns under them are."""

    first: int
    height: int
    columns: dict[str, int]
    told: dict[str, Any] | None = None


def table_of(sheet: Sheet, answers: Answers | None = None) -> Table | None:
    """The people's table of a sheet; None for a sheet without headings that we know (a notes sheet).

    answers: what was said of such headings before; it goes before what we think of them."""
    heading = (_told(sheet, answers) if answers else None) or heading_of(sheet.rows)
    return None if heading is None else below(sheet, heading)


def heading_of(rows: list[list[Any]]) -> Heading | None:
    best = max(_candidates(rows[:DEPTH]), key=lambda c: c[0], default=None)
    return None if best is None else Heading(*best[1:])


def _told(sheet: Sheet, answers: Answers) -> Heading | None:
    for first in range(min(len(sheet.rows), DEPTH)):
        for height in (1, 2):
            if said := answers.get(signatures.of(sheet.rows, first, height)):
                return Heading(first, height, said["columns"], said["told"])
    if not any(key.startswith(signatures.BARE) for key in answers):
        return None
    said = answers.get(signatures.of_sheet(sheet))
    return Heading(0, 0, said["columns"], said["told"]) if said else None


def below(sheet: Sheet, heading: Heading) -> Table:
    """Who stands under the headings."""
    titles = [
        str(cell).strip()
        for row in sheet.rows[: heading.first]
        for cell in row
        if isinstance(cell, str) and cell.strip()
    ]
    columns = dict(heading.columns) | (_our_number if heading.told else _marks)(sheet.rows, heading)
    table = Table(
        sheet.name, columns, [], [], titles, first=heading.first, height=heading.height, told=heading.told
    )
    table.signature = (
        signatures.of(sheet.rows, heading.first, heading.height)
        if heading.height
        else signatures.of_sheet(sheet)
    )
    _fill(table, sheet, heading.first + heading.height)
    return table


def _marks(rows: list[list[Any]], heading: Heading) -> dict[str, int]:
    """Two columns headed L and P, often under "Jenis kelamin", with a mark in one of them."""
    lowest = rows[heading.first + heading.height - 1] if heading.height else []
    words = [plain(cell) for cell in lowest]
    pair = next((at for at in range(len(words) - 1) if (words[at], words[at + 1]) == ("l", "p")), None)
    return {} if pair is None else {"sex": pair, "woman": pair + 1}


def _our_number(rows: list[list[Any]], heading: Heading) -> dict[str, int]:
    """The hidden column of a list that went back with notes: no answer speaks of it."""
    headings = [
        cell for row in rows[heading.first : heading.first + heading.height] for cell in enumerate(row)
    ]
    ours = next((at for at, cell in headings if field_of(cell) == "naung"), None)
    return {} if ours is None else {"naung": ours}


def _candidates(rows: list[list[Any]]) -> list[tuple[tuple[int, int, int], int, int, dict[str, int]]]:
    """(score, first row, rows of heading, columns): one row, or two when the second row adds to it."""
    found = []
    fields = _until_sure(rows)
    for i, here in enumerate(fields):
        if here is None:
            continue
        single = _columns(here, rows[i])
        if _is_heading(single):
            found.append(((len(single), -1, -i), i, 1, single))
        below = fields[i + 1] if i + 1 < len(fields) else None
        if below is not None and any(here):
            texts, names = _under(rows[i], rows[i + 1], here, below)
            double = _columns(names, texts)
            if _is_heading(double) and len(double) > len(single):
                found.append(((len(double), -2, -i), i, 2, double))
    return found


def _until_sure(rows: list[list[Any]]) -> list[list[str | None] | None]:
    """Each row's fields, None for a row of people; no further than a good heading with people enough under it."""
    fields: list[list[str | None] | None] = []
    known, people = 0, 0
    for row in rows:
        here = None if _holds_numbers(row) else [field_of(cell) for cell in row]
        fields.append(here)
        known = max(known, len(set(filter(None, here)))) if here else known
        people = people + 1 if here is None and known >= SURE_COLUMNS else 0
        if people >= SURE_PEOPLE:
            break
    return fields


def _is_heading(columns: dict[str, int]) -> bool:
    known = set(columns) - {"numbering", "naung"}
    return len(known) >= 3 and bool(known & {"name", "nik"}) or known == {"name", "nik"}


def _holds_numbers(row: list[Any]) -> bool:
    """A row of people holds long numbers; a second row of headings does not."""
    for cell in row:
        if (
            type(cell) is str
            and len(cell) >= 6
            and _SIX_DIGITS.match(cell)
            or type(cell) is float
            and cell > 99_999
        ):
            return True
    return False


def _under(
    above: list[Any], below: list[Any], highs: list[str | None], lows: list[str | None]
) -> tuple[list[str], list[str | None]]:
    """Headings of two rows: "Lahir" merged over "Tempat" and "Tanggal", "RT" and "RW" under "Alamat". Their texts, and fields."""
    texts, fields, group = [], [], ""
    for i, low in enumerate(below):
        high = above[i] if i < len(above) else ""
        group = high if isinstance(high, str) and high.strip() else group
        pair = _pair(lows[i], f"{low} {group}") if isinstance(low, str) and low.strip() else None
        fields.append(pair or (highs[i] if i < len(highs) else None))
        texts.append(f"{low} {group}" if pair else f"{high}")
    return texts, fields


def _pair(alone: str | None, both: str) -> str | None:
    return (
        alone
        if alone in {"rt", "rw", "nik", "kk", "village", "district", "sex", "naung"}
        else field_of(both) or alone
    )


def columns_of(row: list[Any]) -> dict[str, int]:
    """What the headings of one row mean, as far as we know them."""
    return _columns([field_of(cell) for cell in row], row)


def _columns(fields: list[str | None], texts: list[Any]) -> dict[str, int]:
    """field -> column; where two headings could mean a field, the surer one, and of equals the first."""
    columns: dict[str, int] = {}
    for i, name in enumerate(fields):
        if name and (name not in columns or strength(texts[i]) > strength(texts[columns[name]])):
            columns[name] = i
    return columns


def _fill(table: Table, sheet: Sheet, start: int) -> None:
    width = max((len(row) for row in sheet.rows), default=0)
    personal = [table.columns[f] for f in PERSONAL if f in table.columns]
    whole = [table.columns[f] for f in ("nik", "kk") if f in table.columns]
    again = [
        row for row in sheet.rows[start - table.height : start] if any(row)
    ]  # the same headings on the next printed page
    for row, number in zip(sheet.rows[start:], sheet.numbers[start:], strict=True):
        if len(row) < width:
            row = row + [""] * (width - len(row))
        if _has_whole_number(row, whole):  # most lines: nothing else need be asked
            why = None
        else:
            why = "other" if row in again else _not_a_person(row, table.columns, personal)
        if why is None:
            table.rows.append(row)
            table.numbers.append(number)
        elif why != "blank":
            table.skipped.append((why, number))


def _has_whole_number(row: list[Any], whole: list[int]) -> bool:
    """A NIK or KK with all its digits: no total, signature or heading has one. Asked of every line, so without a call for each cell."""
    for at in whole:
        cell = row[at]
        if type(cell) is str:
            if len(cell) == 16 and cell.isdigit():
                return True
        elif type(cell) is float and 1e15 < cell < 1e16:
            return True
    return False


def _not_a_person(row: list[Any], columns: dict[str, int], personal: list[int]) -> str | None:
    """blank, total or other; None for a line that is somebody's, however much is missing in it."""
    if row.count("") == len(row):
        return "blank"
    numbering = columns.get("numbering")
    filled = [i for i, cell in enumerate(row) if cell != "" and not (type(cell) is str and cell.isspace())]
    if not filled or filled == [numbering]:
        return "blank"
    texts = "\n".join(row[i] for i in filled if type(row[i]) is str)
    asides = {aside.lastgroup for aside in _ASIDE.finditer(texts)}
    if "total" in asides and len(filled) <= max(3, len(columns) // 2):
        return "total"
    if "nip" in asides or _repeats_heading(row, columns):
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
    """The headings again, on the next page: a name's or NIK's own heading among three of them."""
    if not any(field_of(row[columns[name]]) == name for name in ("name", "nik") if name in columns):
        return False
    return sum(field_of(row[i]) == name for name, i in columns.items()) >= 3


def _nikish(row: list[Any], columns: dict[str, int]) -> bool:
    if "nik" not in columns:
        return False
    cell = row[columns["nik"]]
    return (
        isinstance(cell, float) and cell > 1e9 or isinstance(cell, str) and sum(map(str.isdigit, cell)) >= 10
    )
