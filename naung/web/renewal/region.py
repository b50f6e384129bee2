"""What a regency or city is offered, by village and by name; and its answer, which another person decides."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _

from naung.delivery.selection.renewal import loss as renewal_loss
from naung.delivery.selection.renewal import queries as rounds
from naung.delivery.selection.renewal import takeover as renewal_takeover
from naung.delivery.selection.transfers import paying
from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.kit.months import Month
from naung.kit.refusal import Refusal
from naung.kit.text import digits, squeeze
from naung.web.onward import onward
from naung.web.page import page
from naung.web.renewal import seen
from naung.web.renewal.round import groups

MISTAKES = (renewal_takeover.NotOffered, renewal_takeover.NothingAnswered, renewal_takeover.UnknownPayer, renewal_takeover.AnswerWaits, renewal_takeover.NoOffer)  # fmt: skip
CHIPS = ("OFFERED", "STAYS", "TAKEN_OVER", "ENDS")


def region(request: HttpRequest, year: int, code: str) -> HttpResponse:
    target, place = seen.target(year), seen.own_region(request, code)
    found = rounds.of(target)
    if request.method == "POST":
        if found is None:
            raise Http404
        acts = {"tarik": _withdraw, "program": _open}
        return acts.get(request.POST.get("do", ""), _answer)(request, year, found, place)
    return _shown(request, year, found, place)


def _shown(
    request: HttpRequest, year: int, found: Any, place: Any, error: str = "", status: int = 200
) -> HttpResponse:
    facts: dict[str, Any] = {
        "year": str(year),
        "round": found,
        "place": place,
        "error": error,
        "typed": request.POST,
    }
    if found:
        facts |= _facts(request, found, place)
    return page(request, "renewal/region.html", facts, status=status)


def _facts(request: HttpRequest, found: Any, place: Any) -> dict[str, Any]:
    by, on = staff.as_actor(request.user), clock.today()
    picture = rounds.picture(found, [place.code])
    chosen = request.GET.get("keadaan", "OFFERED")
    search, given = squeeze(request.GET.get("q", ""))[:100], digits(request.GET.get("hal", ""))[:6]
    asked = max(int(given or 1), 1)
    answers = rounds.answers(found, place.code)
    total, people = rounds.people(
        found, [place.code], state=chosen if chosen in CHIPS else "-", search=search, page=asked
    )
    return {
        "picture": picture, "left": rounds.days_left(found, on), "villages": rounds.by_village(found, place.code), "groups": groups(picture),
        "reasons": [(rounds.reason(code), n) for code, n in picture.reasons.items()], "loss": renewal_loss.of(found),
        "answers": [(one, paying.programme_of(one) if one.state == "DECIDED" and one.rows else "") for one in answers],
        "may_open": staff.may(by, "programme.open", place.code, on=on), "waits": any(one.state == "PREPARED" for one in answers), "offers": _offers(found, picture.states["OFFERED"]), "people": people, "total": total,
        "leaf": Paginator(range(total), rounds.PAGE).get_page(asked), "search": search, "chosen": chosen, "chips": _chips(picture),
        "may": found.state == "DECIDED" and staff.may(by, "renewal.answer", place.code, on=on),
    }  # fmt: skip


def _offers(found: Any, people: int) -> list[dict[str, Any]]:
    """What the people on offer cost each kind of payer: in the first month, in the year, one person in the year."""
    kinds = {"apbd": _("APBD kabupaten atau kota"), "village": _("Dana desa"), "donor": _("Donatur")}
    return [
        {"payer": payer, "says": says, "year": renewal_takeover.price(found, payer), "all": people * renewal_takeover.price(found, payer),
         "month": people * renewal_takeover.price_of_month(found, payer, Month.of(found.target.first_month))}
        for payer, says in kinds.items()
    ]  # fmt: skip


def _chips(picture: Any) -> list[tuple[str, str, int]]:
    said = {
        "OFFERED": _("Ditawarkan"),
        "STAYS": _("Tetap"),
        "TAKEN_OVER": _("Diambil alih"),
        "ENDS": _("Berakhir"),
    }
    return [(state, said[state], picture.states[state]) for state in CHIPS]


def _answer(request: HttpRequest, year: int, found: Any, place: Any) -> HttpResponse:
    said = request.POST
    codes = tuple(code for code in squeeze(said.get("nama", "").replace(",", " ")).split() if code)
    try:
        made = renewal_takeover.prepare(
            round=found, region=place.code, by=staff.as_actor(request.user), at=clock.now(), on=clock.today(),
            answer=renewal_takeover.Answer(
                payer=said.get("pembayar", ""), payer_name=squeeze(said.get("sebutan", ""))[:200], document=squeeze(said.get("dokumen", ""))[:200],
                people=int(digits(said.get("orang", ""))[:6] or 0), codes=codes, village=_village(said.get("desa", ""), place), closes="tutup" in said,
            ),
        )  # fmt: skip
    except MISTAKES as mistake:
        return _shown(request, year, found, place, str(mistake), 422)
    return onward(
        request, "approval", made.approval_id, says=_("Jawaban disusun dan menunggu keputusan orang lain.")
    )


def _village(code: str, place: Any) -> str:
    """A village of this region, or none chosen."""
    return (
        code
        if code.startswith(f"{place.code}.") and regions.within(place.code).filter(code=code).exists()
        else ""
    )


def _withdraw(request: HttpRequest, year: int, found: Any, place: Any) -> HttpResponse:
    waits = next((one for one in rounds.answers(found, place.code) if one.state == "PREPARED"), None)
    why = squeeze(request.POST.get("alasan", ""))
    if waits is None:
        raise Http404
    if len(why) < 10:
        return _shown(
            request, year, found, place, _("Tulis alasannya, paling sedikit %(n)s huruf.") % {"n": 10}, 422
        )
    try:
        renewal_takeover.withdraw(
            takeover=waits, why=why, by=staff.as_actor(request.user), at=clock.now(), on=clock.today()
        )
    except Refusal as refusal:
        return _shown(request, year, found, place, str(refusal), 409)
    return onward(
        request, "renewal-region", year, place.code, says=_("Jawaban ditarik; orangnya ditawarkan lagi.")
    )


def _open(request: HttpRequest, year: int, found: Any, place: Any) -> HttpResponse:
    """The programme of whoever took people over: its agreement is typed here, everything else was decided."""
    asked = request.POST
    one = next(
        (one for one in rounds.answers(found, place.code) if str(one.pk) == asked.get("jawaban")), None
    )
    if one is None:
        raise Http404
    try:
        signed = parse_date(asked.get("tanggal", ""))
    except ValueError:
        signed = None
    try:
        made = paying.open_programme(takeover=one, number=asked.get("nomor", "")[:200], signed_on=signed, by=staff.as_actor(request.user), at=clock.now(),
                                     on=clock.today())  # fmt: skip
    except paying.NotSigned as mistake:
        return _shown(request, year, found, place, str(mistake), 422)
    says = _("Program %(code)s dibuka dan orangnya masuk urutannya. Berikutnya: dokumen anggarannya, lalu SK.") % {"code": made.code}  # fmt: skip
    return onward(request, "renewal-region", year, place.code, says=says)
