"""One claim's file: who, what, when, whether covered and why, and each part of the work on it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from naung.delivery.claims import queries
from naung.delivery.programme import queries as programmes
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.web.claims import decision, documents, heirs, suspicions, treatment
from naung.web.page import page

SECTIONS = (documents, heirs, treatment, decision, suspicions)


def claim(request: HttpRequest, programme: str, number: str) -> HttpResponse:
    found = file(request, programme, number)
    context: dict[str, Any] = {"claim": found}
    for part in SECTIONS:
        context |= part.section(request, found)
    return page(request, "claims/one.html", context)


def file(request: HttpRequest, programme: str, number: str, verb: str = "claims.read") -> Any:
    """The claim of this address, for an officer who holds the verb where it happened; Http404 for everybody else."""
    try:
        found = queries.everything(programmes.by_code(programme)).filter(number=number).select_related("programme", "person", "membership").first()  # fmt: skip
    except programmes.UnknownProgramme:
        raise Http404 from None
    if found is None or not staff.may(staff.as_actor(request.user), verb, found.village, on=clock.today()):
        raise Http404
    return found
