"""One line that an officer typed, read and checked exactly as a spreadsheet's line is.

It is made into a table of one row and goes the spreadsheets' own way, so that a form can never be milder than a file."""

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from naung.delivery.intake import checked, sentences
from naung.delivery.intake.checked import Checked
from naung.delivery.intake.models import Correction, File, Row
from naung.delivery.intake.places import Places
from naung.delivery.intake.reading import dates
from naung.delivery.intake.reading.people import People, letters
from naung.delivery.intake.reading.rules import Rules
from naung.delivery.intake.reading.table import Table
from naung.delivery.intake.shelf import Loaded, Sent
from naung.foundation.regions import queries as regions
from naung.foundation.vault import seals
from naung.kit.canonical import sha256

FIELDS = (
    "nik", "kk", "name", "birth_place", "born_on", "sex", "mother", "village", "address", "occupation", "disability", "decile", "phone",
)  # fmt: skip
HEADINGS = ("NIK", "No KK", "Nama", "Tempat Lahir", "Tanggal Lahir", "L/P", "Nama Ibu Kandung", "Kelurahan", "Alamat", "Pekerjaan",
            "Disabilitas", "Desil", "No HP")  # fmt: skip
SHEET, LINE, FILE = "Formulir", 2, "Formulir di situs.csv"
LONGEST = 200  # characters of one field


def read(typed: Mapping[str, str], *, rules: Rules, region: str) -> Checked:
    """The line as a file of its own: its values, its findings, its place within `region`. Unknown fields are left out."""
    cells = [typed.get(name, "").strip()[:LONGEST] for name in FIELDS]
    table = Table(SHEET, {name: at for at, name in enumerate(FIELDS)}, [list(cells)], [LINE], [])
    data = _csv(cells)
    loaded = Loaded(Sent(Path(FILE), FILE, data), data, sha256(data))
    result = {"lists": [People(table, rules).as_plain()], "other_sheets": []}
    (found,) = checked.check([(loaded, result)], Places(region))
    return found


def _csv(cells: list[str]) -> bytes:
    out = io.StringIO()
    csv.writer(out).writerows([HEADINGS, cells])
    return out.getvalue().encode()


def values(found: Checked) -> dict[str, Any]:
    """What a row keeps of the line, identity numbers plain."""
    return {name: column[0] for name, column in found.lists[0]["values"].items()}


def said(found: Checked) -> list[dict[str, Any]]:
    """The findings of the line, each once, those that stop it first: code, field, params, severity. What an officer's word answers
    is not said."""
    answered = {one[1:3] for one in found.lists[0]["answered"]}
    once = {
        (code, field): (code, field, params, severity)
        for _, code, field, _, params, severity in found.lists[0]["findings"]
        if (code, field) not in answered
    }
    ordered = sorted(once.values(), key=lambda one: (one[3] != "block", one[0], one[1]))
    return [dict(zip(("code", "field", "params", "severity"), one, strict=True)) for one in ordered]


def sentence(finding: Mapping[str, Any]) -> str:
    return sentences.finding(finding["code"], finding["field"], finding["params"])


# --- what stands in the form before anything is typed ---------------------------------------------------------------


def latest(row: Row) -> Correction | None:
    return Correction.objects.filter(row=row).order_by("-pk").first()


def as_typed(row: Row) -> dict[str, str]:
    """The line's fields as last typed: by an officer, or else as it was sent (where our reading is the clearer one, as read).
    Opening it shows identity numbers: `actions.open_row` puts that on the trail."""
    if correction := latest(row):
        typed: dict[str, str] = json.loads(seals.open_sealed(correction.typed_sealed, "row"))
        return typed
    sent = as_sent(row)
    return {name: _understood(row, name) or sent.get(name, ("", ""))[1] for name in FIELDS}


def as_sent(row: Row, file: File | None = None) -> dict[str, tuple[str, str]]:
    """field -> (cell, the text that was typed in it) of everything that the list had a column for. file: the row's, where it is at hand."""
    cells = json.loads(seals.open_sealed(row.raw_sealed, "row"))
    # A list of several villages is hidden from each of them.
    file = file or File.objects.filter(pk=row.file_id).first()
    columns = file.columns.get(row.sheet, {}) if file else {}
    sent = {
        name: (f"{letters(at)}{row.number}", _text(cells[at]))
        for name, at in columns.items()
        if at < len(cells)
    }
    if "birth" in sent and "born_on" not in sent:
        cell, both = sent["birth"]
        place, day = dates.place_and_date(both)
        sent |= {"birth_place": (cell, place), "born_on": (cell, day)}
    return sent


def _understood(row: Row, name: str) -> str:
    if name in ("nik", "kk", "phone"):
        sealed = getattr(row, f"{name}_sealed")
        return seals.open_sealed(sealed, name) if sealed else ""
    if name == "born_on":
        return f"{row.born_on:%d-%m-%Y}" if row.born_on else ""
    if name == "village":
        return regions.by_code(row.village).name if row.village.count(".") == 3 else ""
    if name == "address":
        return row.address
    return row.sex if name == "sex" else ""


def _text(cell: Any) -> str:
    """A cell as a spreadsheet program would show it: whole numbers without a point."""
    if isinstance(cell, float) and cell == int(cell):
        return f"{cell:.0f}"
    return "" if cell is None else str(cell).removesuffix(" 00:00:00")
