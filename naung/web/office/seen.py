"""Which officers an administrator sees: those of the own regions. Somebody of elsewhere is not found."""

from typing import Any

from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from naung.foundation.regions import queries as areas
from naung.foundation.staff import queries as staff
from naung.foundation.staff.roles import MAY, ROLES
from naung.kit import clock
from naung.kit.actor import Actor


def who(request: HttpRequest) -> Actor:
    return staff.as_actor(request.user)


def when() -> dict[str, Any]:
    return {"on": clock.today(), "at": clock.now()}


def regions(request: HttpRequest) -> list[str]:
    """Where this administrator administers, today."""
    posts = staff.posts(request.user.pk, on=clock.today())
    return sorted({post.region_id for post in posts if post.role in MAY["staff.manage"]})


def place(request: HttpRequest) -> Any:
    """The region that was asked for with ?wilayah=, None without; 404 for one of elsewhere, as for one that does not exist."""
    asked = request.GET.get("wilayah", "")
    if not asked:
        return None
    if not any(asked == code or asked.startswith(f"{code}.") for code in regions(request)):
        raise Http404
    try:
        return areas.by_code(asked)
    except areas.UnknownRegion as unknown:
        raise Http404(str(unknown)) from None


def officer(request: HttpRequest, number: int) -> Any:
    found = staff.by_number(number)
    mine = found and {
        one.pk for one in staff.roster(regions(request), on=clock.today(), shut=not found.is_active)
    }
    if not mine or number not in mine:
        raise Http404
    return found


def held(posts: list[Any]) -> list[dict[str, Any]]:
    """Posts in words."""
    return [
        {"number": post.pk, "role": _(ROLES[post.role]), "region": post.region.name, "code": post.region_id, "since": post.since, "until": post.until}
        for post in posts
    ]  # fmt: skip
