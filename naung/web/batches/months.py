"""The contribution months: approved, billed, debited, acknowledged; the four must be one to the rupiah."""

from dataclasses import asdict
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from naung.delivery.contributions import actions, queries
from naung.delivery.programme import queries as programmes
from naung.foundation.staff import queries as staff
from naung.foundation.work import actions as work
from naung.kit import clock
from naung.kit.months import Month
from naung.web.batches.list import names, rows
from naung.web.batches.rooms import CONTRIBUTIONS
from naung.web.batches.starting import NotChosen, who_may
from naung.web.onward import onward
from naung.web.page import PROGRAMME, page

FOUR = ("approved", "billed", "debited", "acknowledged")
NAMES = (
    gettext_noop("Disetujui"),
    gettext_noop("Ditagih"),
    gettext_noop("Didebit bank"),
    gettext_noop("Diakui BPJS"),
)
STATES = {
    "": ("calm", gettext_noop("Belum disusun")),
    "PREPARED": ("warn", gettext_noop("Menunggu keputusan")),
    "APPROVED": ("warn", gettext_noop("Disetujui, belum ditagih")),
    "BILLED": ("warn", gettext_noop("Ditagih, belum dibayar seluruhnya")),
    "PAID": ("calm", gettext_noop("Dibayar, menunggu tanda terima")),
    "RECONCILED": ("", gettext_noop("Sepakat")),
}
ORDER = list(STATES)
DIFFERENCES = {
    "approved_not_billed": gettext_noop("disetujui tetapi belum ditagih"),
    "billed_not_debited": gettext_noop("ditagih tetapi belum didebit"),
    "debited_not_acknowledged": gettext_noop("didebit tetapi belum diakui"),
}


def months(request: HttpRequest) -> HttpResponse:
    programme = programmes.by_code(PROGRAMME)
    runs: dict[Any, list[Any]] = {}
    for run in queries.runs(programme):
        runs.setdefault(run.month, []).append(run)
    calendar = [_month(programme, month, runs.get(month.first, [])) for month in programmes.months(programme)]
    context = {"title": _(CONTRIBUTIONS.title), "lead": _(CONTRIBUTIONS.lead), "months": calendar, "columns": [_(name) for name in NAMES]}  # fmt: skip
    return page(request, "batches/months.html", context)


def _month(programme: Any, month: Month, runs: list[Any]) -> dict[str, Any]:
    agreements = queries.reconciliation(programme, month) if runs else []
    four = [_sum(agreements, name) for name in FOUR]
    state = min((run.state for run in runs), key=ORDER.index) if runs else ""
    return {"month": month, "first": month.first, "tag": _tag(state), "four": four, "difference": four[0]["rupiah"] - four[-1]["rupiah"], "state": state}  # fmt: skip


def _sum(agreements: list[Any], name: str) -> dict[str, int]:
    return {part: sum(getattr(getattr(one, name), part) for one in agreements) for part in ("rows", "rupiah")}


def _tag(state: str) -> dict[str, str]:
    return {"kind": STATES[state][0], "says": _(STATES[state][1])}


def month(request: HttpRequest, text: str) -> HttpResponse:
    programme, wanted = programmes.by_code(PROGRAMME), _parsed(text)
    if wanted not in programmes.months(programme):
        raise Http404
    if request.method == "POST":
        return _acted(request, programme, wanted)
    runs, places = list(queries.runs(programme, wanted)), names()
    by = staff.as_actor(request.user)
    context = {
        **_month(programme, wanted, runs), "columns": [_(name) for name in NAMES], "regions": [_region(a, places) for a in queries.reconciliation(programme, wanted)],
        "runs": [{"run": run, "tag": _tag(run.state), "refused": queries.refused(run)} for run in runs],
        "invoices": [_invoice(i, places) for run in runs for i in queries.invoices(run)],
        "may": staff.may(by, "contributions.propose", programme.region_id, on=clock.today()), "who_may": who_may("contributions.propose"),
        "open": next((run for run in runs if run.state == "PREPARED"), None), "under_way": any(run.state in ("APPROVED", "BILLED", "PAID") for run in runs),
    }  # fmt: skip
    return page(request, "batches/month.html", context)


def _parsed(text: str) -> Month:
    try:
        return Month.parse(text)
    except ValueError:
        raise Http404 from None


def _region(agreement: Any, places: dict[str, str]) -> dict[str, Any]:
    four = [asdict(getattr(agreement, name)) for name in FOUR]
    said = [
        {"says": _(DIFFERENCES[what]), "rows": n, "rupiah": rupiah}
        for what, n, rupiah in agreement.differences
    ]
    return {"name": places.get(agreement.region, agreement.region), "four": four, "differences": said}


def _invoice(invoice: Any, places: dict[str, str]) -> dict[str, Any]:
    return {**rows([invoice.batch])[0], "code": invoice.code, "paid_on": invoice.paid_on, "region": places.get(invoice.region, invoice.region)}  # fmt: skip


def _acted(request: HttpRequest, programme: Any, wanted: Month) -> HttpResponse:
    by, on, do = staff.as_actor(request.user), clock.today(), request.POST.get("do", "")
    staff.require(by, "contributions.propose", programme.region_id, on=on)
    if do == "propose":
        return _proposed(request, programme, wanted)
    if do not in ("run", "carry"):
        raise NotChosen(_("Pilih apa yang hendak dilakukan dengan bulan ini."))
    job = work.start(kind=f"contributions.{do}", arguments={"programme": programme.code, "month": str(wanted)}, key=f"{programme.code} {wanted}",
                     by=by, at=clock.now(), on=on, about=clock.say_month(wanted.first))  # fmt: skip
    return onward(request, "job", job.pk)


def _proposed(request: HttpRequest, programme: Any, wanted: Month) -> HttpResponse:
    open_ = next((run for run in queries.runs(programme, wanted) if run.state == "PREPARED"), None)
    if open_ is None:
        raise NotChosen(_("Bulan ini tidak punya daftar yang menunggu diajukan."))
    actions.propose(run=open_, by=staff.as_actor(request.user), at=clock.now(), on=clock.today())
    return onward(request, "contribution-month", str(wanted), says=_("Diajukan. Orang lain, pejabat penyetuju, yang memutus."))  # fmt: skip
