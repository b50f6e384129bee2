"""A month's closing: the list of what was looked at, and the form that puts it before a second person."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.monitoring import books_checks
from naung.foundation.ledger import books
from naung.foundation.ledger import closing as months
from naung.foundation.ledger.ports import Finding
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.kit.months import Month
from naung.kit.refusal import Refusal
from naung.web.books import seen, words
from naung.web.onward import onward
from naung.web.page import page

SHOWN = (months.NotInOrder, months.MonthNotOver, months.StillOpen, months.NotExplained)


def closing(request: HttpRequest, text: str) -> HttpResponse:
    month = seen.month_of(text)
    if month.first not in {one.month for one in books.months()} and month != months.next_month():
        raise Http404
    return _prepare(request, month) if request.method == "POST" else _shown(request, month)


def _shown(request: HttpRequest, month: Month, refusal: Refusal | None = None) -> HttpResponse:
    known, closed = books.closings().get(month.first), books.closed(month.first)
    findings = [Finding(**one) for one in known.findings] if known else months.looked_at(month, books_checks.road(month))  # fmt: skip
    turn = months.next_month()
    count, debit, turnover = books.size(month)
    context = {
        "month": month, "closed": closed, "known": known, "findings": [_finding(request, one) for one in findings], "turn": turn,
        "over": clock.today() > month.last, "journals": count, "debit": debit, "turnover": turnover, "hash": months.month_hash(month),
        "may_prepare": seen.may(request, "ledger.prepare"), "ready": month == turn and clock.today() > month.last and not (known and known.state == "PREPARED"),
        "error": str(refusal) if refusal else "", "december": month.month == 12,
    }  # fmt: skip
    return page(request, "books/closing.html", context, status=422 if refusal else 200)


def _finding(request: HttpRequest, one: Finding) -> dict[str, Any]:
    return {"one": one, "says": words.looked_at(one.what), "found": words.found(one.count, one.rupiah), "typed": request.POST.get(f"sebab-{one.what}", one.why)[:500]}  # fmt: skip


def _prepare(request: HttpRequest, month: Month) -> HttpResponse:
    why = {
        key.removeprefix("sebab-"): value for key, value in request.POST.items() if key.startswith("sebab-")
    }
    try:
        made = months.prepare_closing(month=month, road=books_checks.road(month), why=why, by=staff.as_actor(request.user), at=clock.now(), on=clock.today())  # fmt: skip
    except SHOWN as refusal:
        return _shown(request, month, refusal)
    return onward(request, "approval", made.approval_id, says=_("Penutupan disiapkan dan menunggu keputusan orang lain. Bulan masih terbuka."))  # fmt: skip
