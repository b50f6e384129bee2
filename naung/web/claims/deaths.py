"""Families to visit, the oldest death first; and deaths told against deaths expected."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.claims.deaths import queries
from naung.delivery.monitoring import mortality
from naung.delivery.programme import queries as programmes
from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.kit.text import digits
from naung.web.page import PROGRAMME, page

ROWS = 50


def states() -> dict[str, str]:
    return {
        "visit": _("untuk dikunjungi"), "claimed": _("sudah ada klaim"), "left": _("keluarga tidak mau mengurus"), "elsewhere": _("diklaim lewat pembayar lain"),
        "alive": _("masih hidup"), "outside": _("di luar perlindungan"),
    }  # fmt: skip


def families(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("tahap", "visit")
    state = state if state in queries.STATES else "visit"
    asked = max(int(digits(request.GET.get("hal", ""))[:6] or 1), 1)
    today = clock.today()
    counts, rows = queries.families(on=today, state=state, limit=ROWS, skip=(asked - 1) * ROWS)
    by = staff.as_actor(request.user)
    return page(request, "claims/deaths/families.html", {
        "rows": rows, "state": state, "chips": [(code, says, counts[code]) for code, says in states().items()], "counts": counts,
        "leaf": Paginator(range(counts[state]), ROWS).get_page(asked), "waiting": queries.waiting(on=today), "late_after": queries.LATE,
        "may": {verb: _holds(by, f"claims.{verb}") for verb in ("visit", "match", "doubt")},
    })  # fmt: skip


def _holds(by: Any, verb: str) -> bool:
    """Does a post of today allow the verb somewhere?"""
    return any(
        staff.may(by, verb, code, on=clock.today()) for code in staff.regions_of(by.officer, on=clock.today())
    )


def expected(request: HttpRequest) -> HttpResponse:
    by, today = staff.as_actor(request.user), clock.today()
    codes = staff.regions_of(by.officer, on=today)
    found = (
        [one for code in codes for one in mortality.by_area(programmes.by_code(PROGRAMME), code, today)]
        if _opened()
        else []
    )
    return page(request, "claims/deaths/expected.html", {
        "rows": [{"area": one, "name": regions.by_code(one.code).name} for one in found], "table": mortality.table(today), "today": today,
    })  # fmt: skip


def _opened() -> bool:
    try:
        programmes.by_code(PROGRAMME)
    except programmes.UnknownProgramme:
        return False
    return True
