"""Treatments that go on, the oldest accident first: which month it is, and what comes next."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.claims.treatment import ahead
from naung.delivery.claims.treatment import queries as treatments
from naung.foundation.regions import queries as regions
from naung.kit import clock
from naung.web.claims.treatment import brief
from naung.web.decisions.reach import reach
from naung.web.page import PROVINCE, page

ROWS = 50


def running(request: HttpRequest) -> HttpResponse:
    """A fixed number of questions: the claims, their entries, the villages' names."""
    on, late = clock.today(), request.GET.get("tanggal") == "lewat"
    mine = reach(request, "claims.health")
    claims = [one for one in treatments.running() if any(_holds(code, one.village) for code in mine)]
    entries = treatments.of_claims(one.pk for one in claims)
    rows = [{"claim": one, **brief(one, entries[one.pk], on), "sums": treatments.sums(entries[one.pk])} for one in claims]  # fmt: skip
    waiting = [row for row in rows if _waits(row["claim"], entries[row["claim"].pk], on)]
    leaf = Paginator(waiting if late else rows, ROWS).get_page(request.GET.get("hal"))
    names = _names(row["claim"].village for row in leaf)
    shown = [{**row, "place": names.get(row["claim"].village, row["claim"].village)} for row in leaf]
    chips = [
        {"code": "", "says": _("Semua (%(n)s)") % {"n": len(rows)}, "on": not late},
        {"code": "lewat", "says": _("Tanggalnya lewat (%(n)s)") % {"n": len(waiting)}, "on": late},
    ]
    return page(request, "claims/treatments.html", {"leaf": leaf, "rows": shown, "chips": chips})


def waiting(on: date) -> int:
    """How many of the officer's regions stand on that page under "Tanggalnya lewat": two statements, however many there are."""
    claims = list(treatments.running())
    entries = treatments.of_claims(one.pk for one in claims)
    return sum(_waits(one, entries[one.pk], on) for one in claims)


def _waits(claim: Any, entries: list[Any], on: date) -> bool:
    """Somebody has something to do: a date went by, or nobody entered anything yet."""
    coming = ahead.dates(claim, entries, on=on)
    return not entries or bool(coming and coming[0].late)


def _names(villages: Any) -> dict[str, str]:
    return {one.code: one.name for one in regions.within(PROVINCE).filter(code__in=set(villages))}


def _holds(mine: str, code: str) -> bool:
    return code == mine or code.startswith(f"{mine}.")
