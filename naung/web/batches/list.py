"""A room's batches, latest first: what went out, what came back, what is still owed an answer."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.foundation.exchange import queries as exchange
from naung.foundation.regions import queries as regions
from naung.web.batches import starting, words
from naung.web.batches.rooms import Room
from naung.web.page import PROVINCE, page
from naung.web.programmes import choice, chosen

ROWS = 50


def listed(room: Room, request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return starting.start(room, request)
    programme = chosen(request)
    found = _chosen(exchange.of_kinds(room.kinds, f"{programme.code}/"), request)
    leaf = Paginator(found, ROWS).get_page(request.GET.get("hal"))
    context = {
        "room": room, "title": _(room.title), "lead": _(room.lead), "rows": rows(list(leaf)), "leaf": leaf, "chips": _chips(request),
        "held": [held(one) for one in exchange.suspended(room.kinds[0][0]).filter(batch=None)[:ROWS]], "address": f"{room.name}-batch",
        **starting.offered(room, request, programme), **choice(programme),
    }  # fmt: skip
    return page(request, "batches/list.html", context)


def _chosen(found: Any, request: HttpRequest) -> Any:
    """An unknown state or region shows nothing rather than everything."""
    if state := request.GET.get("keadaan"):
        found = found.filter(state=state)
    if region := request.GET.get("wilayah"):
        found = found.filter(region=region)
    return found


def _chips(request: HttpRequest) -> list[dict[str, Any]]:
    chosen = request.GET.get("keadaan", "")
    every = [{"code": "", "says": _("Semua"), "on": not chosen}]
    return every + [{"code": code, "says": words.state(code)["says"], "on": code == chosen} for code in words.STATES]  # fmt: skip


def rows(batches: list[Any]) -> list[dict[str, Any]]:
    sums, places = exchange.sums(batches), names()
    return [
        {"batch": batch, "region": places.get(batch.region, batch.region), "sums": sums[batch.pk], "tag": words.state(batch.state)}
        for batch in batches
    ]  # fmt: skip


def names() -> dict[str, str]:
    """Of the regencies and cities, and the province: batches go out for no smaller place."""
    return {region.code: region.name for region in [regions.by_code(PROVINCE), *regions.regencies()]}


def held(one: Any) -> dict[str, Any]:
    """A whole file that waits for a person."""
    return {"number": one.pk, "why": one.facts.get("why") or words.why(one.why), "opened_at": one.opened_at}
