"""Workbooks and csv as village clerks make them. Every one says DATA CONTOH; NIK serials 9000-9999."""

import csv
import io
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

import xlsxwriter

HEADINGS = ("No", "NIK", "Nama", "Tempat Lahir", "Tgl Lahir", "L/P", "Nama Ibu Kandung", "Pekerjaan", "Desil")
TITLES = (("DAFTAR PEKERJA RENTAN (DATA CONTOH)",), ("KELURAHAN NAMOSAIN KECAMATAN ALAK",), ("KOTA KUPANG",))
MARTA = ("5371015208789001", "Marta Tefa", "Kupang", "12-08-1978", "P", "Yuliana Taek", "Papalele", 1)
YOHANES = ("5371010203859002", "Yohanes Nalle", "Rote", "02-03-1985", "L", "Maria Nalle", "Nelayan", 2)
PETRUS = ("5371043011909003", "Petrus Ndun", "Soe", "30-11-1990", "L", "Ester Ndun", "ojek", 1)


def people(*persons: Sequence[Any]) -> list[tuple[Any, ...]]:
    """A whole list: titles, headings, and a numbered line a person."""
    return [*TITLES, (), HEADINGS, *((n, *person) for n, person in enumerate(persons, 1))]


def changed(person: Sequence[Any], **cells: Any) -> tuple[Any, ...]:
    """The same person with some cells written otherwise."""
    at = {"nik": 0, "name": 1, "place": 2, "born": 3, "sex": 4, "mother": 5, "job": 6, "decile": 7}
    row = list(person)
    for name, value in cells.items():
        row[at[name]] = value
    return tuple(row)


def xlsx(*sheets: Iterable[Sequence[Any]], names: Sequence[str] = ()) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    day = book.add_format({"num_format": "dd/mm/yyyy"})
    for at, rows in enumerate(sheets):
        sheet = book.add_worksheet(names[at] if at < len(names) else f"Sheet{at + 1}")
        for r, row in enumerate(rows):
            for c, value in enumerate(row):
                _write(sheet, r, c, value, day)
    book.close()
    return out.getvalue()


def _write(sheet: Any, r: int, c: int, value: Any, day: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(r, c, datetime(value.year, value.month, value.day), day)  # noqa: DTZ001
    elif isinstance(value, int | float):
        sheet.write_number(r, c, value)
    elif value:
        sheet.write_string(r, c, value)


def text(rows: Iterable[Sequence[Any]], separator: str = ",", encoding: str = "utf-8") -> bytes:
    out = io.StringIO()
    csv.writer(out, delimiter=separator).writerows(rows)
    return out.getvalue().encode(encoding)


def bomb() -> bytes:
    """A workbook by its names; unpacked, one part of it is 300 MB of blanks."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as pack:
        pack.writestr("xl/workbook.xml", "<workbook/>")
        with pack.open("xl/worksheets/sheet1.xml", "w") as part:
            for _ in range(300):
                part.write(b" " * 2**20)
    return out.getvalue()


def locked() -> bytes:
    """The beginning of what Excel writes with a password: an OLE directory that names an EncryptedPackage."""
    head = bytes.fromhex("d0cf11e0a1b11ae1").ljust(512, b"\0")
    return head + "EncryptedPackage".encode("utf-16-le").ljust(128, b"\0") + b"\0" * 1024
