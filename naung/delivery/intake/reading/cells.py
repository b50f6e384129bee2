"""All that stands in a file, sheet by sheet, for giving it back as a workbook. Days become text as they are written here."""

from datetime import date, datetime, time, timedelta
from typing import Any

from naung.delivery.intake.reading.errors import Unreadable
from naung.delivery.intake.reading.rules import Rules
from naung.delivery.intake.reading.sheets import sheets_of, without_controls


def cells(data: bytes, rules: Rules) -> dict[str, Any]:
    """{"sheets": [(name, [(row number, [cell, ...]), ...]), ...]}, or {"refused": code, "params": {...}}."""
    try:
        sheets = sheets_of(data)
    except Unreadable as why:
        return {"refused": why.code, "params": why.params}
    return {
        "sheets": [
            (one.name, [(n, [_plain(c) for c in row]) for n, row in zip(one.numbers, one.rows, strict=True)])
            for one in sheets
        ]
    }


def _plain(cell: Any) -> Any:
    if isinstance(cell, datetime | date):
        return f"{cell:%d-%m-%Y}"
    if isinstance(cell, str):
        return without_controls(cell)
    return str(cell) if isinstance(cell, time | timedelta) else cell
