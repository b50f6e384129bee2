"""An identity number in full: after a reason, on the trail, once. It is in this one answer and nowhere else, not even the session."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.monitoring import queries as monitoring
from naung.delivery.registry import actions as registry
from naung.delivery.registry import queries as people
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.web.page import page
from naung.web.people.person import somebody
from naung.web.people.words import NUMBERS

FIELD = {registry.NoReason: "reason", registry.NoteTooShort: "note", registry.NumberInNote: "note"}


def reveal(request: HttpRequest, code: str, what: str) -> HttpResponse:
    """The form that asks why; its answer is the number. 404 where the person has no such number or is not of one's regions."""
    found = somebody(request, code, "people.reveal")
    masked = monitoring.numbers(found.pk, monitoring.records(found.pk))
    if what not in masked:
        raise Http404
    facts = {
        "person": {"code": found.code, "name": found.name},
        "what": what,
        "label": _(NUMBERS[what]),
        "masked": masked[what],
    }
    answer = _answered(request, found, facts) if request.method == "POST" else _asked(request, facts)
    answer["Cache-Control"] = "no-store"
    return answer


def _asked(request: HttpRequest, facts: dict[str, Any], refusal: Exception | None = None) -> HttpResponse:
    """The form; with what was typed and what is missing after a refusal."""
    left = people.reveals_left(request.user.human_id, on=clock.today(), quota=registry.REVEALS_A_DAY)
    return page(request, "people/reveal.html", {
        **facts, "left": left, "reasons": [(key, _(says)) for key, says in registry.REASONS.items()], "shortest": registry.SHORTEST_NOTE,
        "reason": request.POST.get("reason", ""), "note": request.POST.get("note", ""),
        "error": str(refusal) if refusal else "", "field": FIELD.get(type(refusal), "reason"),
    }, status=422 if refusal else 200)  # fmt: skip


def _answered(request: HttpRequest, found: Any, facts: dict[str, Any]) -> HttpResponse:
    try:
        entry = registry.reveal(person=found, what=facts["what"], reason=request.POST.get("reason", ""), note=request.POST.get("note", ""),
                                by=staff.as_actor(request.user), at=clock.now(), on=clock.today())  # fmt: skip
    except (
        registry.NoReason,
        registry.NoteTooShort,
        registry.NumberInNote,
        registry.EnoughForToday,
    ) as refusal:
        return _asked(request, facts, refusal)
    whole = monitoring.opened(found.pk, monitoring.records(found.pk), facts["what"])
    return page(request, "people/revealed.html", {**facts, "whole": whole, "entry": entry})
