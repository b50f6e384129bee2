"""A list of deaths as an office keeps it: the heading is found by its words, a line that cannot be read is named and left."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import python_calamine
from django.utils.translation import gettext as _

from naung.kit import nik as numbers
from naung.kit.refusal import Refusal
from naung.kit.text import digits, fold, squeeze

MOST_BYTES, MOST_LINES, HEADING_WITHIN = 10_000_000, 20_000, 20
WORDS = {
    "nik": ("nik", "no nik", "nomor nik", "nomor induk kependudukan", "no ktp"),
    "name": ("nama", "nama lengkap", "nama almarhum", "nama almarhumah", "nama jenazah", "nama yang meninggal", "nama pasien"),
    "born_on": ("tanggal lahir", "tgl lahir", "lahir"),
    "died_on": ("tanggal meninggal", "tgl meninggal", "tanggal kematian", "tgl kematian", "tanggal wafat", "tgl wafat", "meninggal",
                "meninggal dunia", "tanggal meninggal dunia"),
    "sex": ("jenis kelamin", "jk", "kelamin", "l p", "lp", "sex"),
    "village": ("desa", "kelurahan", "desa kelurahan", "kelurahan desa", "desa kel", "nama desa", "kode desa"),
}  # fmt: skip
FIELD = {word: field for field, words in WORDS.items() for word in words}
MONTHS = (
    "januari",
    "februari",
    "maret",
    "april",
    "mei",
    "juni",
    "juli",
    "agustus",
    "september",
    "oktober",
    "november",
    "desember",
)
SHORT = {name[:3]: n for n, name in enumerate(MONTHS, 1)} | {"agt": 8, "ags": 8, "nop": 11, "peb": 2}


class NotAList(Refusal):
    """The file is no list of deaths that can be read; the message says what was looked for."""


@dataclass(frozen=True, slots=True)
class Line:
    """`place`: the village as it was typed, '' where the list has none."""

    number: int
    name: str
    died_on: date
    born_on: date | None
    sex: str
    nik: str
    place: str


def read(data: bytes) -> tuple[list[Line], list[tuple[int, str]]]:
    """The lines; and of those that cannot be read the number and which cell it is: name, died_on. NotAList."""
    rows = _rows(data)
    at, columns = _heading(rows)
    lines, flaws = [], []
    for number, row in enumerate(rows[at + 1 :], at + 2):
        cells = {field: row[i] if i < len(row) else "" for field, i in columns.items()}
        if not any(squeeze(_text(cell)) for cell in cells.values()):
            continue
        found = _line(number, cells)
        if isinstance(found, Line):
            lines.append(found)
        else:
            flaws.append((number, found))
    return lines, flaws


def _line(number: int, cells: dict[str, Any]) -> Line | str:
    name, died_on = squeeze(_text(cells["name"])), day_of(cells["died_on"])
    if not fold(name):
        return "name"
    if died_on is None:
        return "died_on"
    nik = _nik(cells.get("nik", ""))
    known = numbers.parse(nik)
    born_on = day_of(cells.get("born_on", "")) or (known.born_on(died_on) if known else None)
    sex = _sex(_text(cells.get("sex", ""))) or (known.sex if known else "")
    return Line(
        number, name, died_on, born_on, sex, nik if known else "", squeeze(_text(cells.get("village", "")))
    )


def _nik(cell: Any) -> str:
    found = digits(_text(cell))
    return found if len(found) == 16 else ""


def _sex(text: str) -> str:
    first = fold(text)[:1]
    return {"l": "L", "p": "P", "w": "P"}.get(first, "")


def day_of(cell: Any) -> date | None:
    """A day as a cell or as people write it (3/11/2025, 3-11-25 is none, 3 November 2025, 2025-11-03); None for anything else."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    words = (
        squeeze(str(cell))
        .lower()
        .replace("/", " ")
        .replace("-", " ")
        .replace(".", " ")
        .replace(",", " ")
        .split()
    )
    if len(words) < 3:
        return None
    one, two, three = words[:3]
    month = str(SHORT.get(two[:3], 0)) if two.isalpha() else two
    year, day = (one, three) if len(one) == 4 else (three, one)
    try:
        return date(int(year), int(month), int(day)) if len(year) == 4 else None
    except ValueError:
        return None


def _heading(rows: list[list[Any]]) -> tuple[int, dict[str, int]]:
    for at, row in enumerate(rows[:HEADING_WITHIN]):
        columns: dict[str, int] = {}
        for i, cell in enumerate(row):
            if (field := FIELD.get(fold(_text(cell)))) and field not in columns:
                columns[field] = i
        if {"name", "died_on"} <= set(columns):
            return at, columns
    raise NotAList(
        _("Tidak ada baris judul dengan kolom nama dan tanggal meninggal. Beri judul kolom, misalnya: NIK, Nama, Tanggal lahir, Tanggal meninggal, Desa.")
    )  # fmt: skip


def _rows(data: bytes) -> list[list[Any]]:
    if len(data) > MOST_BYTES:
        raise NotAList(_("Berkas ini lebih besar dari 10 MB. Bagi menjadi beberapa daftar."))
    rows = list(_workbook(data) if data[:2] == b"PK" else _csv(data))
    if len(rows) > MOST_LINES:
        raise NotAList(
            _("Daftar ini lebih dari %(n)s baris. Bagi menjadi beberapa daftar.") % {"n": MOST_LINES}
        )
    return rows


def _workbook(data: bytes) -> Iterator[list[Any]]:
    try:
        book = python_calamine.load_workbook(io.BytesIO(data))
        sheet = book.get_sheet_by_index(0)
        if (sheet.total_height + 1) * (sheet.total_width + 1) > MOST_LINES * 200:
            raise NotAList(_("Lembar pertama berkas ini terlalu besar untuk daftar kematian."))
        yield from sheet.to_python(skip_empty_area=False)
    except (python_calamine.CalamineError, OSError, ValueError, IndexError) as error:
        raise NotAList(
            _("Berkas ini tidak dapat dibuka sebagai Excel. Simpan ulang sebagai .xlsx atau .csv.")
        ) from error


def _csv(data: bytes) -> Iterator[list[str]]:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
    if "\x00" in text:
        raise NotAList(_("Berkas ini bukan daftar. Kirim .xlsx atau .csv."))
    first = text[:2000]
    separator = max(";,\t|", key=first.count)
    yield from csv.reader(io.StringIO(text, newline=""), delimiter=separator)


def _text(cell: Any) -> str:
    """A number as it is typed: 16 digits without a point."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
