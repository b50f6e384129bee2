"""Reports that nobody has placed: about whom are they? An officer looks, opens the claim, or says that we insure no such person."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.claims import actions as claims
from naung.delivery.claims.reporting import placing, queries
from naung.delivery.monitoring import queries as monitoring
from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit import clock
from naung.web.claims import words
from naung.web.claims.kinds import CASES
from naung.web.onward import onward
from naung.web.page import page
from naung.web.people.person import somebody

ROWS = 50
REFUSED_AT = {placing.NoReason: "sebab", placing.PlacedAlready: "orang", claims.NeverEnrolled: "orang", claims.UnknownCase: "apa"}  # fmt: skip
Mistakes = list[tuple[str, str]]


def waiting(request: HttpRequest) -> HttpResponse:
    leaf = Paginator(queries.waiting(), ROWS).get_page(request.GET.get("hal"))
    rows = [{"report": one, "name": queries.opened(one).about.get("name", ""), "what": words.told(one.kind), "relation": words.RELATIONS[one.relation],
             "by": queries.calls_by(one.told_on), "late": queries.calls_by(one.told_on) < clock.today()} for one in leaf]  # fmt: skip
    return page(request, "claims/waiting.html", {"leaf": leaf, "rows": rows})


def report(request: HttpRequest, number: str) -> HttpResponse:
    found, do = _file(request, number), request.POST.get("do", "")
    if do == "buka-klaim":
        return _placed(request, found)
    if do == "tidak-dikenal":
        return _unknown(request, found)
    return _shown(request, found, phone=do == "telepon" and _called(request, found))


def _file(request: HttpRequest, number: str) -> Any:
    try:
        found = queries.unplaced(number)
    except queries.NoSuchReport:
        raise Http404 from None
    if not staff.may(staff.as_actor(request.user), "claims.report", found.region, on=clock.today()):
        raise Http404
    return found


def _placed(request: HttpRequest, found: Any) -> HttpResponse:
    case, code = CASES.get(request.POST.get("apa", "")), request.POST.get("orang", "")
    mistakes = [] if case else [("apa", _("Pilih apa yang terjadi."))]
    person = _somebody(request, code)
    if not person:
        mistakes.insert(0, ("q", _("Cari orangnya, lalu pilih.")))
    if mistakes or case is None:
        return _shown(request, found, mistakes)
    try:
        claim = placing.open_claim(report=found, person_id=person.pk, kind=case.kind, cause=case.cause, suspected=case.suspected, circumstance="",
                                   by=staff.as_actor(request.user), on=clock.today(), at=clock.now())  # fmt: skip
    except tuple(REFUSED_AT) as refusal:
        return _shown(request, found, [(REFUSED_AT[type(refusal)], str(refusal))])
    return onward(request, "claim", claim.programme.code, claim.number, says=_("Laporan %(number)s ada di klaim ini.") % {"number": found.number})  # fmt: skip


def _unknown(request: HttpRequest, found: Any) -> HttpResponse:
    try:
        placing.unknown(report=found, because=request.POST.get("sebab", ""), by=staff.as_actor(request.user), on=clock.today(), at=clock.now())  # fmt: skip
    except tuple(REFUSED_AT) as refusal:
        return _shown(request, found, [(REFUSED_AT[type(refusal)], str(refusal))])
    return onward(request, "claim-reports", says=_("Tersimpan: bukan orang yang kami lindungi."))


def _called(request: HttpRequest, found: Any) -> bool:
    """A teller's number is opened by a button, and that it was opened is on the trail."""
    trail.record(by=staff.as_actor(request.user), verb="claims.phone", subject=f"claims.report:{found.number}", at=clock.now(), region=found.region)  # fmt: skip
    return True


def _somebody(request: HttpRequest, code: str) -> Any:
    try:
        return somebody(request, code, "claims.report") if code else None
    except Http404:
        return None


def _shown(request: HttpRequest, found: Any, mistakes: Mistakes | None = None, *, phone: bool = False) -> HttpResponse:  # fmt: skip
    told = queries.opened(found)
    asked = request.POST.get("q", "").strip()[:100] or _first_question(told.about)
    people = monitoring.find(asked) if asked else monitoring.Found()
    reads = staff.may(staff.as_actor(request.user), "claims.health", found.region, on=clock.today())
    return page(request, "claims/report.html", {
        "report": found, "told": told, "what": words.told(found.kind), "relation": words.RELATIONS[found.relation], "channel": words.CHANNELS[found.channel],
        "place": regions.by_code(found.region).name, "asked": asked, "found": [*people.people, *people.alike], "cases": words.cases(), "typed": request.POST,
        "phone": told.phone if phone else "", "has_phone": bool(told.phone), "text": told.text if reads else "", "placement": queries.placed(found),
        "shortest": placing.SHORTEST, "mistakes": mistakes, "wrong": dict(mistakes or []), "calls": queries.calls_by(found.told_on),
    }, status=422 if mistakes else 200)  # fmt: skip


def _first_question(about: dict[str, str]) -> str:
    """By card where there is one, else by name and year of birth."""
    return about.get("card") or f"{about.get('name', '')} {about.get('born_on', '')[:4]}".strip()
