"""Who waits for a place, in order and why not in; the list on paper, and one person's letter."""

from typing import Any

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse

from naung.delivery.programme import queries as programmes
from naung.delivery.selection import explaining, letters, waitlist
from naung.foundation.papers import queries as papers
from naung.foundation.papers.queries import Paper
from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.kit.text import digits
from naung.web.onward import onward
from naung.web.page import page
from naung.web.people.person import somebody


def waiting(request: HttpRequest, code: str, region: str) -> HttpResponse:
    programme = _of(request, code, region)
    asked = max(int(digits(request.GET.get("hal", ""))[:6] or 1), 1)
    total, people = waitlist.people(programme, region, page=asked)
    return page(request, "decisions/waiting.html", {
        "programme": programme, "place": regions.by_code(region), "total": total, "rows": [_row(one) for one in people],
        "free": waitlist.free(programme, region), "quota": programmes.quota(programme, region), "region": region,
        "leaf": Paginator(range(total), waitlist.PAGE).get_page(asked),
    })  # fmt: skip


def _of(request: HttpRequest, code: str, region: str) -> Any:
    """The programme, where the region has a quota in it and this officer sees the whole region; else 404."""
    try:
        programme = programmes.by_code(code)
    except programmes.UnknownProgramme:
        raise Http404 from None
    by = staff.as_actor(request.user)
    if not programmes.quota(programme, region) or not staff.may(
        by, "selection.read", region, on=clock.today()
    ):
        raise Http404
    return programme


def _row(one: dict[str, Any]) -> dict[str, Any]:
    return {**one, "gave": [criterion for criterion in explaining.criteria_of(one) if criterion.points]}


def waiting_paper(request: HttpRequest, code: str, region: str) -> HttpResponse:
    """POST prints and registers the list as it is now; GET gives the paper of it, if there is one."""
    programme = _of(request, code, region)
    if request.method == "POST":
        by = staff.as_actor(request.user)
        waitlist.issue(programme=programme, region=region, address=settings.NAUNG_ADDRESS, by=by, at=clock.now(), on=clock.today())  # fmt: skip
        return onward(request, "waiting-paper", code, region)
    return _pdf(waitlist.registered(programme=programme, region=region), f"daftar-tunggu-{region}")


def letter(request: HttpRequest, code: str, programme: str) -> HttpResponse:
    """The letter to one person as things stand today: POST prints and registers it, GET gives it, if there is one."""
    person, by = somebody(request, code, "selection.read"), staff.as_actor(request.user)
    try:
        chosen = programmes.by_code(programme)
    except programmes.UnknownProgramme:
        raise Http404 from None
    if request.method == "POST":
        letters.issue(person_id=person.pk, programme=chosen, address=settings.NAUNG_ADDRESS, by=by, at=clock.now(), on=clock.today())  # fmt: skip
        return onward(request, "letter", code, programme)
    return _pdf(letters.registered(person_id=person.pk, programme=chosen, on=clock.today()), f"surat-{person.code}")  # fmt: skip


def _pdf(paper: Paper | None, name: str) -> HttpResponse:
    if paper is None:
        raise Http404
    answer = HttpResponse(papers.content(paper), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="{name}-{paper.content_hash[:8]}.pdf"'
    answer["Cache-Control"] = "private, no-store"  # it names people
    return answer
