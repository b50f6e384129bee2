"""One accident's treatment: month by month what was done and what it cost, what comes next, and a small form for the next entry."""

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.claims import cover, rooms
from naung.delivery.claims.payout import parts
from naung.delivery.claims.reporting import actions as told
from naung.delivery.claims.reporting import queries as reporting
from naung.delivery.claims.treatment import actions, rules
from naung.delivery.claims.treatment import queries as treatments
from naung.delivery.claims.treatment.kinds import KINDS, VOID
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.kit.refusal import Refusal
from naung.web.claims import acts, one, treatment_form
from naung.web.claims import treatment_words as words
from naung.web.claims.treatment import brief
from naung.web.onward import onward
from naung.web.page import page
from naung.web.words import indonesian

SECOND = "second_report"


def treatment(request: HttpRequest, programme: str, number: str) -> HttpResponse:
    claim = one.file(request, programme, number, "claims.health")
    if claim.kind != "accident":
        raise Http404
    if request.method != "POST":
        return _shown(request, claim, request.GET.get("catat", ""), _prefilled(claim, request))
    if not staff.may(staff.as_actor(request.user), "claims.treat", claim.village, on=clock.today()):
        raise Http404
    asked = {VOID: _voided, SECOND: _second}.get(request.POST.get("jenis", ""), _recorded)
    return asked(request, claim)


def _second(request: HttpRequest, claim: Any) -> HttpResponse:
    """The second report went out; told twice, it was told once."""
    on = clock.today()
    stated = treatments.statement(treatments.live(claim.pk))
    if stated and not reporting.clock(claim, stated.day).second_told_on:
        told.second(claim=claim, by=staff.as_actor(request.user), on=on, at=clock.now())
    return onward(request, "claim-treatment", claim.programme.code, claim.number, says=_("Laporan tahap II tercatat."))  # fmt: skip


def _recorded(request: HttpRequest, claim: Any) -> HttpResponse:
    typed, kind = request.POST, request.POST.get("jenis", "")
    try:
        made = actions.record(claim=claim, told=treatment_form.told(kind, typed), instead_of=_number(typed.get("ganti", "")), because=typed.get("alasan", "")[:1000],
                              by=staff.as_actor(request.user), at=clock.now(), on=clock.today())  # fmt: skip
    except Refusal as refusal:
        return _shown(request, claim, kind, typed, refusal)
    says = _("Tercatat: %(what)s.") % {"what": words.title(made)}
    return onward(request, "claim-treatment", claim.programme.code, claim.number, says=says)


def _voided(request: HttpRequest, claim: Any) -> HttpResponse:
    typed = request.POST
    try:
        actions.void(claim=claim, entry=_number(typed.get("ganti", "")) or 0, because=typed.get("alasan", "")[:1000], by=staff.as_actor(request.user),
                     at=clock.now(), on=clock.today())  # fmt: skip
    except Refusal as refusal:
        return _shown(request, claim, VOID, typed, refusal)
    return onward(request, "claim-treatment", claim.programme.code, claim.number, says=_("Catatan dibatalkan. Ia tetap terlihat, dan tidak dihitung lagi."))  # fmt: skip


def _prefilled(claim: Any, request: HttpRequest) -> Mapping[str, str]:
    """What the form begins with: nothing, or the entry that is to be put right."""
    old = treatments.by_number(claim.pk, _number(request.GET.get("ganti", "")) or 0)
    return {**treatment_form.of_entry(old), "ganti": str(old.pk)} if old and old.kind != VOID else {}


def _shown(
    request: HttpRequest, claim: Any, kind: str, typed: Mapping[str, str], refusal: Refusal | None = None
) -> HttpResponse:
    on, entries = clock.today(), treatments.everything(claim.pk)
    live = treatments.standing(entries)
    form = _form(request, claim, kind, typed, live)
    context = {
        "claim": claim, **brief(claim, live, on), "sums": treatments.sums(live), "outcome": words.outcome(live), "months": _months(claim, entries),
        "estimate": _estimate(claim, live), "admitted": treatments.admitted(live), "death": treatments.death_after(claim), "twins": treatments.twins(claim.pk),
        "parts_paid": [(acts.says_part(each), each) for each in parts.of(claim.pk)], "parts_due": [(acts.says_part(each), each) for each in parts.due(claim, on=on)],
        **form, "error": str(refusal) if refusal else "", "field": treatment_form.at(refusal, form) if refusal else "",
    }  # fmt: skip
    return page(request, "claims/treatment.html", context, status=422 if refusal else 200)


def _months(claim: Any, entries: list[Any]) -> list[dict[str, Any]]:
    gone = {one.voids_id: one for one in entries if one.voids_id}
    stated = treatments.statement(treatments.standing(entries))
    ended = stated.day if stated else None
    return [
        {"first": one.month.first, "code": str(one.month), "sums": one.sums, "rows": [words.row(claim, each, gone.get(each.pk), ended) for each in one.entries]}
        for one in treatments.by_month(entries)
    ]  # fmt: skip


def _estimate(claim: Any, live: list[Any]) -> dict[str, Any]:
    """What the law gives for what is told so far; a refusal of the law stands there as its sentence."""
    try:
        found = cover.of_claim(claim, receipts=treatments.outcome_of(live), children=rooms.children(claim.pk))
    except Refusal as refusal:
        return {"note": str(refusal), "lines": []}
    says = "sentence_id" if indonesian() else "sentence_en"
    return {"lines": [{**line, "says": line[says]} for line in found.lines], "rupiah": found.rupiah, "note": found.note}  # fmt: skip


def _form(
    request: HttpRequest, claim: Any, kind: str, typed: Mapping[str, str], live: list[Any]
) -> dict[str, Any]:
    """The form that was asked for, where this officer may write and the claim still takes entries; else why not."""
    may = staff.may(staff.as_actor(request.user), "claims.treat", claim.village, on=clock.today())
    try:
        rules.takes_entries(claim)
        closed = ""
    except rules.NotTreated as refusal:
        closed = str(refusal)
    old = next((each for each in live if str(each.pk) == typed.get("ganti")), None)
    asked = kind if may and not closed and (kind in KINDS or (kind == VOID and old)) else ""
    return {
        "may": may, "closed": closed, "kinds": [(code, _(each.word)) for code, each in KINDS.items()], "asked": asked, "old": old,
        "old_title": words.title(old) if old else "", "fields": treatment_form.fields(claim, asked, typed) if asked in KINDS else [],
        "parts": treatment_form.rows_of_parts(typed), "typed": typed, "title": _(KINDS[asked].word) if asked in KINDS else "", "today": clock.today().isoformat(),
    }  # fmt: skip


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 19 else None
