"""Moves between payers: who goes from whom to whom, decided by two; and asking for one. Beside it, whom two programmes want."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.programme import queries as programmes
from naung.delivery.selection import payers
from naung.delivery.selection.transfers import actions as transferring
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.kit.months import Month
from naung.kit.refusal import Refusal
from naung.kit.text import squeeze
from naung.web.batches.starting import who_may
from naung.web.decisions.reach import reach
from naung.web.members import words
from naung.web.members.list import own_regions
from naung.web.onward import onward
from naung.web.page import page

SHOWN = 50


class NoMonth(Refusal):
    """The month is none."""


FIELDS = {
    NoMonth: "bulan",
    transferring.NotThere: "ke",
    transferring.NobodyToMove: "orang",
    transferring.MovesAlready: "orang",
    transferring.NoReason: "alasan",
    programmes.UnknownProgramme: "dari",
}


def transfers(request: HttpRequest) -> HttpResponse:
    return _asked(request) if request.method == "POST" else _shown(request)


def _shown(request: HttpRequest, refusal: Refusal | None = None) -> HttpResponse:
    every = list(programmes.everything())
    return page(request, "members/transfers.html", {
        "rows": [_row(one) for one in transferring.every()[:SHOWN]], "programmes": every, "regions": own_regions(request),
        "may": bool(reach(request, "selection.transfer")), "who_may": who_may("selection.transfer"), "typed": request.POST,
        "error": str(refusal) if refusal else "", "field": FIELDS.get(type(refusal), "orang") if refusal else "",
        "wanted": [{**one, "by": programme, "payer": words.payer(one["payer"])} for programme in every for one in payers.paid_elsewhere(programme)[:SHOWN]],
    }, status=422 if refusal else 200)  # fmt: skip


def _row(one: Any) -> dict[str, Any]:
    return {"transfer": one, "tag": words.tag(words.TRANSFERS[one.state]), "source": words.payer(one.source.payer), "target": words.payer(one.target.payer)}  # fmt: skip


def _asked(request: HttpRequest) -> HttpResponse:
    form = request.POST
    try:
        made = transferring.prepare(
            source=programmes.by_code(form.get("dari", "")), target=programmes.by_code(form.get("ke", "")), region=form.get("wilayah", ""),
            codes=squeeze(form.get("orang", "").replace(",", " ")).split(), first_month=_month(form.get("bulan", "")),
            document=form.get("dokumen", "")[:200], reason=form.get("alasan", "")[:500], by=staff.as_actor(request.user), at=clock.now(), on=clock.today(),
        )  # fmt: skip
    except tuple(FIELDS) as refusal:
        return _shown(request, refusal)
    return onward(request, "approval", made.approval_id, says=_("Diajukan. Orang lain, pejabat penyetuju, yang memutus."))  # fmt: skip


def _month(text: str) -> Month:
    try:
        return Month.parse(text)
    except ValueError:
        raise NoMonth(_("Tulis bulannya seperti 2026-03.")) from None
