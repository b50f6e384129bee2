"""The form to fill: a village's own workbook, or those of all villages of a district at once."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from naung.delivery.intake import template as forms
from naung.foundation.regions import queries as regions
from naung.web.lists.where import own_regions, where
from naung.web.page import page

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DISTRICT, VILLAGE = 3, 4


def templates(request: HttpRequest) -> HttpResponse:
    here = where(request, "intake.receive")
    below = list(regions.children(here.area.code)) if here.area.level < VILLAGE else []
    facts = {
        "place": here.area,
        "path": here.path[:-1],
        "below": below,
        "village": here.area.level == VILLAGE,
        "district": here.area.level == DISTRICT,
    }
    return page(request, "lists/template.html", facts)


def one(request: HttpRequest, code: str) -> HttpResponse:
    village = _area(request, code, VILLAGE)
    return _file(forms.template(code), forms.file_name(village), XLSX)


def all_of_a_district(request: HttpRequest, code: str) -> HttpResponse:
    _area(request, code, DISTRICT, VILLAGE)
    return _file(forms.templates(code), f"templat-{code}.zip", "application/zip")


def _area(request: HttpRequest, code: str, *levels: int) -> Any:
    """404 for what is not the officer's, as for what does not exist."""
    if not any(code == top or code.startswith(f"{top}.") for top in own_regions(request, "intake.receive")):
        raise Http404
    try:
        area = regions.by_code(code)
    except regions.UnknownRegion as unknown:
        raise Http404(str(unknown)) from None
    if area.level not in levels:
        raise Http404
    return area


def _file(data: bytes, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
