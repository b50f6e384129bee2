"""A list of deaths as an office keeps it: csv of any alphabet, xlsx, xls or ods, its heading found by its words, every sheet that has
one. A workbook is opened by intake's child process; a line that cannot be read is named and left."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from naung.delivery.claims.deaths import headings
from naung.delivery.intake import sentences
from naung.delivery.intake.reading import dates, gate, numbers, sheets
from naung.delivery.intake.reading import words as typed
from naung.delivery.intake.reading.errors import Unreadable
from naung.delivery.intake.reading.pool import Reader
from naung.delivery.intake.reading.rules import Rules
from naung.kit import nik as numbers_of
from naung.kit.refusal import Refusal
from naung.kit.text import fold, squeeze

MOST_BYTES, MOST_LINES = 10_000_000, 20_000
AS_OF = date(
    2040, 1, 1
)  # only for what a bare number may mean as a day; a year of two digits is never taken for one
RULES = Rules(AS_OF, 0, 120)
KEPT = "nik"  # the flaw of a line that is kept, without its number

Where = (
    int | str
)  # the line that a spreadsheet program shows; "2!14" on the second sheet, where several hold lists


class NotAList(Refusal):
    """The file is no list of deaths that can be read; the message says what was looked for."""


@dataclass(frozen=True, slots=True)
class Line:
    """`place`: the village as it was typed, '' where the list has none."""

    number: Where
    name: str
    died_on: date
    born_on: date | None
    sex: str
    nik: str
    place: str


def read(data: bytes) -> tuple[list[Line], list[tuple[Where, str]]]:
    """The lines; and the flaws, each the line and which cell: name, died_on (the line is left out), nik (it is kept without). NotAList."""
    lines: list[Line] = []
    flaws: list[tuple[Where, str]] = []
    for number, cells in _cells(_sheets(data)):
        found = _line(number, cells)
        if isinstance(found, str):
            flaws.append((number, found))
            continue
        lines.append(found)
        if not found.nik and numbers.sixteen(cells.get("nik", ""))[1] != ("R01", {"n": 0}):
            flaws.append((number, KEPT))
    if len(lines) + len(flaws) > MOST_LINES:
        raise NotAList(
            _("Daftar ini lebih dari %(n)s baris. Bagi menjadi beberapa daftar.") % {"n": MOST_LINES}
        )
    return lines, flaws


def _cells(found: list[sheets.Sheet]) -> Iterator[tuple[Where, dict[str, Any]]]:
    """Below each heading the line and its cells by field; empty lines and headings that come again are passed over."""
    lists = [(n, one, at) for n, one in enumerate(found, 1) if (at := headings.find(one.rows))]
    if not lists:
        raise NotAList(
            _("Tidak ada baris judul dengan kolom nama dan tanggal meninggal. Beri judul kolom, misalnya: NIK, Nama, Tanggal lahir, Tanggal meninggal, Desa.")
        )  # fmt: skip
    for n, one, (start, columns) in lists:
        for line, row in zip(one.numbers[start:], one.rows[start:], strict=True):
            cells = {field: row[i] if i < len(row) else "" for field, i in columns.items()}
            if any(squeeze(_text(cell)) for cell in cells.values()) and not headings.come_again(row, columns):
                yield line if len(lists) == 1 else f"{n}!{line}", cells


def _line(number: Where, cells: dict[str, Any]) -> Line | str:
    name, died_on = _name(cells["name"]), day_of(cells["died_on"])
    if not fold(name):
        return "name"
    if died_on is None:
        return "died_on"
    nik = numbers.sixteen(cells.get("nik", ""))[0] or ""
    known = numbers_of.parse(nik)
    born_on = _born(cells.get("born_on", "")) or (known.born_on(died_on) if known else None)
    sex = typed.sex(cells.get("sex", "")) or (known.sex if known else "")
    place = squeeze(_text(cells.get("village", "")))
    return Line(number, name, died_on, born_on, sex, nik if known else "", place)


def _name(cell: Any) -> str:
    """Without "Alm.", titles and degrees, as the lists of workers are read; as it stands where nothing else is left."""
    plain = squeeze(sheets.without_controls(_text(cell)))
    return typed.name(plain)[0] or plain


def _born(cell: Any) -> date | None:
    """A day, also behind a place ("Kupang, 12-08-1978")."""
    return day_of(cell) or (day_of(dates.place_and_date(cell)[1]) if isinstance(cell, str) else None)


def day_of(cell: Any) -> date | None:
    """A day as a cell or as people write it (3/11/2025, "Senin, 3 November 2025", 3-XI-2025); None for anything else, a year of two digits too."""
    day, how = dates.parse(cell, AS_OF)
    return day if how in ("ok", "turned") else None


def _sheets(data: bytes) -> list[sheets.Sheet]:
    if len(data) > MOST_BYTES:
        raise NotAList(_("Berkas ini lebih besar dari 10 MB. Bagi menjadi beberapa daftar."))
    try:
        if gate.kind_of(data) == "text":
            return sheets.sheets_of(data)
    except Unreadable as why:
        raise NotAList(sentences.refusal(why.code, why.params)) from why
    return _opened(data)


def _opened(data: bytes) -> list[sheets.Sheet]:
    with Reader() as reader:
        found = reader.cells(data, RULES)
    if "refused" in found:
        raise NotAList(sentences.refusal(found["refused"], found["params"]))
    return [sheets.Sheet(name, [cells for _n, cells in rows], [n for n, _cells in rows]) for name, rows in found["sheets"]]  # fmt: skip


def _text(cell: Any) -> str:
    """A number as it is typed: 16 digits without a point."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
