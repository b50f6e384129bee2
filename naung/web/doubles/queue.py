"""The queue: oldest first, and "the next one, please"."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.intake import queries as intake
from naung.delivery.matching import actions
from naung.delivery.matching import queries as matching
from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.foundation.work import actions as work
from naung.kit import clock
from naung.web.doubles import beside, words
from naung.web.lists.where import may, programme
from naung.web.onward import onward
from naung.web.page import page

ROWS = 50


def queue(request: HttpRequest) -> HttpResponse:
    return _act(request) if request.method == "POST" else _list(request)


def _list(request: HttpRequest) -> HttpResponse:
    found = programme()
    leaf = Paginator(matching.whole(found.pk), ROWS).get_page(request.GET.get("hal"))
    shown = list(leaf)
    names = names_of_villages(shown)
    facts = {
        "leaf": leaf, "rows": [_row(pair, names, request.user.pk) for pair in shown], "beyond": matching.beyond(found.pk),
        "fresh": intake.by_state(found.pk).get("CLEAN", 0) if may(request, "matching.decide", found.region_id) else 0,
        "answered": [(pair, words.tag(pair.state)) for pair in matching.answered_by(request.user.pk)],
    }  # fmt: skip
    return page(request, "doubles/queue.html", facts)


def names_of_villages(pairs: list[Any]) -> dict[str, str]:
    codes = {side.village for pair in pairs for side in (pair.row, pair.person or pair.other_row) if side}
    return dict(regions.within("53").filter(pk__in=codes).values_list("code", "name"))


def _row(pair: Any, villages: dict[str, str], officer: int) -> dict[str, Any]:
    other = pair.person or pair.other_row
    held = (
        pair.taken_by
        if pair.taken_at and clock.now() - pair.taken_at < actions.TAKEN_FOR and pair.taken_by_id != officer
        else None
    )
    return {
        "id": pair.pk, "name": pair.row.name, "village": villages.get(pair.row.village, ""), "other": other.name, "other_village": villages.get(other.village, ""),
        "number": pair.kind == "NUMBER", "chance": beside.chance(pair.weight), "tag": words.tag(pair.state), "held": held,
    }  # fmt: skip


def _act(request: HttpRequest) -> HttpResponse:
    return _match(request) if request.POST.get("aksi") == "cocokkan" else take(request)


def take(request: HttpRequest) -> HttpResponse:
    pair = actions.take_next(programme=programme(), by=staff.as_actor(request.user), at=clock.now())
    if pair is None:
        return onward(
            request,
            "doubles",
            says=_(
                "Tidak ada lagi yang menunggu Anda. Pasangan baru muncul sesudah daftar berikutnya dicocokkan."
            ),
        )
    return onward(request, "double", pair.pk)


def _match(request: HttpRequest) -> HttpResponse:
    found, by = programme(), staff.as_actor(request.user)
    staff.require(by, "matching.decide", found.region_id, on=clock.today())
    job = work.start(
        kind="matching.match",
        arguments={"programme": found.code},
        key=found.code,
        by=by,
        at=clock.now(),
        on=clock.today(),
        about=found.name,
    )
    return onward(request, "job", job.pk)
