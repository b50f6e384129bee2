"""Somebody on a register looks like this person: an officer looked, and says who it is. On the person's page, and its form."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.registry import alike
from naung.delivery.registry.sources import SOURCES
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.web.onward import onward
from naung.web.page import page
from naung.web.people import register_words as words

VERDICTS = {"other": lambda: _("orang lain"), "same": lambda: _("orang yang sama")}


def of(request: HttpRequest, found: Any, ids: list[int]) -> dict[str, Any]:
    """What was seen already, and which registers still wait for a look by this officer."""
    may = staff.may(staff.as_actor(request.user), "registry.clear", found.village, on=clock.today())
    waits = [{"source": name, "register": words.BRIEF[name]} for name, one in SOURCES.items() if one.doubtful and alike.open_of(found.pk, name)]  # fmt: skip
    past = [{**one, "register": words.BRIEF[one["source"]], "says": VERDICTS[one["verdict"]]()} for one in alike.of_person(ids)]  # fmt: skip
    return {"likenesses": past, "alike": waits, "may_settle": may}


def settle(request: HttpRequest, code: str, source: str) -> HttpResponse:
    """The form after a look; 404 where nothing alike waits."""
    from naung.web.people.person import somebody  # that page shows this section

    found = somebody(request, code, "registry.clear")
    answer = alike.open_of(found.pk, source) if source in SOURCES else None
    if answer is None:
        raise Http404
    facts = {"person": {"code": found.code, "name": found.name}, "register": words.BRIEF[source], "shortest": alike.SHORTEST_NOTE,
             "says": words.says(source, answer.answer, answer.facts), "answered_on": answer.answered_on}  # fmt: skip
    if request.method != "POST":
        return page(request, "people/alike.html", facts)
    verdict, note = request.POST.get("siapa", ""), request.POST.get("catatan", "")
    try:
        alike.settle(person=found, source=source, verdict=verdict, note=note, by=staff.as_actor(request.user), at=clock.now(), on=clock.today())  # fmt: skip
    except alike.NotSeen as refusal:
        field = "catatan" if verdict in alike.VERDICTS else "siapa-other"
        return page(request, "people/alike.html", {**facts, "verdict": verdict, "note": note, "field": field, "error": str(refusal)}, status=422)  # fmt: skip
    return onward(request, "person", found.code, says=_("Tersimpan: kemiripan ini sudah dilihat."))
