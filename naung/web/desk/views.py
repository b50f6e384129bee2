"""What an officer opens first."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.programme import queries as programmes
from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.foundation.staff.roles import ROLES
from naung.kit import clock
from naung.web.desk import tasks as desk
from naung.web.desk.counts import Counts
from naung.web.page import PROGRAMME, page


def home(request: HttpRequest) -> HttpResponse:
    """A part for each role that the officer holds; mostly one."""
    posts = staff.posts(request.user.pk, on=clock.today())
    names = {r.code: r.name for code in {p.region_id for p in posts} for r in [regions.by_code(code)]}
    held = [{"role": _(ROLES[p.role]), "code": p.region_id, "region": names[p.region_id]} for p in posts]
    return page(request, "home.html", {"posts": held, "parts": _parts(request, posts)})


def _parts(request: HttpRequest, posts: list[Any]) -> list[dict[str, Any]]:
    found = _programme()
    if found is None:
        return []
    counts = Counts(found, staff.regions_of(request.user.pk, on=clock.today()), request.user.human_id)
    return [
        {
            "role": _(ROLES[role]),
            "number": desk.number(request, role, counts),
            "tasks": desk.waiting(request, role, counts),
            "nothing": desk.nothing(role),
        }
        for role in dict.fromkeys(post.role for post in posts)
    ]


def _programme() -> Any:
    return programmes.everything().filter(code=PROGRAMME).first()
