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
from naung.foundation.work import actions as work
from naung.kit import clock
from naung.kit.text import digits, mask
from naung.web.onward import onward
from naung.web.page import page

ROWS = 50
AT_ONCE = 300  # lines that are looked at while the officer waits; more of them are long work
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
        **_flaws(request), "rows": [{"one": one, "source": words.source(one.source), **outcomes[one.pk]} for one in found], "places": places,
        "sources": [(code, words.source(code)) for code in LISTS], "typed": request.POST, "today": clock.today(), "error": error, "at": at,
        "whole": any(len(code) == 2 for code in staff.regions_of(by.officer, on=clock.today())),
        "regencies": regions.regencies(),
    }, status=422 if error else 200)  # fmt: skip


def _flaws(request: HttpRequest) -> dict[str, Any]:
    """What could not be read on the list that was asked about (`?satu=`): each line with what to do."""
    number = digits(request.GET.get("satu", ""))[:18]
    found = queries.death_list(int(number)) if number else None
    if found is None:
        return {}
    leaf = Paginator(found.flaws, ROWS).get_page(request.GET.get("hal"))
    return {
        "leaf": leaf,
        "flawed": found,
        "flaws": [(words.where(where), words.flaw(code)) for where, code in leaf],
    }


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
    if taken.fresh and taken.rows > AT_ONCE:
        job = work.start(kind="claims.deaths", arguments={"list": taken.kept.pk}, key=f"list {taken.kept.pk}", by=by, at=clock.now(), on=clock.today(),
                         about=words.source(taken.kept.source))  # fmt: skip
        return onward(request, "job", job.pk, says=_taken(taken, later=True))
    if taken.fresh:
        actions.look(by=by, at=clock.now(), on=clock.today(), sets=1)
    return onward(request, "death-lists", says=_taken(taken))


def _taken(taken: actions.Taken, *, later: bool = False) -> str:
    if not taken.fresh:
        return _("Berkas yang sama sudah pernah masuk; tidak ada yang ditambahkan.")
    if later:
        says = _("%(n)s baris masuk. Pencocokannya berjalan di halaman ini; boleh Anda tinggalkan.") % {"n": taken.rows}  # fmt: skip
    else:
        says = ngettext("%(n)s baris masuk dan dicocokkan.", "%(n)s baris masuk dan dicocokkan.", taken.rows) % {"n": taken.rows}  # fmt: skip
    if left := taken.left_out:
        lines = ", ".join(words.where(where) for where in left[:20])
        says += " " + _("Tidak masuk: %(lines)s.%(more)s Sebabnya ada pada daftarnya.") % {"lines": lines, "more": " …" if len(left) > 20 else ""}  # fmt: skip
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
