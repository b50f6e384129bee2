"""Lists of deaths as offices send them, and the notices of which a person says whom they mean."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naung.delivery.claims.deaths import actions, queries, words
from naung.delivery.claims.deaths.states import LISTS
from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.foundation.vault import seals
from naung.kit import clock
from naung.kit.text import digits, mask
from naung.web.onward import onward
from naung.web.page import page

ROWS = 50
WRONG = {actions.NotAList: "berkas", actions.NothingRead: "berkas", actions.UnknownSource: "asal", actions.NotYetDead: "hari"}  # fmt: skip
SAID = {actions.NoReason: "alasan", actions.NotOneOfThem: "orang"}


def lists(request: HttpRequest) -> HttpResponse:
    return _take(request) if request.method == "POST" else _shown(request)


def _shown(request: HttpRequest, error: str = "", at: str = "") -> HttpResponse:
    by, found = staff.as_actor(request.user), queries.lists()
    outcomes = queries.outcomes([one.pk for one in found])
    places = [
        regions.by_code(code) for code in staff.regions_of(by.officer, on=clock.today()) if len(code) > 2
    ]
    return page(request, "claims/deaths/lists.html", {
        "rows": [{"one": one, "source": words.source(one.source), **outcomes[one.pk]} for one in found], "places": places,
        "sources": [(code, words.source(code)) for code in LISTS], "typed": request.POST, "today": clock.today(), "error": error, "at": at,
        "whole": any(len(code) == 2 for code in staff.regions_of(by.officer, on=clock.today())),
        "regencies": regions.regencies(),
    }, status=422 if error else 200)  # fmt: skip


def _take(request: HttpRequest) -> HttpResponse:
    by, typed, sent = staff.as_actor(request.user), request.POST, request.FILES.get("berkas")
    if sent is None:
        return _shown(request, _("Pilih berkas daftarnya."), "berkas")
    try:
        listed_on = date.fromisoformat(typed.get("hari", ""))
    except ValueError:
        return _shown(request, _("Isi tanggal daftar."), "hari")
    try:
        taken = actions.take(name=sent.name or "", data=sent.read(), source=typed.get("asal", ""), region=typed.get("wilayah", ""), listed_on=listed_on,
                             by=by, at=clock.now(), on=clock.today())  # fmt: skip
    except regions.UnknownRegion:
        return _shown(request, _("Pilih wilayah daftar ini."), "wilayah")
    except tuple(WRONG) as wrong:
        return _shown(request, str(wrong), WRONG[type(wrong)])
    actions.look(by=by, at=clock.now(), on=clock.today())
    return onward(request, "death-lists", says=_taken(taken))


def _taken(taken: actions.Taken) -> str:
    if not taken.fresh:
        return _("Berkas yang sama sudah pernah masuk; tidak ada yang ditambahkan.")
    says = ngettext("%(n)s baris masuk dan dicocokkan.", "%(n)s baris masuk dan dicocokkan.", taken.rows) % {
        "n": taken.rows
    }
    if taken.flaws:
        lines = ", ".join(str(number) for number, _code in taken.flaws[:20])
        says += " " + _("Tidak terbaca (nama atau tanggal meninggal): baris %(lines)s.") % {"lines": lines}
    return says


def questions(request: HttpRequest) -> HttpResponse:
    leaf = Paginator(queries.questions(), ROWS).get_page(request.GET.get("hal"))
    return page(
        request,
        "claims/deaths/questions.html",
        {"leaf": leaf, "rows": [{"one": one, "source": words.source(one.source)} for one in leaf]},
    )


def question(request: HttpRequest, number: int) -> HttpResponse:
    try:
        found = queries.notice(number)
    except queries.NoSuchDeath as unknown:
        raise Http404(str(unknown)) from None
    return _answer(request, found) if request.method == "POST" else _beside(request, found)


def _answer(request: HttpRequest, found: Any) -> HttpResponse:
    person, why = request.POST.get("orang", ""), request.POST.get("alasan", "")
    who = {
        "notice": found,
        "why": why,
        "by": staff.as_actor(request.user),
        "at": clock.now(),
        "on": clock.today(),
    }
    try:
        if person == "bukan":
            actions.nobody(**who)
            return onward(request, "death-notices", says=_("Dicatat: bukan salah satu peserta."))
        said = actions.same(person_id=int(digits(person)[:18] or 0), **who)
    except tuple(SAID) as wrong:
        return _beside(request, found, str(wrong), SAID[type(wrong)])
    if said.death_id:
        return onward(request, "death", said.death_id, says=_("Dicatat. Kunjungi keluarganya."))
    return onward(request, "death-notices", says=_("Dicatat."))


def _beside(request: HttpRequest, found: Any, error: str = "", at: str = "") -> HttpResponse:
    return page(request, "claims/deaths/question.html", {
        "one": found, "source": words.source(found.source), "nik": _masked(found.nik_sealed), "beyond": queries.beyond(found), "error": error, "at": at,
        "near": [{"one": near, "person": near.person, "nik": _masked(near.person.nik_sealed), "weight": near.weight / 1000} for near in queries.candidates(found)],
        "typed": request.POST, "may": staff.may(staff.as_actor(request.user), "claims.match", found.village, on=clock.today()),
    }, status=422 if error else 200)  # fmt: skip


def _masked(sealed: Any) -> str:
    return mask(seals.open_sealed(sealed, "nik")) if sealed else ""
