"""The books at a glance: months and whether they are closed, accounts and what stands on them, years and what they cost."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from naung.delivery.programme import queries as programmes
from naung.foundation.ledger import books, chart
from naung.foundation.ledger import closing as months
from naung.kit import clock
from naung.kit.months import Month
from naung.web.books import seen, words
from naung.web.page import page


def overview(request: HttpRequest) -> HttpResponse:
    regions, until = seen.regions(request), seen.latest()
    turns, turn = books.trial(until.first, until.last, regions), months.next_month()
    return page(request, "books/overview.html", {
        "months": [_month(one, turn) for one in books.months(regions)], "turn": turn, "whole": seen.whole(request),
        "accounts": [{"turn": one, "kind": words.account(one.kind)} for one in turns if one.closing or one.debit or one.credit],
        "chart": [{"code": one.code, "name": one.name, "place": one.place(clock.today()), "kind": words.account(one.kind)} for one in chart.accounts().values()],
        "source": chart.source(), "until": until, "years": programmes.years(), "may_prepare": seen.may(request, "ledger.prepare"),
        "may_export": seen.may(request, "ledger.export"),
    })  # fmt: skip


def _month(one: books.MonthOfBooks, turn: Month | None) -> dict[str, Any]:
    """`turn`: the next to be closed, when it is over."""
    month = Month.of(one.month)
    return {"one": one, "month": month, "turn": month == turn and clock.today() > month.last}
