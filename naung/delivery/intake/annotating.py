"""The sender's own workbook back, with our notes in it: a comment at the cell, two columns at the right, a summary sheet.

Colour is never the only sign. Columns are added at the right and none is moved, so that the sender's own formulas go on."""

import io
import re
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from naung.delivery.intake import overview, queries
from naung.delivery.intake.models import File, Row
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.clock import WITA, say_time

XLSX = b"PK\x03\x04"
COLOURS = {
    "FLAWED": "FDF0CF",
    "IN_REVIEW": "FDF0CF",
    "CLEAN": "E3EFE8",
    "ADMITTED": "E3EFE8",
    "REPEATED": "F4ECE1",
    "SAME": "F4ECE1",
    "REPLACED": "F4ECE1",
}
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # how a cell begins that a spreadsheet program would calculate
CELL = re.compile(r"[A-Z]{1,3}\d{1,7}")


def states() -> dict[str, str]:
    return {"FLAWED": _("PERLU DIPERBAIKI"), "CLEAN": _("SIAP"), "ADMITTED": _("TERDAFTAR"), "REPEATED": _("ORANG YANG SAMA"),
            "IN_REVIEW": _("DIPERIKSA PETUGAS"), "SAME": _("SAMA DENGAN SEBELUMNYA"), "REPLACED": _("SUDAH DIGANTI")}  # fmt: skip


@transaction.atomic
def annotated(*, file: File, by: Actor, at: datetime) -> bytes:
    """An .xlsx: what was sent, with notes; a list of notes where what was sent is no .xlsx. Identity numbers leave the house
    with it, so it is on the trail. Refuses: NotAllowed."""
    staff.require(by, "intake.correct", file.region, on=at.astimezone(WITA).date())
    trail.record(
        by=by, verb="intake.download", subject=f"intake.file:{file.sha256[:16]}", at=at, region=file.region
    )
    rows = list(Row.objects.filter(file=file).order_by("sheet", "number"))
    said = overview.current_findings(rows)
    data = queries.content(file.pk)
    book = _theirs(data, rows, said) if data.startswith(XLSX) else _ours(rows, said)
    _summary(book, file, rows, at)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _theirs(data: bytes, rows: Iterable[Row], said: dict[int, list[dict[str, Any]]]) -> Any:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(data))
    lines: dict[str, list[Row]] = {}
    for row in rows:
        lines.setdefault(row.sheet, []).append(row)
    for name, found in lines.items():
        if name in book.sheetnames:
            _note_sheet(book[name], found, said)
    return book


def _note_sheet(sheet: Any, rows: list[Row], said: dict[int, list[dict[str, Any]]]) -> None:
    from openpyxl.styles import Font

    right = sheet.max_column + 1
    for at, heading in enumerate(("STATUS", "CATATAN")):
        sheet.cell(max(rows[0].number - 1, 1), right + at, heading).font = Font(bold=True)
    for row in rows:
        _note_line(sheet, row, right, said.get(row.pk, []))
    for at, width in enumerate((18, 70)):
        sheet.column_dimensions[sheet.cell(1, right + at).column_letter].width = width


def _note_line(sheet: Any, row: Row, right: int, said: list[dict[str, Any]]) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    fill = PatternFill("solid", fgColor=COLOURS[row.state])
    sheet.cell(row.number, right, states()[row.state]).fill = fill
    sheet.cell(row.number, right + 1, _harmless(" ".join(one["sentence"] for one in said)))
    for one in said:
        if CELL.fullmatch(one["cell"]):
            cell = sheet[one["cell"]]
            cell.comment = Comment(
                f"{cell.comment.text}\n{one['sentence']}" if cell.comment else one["sentence"], "naung"
            )
            if row.state == "FLAWED":
                cell.fill = fill


def _ours(rows: Iterable[Row], said: dict[int, list[dict[str, Any]]]) -> Any:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "CATATAN"
    sheet.append([_("Lembar"), _("Baris"), _("Nama"), "STATUS", "CATATAN"])
    for row in rows:
        notes = " ".join(one["sentence"] for one in said.get(row.pk, []))
        sheet.append(
            [_harmless(row.sheet), row.number, _harmless(row.name), states()[row.state], _harmless(notes)]
        )
    return book


def _summary(book: Any, file: File, rows: list[Row], at: datetime) -> None:
    sheet = book.create_sheet("RINGKASAN", 0)
    sheet.append([_("Catatan atas %(name)s") % {"name": file.name}])
    sheet.append([_("Dibuat %(at)s") % {"at": say_time(at)}])
    sheet.append(["DATA CONTOH"])
    sheet.append([])
    for state, says in states().items():
        sheet.append([says, sum(row.state == state for row in rows)])
    sheet.column_dimensions["A"].width = 60


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text
