"""A year's quota: by the formula, as published, as it stands; and moving places from one region to another."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.programme import allocation, moving
from naung.delivery.programme import queries as programmes
from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.kit.refusal import Refusal
from naung.kit.text import digits, squeeze
from naung.web.decisions import moves
from naung.web.onward import onward
from naung.web.page import page

FIELDS = {moving.NoReason: "alasan", moving.PlacesTaken: "jumlah", moving.NothingToMove: "dari"}
MOVES = 50


def quota(request: HttpRequest, year: int) -> HttpResponse:
    try:
        programme = programmes.by_code(f"ntt-{year}")
    except programmes.UnknownProgramme:
        raise Http404 from None
    return _move(request, programme) if request.method == "POST" else _shown(request, programme)


def _shown(request: HttpRequest, programme: Any, refusal: Refusal | None = None) -> HttpResponse:
    rows, by = _rows(programme), staff.as_actor(request.user)
    sums = {key: sum(row[key] or 0 for row in rows) for key in ("population", "formula", "published", "cap", "used")}  # fmt: skip
    context = {
        "programme": programme, "rows": rows, "sums": sums, "formula": allocation.in_force(clock.today()), "moves": programmes.moves(programme)[:MOVES],
        "may_move": staff.may(by, "programme.move", programme.region_id, on=clock.today()), "typed": request.POST,
        "error": str(refusal) if refusal else "", "field": FIELDS.get(type(refusal), "dari"), "year": str(programme.first_month.year),
    }  # fmt: skip
    return page(request, "decisions/quota.html", context, status=422 if refusal else 200)


def _rows(programme: Any) -> list[dict[str, Any]]:
    known, formula = allocation.facts(), moves.by_formula(programme, clock.today())
    return [
        _row(one, known.get(one.region_id), formula.get(one.region_id))
        for one in programmes.quotas(programme)
    ]


def _row(one: Any, known: Any, formula: int | None) -> dict[str, Any]:
    """`tenths`: places for 1,000 people, times ten."""
    published = (
        regions.quota_facts(one.region_id).published_2025 if one.programme.code == "ntt-2025" else None
    )
    tenths = one.cap * 10_000 // known.population if known else None
    return {"code": one.region_id, "name": one.region.name, "population": known.population if known else None, "formula": formula,
            "published": published, "cap": one.cap, "used": one.used, "free": one.cap - one.used, "source": one.source,
            "rate": f"{tenths // 10},{tenths % 10}" if tenths is not None else None,
            "difference": one.cap - formula if formula is not None else None}  # fmt: skip


def _move(request: HttpRequest, programme: Any) -> HttpResponse:
    asked = request.POST
    try:
        move = moving.prepare_move(
            programme=programme, source=asked.get("dari", ""), target=asked.get("ke", ""), places=int(digits(asked.get("jumlah", ""))[:6] or 0),
            reason=squeeze(asked.get("alasan", ""))[:1000], document=squeeze(asked.get("dokumen", ""))[:200],
            by=staff.as_actor(request.user), at=clock.now(), on=clock.today(),
        )  # fmt: skip
    except (moving.NoReason, moving.PlacesTaken, moving.NothingToMove) as refusal:
        return _shown(request, programme, refusal)
    return onward(request, "approval", move.approval_id, says=_("Pemindahan disiapkan dan menunggu keputusan orang lain. Kuota belum berubah."))  # fmt: skip
