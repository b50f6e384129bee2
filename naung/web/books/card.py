"""One account's card: every entry with the balance after it."""

from django.http import Http404, HttpRequest, HttpResponse

from naung.foundation.ledger import books, chart
from naung.web.books import seen, words
from naung.web.page import page


def card(request: HttpRequest, code: str) -> HttpResponse:
    account = chart.accounts().get(code)
    if account is None:
        raise Http404
    first, last = seen.asked_month(request, "dari", seen.first()), seen.asked_month(request, "sampai", seen.latest())  # fmt: skip
    number = seen.leaf_number(request)
    found = books.card(code, first.first, last.last, page=number, regions=seen.regions(request))
    place = account.place(last.last)
    return page(request, "books/card.html", {
        "account": account, "kind": words.account(account.kind), "first": first, "last": last, "card": found, "whole": seen.whole(request),
        "line": chart.line_of(place) if place else [], "lines": [{"one": one, "kind": words.kind(one.kind)} for one in found.lines],
        "leaf": seen.leaves(found.total, number),
    })  # fmt: skip
