"""Which villages have sent and which have not, district by district, each with its own words to copy; made to be printed."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse

from naung.delivery.intake import queries as intake
from naung.foundation.regions import queries as regions
from naung.kit import clock
from naung.web.lists.overview import reminder
from naung.web.lists.where import programme, where
from naung.web.page import page

DISTRICT, VILLAGE = 3, 4


@dataclass(frozen=True, slots=True)
class Group:
    """A regency of the province, or a district with its villages."""

    area: Any
    sent: list[intake.Area]
    silent: list[intake.Area]
    reminder: str

    @property
    def all(self) -> int:
        return len(self.sent) + len(self.silent)


def completeness(request: HttpRequest) -> HttpResponse:
    here = where(request)
    villages = _villages(here.area)
    groups = [_group(request, area, villages) for area in _groups_of(here.area)]
    facts = {
        "place": here.area, "path": here.path[:-1], "groups": groups, "sent": sum(len(one.sent) for one in groups), "all": len(villages),
        "on": clock.today(), "by_district": here.area.level > 1,
    }  # fmt: skip
    return page(request, "lists/completeness.html", facts)


def _villages(area: Any) -> list[intake.Area]:
    """Of a village itself alone."""
    if area.level < VILLAGE:
        return intake.areas(programme().pk, area.code, VILLAGE)
    return [one for one in intake.areas(programme().pk, area.parent_id, VILLAGE) if one.code == area.code]


def _groups_of(area: Any) -> list[Any]:
    """Districts where one reads them; of the province its regencies."""
    if area.level == VILLAGE:
        return [regions.by_code(area.parent_id)]
    if area.level == DISTRICT:
        return [area]
    return list(regions.children(area.code))


def _group(request: HttpRequest, area: Any, villages: list[intake.Area]) -> Group:
    below = [one for one in villages if one.code.startswith(f"{area.code}.")]
    silent = [one for one in below if not one.rows]
    words = (
        reminder(request, area.name, [one.name for one in silent])
        if area.level == DISTRICT and silent
        else ""
    )
    return Group(area, [one for one in below if one.rows], silent, words)
