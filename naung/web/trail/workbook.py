"""The trail as a workbook for an auditor: every cell a string, none of which a spreadsheet takes for a formula."""

import io
import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from xlsxwriter import Workbook

from naung.kit.clock import WITA

LONGEST = 32_000  # Excel keeps 32,767 characters in a cell
FORMULA = ("=", "+", "-", "@", "\t", "\r")
SAFE = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "constant_memory": True,
}


def columns() -> list[str]:
    return [_("Nomor"), _("Waktu (WITA)"), _("Petugas"), _("Perbuatan"), _("Objek"), _("Wilayah"), _("Sebab"), _("Fakta"), _("Blok"), _("Yang disegel")]  # fmt: skip


def made(entries: Iterable[Any], blocks: dict[int, int], about: Sequence[tuple[str, str]]) -> bytes:
    """`about`: what the second sheet explains, as pairs. Bytes of an .xlsx."""
    out = io.BytesIO()
    with Workbook(out, SAFE) as book:
        bold = book.add_format({"bold": True})
        _about(book.add_worksheet(_("Keterangan")), about, bold)
        sheet = book.add_worksheet(_("Jejak"))
        sheet.freeze_panes(1, 0)
        for column, name in enumerate(columns()):
            sheet.write_string(0, column, name, bold)
        for line, entry in enumerate(entries, 1):
            for column, value in enumerate(_cells(entry, blocks)):
                sheet.write_string(line, column, safe(value))
    return out.getvalue()


def _about(sheet: Any, about: Sequence[tuple[str, str]], bold: Any) -> None:
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 100)
    for line, (name, value) in enumerate(about):
        sheet.write_string(line, 0, safe(name), bold)
        sheet.write_string(line, 1, safe(value))


def _cells(entry: Any, blocks: dict[int, int]) -> list[str]:
    facts = json.dumps(entry.facts, ensure_ascii=False, sort_keys=True)
    when = entry.at.astimezone(WITA).strftime("%Y-%m-%d %H:%M:%S")
    block = str(blocks.get(entry.pk, ""))
    return [str(entry.pk), when, entry.actor, entry.verb, entry.subject, entry.region, entry.why, facts, block, bytes(entry.payload).decode()]  # fmt: skip


def safe(value: str) -> str:
    """A text that begins like a formula is given an apostrophe, which stays when the sheet is saved as CSV."""
    text = f"'{value}" if value.startswith(FORMULA) else value
    return text if len(text) <= LONGEST else text[:LONGEST] + "…"
