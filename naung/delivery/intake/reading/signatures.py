"""By what a row of headings is known again: the words of its columns in their order, whatever their case, spaces and signs."""

from hashlib import sha256
from typing import Any

from naung.delivery.intake.reading.headings import plain
from naung.delivery.intake.reading.sheets import Sheet

BARE = "sheet:"
OURS = ("status", "catatan sistem", "naung")


def of(rows: list[list[Any]], first: int, height: int) -> str:
    """Of the headings in `height` rows from `first`; two rows count together, column by column. Columns that we put at the right when
    the list went back with notes do not count: it is the same list."""
    words = [[plain(cell) for cell in row] for row in rows[first : first + height]]
    width = max((i + 1 for row in words for i, word in enumerate(row) if word), default=0)
    told = ["/".join(row[i] if i < len(row) else "" for row in words) for i in range(width)]
    ours = len(told) >= len(OURS) and all(
        one.strip("/") == name for one, name in zip(told[-3:], OURS, strict=True)
    )
    joined = "|".join(_without_blanks(told[:-3]) if ours else told)
    return sha256(f"{height}:{joined}".encode(errors="replace")).hexdigest()


def _without_blanks(told: list[str]) -> list[str]:
    while told and not told[-1].strip("/"):
        told = told[:-1]
    return told


def of_sheet(sheet: Sheet) -> str:
    """A list without headings is known by all that stands in it: nothing said of it holds for another."""
    digest = sha256(sheet.name.encode(errors="replace"))
    for row in sheet.rows:
        digest.update(repr(row).encode(errors="replace"))
    return BARE + digest.hexdigest()[len(BARE) :]
