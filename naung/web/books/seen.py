"""What every page of the books asks first: whose entries, which month, which leaf."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest

from naung.foundation.ledger import books
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.kit.months import Month
from naung.kit.text import digits
from naung.web.page import PROVINCE

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def regions(request: HttpRequest) -> list[str]:
    """The officer's own, as everywhere: the province's sees the whole books, a regency's its own entries."""
    return staff.regions_of(request.user.pk, on=clock.today())


def whole(request: HttpRequest) -> bool:
    return any(len(code) == 2 for code in regions(request))


def may(request: HttpRequest, verb: str, region: str = PROVINCE) -> bool:
    return staff.may(staff.as_actor(request.user), verb, region, on=clock.today())


def month_of(text: str) -> Month:
    """Http404 for what is no month."""
    try:
        return Month.parse(text)
    except ValueError:
        raise Http404 from None


def asked_month(request: HttpRequest, name: str, otherwise: Month) -> Month:
    text = request.GET.get(name, "")
    return month_of(text) if text else otherwise


def latest() -> Month:
    """The last month that has a journal; this month for empty books."""
    known = books.months()
    return Month.of(known[-1].month) if known else Month.of(clock.today())


def first() -> Month:
    known = books.months()
    return Month.of(known[0].month) if known else Month.of(clock.today())


def leaf_number(request: HttpRequest) -> int:
    return max(int(digits(request.GET.get("hal", ""))[:6] or 1), 1)


def leaves(total: int, page: int) -> Any:
    return Paginator(range(total), books.PAGE).get_page(page)
