"""All papers of a claim with their reasons; one more is asked for here, and what can be printed is listed."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung import law
from naung.delivery.claims.documents import actions, letters, queries
from naung.delivery.selection.renewal.notices import PHONE
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.web.claims import documents_words as words
from naung.web.claims import printed
from naung.web.claims.one import file
from naung.web.onward import onward
from naung.web.page import page


def papers(request: HttpRequest, programme: str, number: str) -> HttpResponse:
    claim = file(request, programme, number)
    if request.method != "POST":
        return _shown(request, claim)
    by, on = staff.as_actor(request.user), clock.today()
    staff.require(by, "claims.collect", claim.village, on=on)
    kind, because = request.POST.get("surat", ""), request.POST.get("sebab", "")
    if kind not in {paper.code for paper in queries.may_be_asked(claim)}:
        return _shown(request, claim, {"surat": _("Pilih surat yang diminta.")})
    try:
        actions.also_ask(claim=claim, kind=kind, because=because, by=by, on=on, at=clock.now())
    except (actions.NoReason, actions.NumberInText, actions.ClaimIsOver, law.NotProvided) as refusal:
        return _shown(request, claim, {"sebab": str(refusal)})
    return onward(request, "claim-papers", programme, number, says=_("Surat diminta. Berkas menunggu surat itu."))  # fmt: skip


def _shown(request: HttpRequest, claim: Any, mistakes: dict[str, str] | None = None) -> HttpResponse:
    found = queries.asked(claim.pk)
    by, on = staff.as_actor(request.user), clock.today()
    may = staff.may(by, "claims.collect", claim.village, on=on)
    return page(request, "claims/papers.html", {
        "claim": claim, "papers": [words.row(one) for one in found], "progress": queries.counted(found), "may_collect": may,
        "more": [(paper.code, queries.title(paper)) for paper in queries.may_be_asked(claim)] if may else [], "mistakes": mistakes or {},
        "asked_kind": request.POST.get("surat", ""), "asked_because": request.POST.get("sebab", ""),
        "message": _message(claim) if may else "", "prints": printed.offered(request, claim), "elsewhere": queries.seen_elsewhere(claim.pk),
    }, status=422 if mistakes else 200)  # fmt: skip


def _message(claim: Any) -> str:
    """What to send to the family, to copy; "" where nothing is awaited of them."""
    try:
        return letters.message(claim=claim, phone=PHONE, on=clock.today())
    except letters.NothingMissing:
        return ""
