"""The workbook of one clerk. Same lines, same bytes: every time stamp in it is fixed."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from naung.sample.clerks import Clerk
from naung.sample.lines import Line
from naung.sample.places import Village

MADE = datetime(2025, 7, 1, tzinfo=UTC)
EXAMPLE = "DATA CONTOH"
SHEETS = ("Sheet1", "DATA", "BNBA", "Daftar")


@dataclass(frozen=True, slots=True)
class Put:
    """Where the lines went: the sheet's name, and the first line's row as the spreadsheet shows it."""

    sheet: str
    first_row: int


def write(path: Path, village: Village, clerk: Clerk, lines: list[Line]) -> Put:
    book = xlsxwriter.Workbook(str(path), {"in_memory": True, "strings_to_numbers": False})
    book.set_properties(
        {"title": f"{EXAMPLE} - {village.name}", "comments": EXAMPLE, "created": MADE.replace(tzinfo=None)}
    )
    if clerk.notes_sheet == "before":
        _notes(book)
    page = _Page(book, village, clerk)
    put = page.fill(lines)
    if clerk.notes_sheet == "after":
        _notes(book)
    book.close()
    return put


def _notes(book: Any) -> None:
    sheet = book.add_worksheet("Petunjuk")
    for row, text in enumerate(
        (EXAMPLE, "Isi sesuai KTP.", "Kirim ke kecamatan paling lambat Jumat.", "Kuning = belum jelas")
    ):
        sheet.write_string(row, 0, text)


class _Page:
    def __init__(self, book: Any, village: Village, clerk: Clerk) -> None:
        self.village, self.clerk = village, clerk
        name = SHEETS[sum(map(ord, village.code)) % len(SHEETS)] if clerk.titles else EXAMPLE
        self.sheet = book.add_worksheet(name)
        self.sheet.set_footer(f"&L{EXAMPLE}&R&P/&N")
        self.bold = book.add_format({"bold": True, "border": 1})
        self.day = book.add_format({"num_format": "dd/mm/yyyy"})
        self.whole = book.add_format({"num_format": "0"})
        self.yellow = book.add_format({"bg_color": "#FFFF00"})
        self.width = len(clerk.columns)

    def fill(self, lines: list[Line]) -> Put:
        if self.clerk.titles:
            self._titles()
        header = self.clerk.header_row - 1
        self._header(header)
        first = header + (2 if self.clerk.numbered_columns else 1)
        for at, line in enumerate(lines):
            self._line(first + at, at + 1, line)
        if self.clerk.total_row:
            self._total(first + len(lines), len(lines))
        self._columns()
        return Put(self.sheet.get_name(), first + 1)

    def _titles(self) -> None:
        village = self.village
        texts = [
            f"DAFTAR USULAN PESERTA JAMINAN SOSIAL PEKERJA RENTAN ({EXAMPLE})",
            f"{village.kind.upper()} {village.name.upper()} KECAMATAN {village.district.upper()}",
            f"{village.regency.upper()} TAHUN 2025",
        ]
        if village.twin or self.clerk.header_row > 5:
            texts[2] += f" - Kode Wilayah {village.code}"
        for row, text in enumerate(texts):
            self._across(row, text)

    def _across(self, row: int, text: str) -> None:
        if self.clerk.merged:
            self.sheet.merge_range(row, 0, row, self.width - 1, text, self.bold)
        else:
            self.sheet.write_string(row, 0, text)

    def _header(self, row: int) -> None:
        columns = self.clerk.columns
        if self.clerk.merged and row > 3 and "rt" in columns:
            at = columns.index("address")
            self.sheet.merge_range(row - 1, at, row - 1, columns.index("rw"), "TEMPAT TINGGAL", self.bold)
        for at, text in enumerate(self.clerk.headers):
            self.sheet.write_string(row, at, text, self.bold)
            if self.clerk.numbered_columns:
                self.sheet.write_number(row + 1, at, at + 1)

    def _line(self, row: int, number: int, line: Line) -> None:
        colour = self.yellow if self.clerk.coloured and number % 7 == 0 else None
        write_string = self.sheet.write_string
        for at, column in enumerate(self.clerk.columns):
            value = number if column == "no" else line.cells[column]
            if isinstance(value, str):
                if value:
                    write_string(row, at, value, colour)
            elif isinstance(value, date):
                self.sheet.write_datetime(row, at, datetime(value.year, value.month, value.day), self.day)  # noqa: DTZ001
            else:
                self.sheet.write_number(row, at, value, self.whole)

    def _total(self, row: int, count: int) -> None:
        """The sum below the table, and who signs: neither is a person."""
        self.sheet.write_string(row, 1, "JUMLAH", self.bold)
        self.sheet.write_number(row, 2, count, self.bold)
        chief = "Lurah" if self.village.kind == "kelurahan" else "Kepala Desa"
        for below, text in enumerate(
            ("Mengetahui,", f"{chief} {self.village.name}", "(..........................)")
        ):
            self.sheet.write_string(row + 2 + below, self.width - 3, text)

    def _columns(self) -> None:
        for at, column in enumerate(self.clerk.columns):
            hidden = {"hidden": True} if column in self.clerk.hidden else None
            wide = {"no": 5, "name": 28, "mother": 24, "address": 22, "nik": 20, "kk": 20, "ttl": 24}.get(
                column, 13
            )
            self.sheet.set_column(at, at, wide, None, hidden)
