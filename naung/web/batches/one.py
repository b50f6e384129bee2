"""One batch: control totals out and in, who moved it when, lines that differ with the partner's reason, what is in suspense."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.foundation.exchange import actions
from naung.foundation.exchange import queries as exchange
from naung.foundation.staff import queries as staff
from naung.foundation.trail import queries as trail
from naung.kit import clock
from naung.web.batches import ordered, people, registers, words
from naung.web.batches.list import ROWS, names
from naung.web.batches.rooms import Room
from naung.web.onward import onward
from naung.web.page import page

DIFFER = ("REFUSED", "MISSING", "WAITING")
STEPS = {
    "PREPARED": ("exchange.prepare",), "SENT": ("exchange.send",), "ACKNOWLEDGED": ("exchange.acknowledge", "exchange.take"),
    "ANSWERED": ("exchange.answer", "exchange.sweep"), "CLOSED": ("exchange.close",),
}  # fmt: skip


def found(room: Room, request: HttpRequest, number: int) -> Any:
    """A batch of this room in one of the officer's regions; else 404."""
    batch = exchange.Batch.objects.filter(pk=number).first()
    if batch is None or (batch.partner, batch.kind) not in room.kinds:
        raise Http404
    if not staff.may(staff.as_actor(request.user), room.read, batch.region, on=clock.today()):
        raise Http404
    return batch


def one(room: Room, request: HttpRequest, number: int) -> HttpResponse:
    batch = found(room, request, number)
    if request.method == "POST":
        return _settled(room, request, batch)
    return page(request, "batches/one.html", _facts(room, request, batch))


def _facts(room: Room, request: HttpRequest, batch: Any) -> dict[str, Any]:
    on, by = clock.today(), staff.as_actor(request.user)
    return {
        "room": room, "title": _(room.title), "batch": batch, "region": names().get(batch.region, batch.region), "tag": words.state(batch.state),
        "sums": exchange.sums([batch])[batch.pk], "size": batch.content.size, "replies": _replies(batch), "steps": _steps(batch),
        "refusals": [{**row, "todo": words.what_to_do(row["code"])} for row in exchange.refusals(batch)],
        "suspense": [_suspended(s) for s in exchange.suspense_of(batch)], "may_settle": staff.may(by, room.send, batch.region, on=on),
        "may_download": staff.may(by, "exchange.download", batch.region, on=on), "file": f"{room.name}-file", "here_address": f"{room.name}-batch",
        "ordered": ordered.of(batch), **_lines(request, batch),
    }  # fmt: skip


def _steps(batch: Any) -> list[dict[str, Any]]:
    """Each step with the first entry of the trail that tells of it; the steps ahead have none."""
    entries, reached = trail.about(f"exchange.batch:{batch.pk}"), list(words.STATES).index(batch.state)
    steps = []
    for i, (state, verbs) in enumerate(STEPS.items()):
        entry = next((e for e in entries if e.verb in verbs), None) if i <= reached else None
        steps.append({"says": words.state(state)["says"], "at": entry.at if entry else None, "by": words.actor(entry.actor) if entry else "", "ahead": i > reached})  # fmt: skip
    return steps


def _replies(batch: Any) -> list[dict[str, Any]]:
    brought = exchange.brought(batch)
    return [{"reply": reply, "rows": brought.get(reply.pk, (0, 0))[0], "rupiah": brought.get(reply.pk, (0, 0))[1]} for reply in exchange.replies(batch)]  # fmt: skip


def _lines(request: HttpRequest, batch: Any) -> dict[str, Any]:
    wanted = request.GET.get("baris", "")
    states = DIFFER if not wanted else (wanted,)
    leaf = Paginator(exchange.lines(batch).filter(state__in=states), ROWS).get_page(request.GET.get("hal"))
    who = people.behind(batch.kind, [line.subject for line in leaf])
    chips = [{"code": "", "says": _("Yang berbeda"), "on": not wanted}]
    chips += [{"code": code, "says": words.line(code)["says"], "on": code == wanted} for code in words.LINES]
    rows = [
        {
            "line": line,
            "who": who.get(line.subject),
            "tag": words.line(line.state),
            "said": registers.answer(line, batch.kind),
        }
        for line in leaf
    ]
    return {"lines": rows, "leaf": leaf, "chips": chips}


def _suspended(one: Any) -> dict[str, Any]:
    age = max(0, (clock.now() - one.opened_at).days)
    said = {
        name: one.facts.get(name) for name in ("number", "code", "reason", "rupiah") if one.facts.get(name)
    }
    return {"number": one.pk, "why": words.why(one.why), "said": said, "age": age, "open": one.state == "OPEN", "because": one.settled_because}  # fmt: skip


def _settled(room: Room, request: HttpRequest, batch: Any) -> HttpResponse:
    """A person says what became of something in suspense."""
    by = staff.as_actor(request.user)
    staff.require(by, room.send, batch.region, on=clock.today())
    wanted, because = request.POST.get("hal", ""), request.POST.get("sebab", "").strip()
    suspense = next(
        (s for s in exchange.suspense_of(batch) if str(s.pk) == wanted and s.state == "OPEN"), None
    )
    if suspense is None:
        raise Http404
    if not because:
        mistake = {
            "field": f"sebab-{suspense.pk}",
            "sentence": _("Tulis apa yang sudah dipastikan, dan dengan siapa."),
        }
        return page(request, "batches/one.html", {**_facts(room, request, batch), "mistakes": [mistake], "wrong": suspense.pk}, status=422)  # fmt: skip
    actions.settle(suspense=suspense, because=because, by=by, at=clock.now())
    return onward(request, f"{room.name}-batch", batch.pk, says=_("Catatan Anda tersimpan; hal ini selesai."))
