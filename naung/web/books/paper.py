"""The auditor's working paper: asked for by period, seed and size; made once, and given out byte for byte as registered."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.monitoring import books_paper
from naung.foundation.papers import codes
from naung.foundation.papers import queries as papers
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.kit.months import Month
from naung.kit.text import digits, squeeze
from naung.web.books import seen
from naung.web.books.lra import given
from naung.web.onward import onward
from naung.web.page import PROVINCE, page


def form(request: HttpRequest) -> HttpResponse:
    return _made(request) if request.method == "POST" else _form(request)


def _form(request: HttpRequest, mistake: str = "") -> HttpResponse:
    said = {"dari": str(seen.first()), "sampai": str(seen.latest()), "benih": "", "ukuran": "60", **{k: v[:64] for k, v in request.POST.items()}}  # fmt: skip
    made = [{"paper": one, "code": codes.shown(one.code)} for one in books_paper.issued()]
    return page(request, "books/paper.html", {"said": said, "mistake": mistake, "made": made, "sheets": [name for name, _c, _s in books_paper.SHEETS],
                                              "may": seen.may(request, "ledger.export")}, status=422 if mistake else 200)  # fmt: skip


def _made(request: HttpRequest) -> HttpResponse:
    by, on = staff.as_actor(request.user), clock.today()
    staff.require(by, "ledger.export", PROVINCE, on=on)
    try:
        paper = books_paper.issue(of=_scope(request.POST), region=PROVINCE, by=by, at=clock.now(), on=on)
    except books_paper.NothingToCopy as refusal:
        return _form(request, str(refusal))
    return onward(request, "working-paper", says=_("Kertas kerja %(code)s siap; sidiknya terdaftar.") % {"code": codes.shown(paper.code)})  # fmt: skip


def _scope(asked: Any) -> Any:
    size = squeeze(asked.get("ukuran", ""))
    return books_paper.scope(_month(asked, "dari"), _month(asked, "sampai"), seed=squeeze(asked.get("benih", ""))[:64],
                             size=int(digits(size)[:6]) if digits(size) == size.replace(".", "") and size else -1)  # fmt: skip


def _month(asked: Any, name: str) -> Month:
    try:
        return Month.parse(asked.get(name, ""))
    except ValueError:
        raise books_paper.NothingToCopy(_("Tulis bulan seperti 2025-07.")) from None


def file(request: HttpRequest, code: str) -> HttpResponse:
    found = papers.by_code(code)
    if found is None or found.kind != books_paper.KIND:
        raise Http404
    try:
        content = papers.content(found)
    except papers.NotYours:
        raise Http404 from None
    return given(content, seen.XLSX, f"attachment; filename=kertas-kerja-{found.sha256[:12]}.xlsx")
