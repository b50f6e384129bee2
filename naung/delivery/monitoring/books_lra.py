"""The budget realisation report on paper and as a workbook; the same facts give the same bytes, and are registered once."""

import io
from datetime import date, datetime
from pathlib import Path
from typing import Any

from xlsxwriter import Workbook

from naung.delivery.monitoring.books import Lra, Row
from naung.delivery.monitoring.books_paper import BORN, SAFE, safe
from naung.foundation.papers import actions as papers
from naung.foundation.papers import codes, printing
from naung.foundation.papers import queries as kept
from naung.foundation.papers.queries import Paper
from naung.kit.actor import Actor
from naung.kit.canonical import canonical, sha256
from naung.kit.clock import say_date, say_month
from naung.kit.rupiah import say

KIND = "books.lra"
HERE = Path(__file__).parent / "documents"
ISSUER = "Pemerintah Provinsi Nusa Tenggara Timur"
HEADINGS = ("Kode", "Uraian", "Pembayar", "Anggaran", "Bulan ini", "Sampai bulan ini", "%", "Sisa")


def digest(report: Lra) -> str:
    """Of every figure in it."""
    rows = [
        [r.line, r.code, r.name, r.payer, r.granted, r.month, r.to_date]
        for r in (*report.spending, *report.revenue)
    ]
    differs = [[d.month, d.region, d.people, d.ledger] for d in report.differences]
    return sha256(canonical([report.year, str(report.until), rows, differs]))


def subject_of(report: Lra) -> str:
    return f"{KIND}:{report.year}/{report.until}/{digest(report)[:16]}"


def registered(report: Lra) -> Paper | None:
    """The paper of exactly these figures, if it was printed."""
    return kept.of(KIND, subject_of(report))


def issue(*, report: Lra, region: str, address: str, by: Actor, at: datetime, on: date) -> Paper:
    """The registered PDF of these figures; with other figures it is another paper."""
    number = f"LRA {report.year} sampai {say_month(report.until.first)}, {digest(report)[:8]} (DATA CONTOH)"
    return papers.register(
        kind=KIND, subject=subject_of(report), region=region, number=number, issued_on=on, rows=0, content_hash=digest(report), by=by, at=at,
        make=lambda code: printing.pdf(HERE / "lra.typ", _facts(report, number, address, code, on), on=on, archive=True),
    )  # fmt: skip


def _facts(report: Lra, number: str, address: str, code: str, on: date) -> dict[str, Any]:
    total = Row(
        0, "", "Jumlah belanja", "", report.total("granted"), report.total("month"), report.total("to_date")
    )
    return {
        "sample": printing.SAMPLE, "issuer": ISSUER, "number": number, "year": str(report.year), "until": say_month(report.until.first),
        "on": say_date(on), "code": codes.shown(code), "check": f"{address}/periksa", "qr": printing.qr(f"{address}/periksa/{code}"),
        "hash": digest(report), "headings": list(HEADINGS), "rows": [cells(row) for row in report.spending], "total": cells(total),
        "revenue": [cells(row) for row in report.revenue],
        "differences": [[say_month(d.month), d.region, say(d.people), say(d.ledger), say(d.people - d.ledger)] for d in report.differences],
    }  # fmt: skip


def cells(row: Row) -> list[str]:
    return [row.code, row.name, row.payer, say(row.granted), say(row.month), say(row.to_date), percent(row.tenths), say(row.remaining)]  # fmt: skip


def percent(tenths: int | None) -> str:
    return "–" if tenths is None else f"{tenths // 10},{tenths % 10}"


def workbook(report: Lra) -> bytes:
    """The same figures as numbers: bytes of an .xlsx."""
    out = io.BytesIO()
    with Workbook(out, SAFE) as book:
        book.set_properties({"title": f"LRA {report.year} (DATA CONTOH)", "created": BORN})
        bold, sheet = book.add_format({"bold": True}), book.add_worksheet("LRA")
        sheet.set_column(0, len(HEADINGS) - 1, 20)
        sheet.write_string(0, 0, f"DATA CONTOH. Realisasi anggaran {report.year} sampai {say_month(report.until.first)}; sidik {digest(report)}", bold)  # fmt: skip
        for column, title in enumerate(HEADINGS):
            sheet.write_string(1, column, title, bold)
        for line, row in enumerate((*report.spending, *report.revenue), 2):
            _line(sheet, line, row)
    return out.getvalue()


def _line(sheet: Any, line: int, row: Row) -> None:
    for column, value in enumerate((row.code, row.name, row.payer)):
        sheet.write_string(line, column, safe(value))
    for column, amount in ((3, row.granted), (4, row.month), (5, row.to_date), (7, row.remaining)):
        sheet.write_number(line, column, amount)
    sheet.write_string(line, 6, percent(row.tenths))
