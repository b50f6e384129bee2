"""Whose cover ends, by name, for those who must reach them; and the same list as a file, whose taking is on the trail."""

import csv
import io
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from naung.delivery.contributions.cover import calendar as cover_calendar
from naung.delivery.contributions.cover import words as cover_words
from naung.delivery.contributions.cover.calendar import Asked
from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit import clock
from naung.kit.text import digits, squeeze
from naung.web.cover import words
from naung.web.cover.calendar import chosen_days
from naung.web.decisions.reach import reach
from naung.web.page import page

HEADS = (
    "code",
    "name",
    "village",
    "region",
    "payer",
    "programme",
    "state",
    "ends_on",
    "why",
    "next_step",
    "months_in_a_row",
    "note",
)


def people(request: HttpRequest) -> HttpResponse:
    return _file(request) if request.method == "POST" else _shown(request)


def _asked(request: HttpRequest) -> Asked:
    given = request.GET
    return Asked(given.get("wilayah", "")[:13], given.get("pembayar", "")[:10], given.get("sebab", "")[:20], given.get("langkah", "")[:20],
                 squeeze(given.get("q", ""))[:100])  # fmt: skip


def _shown(request: HttpRequest) -> HttpResponse:
    asked, days = _asked(request), chosen_days(request)
    number = max(int(digits(request.GET.get("hal", ""))[:6] or 1), 1)
    total, found = cover_calendar.people(
        asked, on=clock.today(), days=days, regions=reach(request, "cover.read"), page=number
    )
    return page(request, "cover/people.html", {
        "asked": asked, "days": days, "rows": [_row(one) for one in found], "total": total, "place": _place(asked.region),
        "leaf": Paginator(range(total), cover_calendar.PAGE).get_page(number), "whys": [(code, words.why(code)) for code in words.WHY],
        "step": words.step(asked.step) if asked.step else "", "within": cover_calendar.WITHIN,
    })  # fmt: skip


def _row(one: dict[str, Any]) -> dict[str, Any]:
    return one | {
        "says": cover_words.state(one["state"]),
        "because": words.why(one["why"]),
        "next": words.step(one["step"]),
    }


def _place(code: str) -> str:
    try:
        return regions.by_code(code).name if code else ""
    except regions.UnknownRegion:
        return code


def _file(request: HttpRequest) -> HttpResponse:
    """Everybody who was chosen, without any identity number: names leave the house, so it is told on the trail."""
    asked, days, by, on = _asked(request), chosen_days(request), staff.as_actor(request.user), clock.today()
    mine = reach(request, "cover.read")
    total, found = cover_calendar.people(asked, on=on, days=days, regions=mine, limit=None)
    trail.record(by=by, verb="contributions.export_endings", subject=f"contributions.endings:{on}/{days}", at=clock.now(), region=mine[0],
                 facts={"people": total, "days": days, "regions": mine, "why": asked.why, "step": asked.step})  # fmt: skip
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(HEADS)
    writer.writerows(
        (one["code"], one["name"], one["village"], one["region"], one["payer"], one["programme"], one["state"], one["ends_on"], words.why(one["why"]),
         words.step(one["step"]), one["months"], "DATA CONTOH") for one in found
    )  # fmt: skip
    answer = HttpResponse(written.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = (
        f'attachment; filename="perlindungan-berakhir-{on}-{days}-hari-DATA-CONTOH.csv"'
    )
    answer["Cache-Control"] = "private, no-store"
    return answer
