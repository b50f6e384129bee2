"""On a person's page: by which register they were checked, when, and what it said. And putting a hit of the employees' list aside."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from naung.delivery.registry import clearing as clearings
from naung.delivery.registry import queries as people
from naung.foundation.staff import queries as staff
from naung.foundation.staff.roles import MAY
from naung.kit import clock
from naung.kit.refusal import Refusal
from naung.web.onward import onward
from naung.web.page import page
from naung.web.people import alike
from naung.web.people import register_words as words

FIELD = {"document": "document", "reason": "reason", "seen_on": "seen_on"}
STATES = {
    "PROPOSED": ("warn", lambda: _("menunggu keputusan petugas lain")),
    "CLEARED": ("", lambda: _("dikesampingkan oleh dua petugas")),
    "REFUSED": ("danger", lambda: _("ditolak")),
}


def of(request: HttpRequest, found: Any, ids: list[int]) -> dict[str, Any]:
    """What the section needs; `may_clear` where this officer could propose that the hit be put aside."""
    by, on = staff.as_actor(request.user), clock.today()
    held = clearings.held(found.pk)
    past, alikes = [_clearing(one) for one in clearings.of_person(ids)], alike.of(request, found, ids)
    waits = {one["source"] for one in alikes["alike"]}
    return {
        "checks": [_said(one, held, waits, request) for one in people.checks_of(ids)], "clearings": past, "held": held and words.status(held.facts["status"]),
        **alikes, "proposed": any(one["state"] == "PROPOSED" for one in past), "may_clear": bool(held) and staff.may(by, "registry.clear", found.village, on=on),
    }  # fmt: skip


def _kind(one: people.Said, held: Any, waits: set[str]) -> str:
    """A hit that was put aside, or cover that has ended since, holds nobody back; a likeness that somebody looked at waits for nobody."""
    over = one.source == "insured" and str(one.facts.get("until", "")) < clock.today().isoformat()
    aside = one.source == "employed" and held is None
    kind = words.tag(one.source, one.answer)
    looked_at = kind == "warn" and one.source not in waits
    return "" if looked_at or (kind == "danger" and (over or aside)) else kind


def _said(one: people.Said, held: Any, waits: set[str], request: HttpRequest) -> dict[str, Any]:
    sees_files = staff.may(staff.as_actor(request.user), "registry.read", "53", on=clock.today()) or bool(
        one.batch_number
    )
    return {
        "name": words.name(one.source), "said": one, "says": words.says(one.source, one.answer, one.facts) if one.answer else "",
        "kind": _kind(one, held, waits), "link": reverse("registers-batch", args=[one.batch_number]) if one.batch_number and _reads(request) else "",
        "silent": "" if one.answer else _silent(one, sees_files),
    }  # fmt: skip


def _silent(one: people.Said, sees_files: bool) -> str:
    """A village's officer does not see the regency's files, so there nothing is claimed of what was asked."""
    if one.waiting:
        return _("Sudah ditanyakan; menunggu jawaban.")
    return _("Belum ditanya.") if sees_files else _("Belum ada jawaban.")


def _reads(request: HttpRequest) -> bool:
    roles = {post.role for post in staff.posts(request.user.pk, on=clock.today())}
    return bool(roles & MAY["registry.read"])


def _clearing(one: dict[str, Any]) -> dict[str, Any]:
    kind, says = STATES[one["state"]]
    return {**one, "kind": kind, "says": says(), "status": words.status(one["claim"])}


def clear(request: HttpRequest, code: str) -> HttpResponse:
    """The form after a look in the field; 404 where no hit holds this person back."""
    from naung.web.people.person import somebody  # that page shows this section

    found = somebody(request, code, "registry.clear")
    held = clearings.held(found.pk)
    if held is None:
        raise Http404
    facts = {
        "person": {"code": found.code, "name": found.name},
        "status": words.status(held.facts["status"]),
        "held": held,
        "shortest": clearings.SHORTEST_REASON,
    }
    return (
        _proposed(request, found, facts)
        if request.method == "POST"
        else page(request, "people/clear.html", facts)
    )


def _proposed(request: HttpRequest, found: Any, facts: dict[str, Any]) -> HttpResponse:
    typed = {name: request.POST.get(name, "").strip() for name in FIELD}
    try:
        seen_on = parse_date(typed["seen_on"])
    except ValueError:
        seen_on = None
    if seen_on is None:
        return _again(request, facts, typed, "seen_on", _("Pilih tanggal pemeriksaan di lapangan."))
    try:
        clearings.propose(person=found, seen_on=seen_on, document=typed["document"], reason=typed["reason"],
                          by=staff.as_actor(request.user), at=clock.now(), on=clock.today())  # fmt: skip
    except (clearings.SaysTooLittle, clearings.SeenTomorrow, clearings.WaitsAlready) as refusal:
        return _again(request, facts, typed, _field(refusal, typed), str(refusal))
    return onward(request, "person", found.code, says=_("Tersimpan. Petugas lain, pejabat penyetuju, yang memutuskannya."))  # fmt: skip


def _field(refusal: Refusal, typed: dict[str, str]) -> str:
    if isinstance(refusal, clearings.SaysTooLittle):
        return "reason" if typed["document"] else "document"
    return "seen_on"


def _again(request: HttpRequest, facts: dict[str, Any], typed: dict[str, str], field: str, sentence: str) -> HttpResponse:  # fmt: skip
    return page(
        request, "people/clear.html", {**facts, **typed, "field": field, "error": sentence}, status=422
    )
