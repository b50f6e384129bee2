"""Columns of the matching file with the decile list (DTSEN, Inpres 4/2025). Its heading says of which day the list is."""

from typing import Any

from naung.partners import registers, tables


def facts(answer: str, row: registers.Row, heading: tuple[str, ...]) -> dict[str, Any] | None:
    """`listed_on`, the day of the list, always; `decile` 1 to 10 with LISTED and only with it."""
    decile, day = tables.whole(row["desil"]), registers.a_day(heading[2] if len(heading) > 2 else "")
    if (
        day is None
        or (answer == "LISTED") != (decile in range(1, 11))
        or (answer != "LISTED" and row["desil"])
    ):
        return None
    return {"listed_on": day.isoformat()} | ({"decile": decile} if answer == "LISTED" else {})


LAYOUT = registers.Layout(
    inquiry="DTSEN-PADAN-1",
    answer="DTSEN-PADAN-JAWABAN-1",
    results={"ADA": "LISTED", "TIDAK ADA": "NOT_FOUND", "TIDAK SESUAI": "DIFFERS"},
    more=("desil",),
    facts=facts,
)
