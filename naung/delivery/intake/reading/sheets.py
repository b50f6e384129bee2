"""Cells of a workbook or a csv: rows of plain values, with the number that a spreadsheet program shows beside each."""

import csv
import io
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import python_calamine

from naung.delivery.intake.reading import gate
from naung.delivery.intake.reading.errors import Unreadable

WIDEST, MOST_CELLS, HOUSEHOLD = 1_000, 20_000_000, 40
SEPARATORS = ";,\t|"


@dataclass(slots=True)
class Sheet:
    name: str
    rows: list[list[Any]]  # str, float, int, bool, date, datetime, time; "" is blank
    numbers: list[int]


def sheets_of(data: bytes) -> list[Sheet]:
    """Every sheet with anything in it, in order; Unreadable where the bytes are no list."""
    return _workbook(data) if gate.kind_of(data) == "workbook" else [_csv(data)]


def _workbook(data: bytes) -> list[Sheet]:
    try:
        book = python_calamine.load_workbook(io.BytesIO(data))
        return [sheet for name in book.sheet_names if (sheet := _sheet(book, name)).rows]
    except python_calamine.PasswordError as error:
        raise Unreadable("locked") from error
    except (python_calamine.CalamineError, OSError, ValueError) as error:
        raise Unreadable("locked" if "password" in str(error).lower() else "broken") from error


def _sheet(book: python_calamine.CalamineWorkbook, name: str) -> Sheet:
    sheet = book.get_sheet_by_name(name)
    width, height = sheet.total_width + 1, sheet.total_height + 1  # calamine gives the last index of each
    if width > WIDEST or width * height > MOST_CELLS:
        raise Unreadable("too_wide", columns=width, rows=height)
    rows = sheet.to_python(skip_empty_area=False)
    _spread(rows, sheet.merged_cell_ranges or ())
    return Sheet(without_controls(name), rows, list(range(1, len(rows) + 1)))


def _spread(rows: list[list[Any]], merged: Iterable[tuple[tuple[int, int], tuple[int, int]]]) -> None:
    """One KK or address merged over the lines of a household stands on each of them. Titles and headings stay as they are: only what
    begins on a line with a long number is spread."""
    for (top, left), (bottom, right) in merged:
        if (
            not top < bottom < len(rows)
            or bottom - top > HOUSEHOLD
            or left != right
            or not _is_somebody(rows[top])
        ):
            continue
        for row in rows[top + 1 : bottom + 1]:
            if left < len(row) and left < len(rows[top]) and row[left] == "":
                row[left] = rows[top][left]


def _is_somebody(row: list[Any]) -> bool:
    return any(
        type(cell) is float and cell > 1e14 or type(cell) is str and sum(map(str.isdigit, cell)) >= 15
        for cell in row
    )


def _csv(data: bytes) -> Sheet:
    text = _decoded(data)
    rows, numbers = [], []
    try:
        for number, row in _records(text, _separator(text)):
            if len(row) > WIDEST:
                raise Unreadable("too_wide", columns=len(row), rows=number)
            rows.append(row)
            numbers.append(number)
    except csv.Error as error:
        raise Unreadable("broken") from error
    return Sheet("", rows, numbers)


def _records(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Records with the line each begins on: a quoted cell may hold line breaks."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    line = 1
    for row in reader:
        yield line, row
        line = reader.line_num + 1


def without_controls(text: str) -> str:
    """Text that a database can hold: no NUL, no other control character, no half of a character."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(" " if unicodedata.category(c) in ("Cc", "Cs") else c for c in text)


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _as(data, "utf-16")
    if encoding := gate.wide(data[:4096]):
        return _as(data, encoding)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _as(data, "windows-1252", errors="replace")


def _as(data: bytes, encoding: str, errors: str = "strict") -> str:
    try:
        return data.decode(encoding, errors)
    except UnicodeDecodeError as error:
        raise Unreadable("broken") from error


def _separator(text: str) -> str:
    """The one that cuts most lines into the same number of cells; a line `sep=;` says it itself."""
    lines = [line for line in text[:20_000].splitlines()[:40] if line.strip()]
    if lines and lines[0].lower().startswith("sep=") and len(lines[0]) == 5:
        return lines[0][4]
    return max(SEPARATORS, key=lambda separator: _cuts(lines, separator))


def _cuts(lines: list[str], separator: str) -> int:
    counts = [line.count(separator) for line in lines if separator in line]
    often = max(set(counts), key=lambda n: (counts.count(n), n), default=0)
    return counts.count(often) * often
