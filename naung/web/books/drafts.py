"""Journals by hand: those there are, and the form for a new one."""

import re
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.foundation.ledger import actions, books, chart
from naung.foundation.ledger import drafts as hand
from naung.foundation.ledger.actions import Line
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.kit.refusal import Refusal
from naung.kit.text import digits
from naung.web.books import seen, words
from naung.web.books.journal import day
from naung.web.onward import onward
from naung.web.page import PROVINCE, page

LINES = 6  # of the form; a longer journal is imported by a step, not typed
AMOUNT = re.compile(r"(?:Rp\s*)?[0-9][0-9. ]{0,20}")
FIELDS = {hand.NotYet: "tanggal", actions.MonthClosed: "tanggal", hand.NoReason: "uraian"}
SHOWN = (hand.NoReason, hand.NotYet, hand.OutsideRegion, actions.NotBalanced, actions.UnknownAccount, actions.AccountNotInUse, actions.MonthClosed)  # fmt: skip


class NotAnAmount(Refusal):
    """A line without an account or amount, or with both sides."""


def drafts(request: HttpRequest) -> HttpResponse:
    return _prepare(request) if request.method == "POST" else _shown(request)


def _shown(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    rows = [
        {"one": one, "state": words.state(one.state), "kind": words.kind(one.kind)} for one in books.drafts()
    ]
    context = {
        "rows": rows, "accounts": list(chart.accounts().values()), "lines": [_typed(request, n) for n in range(1, LINES + 1)], "typed": request.POST,
        "today": clock.today().isoformat(), "may_prepare": seen.may(request, "ledger.prepare"), "error": str(refusal) if refusal else "",
        "field": FIELDS.get(type(refusal), "akun1"),
    }  # fmt: skip
    return page(request, "books/drafts.html", context, status=422 if refusal else 200)


def _typed(request: HttpRequest, n: int) -> dict[str, Any]:
    return {"n": n, **{name: request.POST.get(f"{name}{n}", "")[:40] for name in ("akun", "debit", "kredit", "wilayah")}}  # fmt: skip


def _prepare(request: HttpRequest) -> HttpResponse:
    try:
        draft = hand.prepare_manual(
            lines=_lines(request), posted_on=day(request.POST.get("tanggal", "")), memo=request.POST.get("uraian", "")[:1000],
            document=request.POST.get("dokumen", "")[:200], region=PROVINCE, by=staff.as_actor(request.user), at=clock.now(), on=clock.today(),
        )  # fmt: skip
    except (*SHOWN, NotAnAmount) as refusal:
        return _shown(request, refusal)
    return onward(request, "approval", draft.approval_id, says=_("Jurnal %(number)s disiapkan dan menunggu keputusan orang lain. Buku belum berubah.") % {"number": draft.number})  # fmt: skip


def _lines(request: HttpRequest) -> list[Line]:
    """What was filled in; a line with nothing in it is none. NotAnAmount."""
    found = []
    for n in range(1, LINES + 1):
        typed = _typed(request, n)
        if typed["akun"] or typed["debit"] or typed["kredit"]:
            found.append(_line(typed))
    return found


def _line(typed: dict[str, Any]) -> Line:
    debit, credit = _amount(typed["debit"]), _amount(typed["kredit"])
    if not typed["akun"] or bool(debit) == bool(credit):
        raise NotAnAmount(_("Baris %(n)s: pilih akun, lalu isi debit atau kredit saja.") % {"n": typed["n"]})
    return typed["akun"], debit or -credit, None, typed["wilayah"].strip()


def _amount(typed: str) -> int:
    if not typed.strip():
        return 0
    if not AMOUNT.fullmatch(typed.strip()):
        raise NotAnAmount(_("“%(typed)s” bukan rupiah utuh.") % {"typed": typed})
    return int(digits(typed))
