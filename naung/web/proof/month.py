"""A month's proof: four sums from four sources, one's own first; every difference by name; every file with its hash."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.contributions.reconciling import actions as reconciling
from naung.delivery.contributions.reconciling import paper as papers
from naung.delivery.contributions.reconciling import proof as proofs
from naung.delivery.contributions.reconciling import words
from naung.foundation.papers import codes
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.web.batches.list import names
from naung.web.onward import onward
from naung.web.page import page
from naung.web.proof import seen
from naung.web.scope import allowed

ROOMS = {"list": "contributions-batch", "receipt": "contributions-batch", "order": "contributions-batch", "answer": "contributions-batch",
         "statement": "statement"}  # fmt: skip


def month(request: HttpRequest, code: str, text: str) -> HttpResponse:
    programme, wanted = seen.chosen(request, code, text)
    if request.method == "POST":
        return _compared(request, programme, wanted)
    proof, places = proofs.of(programme, wanted), names()
    sheet, book = papers.registered(programme, wanted) if proof.regions else (None, None)
    context = {
        "programme": programme, "month": wanted, "first": wanted.first, "proof": proof, "tag": seen.state(proof.state), "own": seen.own(request),
        "sources": [_source(proof, name) for name in seen.own_first(request)], "columns": seen.columns(),
        "regions": [{"code": one.code, "name": places.get(one.code, one.code), "four": [getattr(one, s).rupiah for s in proofs.SOURCES],
                     "rows": one.approved.rows, "agrees": one.agrees} for one in proof.regions],
        "differences": [_named(one, places) for one in proof.differences], "totals": [proof.total(s).rupiah for s in proofs.SOURCES],
        "files": [_file(request, one) for one in proof.files], "listed": _listed(proof), "sheet": sheet, "book": book,
        "code": codes.shown(sheet.code) if sheet else "", "may_issue": seen.may(request, "proof.issue", programme.region_id),
        "may_compare": seen.may(request, "proof.compare", programme.region_id),
    }  # fmt: skip
    return page(request, "proof/month.html", context)


def _source(proof: proofs.Proof, name: str) -> dict[str, Any]:
    total = proof.total(name)
    return {"name": name, "says": _(words.SOURCES[name]), "whence": _(words.WHENCE[name]), "whose": _(seen.HEADS[name]), "rows": total.rows,
            "rupiah": total.rupiah, "gap": total.rupiah - proof.total("approved").rupiah}  # fmt: skip


def _named(one: proofs.Named, places: dict[str, str]) -> dict[str, Any]:
    return {"code": one.region, "region": places.get(one.region, one.region), "gap": _(words.GAPS[one.gap]), "what": _(words.NAMED.get(one.kind, one.kind)),
            "about": one.about, "rows": one.rows, "rupiah": one.rupiah}  # fmt: skip


def _file(request: HttpRequest, one: proofs.File) -> dict[str, Any]:
    """With a link only where this officer may follow it."""
    from naung.web.site import PAGE  # site gathers this room's pages too

    room = ROOMS.get(one.what, "")
    return {"file": one, "what": _(words.FILES[one.what]), "room": room if room in PAGE and allowed(request, PAGE[room].who) else ""}  # fmt: skip


def _listed(proof: proofs.Proof) -> dict[str, Any] | None:
    if proof.listed is None:
        return None
    rows = [{"says": seen.what("difference", f"LIST_{kind}")[0], "n": n, "rupiah": rupiah, "why": f"LIST_{kind}"}
            for kind, (n, rupiah) in proof.listed.open.items()]  # fmt: skip
    return {
        "of": proof.listed,
        "rows": rows,
        "settled": sum(n for n, _rupiah in proof.listed.settled.values()),
    }


def _compared(request: HttpRequest, programme: Any, wanted: Any) -> HttpResponse:
    by = staff.as_actor(request.user)
    found = reconciling.compare_receipts(programme=programme, month=wanted, by=by, at=clock.now(), on=clock.today())  # fmt: skip
    says = _("Tanda terima dibandingkan orang demi orang: %(agreed)s dari %(ours)s sama.") % {"agreed": found.agreed, "ours": found.ours}  # fmt: skip
    return onward(request, "proof", programme.code, str(wanted), says=says)
