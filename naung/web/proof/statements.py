"""The bank's statements: handed in, recognised by content, laid end to end; where one is missing, that is said first."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.contributions.reconciling import actions as reconciling
from naung.foundation.exchange.ports import Unreadable
from naung.foundation.payments import queries
from naung.foundation.payments import statements as payments
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.partners import statements as reader
from naung.web.onward import onward
from naung.web.page import PROVINCE, page
from naung.web.proof import seen, words

PARTNER = "bank_ntt"
ROWS = 50
LARGEST = 16 << 20


def listed(request: HttpRequest) -> HttpResponse:
    return _handed(request) if request.method == "POST" else _list(request)


def _list(request: HttpRequest, error: str = "", status: int = 200) -> HttpResponse:
    leaf = Paginator(queries.statements(), ROWS).get_page(request.GET.get("hal"))
    sheets = queries.sheets_of(list(leaf))
    context = {
        "rows": [_row(one, sheets.get(one.pk, [])) for one in leaf], "leaf": leaf,
        "breaks": queries.breaks(), "error": error, "may": seen.may(request, "payments.take", PROVINCE), "megabytes": LARGEST >> 20,
        "unmatched": [words.booking(one) for one in queries.unmatched()[:ROWS]], "waiting": queries.unmatched().count(),
    }  # fmt: skip
    return page(request, "proof/statements.html", context, status=status)


def _row(one: Any, sheets: list[Any]) -> dict[str, Any]:
    """Opening of the first sheet and closing of the last: a file mostly holds one."""
    return {"statement": one, "format": words.format(one.format), "sheets": sheets, "opening": sheets[0].opening if sheets else None,
            "closing": sheets[-1].closing if sheets else None}  # fmt: skip


def _handed(request: HttpRequest) -> HttpResponse:
    """An unreadable file is refused with its sentence and kept nowhere: whoever handed it in still has it."""
    sent = request.FILES.get("berkas")
    if sent is None or (sent.size or 0) > LARGEST:
        return _list(request, _("Pilih satu berkas rekening koran, paling besar %(n)s MB.") % {"n": LARGEST >> 20}, 422)  # fmt: skip
    content = sent.read()
    try:
        file = reader.read(content)
    except Unreadable as unreadable:
        return _list(request, str(unreadable), 422)
    by = staff.as_actor(request.user)
    found = reconciling.take_statement(partner=PARTNER, content=content, file=file, region=PROVINCE, by=by, at=clock.now(), on=clock.today())  # fmt: skip
    return onward(request, "statements", says=_said(found))


def _said(found: reconciling.Handed) -> str:
    if found.known:
        return _("Berkas ini sudah pernah diambil; tidak ada yang berubah.")
    if found.held:
        return _("Berkas ini menyebut mutasi yang sudah dicatat dengan isi lain. Ia disimpan di antrean titipan; tidak ada mutasinya yang dicatat.")  # fmt: skip
    return _("Rekening koran dibaca: %(bookings)s mutasi baru, %(paid)s pembayaran cocok.") % {"bookings": found.bookings, "paid": found.paid}  # fmt: skip


def one(request: HttpRequest, number: int) -> HttpResponse:
    statement = queries.statement(number)
    if statement is None or not seen.may(request, "payments.read", PROVINCE):
        raise Http404
    if request.method == "POST":
        return _copy(request, statement)
    leaf = Paginator(queries.lines_of(statement), ROWS).get_page(request.GET.get("hal"))
    context = {"statement": statement, "format": words.format(statement.format), "sheets": queries.sheets(statement), "leaf": leaf,
               "rows": [words.booking(line) for line in leaf], "may_download": seen.may(request, "exchange.download", PROVINCE)}  # fmt: skip
    return page(request, "proof/statement.html", context)


def _copy(request: HttpRequest, statement: Any) -> HttpResponse:
    """Byte for byte as it came; taking it is an entry on the trail."""
    by, content = staff.as_actor(request.user), queries.statement_file(statement)
    staff.require(by, "exchange.download", PROVINCE, on=clock.today())
    payments.hand_out(statement=statement, region=PROVINCE, by=by, at=clock.now())
    answer = HttpResponse(content, content_type="application/octet-stream")
    ending = "xml" if content.lstrip()[:1] == b"<" else "sta" if statement.format == "mt940" else "csv"
    answer["Content-Disposition"] = f'attachment; filename="rekening-koran-{statement.sha256[:12]}.{ending}"'
    answer["X-Naung-Sha256"], answer["Cache-Control"] = statement.sha256, "no-store"
    return answer
