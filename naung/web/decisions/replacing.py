"""Somebody on a decided list died, left or needs the place no more: one form, and the list of who comes in."""

from datetime import date
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung import law
from naung.delivery.enrolment import replacing
from naung.delivery.selection import actions, queries, releasing
from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.kit.refusal import Refusal
from naung.kit.text import squeeze
from naung.web.onward import onward
from naung.web.page import page


class NoDay(Refusal):
    """The last day is no date."""


FIELDS = {
    actions.NotWhy: "alasan",
    NoDay: "hari",
    replacing.NotYetOver: "hari",
    replacing.EndsBeforeItBegan: "hari",
}
REFUSALS = (
    *FIELDS, replacing.NobodyChosen, replacing.OneRegionAtATime, replacing.NotYetAnswered, replacing.LeavesAlready, actions.NotHeld,
)  # fmt: skip


def replace(request: HttpRequest, number: int) -> HttpResponse:
    try:
        found = queries.decree(number)
    except queries.NoSuchDecree as unknown:
        raise Http404(str(unknown)) from None
    if found.state != "DECIDED" or not staff.may(staff.as_actor(request.user), "selection.propose", found.region, on=clock.today()):  # fmt: skip
        raise Http404
    return _carry(request, found) if request.method == "POST" else _shown(request, found)


def _shown(request: HttpRequest, found: Any, refusal: Refusal | None = None) -> HttpResponse:
    asked = request.POST if request.method == "POST" else request.GET
    people = queries.holders(found, asked.getlist("orang")[: replacing.MOST])
    context = {
        "decree": found, "place": regions.by_code(found.region), "people": people, "reasons": [(code, says()) for code, says in releasing.REASONS.items()],
        "typed": request.POST, "error": str(refusal) if refusal else "", "field": FIELDS.get(type(refusal), "orang") if refusal else "",
        "months": law.provision("jkm.waiting_membership_months", on=clock.today()).value, "today": clock.today().isoformat(),
        "waiting": queries.waiting(found.programme, found.region).count(),
    }  # fmt: skip
    return page(request, "decisions/replace.html", context, status=422 if refusal else 200)


def _carry(request: HttpRequest, found: Any) -> HttpResponse:
    people = queries.holders(found, request.POST.getlist("orang"))
    try:
        because = actions.Because(request.POST.get("alasan", ""), squeeze(request.POST.get("dokumen", ""))[:200], _day(request))  # fmt: skip
        done = replacing.replace(programme=found.programme, place_ids=[one["place"] for one in people], because=because,
                                 by=staff.as_actor(request.user), at=clock.now(), on=clock.today())  # fmt: skip
    except REFUSALS as refusal:
        return _shown(request, found, refusal)
    if done.leaving:
        return onward(request, "approval", done.leaving.approval_id, says=_("Diajukan. Perlindungan yang berjalan diakhiri oleh dua orang: pejabat penyetuju yang memutus, lalu penggantinya disusun dari daftar tunggu."))  # fmt: skip
    said = {"n": done.released}
    waits = next((one for one in done.lists if one.state == "PREPARED"), None)
    if waits is None:
        return onward(request, "decree", found.pk, says=_("%(n)s tempat dilepas. Belum ada daftar pengganti: tidak ada yang menunggu, atau programnya sudah berakhir.") % said)  # fmt: skip
    return onward(request, "decree", waits.pk, says=_("%(n)s tempat dilepas. Daftar penggantinya disusun dan menunggu keputusan orang lain.") % said)  # fmt: skip


def _day(request: HttpRequest) -> date:
    try:
        return date.fromisoformat(request.POST.get("hari", "").strip())
    except ValueError:
        raise NoDay(_("Tulis hari terakhirnya sebagai tanggal.")) from None
