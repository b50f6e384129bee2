"""Regency by regency: who was assessed, who waits, which list is in force or waits; and proposing one."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.programme import queries as programmes
from naung.delivery.selection import actions, queries
from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.kit.months import Month
from naung.web.decisions.reach import reach
from naung.web.onward import onward
from naung.web.page import PROGRAMME, page
from naung.web.resting import kept


def proposals(request: HttpRequest) -> HttpResponse:
    try:
        programme = programmes.by_code(PROGRAMME)
    except programmes.UnknownProgramme:
        return page(request, "empty.html", {"path": [], "place": None})
    return _propose(request, programme) if request.method == "POST" else _shown(request, programme)


def _shown(request: HttpRequest, programme: Any, error: str = "", status: int = 200) -> HttpResponse:
    mine = reach(request, "selection.read")
    counted = kept(
        f"overview:{programme.pk}:{','.join(sorted(mine))}", lambda: queries.overview(programme, mine)
    )
    found = sorted(counted, key=lambda row: not row["assessed"])  # where something is, first
    rows = [{**row, "can": _can(row, programme)} for row in found]
    allowed = bool(reach(request, "selection.propose"))
    return page(request, "decisions/proposals.html", {"programme": programme, "rows": rows, "allowed": allowed, "error": error}, status=status)  # fmt: skip


def _can(row: dict[str, Any], programme: Any) -> str:
    """Which list could be proposed now: "first", "further", or none; the step itself decides again."""
    if row["pending"] or not row["waiting"] or row["used"] >= row["cap"]:
        return ""
    if not row["decree"]:
        return "first"
    return "further" if Month.of(clock.today()) <= Month.of(programme.last_month) else ""


def _propose(request: HttpRequest, programme: Any) -> HttpResponse:
    region = _own_region(request)
    found = {row["code"]: row for row in queries.overview(programme, [region])}.get(region)
    if found is None:
        raise Http404
    prepare = actions.prepare_replacements if found["decree"] else actions.prepare_decrees
    made = prepare(programme=programme, region=region, by=staff.as_actor(request.user), at=clock.now(), on=clock.today())  # fmt: skip
    if not made:
        place = regions.by_code(region).name
        return _shown(request, programme, _("Belum ada yang dapat ditempatkan di %(place)s: tidak ada tempat kosong atau tidak ada calon.") % {"place": place}, status=422)  # fmt: skip
    says = _("Daftar disusun dan menunggu keputusan orang lain.")
    return onward(request, "decree", made[0].pk, says=says if made[0].state == "PREPARED" else "")


def _own_region(request: HttpRequest) -> str:
    """One region a time, and one of the officer's own: nothing chosen proposes nothing."""
    region = request.POST.get("wilayah", "")
    if not any(
        region == code or region.startswith(f"{code}.") for code in reach(request, "selection.propose")
    ):
        raise Http404
    return region
