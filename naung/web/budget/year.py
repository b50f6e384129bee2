"""A fiscal year: every line with what it holds, what is committed, paid and forecast; proposing a line, and moving rupiah."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from naung.delivery.programme import budget, opening
from naung.delivery.programme import queries as programmes
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.kit.refusal import Refusal
from naung.kit.text import digits, squeeze
from naung.web.budget import sight, words
from naung.web.onward import onward
from naung.web.page import page

CHANGES = 50
MOVE, PROPOSE = "geser", "usul"
FIELDS = {
    budget.NothingToChange: "rupiah", budget.BelowCommitted: "rupiah", budget.OtherPurse: "ke", budget.NotGranted: "ke", budget.NoReason: "alasan",
    budget.NoDocument: "nomor", opening.NoSuchPayer: "pembayar", opening.NoSuchLine: "baris", opening.OtherTerms: "jumlah",
}  # fmt: skip


def newest(request: HttpRequest) -> HttpResponse:
    years = programmes.years()
    return redirect("budget", years[0] if years else clock.today().year)


def year(request: HttpRequest, number: int) -> HttpResponse:
    if number not in programmes.years():
        raise Http404
    return _acted(request, number) if request.method == "POST" else _shown(request, number)


def _shown(request: HttpRequest, number: int, refusal: Refusal | None = None) -> HttpResponse:
    by, on = staff.as_actor(request.user), clock.today()
    rows = sight.rows(request, sight.visible(request, programmes.lines(year=number)))
    mine = [row["line"] for row in rows if staff.may(by, "budget.propose", row["line"].programme_region, on=on)]  # fmt: skip
    seen = {row["line"].id for row in rows}
    context = {
        "year": str(number), "number": number, "years": programmes.years(), "rows": rows, "sums": sight.sums(rows),
        "changes": [words.shown(one) for one in programmes.changes(year=number) if one.line_id in seen][:CHANGES],
        "mine": mine, "movable": [line for line in mine if line.state == "GRANTED"], "programmes": _programmes(by, number, on),
        "kinds": _kinds(), "typed": request.POST, "error": str(refusal) if refusal else "", "field": FIELDS.get(type(refusal), ""), "today": on.isoformat(),
    }  # fmt: skip
    return page(request, "budget/year.html", context, status=422 if refusal else 200)


def _programmes(by: Any, number: int, on: date) -> list[Any]:
    return [one for one in programmes.everything() if one.first_month.year == number and staff.may(by, "budget.propose", one.region_id, on=on)]  # fmt: skip


def _kinds() -> list[tuple[str, str]]:
    return [(code, _(says)) for code, says in words.DOCUMENTS.items()]


def _acted(request: HttpRequest, number: int) -> HttpResponse:
    do = {MOVE: _moved, PROPOSE: _proposed}.get(request.POST.get("apa", ""))
    if do is None:
        raise Http404
    try:
        return do(request, number)
    except tuple(FIELDS) as refusal:
        return _shown(request, number, refusal)


def _moved(request: HttpRequest, number: int) -> HttpResponse:
    asked = request.POST
    source, target = (_line(request, number, asked.get(name, "")) for name in ("dari", "ke"))
    change = budget.prepare_virement(
        source=source, target=target, rupiah=amount(asked.get("rupiah", "")), reason=squeeze(asked.get("alasan", ""))[:1000],
        kind=asked.get("jenis", ""), number=squeeze(asked.get("nomor", ""))[:200], dated=day(asked.get("tanggal", "")),
        by=staff.as_actor(request.user), at=clock.now(), on=clock.today(),
    )  # fmt: skip
    return onward(request, "approval", change.approval_id, says=_("Pergeseran disiapkan dan menunggu keputusan orang lain. Anggaran belum berubah."))  # fmt: skip


def _line(request: HttpRequest, number: int, text: str) -> Any:
    found = sight.visible(request, programmes.lines(year=number))
    line = next((one.id for one in found if str(one.id) == text), None)
    if line is None:
        raise budget.NothingToChange(_("Pilih dua baris anggaran yang berbeda."))
    return programmes.line(line)


def _proposed(request: HttpRequest, number: int) -> HttpResponse:
    asked, by, on = request.POST, staff.as_actor(request.user), clock.today()
    programme = next((one for one in _programmes(by, number, on) if one.code == asked.get("program")), None)
    if programme is None:
        raise opening.NoSuchLine(_("Pilih programnya."))
    region = asked.get("wilayah", "").strip() or programme.region_id
    if programme.payer in opening.GOVERNMENTS and not sight.inside(region, [programme.region_id]):
        raise opening.NoSuchPayer(_("Wilayah pembayar harus di dalam wilayah program."))
    facts = opening.PayerFacts(programme.payer, squeeze(asked.get("pembayar", ""))[:200], region if programme.payer in opening.GOVERNMENTS else "")  # fmt: skip
    made = opening.propose_line(programme=programme, payer=facts, reference=squeeze(asked.get("baris", ""))[:200], rupiah=amount(asked.get("jumlah", "")),
                                account_code=squeeze(asked.get("rekening", ""))[:60], by=by, at=clock.now(), on=on)  # fmt: skip
    return onward(request, "budget-line", made.pk, says=_("Baris diusulkan. Ia dapat dipakai setelah dokumennya diputuskan dua orang."))  # fmt: skip


def amount(text: str) -> int:
    """Whole rupiah as typed, with or without Rp and dots; nothing is 0, which every action refuses."""
    return int(digits(text)[:15] or 0)


def day(text: str) -> date:
    """As a date field sends it; what is none is refused as a document without a day."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise budget.NoDocument(_("Sebutkan jenis, nomor, dan tanggal dokumennya; tanggalnya tidak sesudah hari ini.")) from None  # fmt: skip
