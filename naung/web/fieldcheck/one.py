"""A field check: its seed and draw, whom to visit, and the shares with their intervals."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.selection.fieldcheck import draw as fieldcheck_draw
from naung.delivery.selection.fieldcheck import queries as fieldcheck_queries
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.kit.text import digits
from naung.web.fieldcheck import words
from naung.web.onward import onward
from naung.web.page import page
from naung.web.whatif.words import places

ROWS = 50


def seen(number: int) -> Any:
    try:
        return fieldcheck_queries.check(number)
    except fieldcheck_queries.NoSuchCheck as unknown:
        raise Http404(str(unknown)) from None


def one(request: HttpRequest, number: int) -> HttpResponse:
    found = seen(number)
    if request.method == "POST":
        fieldcheck_draw.draw(fieldcheck=found, by=staff.as_actor(request.user), at=clock.now(), on=clock.today())  # fmt: skip
        return onward(request, "fieldcheck", number, says=_("Sampel sudah diundi."))
    by, today = staff.as_actor(request.user), clock.today()
    whole = staff.may(by, "fieldcheck.read", found.programme.region_id, on=today)
    facts = _drawn(request, found) if found.state == "DRAWN" else {}
    return page(request, "fieldcheck/one.html", {
        "check": found, "points": found.half_width // 10, "whole": whole, **facts,
        "may_draw": fieldcheck_queries.open_day(found, today) and staff.may(by, "fieldcheck.draw", found.programme.region_id, on=today),
    })  # fmt: skip


def _drawn(request: HttpRequest, found: Any) -> dict[str, Any]:
    state, asked = request.GET.get("hasil", ""), max(int(digits(request.GET.get("hal", ""))[:6] or 1), 1)
    state = state if state in words.VERDICTS else ""
    total, people = fieldcheck_queries.people(found, state=state, limit=ROWS, skip=(asked - 1) * ROWS)
    told = fieldcheck_queries.figures(found)
    return {
        "strata": [_stratum(told.listed, _("Ada pada SK"), _("salah masuk")), _stratum(told.unlisted, _("Tidak ada pada SK"), _("salah tertinggal"))],
        "refused": _share(told.refused) if told.refused.of else None, "people": [{**row, "says": words.verdict(row["verdict"])} for row in people],
        "leaf": Paginator(range(total), ROWS).get_page(asked), "state": state, "chips": {"": _("semua"), **{code: says() for code, says in words.VERDICTS.items()}},
    }  # fmt: skip


def _stratum(one: Any, title: str, wrong: str) -> dict[str, Any]:
    names = places()
    regions = [{"name": names.get(code, code), "visited": n, "share": _share(share) if share else None} for code, (n, share) in one.regions.items()]  # fmt: skip
    verdicts = [(words.verdict(code), n) for code, n in one.verdicts.items()]
    return {"title": title, "wrong": wrong, "one": one, "found": _share(one.found), "strict": _share(one.strict), "verdicts": verdicts,
            "regions": regions, "people": one.people if one.found.of else None}  # fmt: skip


def _share(one: Any) -> dict[str, Any] | None:
    """Percent with one decimal, as people write it; None where nobody was seen yet."""
    if not one.of:
        return None
    low, high = one.interval
    return {"n": one.wrong, "of": one.of, "percent": one.value * 100, "low": low * 100, "high": high * 100}
