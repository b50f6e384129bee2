"""People whose months were paid after their last day: what the agreement says, what was decided, what came back."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.contributions.mending import surplus
from naung.delivery.programme import queries as programmes
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.web.batches.list import names
from naung.web.batches.starting import who_may
from naung.web.months import words
from naung.web.onward import onward
from naung.web.page import page

ROWS = 50


def unused(request: HttpRequest) -> HttpResponse:
    return _acted(request) if request.method == "POST" else shown(request)


def shown(request: HttpRequest, mistake: dict[str, str] | None = None) -> HttpResponse:
    leaf, places, agreed = Paginator(surplus.unused(), ROWS).get_page(request.GET.get("hal")), names(), {}
    rows = [_row(one, places, agreed, request) for one in leaf]
    context = {
        "rows": rows,
        "leaf": leaf,
        "mistakes": [mistake] if mistake else [],
        "typed": request.POST,
        "who_may": who_may("contributions.propose"),
    }
    return page(request, "months/surplus.html", context, status=422 if mistake else 200)


def _row(one: Any, places: dict[str, str], agreed: dict[str, Any], request: HttpRequest) -> dict[str, Any]:
    """`agreed`: looked up once a programme."""
    if one.programme not in agreed:
        agreed[one.programme] = _agreed(one.programme)
    by = staff.as_actor(request.user)
    return {
        "one": one, "region": places.get(one.region, one.region), "tag": words.tag(words.SURPLUS, one.state), "how": _(words.HOW[one.how]) if one.how else "",
        "ways": [{"code": how, "says": _(words.HOW[how])} for how in sorted(agreed[one.programme])],
        "may": staff.may(by, "contributions.propose", one.region, on=clock.today()),
    }  # fmt: skip


def _agreed(programme: str) -> frozenset[str]:
    try:
        return surplus.agreed(programme, clock.today())
    except programmes.NoAgreement:
        return frozenset()


def _acted(request: HttpRequest) -> HttpResponse:
    do = {"prepare": _prepare, "refunded": _refunded, "replaced": _replaced}.get(request.POST.get("do", ""))
    if do is None:
        raise Http404
    try:
        return do(request, {"by": staff.as_actor(request.user), "at": clock.now(), "on": clock.today()})
    except (surplus.NothingUnused, surplus.NotAgreed, surplus.NoReason, surplus.NotDecided) as refusal:
        return shown(request, {"field": f"o{request.POST.get('kepesertaan', '')[:12]}", "sentence": str(refusal)})  # fmt: skip


def _number(request: HttpRequest, name: str) -> int:
    given = request.POST.get(name, "")
    if not (given.isascii() and given.isdigit() and len(given) < 15):
        raise Http404
    return int(given)


def _prepare(request: HttpRequest, who: dict[str, Any]) -> HttpResponse:
    typed = request.POST
    surplus.prepare(membership=_number(request, "kepesertaan"), how=typed.get("cara", ""), why=typed.get("alasan", ""), document=typed.get("surat", ""), **who)  # fmt: skip
    return onward(request, "contribution-surplus", says=_("Diajukan. Orang lain, pejabat penyetuju, yang memutus."))  # fmt: skip


def _found(request: HttpRequest) -> Any:
    found = surplus.by_number(_number(request, "nomor"))
    if found is None:
        raise Http404
    return found


def _refunded(request: HttpRequest, who: dict[str, Any]) -> HttpResponse:
    surplus.refunded(surplus=_found(request), reference=request.POST.get("mutasi", ""), **who)
    return onward(request, "contribution-surplus", says=_("Uang yang kembali dicatat dalam pembukuan."))


def _replaced(request: HttpRequest, who: dict[str, Any]) -> HttpResponse:
    code = request.POST.get("pengganti", "").strip()
    stands = surplus.standing_in(code) if code else None
    if stands is None:
        raise surplus.NotDecided(_("Tidak ada peserta yang sedang terlindungi dengan kode %(code)s.") % {"code": code or "–"})  # fmt: skip
    surplus.replaced(surplus=_found(request), instead=stands, **who)
    return onward(request, "contribution-surplus", says=_("Penggantinya dicatat."))
