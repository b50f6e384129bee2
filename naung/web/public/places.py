"""The province's and every region's page: one sentence, three numbers, the woven band, the map, the table."""

import hashlib
import pickle
from datetime import date
from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.monitoring import queries as monitoring
from naung.delivery.programme import queries as programmes
from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.web import words
from naung.web.page import PROGRAMME, PROVINCE, page
from naung.web.pictures.band import Cell, Row, band, knot
from naung.web.pictures.coast import Bubble, bubble_map
from naung.web.pictures.shades import shade
from naung.web.public.figures import picture_of

ROWS = 50  # people on a leaf
FEW = 80  # percent; below it a row is worth a look


def province(request: HttpRequest) -> HttpResponse:
    return _region(request, PROVINCE, "province.html")


def region(request: HttpRequest, code: str) -> HttpResponse:
    return _region(request, code, "region.html")


def _region(request: HttpRequest, code: str, template: str) -> HttpResponse:
    try:
        path, programme = regions.path(code), _programme(request)
    except (regions.UnknownRegion, NotThere) as unknown:
        raise Http404(str(unknown)) from None
    except programmes.UnknownProgramme:
        return page(request, "empty.html", {"path": [], "place": None})
    found, others = picture_of(programme, code, on=_day(request)), _others(programme, path)
    if found is None or not found.places:
        return page(request, "empty.html", {"path": path[:-1], "place": path[-1], **others})
    return page(request, template, {**_facts(request, programme, path, found), **others})


class NotThere(Exception):
    """The address names a programme that does not exist; where it names none, nothing was set up yet."""


def _programme(request: HttpRequest) -> Any:
    """?program=ntt-2026: that one; else the first."""
    named = request.GET.get("program", "")
    try:
        return programmes.by_code(named or PROGRAMME)
    except programmes.UnknownProgramme as unknown:
        raise NotThere(str(unknown)) if named else unknown from None


def _others(programme: Any, path: list[Any]) -> dict[str, Any]:
    """The programmes of this place as chips, and the one that goes on where the shown one is over. Links keep whom the address named."""
    above, today = {step.code for step in path}, clock.today()
    here = [one for one in programmes.everything() if one.region_id in above]
    over = programmes.last_day(programme) < today
    going = next((one for one in here if over and one.first_month <= today <= programmes.last_day(one)), None)
    keeps = "" if programme.code == PROGRAMME else f"?{urlencode({'program': programme.code})}"
    return {"programme": programme, "programmes": here, "going": going, "keeps": keeps}


def _day(request: HttpRequest) -> date | None:
    """?pada=2025-09-03: the state of that day; anything else is no day."""
    try:
        return date.fromisoformat(request.GET.get("pada", ""))
    except ValueError:
        return None


def _facts(
    request: HttpRequest, programme: Any, path: list[Any], found: monitoring.Picture
) -> dict[str, Any]:
    """What takes long to draw is a function: a page that was drawn from the same figures before does not call it again."""
    place = path[-1]
    shown = [r for r in found.rows if not r.hidden and r.places]
    whole = {
        "path": path[:-1], "place": place, "programme": programme, "found": found, "money": found.money, "last_day": programmes.last_day(programme),
        "today": clock.today() == found.as_of.at.astimezone(clock.WITA).date() and not found.as_of.ended, "weaving": cache(lambda: _weaving(found, shown)),
        "knots": {kind: knot(kind) for kind in ("paid", "billed", "grace", "hole")},
        "map": lambda: _map(found), "tiles": lambda: _tiles(found), "empty_rows": [r for r in found.rows if not r.places and not r.hidden],
        "table": cache(lambda: [_line(r, found) for r in found.rows if r.places or r.hidden]), "budget": sum(f.rupiah for f in programmes.fundings(programme)) if place.level == 1 else None,
        "low": [r for r in shown if r.percent is not None and r.percent < FEW], "districts": cache(lambda: list(regions.children(place.code)) if place.level == 2 else []),
    }  # fmt: skip
    return {**whole, "drawn_from": _hash(whole), **_people(request, place)}


def _hash(whole: dict[str, Any]) -> str:
    """Of everything that a page says of a place, but for its people. The same hash is the same page, in each language."""
    told = [whole[name] for name in ("found", "last_day", "today", "budget")]
    told += [whole["place"].code, whole["place"].name, whole["programme"].code, whole["programme"].name]
    return hashlib.sha256(pickle.dumps(told)).hexdigest()


def _weaving(found: monitoring.Picture, shown: list[monitoring.Area]) -> str:
    rows = [
        Row(
            _name(r), tuple(Cell(w.places, w.paid, w.billed, w.reached, w.grace) for w in found.woven[r.code])
        )
        for r in shown
    ]
    whole = sum(1 for r in rows if r.share == 100)
    desc = _("%(rows)s baris, %(months)s bulan; %(whole)s baris tanpa lubang. Angka yang sama ada dalam tabel di bawah.") % {
        "rows": len(rows), "months": len(found.months), "whole": whole}  # fmt: skip
    return (
        band(rows, found.months, title=_("Jaring perlindungan menurut wilayah dan bulan"), desc=desc)
        if rows
        else ""
    )


def _name(area: monitoring.Area) -> str:
    return area.short.removeprefix("Kabupaten ").removeprefix("Kecamatan ")


def _map(found: monitoring.Picture) -> str:
    bubbles = [
        Bubble(r.short, r.lat, r.lon, r.places, r.percent, _says(r))
        for r in found.rows
        if r.lat is not None and r.lon is not None
    ]
    return bubble_map(
        bubbles,
        title=_("Peta tempat menurut wilayah"),
        desc=_("Besar bulatan: banyaknya tempat. Makin gelap: makin penuh terisi."),
    )


def _says(area: monitoring.Area) -> str:
    return _("%(name)s: %(covered)s dari %(places)s tempat, %(percent)s %%") % {
        "name": area.short, "covered": words.number(area.covered), "places": words.number(area.places), "percent": area.percent or 0}  # fmt: skip


def _tiles(found: monitoring.Picture) -> list[dict[str, Any]]:
    placed = [r for r in found.rows if r.tile]
    return [
        {"area": r, "shade": shade(r.percent), "column": r.tile[0], "row": r.tile[1], "says": _says(r)}
        for r in sorted(placed, key=lambda r: (r.tile[1], r.tile[0]))
    ]


def _line(area: monitoring.Area, found: monitoring.Picture) -> dict[str, Any]:
    months = found.woven.get(area.code, ())
    return {
        "area": area,
        "months": months,
        "holes": sum(m.hole for m in months),
        "low": area.percent is not None and area.percent < FEW,
    }


def _people(request: HttpRequest, place: Any) -> dict[str, Any]:
    """A leaf of the village's people, for its own officers; the public sees counts."""
    if place.level < 4 or not request.user.is_authenticated:
        return {}
    by = staff.as_actor(request.user)
    if not staff.may(by, "people.read", place.code, on=clock.today()):
        return {}
    leaf = Paginator(monitoring.of_village(place.code), ROWS).get_page(request.GET.get("hal"))
    return {"people": leaf.object_list, "leaf": leaf}
