"""One claim's file: who, what, when, whether covered and why, and each part of the work on it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from naung.delivery.claims import queries
from naung.delivery.claims.reporting import queries as reporting
from naung.delivery.claims.reporting import steps
from naung.delivery.claims.treatment import queries as treatments
from naung.delivery.programme import queries as programmes
from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.web.claims import ahead, decision, documents, heirs, suspicions, timeline, treatment, words
from naung.web.page import page

SECTIONS = (suspicions, documents, heirs, treatment, decision)


def claim(request: HttpRequest, programme: str, number: str) -> HttpResponse:
    found = file(request, programme, number)
    context: dict[str, Any] = {}
    for part in SECTIONS:
        context |= part.section(request, found)
    return page(request, "claims/one.html", {**context, **_head(request, found)})


def file(request: HttpRequest, programme: str, number: str, verb: str = "claims.read") -> Any:
    """The claim of this address, for an officer who holds the verb where it happened; Http404 for everybody else."""
    try:
        found = queries.everything(programmes.by_code(programme)).filter(number=number).select_related("programme", "person", "membership", "filer").first()  # fmt: skip
    except programmes.UnknownProgramme:
        raise Http404 from None
    if found is None or not staff.may(staff.as_actor(request.user), verb, found.village, on=clock.today()):
        raise Http404
    return found


def _head(request: HttpRequest, found: Any) -> dict[str, Any]:
    by, on = staff.as_actor(request.user), clock.today()
    reads = staff.may(by, "claims.health", found.village, on=on)
    reports = list(reporting.reports(found.pk))
    step = steps.of(found, on)
    return {
        "claim": found, "tag": words.state(found.state), "what": words.what(found), "step": step, "next": words.next_(step.what), "waits": ahead.waits(request, found, reads),
        "village": regions.by_code(found.village).name, "hours": _hours(found), "timeline": timeline.of(found, reports, amounts=reads),
        "told": [_told(one, reads) for one in reports], "circumstance": words.CIRCUMSTANCES.get(found.circumstance, ""),
        "account": queries.account(found) if reads else "", "reads": reads,
    }  # fmt: skip


def _hours(found: Any) -> Any:
    stated = treatments.statement(treatments.live(found.pk)) if found.kind == "accident" else None
    return reporting.clock(found, stated.day if stated else None)


def _told(report: Any, reads: bool) -> dict[str, Any]:
    """What was told may speak of health; who told it and how to reach them is for whoever collects."""
    opened = reporting.opened(report)
    return {
        "report": report, "relation": words.RELATIONS[report.relation], "channel": words.CHANNELS[report.channel],
        "reporter": opened.reporter, "text": opened.text if reads else "",
    }  # fmt: skip
