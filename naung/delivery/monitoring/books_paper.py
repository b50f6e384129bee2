"""The auditor's working paper: the books and what they rest on as one workbook, each sheet with its hash on the cover.

The same facts give the same bytes: no clock, no number of whoever asked. It is registered as a paper of the house, so that its
sha256 stands on the trail and anybody who holds the file can have it checked."""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from naung.delivery.monitoring import books_sheets
from naung.delivery.monitoring.books_sheets import SHEETS, Scope
from naung.foundation.ledger import books, chart
from naung.foundation.papers import actions as papers
from naung.foundation.papers.printing import SAMPLE
from naung.foundation.papers.queries import Paper
from naung.kit.actor import Actor
from naung.kit.canonical import list_hash
from naung.kit.refusal import Refusal
from naung.kit.rupiah import number as say

KIND = "books.paper"
LONGEST = 1_048_576  # rows of a sheet, its heading among them
CELL = 32_000  # Excel keeps 32,767 characters
MOST = 10_000  # of a sample
FORMULA = ("=", "+", "-", "@", "\t", "\r")
SAFE = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "constant_memory": True}  # fmt: skip
BORN = datetime(2025, 1, 1, tzinfo=UTC)  # of every such file: the clock would change the bytes


class NothingToCopy(Refusal):
    """The last month lies before the first, the sample is no whole number up to MOST, or the seed is empty."""


@dataclass(frozen=True, slots=True)
class Made:
    content: bytes
    digest: str  # of the list of sheets with their rows and hashes
    sheets: list[tuple[str, int, str]]  # name, rows, sha256 of its rows


def scope(first: Any, last: Any, *, seed: str, size: int) -> Scope:
    """What is copied; NothingToCopy."""
    if last < first or not 0 <= size <= MOST or not seed.strip():
        raise NothingToCopy(
            _("Periode harus urut, benih terisi, dan contoh paling banyak %(n)s baris.") % {"n": say(MOST)}
        )
    return Scope(first, last, seed.strip(), size)


def made(of: Scope, *, longest: int = LONGEST) -> Made:
    """The workbook. A sheet that is full goes on in a further one ("Entri 2"); the hash is of all its rows."""
    out = io.BytesIO()
    with Workbook(out, SAFE) as book:
        book.set_properties(
            {"title": f"Kertas kerja buku {of.first} sampai {of.last} ({SAMPLE})", "created": BORN}
        )
        bold = book.add_format({"bold": True})
        cover = book.add_worksheet("Sampul")
        sheets = [_sheet(book, bold, name, columns, books_sheets.rows(source, of), longest) for name, columns, source in SHEETS]  # fmt: skip
        digest = list_hash(f"{name};{rows};{sha}" for name, rows, sha in sheets)
        _cover(cover, bold, of, sheets, digest)
    return Made(out.getvalue(), digest, sheets)


def _sheet(
    book: Workbook, bold: Any, name: str, columns: tuple[str, ...], rows: Iterator[tuple[Any, ...]], longest: int
) -> tuple[str, int, str]:  # fmt: skip
    total, count, sheet = hashlib.sha256(), 0, None
    for row in rows:
        if sheet is None or count % (longest - 1) == 0:
            sheet = _headed(book, bold, name, columns, 1 + count // (longest - 1))
        for column, value in enumerate(row):
            _write(sheet, 1 + count % (longest - 1), column, value)
        total.update(said(row).encode() + b"\n")
        count += 1
    if sheet is None:
        _headed(book, bold, name, columns, 1)
    return name, count, total.hexdigest()


def _headed(book: Workbook, bold: Any, name: str, columns: tuple[str, ...], number: int) -> Any:
    sheet = book.add_worksheet(name if number == 1 else f"{name} {number}")
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(columns) - 1, 18)
    for column, title in enumerate(columns):
        sheet.write_string(0, column, title, bold)
    return sheet


def _write(sheet: Any, line: int, column: int, value: Any) -> None:
    if isinstance(value, int):
        sheet.write_number(line, column, value)
    else:
        sheet.write_string(line, column, safe(text(value)))


def text(value: Any) -> str:
    return "" if value is None else value.isoformat(sep=" ", timespec="seconds") if isinstance(value, datetime) else str(value)  # fmt: skip


def safe(value: str) -> str:
    """A text that begins like a formula is given an apostrophe."""
    return f"'{value}"[:CELL] if value.startswith(FORMULA) else value[:CELL]


def said(row: tuple[Any, ...]) -> str:
    """A row as it is hashed: its values as text, a tab between them."""
    return "\t".join(text(value) for value in row)


def _cover(sheet: Any, bold: Any, of: Scope, sheets: list[tuple[str, int, str]], digest: str) -> None:
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 100)
    closed = [str(one.month)[:7] for one in books.months() if one.closed]
    about = [
        (SAMPLE, "Semua orang, nomor, dan berkas di sini dibuat-buat untuk memperlihatkan cara kerja."),
        ("Isi", "Kertas kerja pemeriksaan: buku besar program dan yang mendasarinya"),
        ("Periode", f"{of.first} sampai {of.last}"), ("Bulan yang sudah ditutup", ", ".join(closed) or "belum ada"),
        ("Bagan akun", f"{chart.source()['source']} (keyakinan: {chart.source()['confidence']}; disepakati dengan BKAD: {chart.source()['agreed_with_bkad'] or 'belum'})"),
        ("Benih contoh", of.seed), ("Ukuran contoh", str(of.size)),
        ("Cara menarik ulang", "Untuk tiap bulan iuran tiap orang hitung SHA-256 dari teks “benih:kode:bulan” (UTF-8, bulan seperti 2025-07); ambil sebanyak ukuran contoh dari yang terkecil."),
        ("Cara memeriksa lembar", "Nilai tiap baris sebagai teks dipisah tab, tiap baris diakhiri LF, lembar lanjutan disambung; lalu SHA-256 (UTF-8). Tanpa apostrof pelindung rumus."),
        ("Sidik daftar lembar", digest), *((f"{name}: {rows} baris", sha) for name, rows, sha in sheets),
    ]  # fmt: skip
    for line, (name, value) in enumerate(about):
        sheet.write_string(line, 0, safe(name), bold)
        sheet.write_string(line, 1, safe(value))


def issue(*, of: Scope, region: str, by: Actor, at: datetime, on: date) -> Paper:
    """The registered working paper of these facts; asked again while nothing changed, the same paper."""
    copy = made(of)
    subject = f"{KIND}:{of.first}/{of.last}/{list_hash([of.seed, str(of.size), copy.digest])[:16]}"
    number = f"Kertas kerja {of.first} sampai {of.last}, {copy.digest[:8]} (DATA CONTOH)"
    return papers.register(kind=KIND, subject=subject, region=region, number=number, issued_on=on, rows=0, content_hash=copy.digest,
                           make=lambda code: copy.content, by=by, at=at)  # fmt: skip


def issued() -> list[Paper]:
    """The working papers there are, the newest first."""
    return list(Paper.objects.filter(kind=KIND).order_by("-pk")[:50])
