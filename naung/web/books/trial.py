"""The trial balance of a month: opening, movements, closing; by our accounts or by a level of the treasurer's chart."""

from collections import defaultdict
from typing import Any

from django.http import HttpRequest, HttpResponse

from naung.foundation.ledger import books, chart
from naung.kit.months import Month
from naung.web.books import seen, words
from naung.web.page import page

SUMS = ("opening", "debit", "credit", "closing")


def trial(request: HttpRequest) -> HttpResponse:
    month = seen.asked_month(request, "bulan", seen.latest())
    level = request.GET.get("tingkat", "")
    level = level if level in {"1", "2", "3", "6"} else ""
    turns = books.trial(month.first, month.last, seen.regions(request))
    rows = _at_level(turns, month, int(level)) if level else [_ours(turn) for turn in turns]
    return page(request, "books/trial.html", {
        "month": month, "rows": rows, "sums": {name: sum(row[name] for row in rows) for name in SUMS}, "level": level, "levels": ("1", "2", "3", "6"),
        "months": [Month.of(one.month) for one in books.months()], "closed": books.closed(month.first), "whole": seen.whole(request),
        "sides": (sum(max(r["closing"], 0) for r in rows), sum(max(-r["closing"], 0) for r in rows)),
    })  # fmt: skip


def _ours(turn: books.Turn) -> dict[str, Any]:
    return {"code": turn.code, "name": turn.name, "kind": words.account(turn.kind), "card": True, **{name: getattr(turn, name) for name in SUMS}}  # fmt: skip


def _at_level(turns: list[books.Turn], month: Month, level: int) -> list[dict[str, Any]]:
    """Summed under the treasurer's code of that level, as the chart stands at the month's end."""
    sums: dict[str, dict[str, int]] = defaultdict(lambda: dict.fromkeys(SUMS, 0))
    for turn in turns:
        place = chart.accounts()[turn.code].place(month.last) if turn.code in chart.accounts() else ""
        code = ".".join(place.split(".")[:level])
        for name in SUMS:
            sums[code][name] += getattr(turn, name)
    return [{"code": code or "–", "name": chart.groups().get(code, "–"), "kind": "", "card": False, **sums[code]} for code in sorted(sums)]  # fmt: skip
