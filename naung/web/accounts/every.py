"""Accounts by state and region, and the same as a file: codes and names, never a whole number."""

import csv
import io
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from naung.delivery.banking import lists, rules
from naung.delivery.banking import queries as banking
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit import clock
from naung.kit.canonical import list_hash
from naung.web import programmes
from naung.web import words as figures
from naung.web.accounts import seen, words
from naung.web.page import page

ROWS = 50
HEADS = ("code", "name", "region", "village", "state", "account_ending", "requested_on", "asked", "opened_on", "activated_on", "bank_says", "last_moved_on", "note")  # fmt: skip


def listed(request: HttpRequest) -> HttpResponse:
    wanted, on, programme = _wanted(request), clock.today(), programmes.chosen(request)
    leaf = Paginator(lists.accounts(programme, wanted, on=on), ROWS).get_page(request.GET.get("hal"))
    counted = lists.by_state(programme, wanted.regions, on=on)
    return page(request, "accounts/list.html", {
        **programmes.choice(programme), "tabs": seen.tabs("accounts"), "leaf": leaf, "rows": [_row(one, on) for one in leaf], "chips": _chips(request, counted),
        "regencies": seen.regencies(request), "region": request.GET.get("wilayah", ""), "state": request.GET.get("keadaan", ""),
        "opened": banking.with_number(counted), "asked": sum(n for state, n in counted.items() if state != "late"),
        "patience": rules.value("waiting_long", on=on), "late": counted["late"],
    })  # fmt: skip


def _wanted(request: HttpRequest) -> lists.Wanted:
    """An unknown state or region shows nothing rather than everything."""
    asked = request.GET.get("keadaan", "")
    states = (asked,) if asked and asked != "late" else ()
    return lists.Wanted(seen.chosen(request), states, late=asked == "late")


def _chips(request: HttpRequest, counted: dict[str, int]) -> list[dict[str, Any]]:
    chosen = request.GET.get("keadaan", "")
    found = [{"code": "", "says": _("Semua"), "on": not chosen}]
    found += [{"code": code, "says": f"{words.state(code)['says']} ({figures.number(counted[code])})", "on": code == chosen}
              for code in words.STATES if counted.get(code)]  # fmt: skip
    if counted["late"]:
        says = _("Lama menunggu pemegangnya (%(n)s)") % {"n": figures.number(counted["late"])}
        found.append({"code": "late", "says": says, "on": chosen == "late"})
    return found


def _row(account: Any, on: Any) -> dict[str, Any]:
    waited = (on - account.opened_on).days if account.opened_on and not account.activated_on and account.state != "CLOSED" else None  # fmt: skip
    return {"account": account, "tag": words.state(account.state), "number": banking.masked_number(account), "waited": waited,
            "told": words.told(account)}  # fmt: skip


def export(request: HttpRequest) -> HttpResponse:
    """The list as it is filtered. Taking it leaves a trace, so it is asked for with a button."""
    if request.method != "POST":
        return redirect("accounts")
    wanted, on, by, programme = _wanted(request), clock.today(), staff.as_actor(request.user), programmes.chosen(request)  # fmt: skip
    rows = [_line(one) for one in lists.accounts(programme, wanted, on=on).iterator(chunk_size=2000)]
    trail.record(by=by, verb="banking.export", subject=f"banking.list:{programme.code}", at=clock.now(), facts={
        "rows": len(rows), "regions": list(wanted.regions), "states": list(wanted.states), "late": wanted.late, "hash": list_hash(r[0] for r in rows)})  # fmt: skip
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerows([HEADS, *rows])
    answer = HttpResponse(written.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="rekening-{on}-DATA-CONTOH.csv"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _line(one: Any) -> tuple[object, ...]:
    tail = banking.masked_number(one).replace(" ", "")[-4:]
    return (one.person.code, _plain(one.person.name), one.region, one.place, one.state, tail, one.requested_on, one.asked, one.opened_on or "",
            one.activated_on or "", one.told, one.moved_on or "", "DATA CONTOH")  # fmt: skip


def _plain(text: str) -> str:
    """A name that a spreadsheet program would run as a formula is made plain."""
    return f"'{text}" if text.startswith(("=", "+", "-", "@")) else text
