"""Patterns among claims: a queue, and one with its claims, its method and who closed it."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.claims.deaths import queries, watching, words
from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.web.onward import onward
from naung.web.page import page

ROWS = 50


def suspicions(request: HttpRequest) -> HttpResponse:
    state = "CLOSED" if request.GET.get("tahap") == "selesai" else "OPEN"
    leaf = Paginator(queries.suspicions(state=state), ROWS).get_page(request.GET.get("hal"))
    return page(
        request,
        "claims/deaths/suspicions.html",
        {"leaf": leaf, "state": state, "rows": [_row(one) for one in leaf]},
    )


def _row(one: Any) -> dict[str, Any]:
    return {"one": one, "says": words.sentence(one), "kind": words.weight(one.rule)}


def suspicion(request: HttpRequest, number: int) -> HttpResponse:
    try:
        found = queries.suspicion(number)
    except queries.NoSuchDeath as unknown:
        raise Http404(str(unknown)) from None
    if request.method != "POST":
        return _shown(request, found)
    try:
        watching.close(
            suspicion=found,
            because=request.POST.get("alasan", ""),
            by=staff.as_actor(request.user),
            at=clock.now(),
            on=clock.today(),
        )
    except watching.NoReason as wrong:
        return _shown(request, found, str(wrong))
    return onward(request, "suspicions", says=_("Pertanyaan ini ditutup dengan alasan Anda."))


def _shown(request: HttpRequest, found: Any, error: str = "") -> HttpResponse:
    by, claims = staff.as_actor(request.user), queries.claims_in(found)
    mine = by.human in watching.humans(found)
    return page(request, "claims/deaths/suspicion.html", {
        **_row(found), "method": words.method(found.rule), "claims": claims, "hidden": found.claims - len(claims), "mine": mine, "error": error,
        "typed": request.POST, "place": regions.by_code(found.village).name,
        "may": found.state == "OPEN" and not mine and staff.may(by, "claims.reassure", found.village, on=clock.today()),
    }, status=422 if error else 200)  # fmt: skip
