"""How a list was read, shown back: which column was taken for what, and the first lines as they were understood, numbers masked."""

from typing import Any

from naung.delivery.intake.models import File, Row
from naung.delivery.intake.reading.people import letters
from naung.foundation.regions import queries as regions
from naung.foundation.vault import seals
from naung.kit.text import mask

FIRST = 5
SHOWN = (
    "name",
    "nik",
    "born_on",
    "sex",
    "mother",
    "place",
    "address",
    "occupation_text",
    "disability_text",
    "phone",
)


def columns_of(file: File) -> list[tuple[str, list[tuple[str, str]]]]:
    """(sheet, [(column's letter, field)]) in the order of the columns."""
    return [
        (sheet, [(letters(at), field) for field, at in sorted(columns.items(), key=lambda one: one[1])])
        for sheet, columns in file.columns.items()
    ]


def first_rows(file: File) -> list[dict[str, Any]]:
    """The first lines that one sees of the list, as they were read: number, sheet and the cells in the order of SHOWN."""
    rows = list(Row.objects.filter(file=file).order_by("sheet", "number")[:FIRST])
    names = dict(
        regions.within("53").filter(code__in={row.village for row in rows}).values_list("code", "name")
    )
    return [
        {"number": row.number, "sheet": row.sheet, "cells": [_cell(row, name, names) for name in SHOWN]}
        for row in rows
    ]


def _cell(row: Row, name: str, villages: dict[str, str]) -> str:
    if name in ("nik", "phone"):
        sealed = getattr(row, f"{name}_sealed")
        return mask(seals.open_sealed(sealed, name)) if sealed else ""
    if name == "born_on":
        return f"{row.born_on:%d-%m-%Y}" if row.born_on else ""
    return villages.get(row.village, "") if name == "place" else str(getattr(row, name))
