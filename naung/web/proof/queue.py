"""The suspense queue: one list of everything that does not fit, by age; each thing settled by a person with a reason."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from naung.delivery.contributions.reconciling import actions as reconciling
from naung.delivery.contributions.reconciling import queue as waiting
from naung.foundation.exchange import queries as exchange
from naung.foundation.staff import queries as staff
from naung.foundation.staff.roles import MAY
from naung.kit import clock
from naung.web.onward import SeeOther, onward
from naung.web.page import page
from naung.web.proof import seen

AGES = (
    gettext_noop("0–7 hari"),
    gettext_noop("8–30 hari"),
    gettext_noop("31–90 hari"),
    gettext_noop("lebih dari 90 hari"),
)
KINDS = {
    "booking": gettext_noop("Mutasi bank"),
    "difference": gettext_noop("Selisih orang per bulan"),
    "suspense": gettext_noop("Jawaban mitra"),
}
PARTNERS = {
    "bank_ntt": "Bank NTT",
    "bpjs_tk": "BPJS Ketenagakerjaan",
    "dukcapil": "Dukcapil",
    "bkn": "BKN",
    "dtsen": "DTSEN",
}


def listed(request: HttpRequest) -> HttpResponse:
    asked, on = _asked(request), clock.today()
    total, items = waiting.items(asked, on, page=seen.leaf(request))
    sums = waiting.totals(on)
    context = {
        "sums": sums, "ages": [{"code": str(n), "says": _(AGES[n]), "n": sums.ages[n][0], "rupiah": sums.ages[n][1], "on": asked.bucket == n}
                               for n in range(len(AGES))],
        "kinds": [{"code": code, "says": _(says), "n": sum(n for kind, _why, n, _rp in sums.kinds if kind == code), "on": asked.kind == code}
                  for code, says in KINDS.items()],
        "asked": asked, "total": total, "rows": [_row(one, on) for one in items], "leaf": Paginator(range(total), waiting.PAGE).get_page(seen.leaf(request)),
        "mine": asked.officer == request.user.pk, "me": request.user.pk,
    }  # fmt: skip
    return page(request, "proof/queue.html", context)


def _asked(request: HttpRequest) -> waiting.Asked:
    """An unknown word matches nothing rather than everything."""
    bucket = request.GET.get("umur", "")
    officer = request.user.pk if request.GET.get("siapa") == "saya" else 0
    return waiting.Asked(request.GET.get("macam", ""), request.GET.get("apa", ""), request.GET.get("mitra", ""),
                         int(bucket) if bucket in ("0", "1", "2", "3") else -1, officer)  # fmt: skip


def _row(one: waiting.Item, on: Any) -> dict[str, Any]:
    what, then = seen.what(one.kind, one.why)
    return {"item": one, "what": what, "next": then, "age": one.age(on), "late": one.age(on) > 30, "kind": _(KINDS[one.kind]),
            "partner": PARTNERS.get(one.partner, one.partner)}  # fmt: skip


def one(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    """A difference or a partner's answer; a booking has its own page."""
    if kind == "booking":
        return SeeOther(f"/rekening-koran/mutasi/{number}")
    found = _found(kind, number)
    if found is None or not seen.may(request, "suspense.read", found.region):
        raise Http404
    return _acted(request, kind, found) if request.method == "POST" else _shown(request, kind, found)


def _found(kind: str, number: int) -> Any:
    if kind == "difference":
        return waiting.difference(number)
    return exchange.suspense(number) if kind == "suspense" else None


def _shown(
    request: HttpRequest, kind: str, found: Any, mistake: str = "", field: str = "", status: int = 200
) -> HttpResponse:
    why = f"{found.source}_{found.kind}" if kind == "difference" else found.why
    what, then = seen.what(kind, why)
    context = {
        "kind": kind, "found": found, "what": what, "next": then, "kind_says": _(KINDS[kind]), "person": waiting.person(found) if kind == "difference" else None,
        "because": found.because if kind == "difference" else found.settled_because, "open": found.state == "OPEN",
        "may": found.state == "OPEN" and seen.may(request, "suspense.settle", found.region), "officers": _officers(found.region),
        "handlings": list(waiting.handlings(kind, found.pk)), "facts": _facts(found.facts), "mistake": mistake, "field": field,
        "said": {"sebab": request.POST.get("sebab", ""), "catatan": request.POST.get("catatan", "")}, "number": found.pk,
    }  # fmt: skip
    return page(request, "proof/item.html", context, status=status)


SAID = {"ours": gettext_noop("Menurut kami (Rp)"), "theirs": gettext_noop("Menurut mitra (Rp)"), "paid_until": gettext_noop("Lunas sampai"),
        "times": gettext_noop("Disebut berapa kali"), "code": gettext_noop("Kode"), "reason": gettext_noop("Alasan mitra"), "number": gettext_noop("Baris"),
        "position": gettext_noop("Baris"), "why": gettext_noop("Sebab"), "rows": gettext_noop("Baris"), "rupiah": gettext_noop("Rupiah"), "key": gettext_noop("Kunci")}  # fmt: skip


def _facts(facts: dict[str, Any]) -> list[tuple[str, str]]:
    """What was said, in words; what has no word here (sealed values) is not shown."""
    return [(_(SAID[name]), str(value)) for name, value in facts.items() if name in SAID and value not in (None, "")]  # fmt: skip


def _officers(region: str) -> list[Any]:
    """Who may settle something of this region today."""
    roster = staff.roster([region.partition(".")[0]], on=clock.today())
    held = staff.posts_of([one.pk for one in roster], on=clock.today())
    return [one for one in roster if any(post.role in MAY["suspense.settle"] and (region == post.region_id or region.startswith(f"{post.region_id}."))
                                         for post in held.get(one.pk, []))]  # fmt: skip


def _acted(request: HttpRequest, kind: str, found: Any) -> HttpResponse:
    by, at, on = staff.as_actor(request.user), clock.now(), clock.today()
    try:
        if request.POST.get("do") == "give":
            number = request.POST.get("petugas", "")
            reconciling.assign(kind=kind, number=found.pk, region=found.region, officer=int(number) if number.isdecimal() else 0,
                               note=request.POST.get("catatan", ""), by=by, at=at, on=on)  # fmt: skip
            return onward(request, "suspense-item", kind, found.pk, says=_("Diserahkan."))
        if kind == "difference":
            reconciling.settle(difference=found, because=request.POST.get("sebab", ""), by=by, at=at, on=on)
        else:
            reconciling.settle_suspense(suspense=found, because=request.POST.get("sebab", ""), by=by, at=at, on=on)  # fmt: skip
    except reconciling.NoReason as mistake:
        return _shown(request, kind, found, str(mistake), "sebab", 422)
    except reconciling.NobodyThere as mistake:
        return _shown(request, kind, found, str(mistake), "petugas", 422)
    return onward(request, "suspense", says=_("Selesai; sebabnya tercatat."))
