"""The treasurer's year: every payer's months as a strip and a table, the difference of each month, and what is late."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.contributions import arrears
from naung.delivery.contributions import year as years
from naung.delivery.contributions.mending import surplus
from naung.delivery.contributions.year import Cell
from naung.kit import clock
from naung.web import words as figures
from naung.web.batches.rooms import CONTRIBUTIONS
from naung.web.months import seen, words
from naung.web.page import page


def months(request: HttpRequest) -> HttpResponse:
    calendar = years.calendar(seen.everything(request), clock.today())
    named = arrears.payer_names(cells[0].programme for cells in calendar.values() if cells)
    payers = [payer(cells, named) for cells in calendar.values() if cells]
    every = [cell for cells in calendar.values() for cell in cells]
    context = {
        "title": _(CONTRIBUTIONS.title), "lead": _(CONTRIBUTIONS.lead), "payers": payers, "columns": words.names(), "differs": sum(bool(c.difference) for c in every),
        "difference": sum(abs(c.difference) for c in every), "waits": sum(c.waits not in ("", "bank") for c in every),
        "late": len({(a.programme, a.month) for a in owed(calendar)}), "unused": sum(one.state != "SETTLED" for one in surplus.unused()),
    }  # fmt: skip
    return page(request, "months/year.html", context)


def owed(calendar: dict[str, list[Cell]]) -> list[arrears.Arrear]:
    found = arrears.of_each([cells[0].programme for cells in calendar.values() if cells], clock.today())
    return [one for some in found.values() for one in some]


def payer(cells: list[Cell], named: dict[str, str]) -> dict[str, Any]:
    """One programme's months, by calendar year."""
    programme = cells[0].programme
    by_year: dict[int, list[dict[str, Any]]] = {}
    for cell in cells:
        by_year.setdefault(cell.month.year, []).append(told(cell))
    return {"programme": programme, "name": named[programme.code], "years": [{"year": n, "strip": strip(some), "rows": some} for n, some in by_year.items()]}  # fmt: skip


def told(cell: Cell) -> dict[str, Any]:
    tag = words.tag(words.STATES, cell.state)
    return {
        "month": cell.month, "first": cell.month.first, "tag": tag, "state": cell.state, "four": cell.four, "difference": cell.difference, "due_on": cell.due_on,
        "late": cell.late if cell.state or cell.month.first <= clock.today() else 0, "grace_is_over": cell.grace_is_over and cell.month.first <= clock.today(),
        "waits": _(words.WAITS[cell.waits]) if cell.waits else "", "letter": letter(cell), "programme": cell.programme,
    }  # fmt: skip


def letter(cell: Cell) -> str:
    """B paid, T under way, K due and nothing done, a dash for a month ahead."""
    if cell.state:
        return words.LETTERS[cell.state]
    return "K" if cell.late else "–"


def strip(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Twelve cells, those outside the programme empty."""
    there = {row["month"].month: row for row in rows}
    firsts = [rows[0]["first"].replace(month=n) for n in range(1, 13)]
    return [{"letter": there[n]["letter"] if n in there else "", "name": figures.short_month(firsts[n - 1]), "row": there.get(n)} for n in range(1, 13)]  # fmt: skip
