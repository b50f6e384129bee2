"""What a treasurer does with a month: list, propose, carry; SPP and SPM, SP2D, an order made again. Each is one call of the step's."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from naung.delivery.contributions import actions, queries
from naung.delivery.contributions.mending import recoding, retrying
from naung.delivery.contributions.treasury import actions as treasury
from naung.delivery.contributions.treasury import queries as treasury_queries
from naung.foundation.staff import queries as staff
from naung.foundation.work import actions as work
from naung.kit import clock
from naung.kit.months import Month
from naung.web.batches.starting import NotChosen
from naung.web.months import one
from naung.web.onward import SeeOther, onward

Doer = Callable[[HttpRequest, Any, Month], HttpResponse]


class NotADay(treasury.OutOfOrder):
    """What was typed is no day of the calendar."""


def acted(request: HttpRequest, programme: Any, wanted: Month) -> HttpResponse:
    """A refusal that belongs to a field shows the form again (422); any other is the gate's page (409)."""
    staff.require(
        staff.as_actor(request.user), "contributions.propose", programme.region_id, on=clock.today()
    )
    do = DO.get(request.POST.get("do", ""))
    if do is None:
        raise NotChosen(_("Pilih apa yang hendak dilakukan dengan bulan ini."))
    try:
        return do(request, programme, wanted)
    except (
        treasury.OutOfOrder,
        treasury.AlreadyStands,
        treasury.NotThesePapers,
        retrying.NoReason,
        recoding.NoReason,
        recoding.NotACode,
        recoding.AnotherChange,
    ) as refusal:
        return one.shown(request, programme, wanted, {"field": request.POST.get("bidang", "do"), "sentence": str(refusal)})  # fmt: skip


def _with(request: HttpRequest) -> dict[str, Any]:
    return {"by": staff.as_actor(request.user), "at": clock.now(), "on": clock.today()}


def _back(request: HttpRequest, programme: Any, wanted: Month, says: str) -> SeeOther:
    messages.success(request, says)
    return SeeOther(f"{reverse('contribution-month', args=[str(wanted)])}?program={programme.code}")


def _work(request: HttpRequest, programme: Any, wanted: Month) -> HttpResponse:
    kind = f"contributions.{request.POST['do']}"
    job = work.start(kind=kind, arguments={"programme": programme.code, "month": str(wanted)}, key=f"{programme.code} {wanted}",
                     about=clock.say_month(wanted.first), **_with(request))  # fmt: skip
    return onward(request, "job", job.pk)


def _propose(request: HttpRequest, programme: Any, wanted: Month) -> HttpResponse:
    open_ = next((run for run in queries.runs(programme, wanted) if run.state == "PREPARED"), None)
    if open_ is None:
        raise NotChosen(_("Bulan ini tidak punya daftar yang menunggu diajukan."))
    actions.propose(run=open_, **_with(request))
    return _back(request, programme, wanted, _("Diajukan. Orang lain, pejabat penyetuju, yang memutus."))


def _run(request: HttpRequest, programme: Any, wanted: Month) -> Any:
    """The round of this month that the form names; 404 for any other."""
    found = [run for run in queries.runs(programme, wanted) if str(run.pk) == request.POST.get("tahap", "")]
    if not found:
        raise Http404
    return found[0]


def _standing(request: HttpRequest, programme: Any, wanted: Month) -> Any:
    found = treasury_queries.standing(_run(request, programme, wanted))
    if found is None:
        raise treasury.NotThesePapers(_("Bulan ini tidak mempunyai SPM yang sedang berlaku."))
    return found


def _spp(request: HttpRequest, programme: Any, wanted: Month) -> HttpResponse:
    typed = request.POST
    treasury.prepare(run=_run(request, programme, wanted), office=typed.get("opd", ""), account_code=typed.get("rekening", ""), spp_number=typed.get("spp", ""),
                     spp_on=_day(typed.get("tanggal", "")), spm_number=typed.get("spm", ""), **_with(request))  # fmt: skip
    return _back(
        request,
        programme,
        wanted,
        _("SPP dan SPM disusun. Orang lain, pejabat penyetuju, yang menandatangani."),
    )


def _sp2d(request: HttpRequest, programme: Any, wanted: Month) -> HttpResponse:
    typed = request.POST
    treasury.issue(papers=_standing(request, programme, wanted), number=typed.get("sp2d", ""), issued_on=_day(typed.get("tanggal", "")), **_with(request))  # fmt: skip
    return _back(request, programme, wanted, _("SP2D dicatat. Pembayaran dapat dikirim ke bank."))


def _returned(request: HttpRequest, programme: Any, wanted: Month) -> HttpResponse:
    papers = _standing(request, programme, wanted)
    act = treasury.give_back if papers.state == "SIGNED" else treasury.withdraw
    act(papers=papers, why=request.POST.get("sebab", ""), **_with(request))
    return _back(request, programme, wanted, _("Dicatat. SPP dan SPM yang baru dapat disusun."))


def _invoice(request: HttpRequest, programme: Any, wanted: Month) -> Any:
    """The invoice of this month that the form names; 404 for any other."""
    run_ids = {run.pk for run in queries.runs(programme, wanted)}
    given = request.POST.get("tagihan", "")
    invoice = queries.invoice(int(given)) if given.isascii() and given.isdigit() else None
    if invoice is None or invoice.run_id not in run_ids:
        raise Http404
    return invoice


def _code(request: HttpRequest, programme: Any, wanted: Month) -> HttpResponse:
    typed = request.POST
    recoding.prepare(invoice=_invoice(request, programme, wanted), code=typed.get("kode", ""), why=typed.get("salah", ""),
                     document=typed.get("dokumen", ""), **_with(request))  # fmt: skip
    return _back(
        request,
        programme,
        wanted,
        _("Kode iuran yang baru diajukan. Orang lain, pejabat penyetuju, yang memutus."),
    )


def _retry(request: HttpRequest, programme: Any, wanted: Month) -> HttpResponse:
    typed = request.POST
    retrying.prepare(invoice=_invoice(request, programme, wanted), why=typed.get("sebab", ""), letter=typed.get("surat_bank", ""), **_with(request))  # fmt: skip
    return _back(
        request, programme, wanted, _("Pengulangan diajukan. Orang lain, pejabat penyetuju, yang memutus.")
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        raise NotADay(_("Tulis tanggal seperti 2025-07-28.")) from None


DO: dict[str, Doer] = {
    "run": _work, "carry": _work, "propose": _propose, "spp": _spp, "sp2d": _sp2d, "back": _returned, "retry": _retry, "code": _code,
}  # fmt: skip
