"""What is printed of a claim: the forms, filled from what is known, and the letters to the family."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.claims import queries as claims
from naung.delivery.claims.documents import forms, letters
from naung.delivery.claims.payout import queries as payout
from naung.delivery.claims.payout import receipts
from naung.delivery.enrolment import queries as members
from naung.delivery.registry import actions as registry
from naung.delivery.selection.renewal.notices import PHONE
from naung.foundation.papers import queries as papers
from naung.foundation.staff import queries as staff
from naung.foundation.vault import seals
from naung.kit import clock
from naung.kit.text import mask
from naung.web.claims import printed_facts as facts
from naung.web.claims.one import file
from naung.web.months import files
from naung.web.page import page

NUMBERS = ("nik", "kpj")


def printed(request: HttpRequest, programme: str, number: str, what: str) -> HttpResponse:
    """A form asks first whether the numbers stand on it whole; a letter is printed at once. Both are made by POST."""
    claim = file(request, programme, number, "claims.collect")
    if what in forms.FORMS:
        return _form(request, claim, what)
    if what.startswith("receipt-"):
        return _receipt(request, claim, what)
    return _letter(request, claim, what)


def offered(request: HttpRequest, claim: Any) -> list[dict[str, str]]:
    """For whoever may print: (what, title) of the forms and of the letters that there is something to say in."""
    by, on = staff.as_actor(request.user), clock.today()
    if not staff.may(by, "claims.collect", claim.village, on=on):
        return []
    found = [{"what": form, "title": f"{forms.HEADS[form][0]}: {forms.HEADS[form][1]}", "kind": "form"} for form in forms.of(claim)]  # fmt: skip
    found += [{"what": kind, "title": letters.TITLES[kind], "kind": "letter"} for kind in facts.letters_of(claim)]  # fmt: skip
    return found + [{"what": what, "title": title, "kind": "receipt"} for what, title in _receipts(request, claim)]  # fmt: skip


def _receipts(request: HttpRequest, claim: Any) -> list[tuple[str, str]]:
    """For whoever brings it to the family, or pays; they name sums."""
    by, on = staff.as_actor(request.user), clock.today()
    may = any(staff.may(by, verb, claim.village, on=on) for verb in ("claims.confirm", "claims.pay"))
    return receipts.of(claim.pk) if may else []


def _form(request: HttpRequest, claim: Any, form: str) -> HttpResponse:
    if form not in forms.of(claim):
        raise Http404
    by, on = staff.as_actor(request.user), clock.today()
    whole = staff.may(by, "people.reveal", claim.person.village, on=on)
    if request.method != "POST":
        return _asked(request, claim, form, whole)
    known = _masked(claim)
    if request.POST.get("nomor") == "utuh":
        try:
            known = _whole(request, claim)
        except (registry.NoReason, registry.NoteTooShort, registry.NumberInNote, registry.EnoughForToday) as refusal:  # fmt: skip
            return _asked(request, claim, form, whole, str(refusal))
    if staff.may(by, "claims.health", claim.village, on=on):
        known |= {"story": claims.account(claim), **facts.treated(claim)}
    content = forms.printed(claim=claim, form=form, known={**known, **facts.known(claim)}, on=on)
    return files.sent(content, f"{form.replace('_', '-')}-{claim.number}-DATA-CONTOH.pdf", "application/pdf")


def _asked(request: HttpRequest, claim: Any, form: str, whole: bool, error: str = "") -> HttpResponse:
    title, below = forms.HEADS[form]
    return page(request, "claims/print.html", {
        "claim": claim, "title": title, "below": below, "what": form, "whole": whole, "error": error, "note": request.POST.get("sebab", ""),
        "shortest": registry.SHORTEST_NOTE,
    }, status=422 if error else 200)  # fmt: skip


def _masked(claim: Any) -> dict[str, str]:
    nik = seals.open_sealed(claim.person.nik_sealed, "nik")
    kpj = members.number_of(claim.membership)
    return {"nik": mask(nik, 4, 2), "kpj": mask(kpj, 0, 4) if kpj else ""}


def _whole(request: HttpRequest, claim: Any) -> dict[str, str]:
    """Both numbers in clear, each with its entry on the trail and its share of the day's quota."""
    by, at, on = staff.as_actor(request.user), clock.now(), clock.today()
    for what in NUMBERS:
        registry.reveal(person=claim.person, what=what, reason="claim", note=request.POST.get("sebab", ""), by=by, at=at, on=on)  # fmt: skip
    return {"nik": seals.open_sealed(claim.person.nik_sealed, "nik"), "kpj": members.number_of(claim.membership)}  # fmt: skip


def _receipt(request: HttpRequest, claim: Any, what: str) -> HttpResponse:
    if what not in dict(_receipts(request, claim)):
        raise Http404
    if request.method != "POST":
        return page(request, "claims/print.html", {"claim": claim, "title": receipts.TITLE, "below": dict(_receipts(request, claim))[what].partition(": ")[2], "what": what, "letter": True})  # fmt: skip
    by, at, on = staff.as_actor(request.user), clock.now(), clock.today()
    payment = payout.by_number(claim.pk, int(what.removeprefix("receipt-")))
    made = receipts.issue(claim=claim, payment=payment, phone=PHONE, address=settings.NAUNG_ADDRESS, by=by, at=at, on=on)  # fmt: skip
    return files.sent(papers.content(made), f"tanda-terima-{claim.number}-{payment.pk}-DATA-CONTOH.pdf", "application/pdf")  # fmt: skip


def _letter(request: HttpRequest, claim: Any, kind: str) -> HttpResponse:
    if kind not in facts.letters_of(claim):
        raise Http404
    if request.method != "POST":
        return page(request, "claims/print.html", {"claim": claim, "title": letters.TITLES[kind], "below": _("Surat kepada keluarga"), "what": kind, "letter": True})  # fmt: skip
    by, at, on = staff.as_actor(request.user), clock.now(), clock.today()
    made = letters.issue(claim=claim, letter=facts.letter(claim, kind, by, on), address=settings.NAUNG_ADDRESS, by=by, at=at, on=on)  # fmt: skip
    return files.sent(papers.content(made), f"surat-{claim.number}-{kind}-DATA-CONTOH.pdf", "application/pdf")
