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
from naung.web.page import PROGRAMME, page


def home(request: HttpRequest) -> HttpResponse:
    posts = staff.posts(request.user.pk, on=clock.today())
    names = {r.code: r.name for code in {p.region_id for p in posts} for r in [regions.by_code(code)]}
    held = [{"role": _(ROLES[p.role]), "code": p.region_id, "region": names[p.region_id]} for p in posts]
    return page(
        request,
        "home.html",
        {"posts": held, "tasks": desk.tasks(posts), "number": desk.number_for(posts, _programme())},
    )


def _programme() -> Any:
    return programmes.everything().filter(code=PROGRAMME).first()
