"""The files to the four registers, what they said so far, and asking them: one page for all."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.registry import queries as people
from naung.delivery.registry.sources import SOURCES, days
from naung.foundation.exchange import queries as exchange
from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.foundation.work import actions as work
from naung.kit import clock
from naung.web.batches import starting
from naung.web.batches.list import ROWS, held, rows
from naung.web.batches.rooms import REGISTERS
from naung.web.onward import onward
from naung.web.page import page
from naung.web.people import register_words

DOUBTFUL_SHOWN = 50


def listed(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _start(request)
    found, chosen = exchange.of_kinds(REGISTERS.kinds), request.GET.get("daftar", "")
    if chosen:  # an unknown register shows nothing rather than everything
        found = found.filter(kind=chosen)
    leaf = Paginator(found, ROWS).get_page(request.GET.get("hal"))
    chips = [{"code": "", "says": _("Semua"), "on": not chosen}]
    chips += [{"code": name, "says": register_words.BRIEF[name], "on": name == chosen} for name in SOURCES]
    doubtful = people.doubtful()
    return page(request, "batches/registers.html", {
        "cards": [_card(name) for name in SOURCES], "rows": rows(list(leaf)), "leaf": leaf, "chips": chips, "sources": [(n, register_words.BRIEF[n]) for n in SOURCES],
        "scopes": starting.scopes(REGISTERS, request), "who_may": starting.who_may(REGISTERS.send), "doubtful": [_doubtful(one) for one in doubtful[:DOUBTFUL_SHOWN]],
        "doubts": len(doubtful), "held": [held(one) for one in _held()],
    })  # fmt: skip


def _held() -> list[Any]:
    """Files that came and nobody could read; those of the insurer's other kinds stand in their own rooms."""
    kinds = {kind for _partner, kind in REGISTERS.kinds}
    return [one for partner in sorted({p for p, _kind in REGISTERS.kinds}) for one in exchange.suspended(partner).filter(reply=None, batch__kind__in=kinds)[:ROWS]]  # fmt: skip


def _card(name: str) -> dict[str, Any]:
    counted = people.answered(name)
    said = [(register_words.short(name, answer), n, register_words.tag(name, answer)) for answer, n in counted.items() if answer]  # fmt: skip
    return {
        "name": register_words.name(name),
        "said": said,
        "silent": counted.get("", 0),
        "days": days(name, on=clock.today()),
    }


def _doubtful(one: dict[str, Any]) -> dict[str, Any]:
    return {
        **one,
        "register": register_words.BRIEF[one["source"]],
        "says": register_words.says(one["source"], "SIMILAR", one["facts"]),
    }


def _start(request: HttpRequest) -> HttpResponse:
    region, source = request.POST.get("wilayah", ""), request.POST.get("daftar", "")
    names = {scope["code"]: scope["name"] for scope in starting.scopes(REGISTERS, request)}
    if region not in names or (source and source not in SOURCES):
        raise starting.NotChosen(_("Pilih daftar mitra dan salah satu wilayah Anda."))
    by, on = staff.as_actor(request.user), clock.today()
    staff.require(by, REGISTERS.send, region, on=on)
    arguments = {
        "source": source,
        "region": region if len(region) > 2 else "",
        "again": bool(request.POST.get("lagi")),
    }
    job = work.start(kind="registry.check", arguments=arguments, key=f"{region} {source}", by=by, at=clock.now(), on=on, about=regions.by_code(region).name)  # fmt: skip
    return onward(request, "job", job.pk)


def answer(line: Any, kind: str) -> dict[str, str] | None:
    """What a register said on a line, in words; None for batches that are no register's."""
    if kind not in SOURCES or not line.answer:
        return None
    said = line.answer.get("answer", "")
    return {"says": register_words.says(kind, said, line.answer), "kind": register_words.tag(kind, said)}
