"""One file's bytes to its lists of people: the whole of what happens in the child process."""

from typing import Any

from naung.delivery.intake.reading.errors import Unreadable
from naung.delivery.intake.reading.people import People
from naung.delivery.intake.reading.rules import Answers, Rules
from naung.delivery.intake.reading.sheets import sheets_of
from naung.delivery.intake.reading.table import Table, table_of

OURS = frozenset(
    {"PETUNJUK", "PILIHAN", "RINGKASAN"}
)  # sheets of our template, and of the workbook with our notes


def tables_of(data: bytes, answers: Answers | None = None) -> tuple[list[Table], list[str]]:
    """The people's tables, and the names of sheets that hold none (notes). Unreadable where no table has a NIK and people."""
    sheets = sheets_of(data)
    if not sheets:
        raise Unreadable("no_rows")
    pairs = [(sheet.name, table_of(sheet, answers)) for sheet in sheets]
    tables = [table for _, table in pairs if table is not None]
    with_people = [table for table in tables if "nik" in table.columns and table.rows]
    if not with_people:
        raise Unreadable(_what_is_missing(tables))
    kept = {id(table) for table in with_people}
    return with_people, [name for name, table in pairs if id(table) not in kept and name not in OURS]


def _what_is_missing(tables: list[Table]) -> str:
    if not tables:
        return "no_heading"
    return "no_rows" if any("nik" in table.columns for table in tables) else "no_nik"


def read(data: bytes, rules: Rules) -> dict[str, Any]:
    """{"lists": [...], "other_sheets": [...]}, or {"refused": code, "params": {...}}; plain values only."""
    try:
        tables, other_sheets = tables_of(data, rules.answers)
    except Unreadable as why:
        return {"refused": why.code, "params": why.params}
    return {"lists": [People(table, rules).as_plain() for table in tables], "other_sheets": other_sheets}
