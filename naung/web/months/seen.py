"""Which programmes an officer sees here: those that pay in a region of theirs, or in one around it."""

from typing import Any

from django.http import Http404, HttpRequest

from naung.delivery.contributions import year
from naung.delivery.programme import queries as programmes
from naung.foundation.staff import queries as staff
from naung.foundation.staff.roles import MAY
from naung.kit import clock
from naung.kit.months import Month

READ = "contributions.read"


def everything(request: HttpRequest) -> list[Any]:
    """In the order of their first months, the province's before a regency's."""
    posts = [p.region_id for p in staff.posts(request.user.pk, on=clock.today()) if p.role in MAY[READ]]
    found = [p for p in programmes.everything() if any(_touch(code, p.region_id) for code in posts)]
    return sorted(found, key=lambda p: (p.first_month, len(p.region_id), p.code))


def _touch(one: str, other: str) -> bool:
    return one == other or one.startswith(f"{other}.") or other.startswith(f"{one}.")


def month(text: str) -> Month:
    try:
        return Month.parse(text)
    except ValueError:
        raise Http404 from None


def paying(request: HttpRequest, wanted: Month) -> list[Any]:
    """The programmes of which the month is one."""
    return [p for p in everything(request) if p.first_month <= wanted.first <= p.last_month]


def chosen(request: HttpRequest, some: list[Any], code: str) -> Any:
    """The one that is named, else the first; 404 for a name that is not among them."""
    found = [p for p in some if not code or p.code == code]
    if not found:
        raise Http404
    return found[0]


def cell(programme: Any, wanted: Month) -> year.Cell:
    (found,) = [
        one for one in year.calendar([programme], clock.today())[programme.code] if one.month == wanted
    ]
    return found
