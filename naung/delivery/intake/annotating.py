"""The sender's own workbook back, with our notes in it: a comment at the cell, STATUS and CATATAN, a summary sheet.

Colour is never the only sign. Our columns stand at the right and none is moved, so that the sender's own formulas go on; in our own form
(template.py), and in a workbook that comes with notes a second time, they are there already. The hidden column NAUNG carries each row's
number, by which a corrected line is known again. What is no .xlsx (xls, ods, csv) comes back as one, cell by cell where it stood."""

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any
from xml.etree.ElementTree import ParseError

from django.db import transaction
from django.utils.translation import gettext as _

from naung.delivery.intake import overview, queries
from naung.delivery.intake.ages import rules
from naung.delivery.intake.models import File, Row
from naung.delivery.intake.reading.headings import field_of
from naung.delivery.intake.reading.people import letters
from naung.delivery.intake.reading.pool import Reader
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.clock import WITA, say_time

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
WIDEST, ABOVE = (
    1_000,
    12,
)  # columns that a list can have; rows above the first person where its headings are looked for
UNWELCOME = re.compile(r"[\[\]:*?/\\]")  # in the name of a sheet
SUMMARY, LIST, STATUS, NOTE, NUMBER = "RINGKASAN", "Daftar", "STATUS", "CATATAN SISTEM", "NAUNG"
Said = Mapping[int, list[dict[str, Any]]]


def states() -> dict[str, str]:
    return {"FLAWED": _("PERLU DIPERBAIKI"), "CLEAN": _("SIAP"), "ADMITTED": _("TERDAFTAR"), "REPEATED": _("ORANG YANG SAMA"),
            "IN_REVIEW": _("DIPERIKSA PETUGAS"), "SAME": _("SAMA DENGAN SEBELUMNYA"), "REPLACED": _("SUDAH DIGANTI")}  # fmt: skip


@transaction.atomic
def annotated(*, file: File, by: Actor, at: datetime) -> bytes:
    """An .xlsx: what was sent, with notes. Identity numbers leave the house with it, so it is on the trail. Refuses: NotAllowed."""
    staff.require(by, "intake.correct", file.region, on=at.astimezone(WITA).date())
    trail.record(
        by=by, verb="intake.download", subject=f"intake.file:{file.sha256[:16]}", at=at, region=file.region
    )
    rows = list(Row.objects.filter(file=file).order_by("sheet", "number"))
    said = overview.current_findings(rows)
    book = _noted(queries.content(file.pk), file, rows, said, at)
    _summary(book, file, rows, said, at)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _noted(data: bytes, file: File, rows: list[Row], said: Said, at: datetime) -> Any:
    """Their own book, or a copy of its cells, or where even that cannot be had a list of notes."""
    book = _opened(data) or _copied(data, file, at)
    if book is None:
        return _ours(rows, said)
    lines: dict[str, list[Row]] = {}
    for row in rows:
        lines.setdefault(_title(row.sheet), []).append(row)
    columns = {_title(name): columns for name, columns in file.columns.items()}
    for name, found in lines.items():
        if name in book.sheetnames:
            _note_sheet(book[name], found, columns.get(name, {}), said)
    return book


def _opened(data: bytes) -> Any:
    """None for what is no .xlsx, or one that only more forgiving programs open."""
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as pack:
            names = set(pack.namelist())
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", UserWarning)  # of finery that is not kept
            return load_workbook(io.BytesIO(data)) if "xl/workbook.xml" in names else None
    except (
        zipfile.BadZipFile,
        InvalidFileException,
        ParseError,
        KeyError,
        ValueError,
        TypeError,
        AttributeError,
        IndexError,
    ):
        return None


def _copied(data: bytes, file: File, at: datetime) -> Any:
    from openpyxl import Workbook

    with Reader() as reader:
        found = reader.cells(data, rules(file.programme, at))
    if not found.get("sheets"):
        return None
    book = Workbook()
    book.remove(book.active)
    for name, rows in found["sheets"]:
        sheet = book.create_sheet(_title(name))
        for number, cells in rows:
            for column, value in enumerate(cells, 1):
                if value != "":
                    _put(sheet.cell(number, column), value)
    return book


def _put(cell: Any, value: Any) -> None:
    """Text stays text: a NIK keeps its digits, and what begins like a formula is none."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type, cell.number_format = "s", "@"


def _title(sheet: str) -> str:
    """A sheet's name as .xlsx can hold it; a csv has none."""
    return UNWELCOME.sub("-", sheet)[:31] or LIST


def _note_sheet(sheet: Any, rows: list[Row], columns: Mapping[str, int], said: Said) -> None:
    from openpyxl.styles import Font

    head = _heading_row(sheet, columns, rows[0].number)
    places = _places(sheet, columns, head)
    for column, heading, width in zip(places, (STATUS, NOTE, NUMBER), (18, 70, None), strict=True):
        if head:
            _at(sheet, head, column).value = heading
            _at(sheet, head, column).font = Font(bold=True)
        if width:
            sheet.column_dimensions[letters(column - 1)].width = width
    sheet.column_dimensions[letters(places[2] - 1)].hidden = True
    for row in rows:
        _note_line(sheet, row, places, columns, said.get(row.pk, []))


def _heading_row(sheet: Any, columns: Mapping[str, int], first: int) -> int:
    """The row of the headings, the nearest above the first person that names most of the columns; 0 where there is none."""
    above = range(first - 1, max(first - ABOVE, 0), -1)
    named = {
        row: sum(field_of(sheet.cell(row, at + 1).value) == name for name, at in columns.items())
        for row in above
    }
    return max(named, key=lambda row: (named[row], row), default=0)


def _places(sheet: Any, columns: Mapping[str, int], head: int) -> tuple[int, int, int]:
    """Where STATUS, CATATAN and NAUNG stand (from 1): where they are already, or right of everything."""
    width = min(sheet.max_column, WIDEST)
    last = max(
        (c.column for line in sheet.iter_rows(max_col=width) for c in line if c.value is not None), default=0
    )
    ours = columns.get("naung", -1) + 1
    if (
        ours > 2
        and head
        and (sheet.cell(head, ours - 2).value, sheet.cell(head, ours - 1).value) == (STATUS, NOTE)
    ):
        return ours - 2, ours - 1, ours
    return last + 1, last + 2, ours or last + 3


def _at(sheet: Any, row: int, column: int) -> Any:
    """The cell, or of merged cells the one that speaks for them."""
    from openpyxl.cell import MergedCell

    cell = sheet.cell(row, column)
    if not isinstance(cell, MergedCell):
        return cell
    around = next(one for one in sheet.merged_cells.ranges if cell.coordinate in one)
    return sheet.cell(around.min_row, around.min_col)


def _note_line(
    sheet: Any, row: Row, places: tuple[int, int, int], columns: Mapping[str, int], said: list[dict[str, Any]]
) -> None:
    from openpyxl.styles import Alignment, PatternFill

    fill = PatternFill("solid", fgColor=COLOURS[row.state])
    status, note, number = (_at(sheet, row.number, column) for column in places)
    status.value, status.fill = states()[row.state], fill
    _put(note, " ".join(one["sentence"] for one in said))
    note.alignment = Alignment(wrap_text=True, vertical="top")
    number.value = row.pk
    for one in said:
        if address := _address(one, row, columns):
            _comment(sheet, address, one["sentence"])
            if row.state == "FLAWED" and one["severity"] == "block":
                _cell(sheet, address).fill = fill


def _address(said: Mapping[str, Any], row: Row, columns: Mapping[str, int]) -> str:
    """The finding's cell; of one that came later the cell of its column."""
    if CELL.fullmatch(said["cell"]):
        return str(said["cell"])
    return f"{letters(columns[said['field']])}{row.number}" if said["field"] in columns else ""


def _cell(sheet: Any, address: str) -> Any:
    cell = sheet[address]
    return _at(sheet, cell.row, cell.column)


def _comment(sheet: Any, address: str, sentence: str) -> None:
    """Said once, however often the list comes back."""
    from openpyxl.comments import Comment

    cell = _cell(sheet, address)
    before = cell.comment.text if cell.comment else ""
    if sentence not in before:
        cell.comment = Comment(f"{before}\n{sentence}".strip(), "naung", height=120, width=320)


def _ours(rows: Iterable[Row], said: Said) -> Any:
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "CATATAN"
    sheet.append([_("Lembar"), _("Baris"), _("Nama"), STATUS, NOTE])
    for row in rows:
        notes = " ".join(one["sentence"] for one in said.get(row.pk, []))
        sheet.append(
            [_harmless(row.sheet), row.number, _harmless(row.name), states()[row.state], _harmless(notes)]
        )
    return book


def _summary(book: Any, file: File, rows: list[Row], said: Said, at: datetime) -> None:
    """What came of it, what is said of the file as a whole, and what to do; it opens on this sheet."""
    from openpyxl.styles import Alignment, Font

    _without_our_earlier(book)
    sheet = book.create_sheet(SUMMARY, 0)
    for line in _told(file, rows, said, at):
        sheet.append([_harmless(cell) if isinstance(cell, str) else cell for cell in line])
    sheet["A1"].font = Font(bold=True, size=14)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 90, 10
    for (cell,) in sheet.iter_rows(max_col=1):
        cell.alignment = Alignment(wrap_text=True, vertical="top")
    book.active = 0
    for one in book.worksheets:
        one.sheet_view.tabSelected = one is sheet  # two sheets chosen together would be typed into together


def _told(file: File, rows: list[Row], said: Said, at: datetime) -> list[tuple[Any, ...]]:
    count = [row.state for row in rows].count
    stops = [
        one["code"]
        for row in rows
        if row.state == "FLAWED"
        for one in said.get(row.pk, [])
        if one["severity"] == "block"
    ]
    return [
        (_("Catatan atas %(name)s") % {"name": file.name},), (_("Dibuat %(at)s") % {"at": say_time(at)},), ("DATA CONTOH",), (),
        (_("Baris terbaca"), len(rows)), *((says, n) for state, says in states().items() if (n := count(state)) or state in ("FLAWED", "CLEAN")), (),
        *((f"{code}: {_example(code, said)}", stops.count(code)) for code in sorted(set(stops), key=lambda one: (-stops.count(one), one))), (),
        *((queries.sentence(note),) for note in queries.notes(file.pk)), (), (_next(count("FLAWED")),),
    ]  # fmt: skip


def _example(code: str, said: Said) -> str:
    return next(one["sentence"] for found in said.values() for one in found if one["code"] == code)


def _next(flawed: int) -> str:
    if not flawed:
        return _("Tidak ada yang perlu diperbaiki. Berkas ini tidak perlu dikirim lagi.")
    return _("Perbaiki baris yang STATUS-nya PERLU DIPERBAIKI; sel yang dimaksud diberi komentar. Simpan, lalu unggah berkas ini lagi: "
             "baris yang sama tidak terhitung dua kali. Jangan hapus kolom tersembunyi NAUNG.")  # fmt: skip


def _without_our_earlier(book: Any) -> None:
    """A workbook that came with notes before has our summary still; a sender's own sheet of that name stays."""
    if SUMMARY in book.sheetnames and str(book[SUMMARY]["A1"].value or "").startswith(
        _("Catatan atas %(name)s").split("%")[0]
    ):
        book.remove(book[SUMMARY])


def _harmless(text: str) -> str:
    return f"'{text}" if text.startswith(FORMULA) else text
