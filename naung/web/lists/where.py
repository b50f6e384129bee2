"""Which region a page of lists is about: the one in the address, or the officer's own."""

from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest

from naung.delivery.programme import queries as programmes
from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.foundation.staff.roles import MAY
from naung.kit import clock
from naung.web.page import PROGRAMME


@dataclass(frozen=True, slots=True)
class Where:
    """The area, the way down to it from the officer's own, and the officer's own areas."""

    area: Any
    path: list[Any]
    own: list[str]


def programme() -> Any:
    return programmes.by_code(PROGRAMME)


def own_regions(request: HttpRequest, verb: str) -> list[str]:
    """The regions in which one of the officer's posts allows the verb, the widest first."""
    held = staff.posts(request.user.pk, on=clock.today())
    codes = {post.region_id for post in held if post.role in MAY[verb]}
    return sorted(codes, key=lambda code: (len(code), code))


def where(request: HttpRequest, verb: str = "intake.look") -> Where:
    """404 for a region that is not the officer's, as for one that does not exist."""
    own = own_regions(request, verb)
    asked = request.GET.get("wilayah") or request.POST.get("wilayah") or (own[0] if own else "")
    top = next((code for code in own if asked == code or asked.startswith(f"{code}.")), None)
    if top is None:
        raise Http404
    try:
        path = regions.path(asked)
    except regions.UnknownRegion as unknown:
        raise Http404(str(unknown)) from None
    return Where(path[-1], [step for step in path if len(step.code) >= len(top)], own)


def may(request: HttpRequest, verb: str, region: str) -> bool:
    return staff.may(staff.as_actor(request.user), verb, region, on=clock.today())
