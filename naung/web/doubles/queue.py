"""The queue: oldest first, and "the next one, please"."""

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

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
from naung.web.lists.where import may, own_regions, programme
from naung.web.onward import onward
from naung.web.page import page
from naung.web.scope import allowed

ROWS = 50
LATE = timedelta(days=3)
OLD = {"3": 3, "7": 7, "30": 30}  # days that a pair has waited at least


def queue(request: HttpRequest) -> HttpResponse:
    return _act(request) if request.method == "POST" else _list(request)


def _list(request: HttpRequest) -> HttpResponse:
    found, by = programme(), staff.as_actor(request.user)
    waiting = matching.queue(found.pk, by.human)
    asked = {name: request.GET.get(name, "") for name in ("jenis", "bobot", "lama")}
    leaf = Paginator(_narrowed(waiting, asked), ROWS).get_page(request.GET.get("hal"))
    shown = list(leaf)
    names, faces = names_of_villages(shown), matching.faces(shown, by.human)
    facts = {
        "leaf": leaf, "rows": [_row(pair, names, faces[pair.pk], request.user.pk) for pair in shown], **_chips(waiting, asked), "narrowed": any(asked.values()),
        "may_read": allowed(request, "matching.read"),
        "beyond": _beyond(found, own_regions(request, "matching.decide")),
        "fresh": intake.by_state(found.pk).get("CLEAN", 0) if may(request, "matching.decide", found.region_id) else 0,
        "answered": [(pair, words.tag(pair.state)) for pair in matching.answered_by(request.user.pk)],
    }  # fmt: skip
    return page(request, "doubles/queue.html", facts)


def _narrowed(waiting: Any, asked: dict[str, str]) -> Any:
    days = OLD.get(asked["lama"])
    before = clock.now() - timedelta(days=days) if days else None
    return matching.narrowed(waiting, kind=asked["jenis"], band=asked["bobot"], before=before)


def _chips(waiting: Any, asked: dict[str, str]) -> dict[str, list[dict[str, Any]]]:
    """Every way to narrow the queue down: kinds with how many there are, those without any left out; weights and ages."""
    kinds = [
        _chip(asked, "jenis", key, words.kind(key), n)
        for key, n in matching.counted(waiting).items()
        if n or asked["jenis"] == key
    ]
    bands = [_chip(asked, "bobot", key, words.band(key)) for key in matching.bands()]
    ages = [_chip(asked, "lama", key, _("menunggu %(n)s hari atau lebih") % {"n": key}) for key in OLD]
    return {"kinds": kinds, "others": [*bands, *ages]}


def _chip(asked: dict[str, str], key: str, value: str, says: str, n: int | None = None) -> dict[str, Any]:
    """Pressed once it narrows down, pressed again it does not."""
    on = asked[key] == value
    left = {name: text for name, text in {**asked, key: "" if on else value}.items() if text}
    return {"address": f"?{urlencode(left)}", "says": says, "n": n, "on": on}


def _beyond(found: Any, own: list[str]) -> list[dict[str, Any]]:
    """Pairs whose other side lies in somebody else's region: one's own side, and the regency of the other."""
    lines = matching.beyond(found.pk, own)
    codes = {line.village for line in lines} | {line.regency for line in lines}
    names = dict(regions.within("53").filter(pk__in=codes).values_list("code", "name"))
    return [
        {
            "line": line,
            "village": names.get(line.village, ""),
            "regency": names.get(line.regency, line.regency),
        }
        for line in lines
    ]


def names_of_villages(pairs: list[Any]) -> dict[str, str]:
    codes = {side.village for pair in pairs for side in (pair.row, pair.person or pair.other_row) if side}
    return dict(regions.within("53").filter(pk__in=codes).values_list("code", "name"))


def _row(pair: Any, villages: dict[str, str], face: Any, officer: int) -> dict[str, Any]:
    other, blind, torn = (
        pair.person or pair.other_row,
        face.kind == matching.BLIND,
        face.kind == matching.THIRD,
    )
    taken = face.review if blind or torn else pair
    held = (
        taken.taken_by
        if taken.taken_at
        and clock.now() - taken.taken_at < actions.TAKEN_FOR
        and taken.taken_by_id != officer
        else None
    )
    return {
        "id": pair.pk, "name": pair.row.name, "village": villages.get(pair.row.village, ""), "other": other.name, "other_village": villages.get(other.village, ""),
        "number": pair.kind == "NUMBER", "chance": beside.chance(pair.weight), "since": pair.asked_at, "late": clock.now() - pair.asked_at > LATE, "held": held,
        "tag": words.torn() if torn else words.tag("OPEN" if blind else pair.state),
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
