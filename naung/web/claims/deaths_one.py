"""One death: who told of it, what the family may be owed, who went there, and the way to a claim."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.claims.deaths import actions, queries, words
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.web.onward import onward
from naung.web.page import page

WRONG = {
    actions.UnknownResult: "hasil",
    actions.NotThatDay: "hari",
    actions.NoReason: "catatan",
    actions.NoClaimYet: "hasil",
}


def death(request: HttpRequest, number: int) -> HttpResponse:
    try:
        found = queries.death(number)
    except queries.NoSuchDeath as unknown:
        raise Http404(str(unknown)) from None
    return _visit(request, found) if request.method == "POST" else _shown(request, found)


def _visit(request: HttpRequest, found: Any) -> HttpResponse:
    typed = request.POST
    try:
        day = date.fromisoformat(typed.get("hari", ""))
    except ValueError:
        return _shown(request, found, _("Isi tanggal kunjungan."), "hari")
    try:
        actions.visit(death=found, result=typed.get("hasil", ""), visited_on=day, note=typed.get("catatan", ""), by=staff.as_actor(request.user),
                      at=clock.now(), on=clock.today())  # fmt: skip
    except tuple(WRONG) as wrong:
        return _shown(request, found, str(wrong), WRONG[type(wrong)])
    return onward(request, "death", found.pk, says=_("Kunjungan dicatat."))


def _shown(request: HttpRequest, found: Any, error: str = "", at: str = "") -> HttpResponse:
    by, today = staff.as_actor(request.user), clock.today()
    asked = ("claim", "not_found", "refused", "elsewhere", "alive") if found.state == "OPEN" else ("again",)
    return page(request, "claims/deaths/one.html", {
        "death": found, "person": found.person, "days": (today - found.died_on).days, "today": today, "error": error, "at": at, "typed": request.POST,
        "claims": queries.claims_of(found), "visits": [{"one": one, "says": words.result(one.result)} for one in queries.visits(found)],
        "notices": [{"one": one, "source": words.source(one.source)} for one in queries.notices(found)],
        "results": [(code, words.result(code)) for code in asked], "may": staff.may(by, "claims.visit", found.village, on=today),
        "may_report": staff.may(by, "claims.report", found.village, on=today), "elsewhere": _elsewhere(found),
    }, status=422 if error else 200)  # fmt: skip


def _elsewhere(found: Any) -> str:
    """Who else paid for their cover on that day, as the insurer last said."""
    person = found.person
    return person.insured_by if person.insured_until and person.insured_until >= found.died_on else ""
