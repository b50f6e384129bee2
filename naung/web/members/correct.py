"""A person's name, birth date, mother's name or NIK put right: one officer shows the paper, another decides."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.monitoring import queries as monitoring
from naung.delivery.registry import correcting
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.kit.refusal import Refusal
from naung.web.members import words
from naung.web.onward import onward
from naung.web.page import page
from naung.web.people.person import somebody

STATES = {
    "PROPOSED": ("warn", lambda: _("menunggu keputusan petugas lain")),
    "CORRECTED": ("", lambda: _("diperbaiki oleh dua petugas")),
    "REFUSED": ("danger", lambda: _("ditolak")),
    "WITHDRAWN": ("calm", lambda: _("ditarik")),
}
REFUSED_AT = {
    correcting.NotAFact: "nilai",
    correcting.NothingChanges: "nilai",
    correcting.SomebodyElses: "nilai",
    correcting.WaitsAlready: "apa",
    correcting.SaysTooLittle: "alasan",
}


def correct(request: HttpRequest, code: str) -> HttpResponse:
    found = somebody(request, code, "registry.correct")
    return _proposed(request, found) if request.method == "POST" else _shown(request, found)


def _shown(request: HttpRequest, found: Any, refusal: Refusal | None = None) -> HttpResponse:
    past = correcting.of_person(monitoring.records(found.pk))
    return page(request, "members/correct.html", {
        "person": found, "fields": [(name, _(said)) for name, said in words.FIELDS.items()], "typed": request.POST, "shortest": correcting.SHORTEST_REASON,
        "past": [_past(one) for one in past], "error": str(refusal) if refusal else "", "field": REFUSED_AT.get(type(refusal), "nilai") if refusal else "",
    }, status=422 if refusal else 200)  # fmt: skip


def _past(one: dict[str, Any]) -> dict[str, Any]:
    kind, says = STATES[one["state"]]
    return {**one, "kind": kind, "says": says(), "what": _(words.FIELDS[one["field"]])}


def _proposed(request: HttpRequest, found: Any) -> HttpResponse:
    form = request.POST
    try:
        correcting.propose(person=found, field=form.get("apa", ""), becomes=form.get("nilai", "")[:200], document=form.get("dokumen", "")[:200],
                           reason=form.get("alasan", "")[:1000], by=staff.as_actor(request.user), at=clock.now(), on=clock.today())  # fmt: skip
    except tuple(REFUSED_AT) as refusal:
        return _shown(request, found, refusal)
    return onward(request, "person", found.code, says=_("Tersimpan. Petugas lain, pejabat penyetuju, yang memutuskannya."))  # fmt: skip
