"""What ends in 30, 60 and 90 days: how many people, why, who has to act, and the way there. Looking changes nothing."""

from datetime import date, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from naung.delivery.contributions.cover import calendar as cover_calendar
from naung.delivery.contributions.cover.calendar import Ending
from naung.foundation.regions import queries as regions
from naung.kit import clock
from naung.web.cover import notice, words
from naung.web.decisions.reach import reach
from naung.web.page import page
from naung.web.resting import kept
from naung.web.scope import allowed

FARTHEST = max(cover_calendar.WITHIN)


def calendar(request: HttpRequest) -> HttpResponse:
    on, days = clock.today(), chosen_days(request)
    mine = reach(request, "cover.read")
    every = kept(
        f"cover:{on}:{','.join(mine)}", lambda: cover_calendar.ending(on=on, days=FARTHEST, regions=mine)
    )
    shown = [one for one in every if (one.ends_on - on).days <= days]
    rows = [_row(request, one, on) for one in shown]
    return page(request, "cover/calendar.html", {
        "days": days, "chips": [(n, _people(every, on, n)) for n in cover_calendar.WITHIN], "rows": rows, "people": sum(one.people for one in shown),
        "notice": notice.of(shown, _place(mine), on) if shown else "", "on": on, "last": on + timedelta(days=days),
        "by_step": _by_step(shown),
    })  # fmt: skip


def chosen_days(request: HttpRequest) -> int:
    """30, 60 or 90; anything else is 30."""
    asked = request.GET.get("hari", "")
    return int(asked) if asked in {str(n) for n in cover_calendar.WITHIN} else cover_calendar.WITHIN[0]


def _people(every: list[Ending], on: date, days: int) -> int:
    return sum(one.people for one in every if (one.ends_on - on).days <= days)


def _by_step(shown: list[Ending]) -> list[tuple[str, str, int]]:
    """(what is missing, who does it, how many people), most people first."""
    sums: dict[str, int] = {}
    for one in shown:
        sums[one.step] = sums.get(one.step, 0) + one.people
    found = [(words.step(step), words.role(cover_calendar.ACTS[step]), n) for step, n in sums.items()]
    return sorted(found, key=lambda row: (-row[2], row[0]))


def _row(request: HttpRequest, one: Ending, on: date) -> dict[str, Any]:
    return {
        "one": one, "days": (one.ends_on - on).days, "why": words.why(one.why), "payer": words.payer(one.payer), "step": words.step(one.step),
        "acts": words.role(one.acts), "link": _link(request, one),
    }  # fmt: skip


def _link(request: HttpRequest, one: Ending) -> str:
    """Where the next step is done, for whoever may go there."""
    from naung.web.site import PAGE  # the site gathers this room, so it is asked when a page is shown

    name, args = _where(one)
    return reverse(name, args=args) if name and allowed(request, PAGE[name].who) else ""


def _where(one: Ending) -> tuple[str, list[Any]]:
    if one.step in ("pay", "settle"):
        return "contribution-months", []
    if one.step in ("enrol_again", "enrol_taken_over"):
        return "enrolment-batches", []
    if one.step in ("answer_offer", "tell") and one.goes_on:
        return "renewal-region", [one.goes_on.year, one.region]
    return ("", []) if one.step == "nothing" else ("renewals", [])


def _place(mine: list[str]) -> str:
    return ", ".join(regions.by_code(code).name for code in mine[:3])
