"""What is past its due day: by payer, month and region with its age, by person, the letter to the payer, and both as files."""

from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language

from naung.delivery.contributions import arrears, due
from naung.kit import clock
from naung.web.batches.list import names
from naung.web.months import files, seen
from naung.web.page import page

ROWS = 50


def arrears_page(request: HttpRequest) -> HttpResponse:
    on, places = clock.today(), names()
    payers = _payers(seen.everything(request), places)
    chosen = _chosen(payers, request.GET.get("program", ""))
    context = {
        "payers": payers,
        "on": on,
        "grace": due.grace(on),
        "due": due.figure(on),
        "chosen": chosen,
        **_people(request, chosen),
    }
    return page(request, "months/arrears.html", context)


def _payers(some: list[Any], places: dict[str, str]) -> list[dict[str, Any]]:
    """Those who owe something; a fixed number of questions however many programmes there are."""
    on, found, named = clock.today(), arrears.of_each(some, clock.today()), arrears.payer_names(some)
    return [_payer(one, found[one.code], named[one.code], places, on) for one in some if found[one.code]]


def _payer(programme: Any, found: list[arrears.Arrear], name: str, places: dict[str, str], on: date) -> dict[str, Any]:  # fmt: skip
    letter = arrears.letter(programme, found, name, on, (get_language() or "id")[:2])
    rows = [{"one": one, "region": places.get(one.region, one.region)} for one in found]
    return {"programme": programme, "name": name, "rows": rows, "letter": letter, "rupiah": sum(one.rupiah for one in found)}  # fmt: skip


def _chosen(payers: list[dict[str, Any]], code: str) -> Any:
    """The payer whose people are listed; the first where none is named, nobody for a name that owes nothing."""
    found = [one for one in payers if not code or one["programme"].code == code]
    return found[0]["programme"] if found else None


def _people(request: HttpRequest, programme: Any) -> dict[str, Any]:
    if programme is None:
        return {"people": [], "leaf": Paginator([], ROWS).get_page(1), "total": 0}
    given = request.GET.get("hal", "")
    asked = max(int(given), 1) if given.isascii() and given.isdigit() and len(given) < 7 else 1
    total, people = arrears.people(programme, clock.today(), limit=ROWS, offset=ROWS * (asked - 1))
    return {"people": people, "total": total, "leaf": Paginator(range(total), ROWS).get_page(asked)}


def arrears_csv(request: HttpRequest) -> HttpResponse:
    """Every payer's unpaid months by region; with ?orang=1, the people of one payer, by code and without names."""
    if request.GET.get("orang"):
        return _people_csv(request)
    found = [one for some in arrears.of_each(seen.everything(request), clock.today()).values() for one in some]  # fmt: skip
    heads = ("programme", "payer", "month", "region", "people", "on_a_list", "rupiah", "due_on", "days_late", "months_late", "grace_is_over")  # fmt: skip
    lines = [(a.programme, a.payer, f"{a.month:%Y-%m}", a.region, a.people, a.listed, a.rupiah, a.due_on.isoformat(), a.days, a.months, int(a.over)) for a in found]  # fmt: skip
    return files.table(f"tunggakan-{clock.today()}", heads, lines)


def _people_csv(request: HttpRequest) -> HttpResponse:
    programme = next((p for p in seen.everything(request) if p.code == request.GET.get("program", "")), None)
    if programme is None:
        raise Http404
    _total, people = arrears.people(programme, clock.today(), limit=None)
    lines = [(one.code, one.region, one.village, one.months, f"{one.first:%Y-%m}", f"{one.last:%Y-%m}") for one in people]  # fmt: skip
    return files.table(f"tunggakan-{programme.code}-orang-{clock.today()}", ("person", "region", "village", "months", "first", "last"), lines)  # fmt: skip
