"""Which accounts are about to rest, which rest already, and what wakes them: the bank's status, asked from here."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.banking import lists, rules
from naung.foundation.staff import queries as staff
from naung.foundation.work import actions as work
from naung.kit import clock
from naung.web import programmes
from naung.web import words as figures
from naung.web.accounts import notice, seen, words
from naung.web.batches import starting
from naung.web.batches.rooms import BANKING
from naung.web.onward import onward
from naung.web.page import page

ROWS = 50


def listed(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        return _ask(request)
    programme = programmes.chosen(request)
    context = {
        **programmes.choice(programme),
        "tabs": seen.tabs("resting"),
        "scopes": starting.scopes(BANKING, request),
        "who_may": starting.who_may("banking.send"),
    }
    try:
        context |= _found(request, programme)
    except rules.NoRule as none:
        context |= {"no_rule": str(none)}
    return page(request, "accounts/resting.html", context)


def _found(request: HttpRequest, programme: Any) -> dict[str, Any]:
    where, on = seen.chosen(request), clock.today()
    chosen = request.GET.get("keadaan", "")
    counted = lists.buckets(programme, where, on=on)
    if chosen in ("INACTIVE", "DORMANT"):
        found: Any = lists.accounts(programme, lists.Wanted(where, (chosen,)), on=on)
    else:
        found = lists.resting(programme, where, on=on, bucket=chosen)
    leaf = Paginator(found, ROWS).get_page(request.GET.get("hal"))
    first = lists.first_rest(programme, where, on=on)
    return {
        "leaf": leaf, "rows": [{"account": one, "tag": words.state(one.state), "rests": getattr(one, "rests_on", None), "told": words.told(one)} for one in leaf],
        "chips": _chips(chosen, counted), "inactive": rules.rule("inactive_after", on=on), "dormant": rules.rule("dormant_after", on=on),
        "soon": sum(counted[name] for name in ("30", "60", "90")), "asleep": counted["INACTIVE"] + counted["DORMANT"], "first": first,
        "notice": notice.of_resting(_("Bapak/Ibu"), first) if first else "",
    }  # fmt: skip


def _chips(chosen: str, counted: dict[str, int]) -> list[dict[str, Any]]:
    says = {"": _("Semua"), "30": _("dalam 30 hari"), "60": _("31 sampai 60 hari"), "90": _("61 sampai 90 hari"), "later": _("sesudahnya"),
            "INACTIVE": words.state("INACTIVE")["says"], "DORMANT": words.state("DORMANT")["says"]}  # fmt: skip
    return [
        {
            "code": code,
            "says": f"{one} ({figures.number(counted[code])})" if code else one,
            "on": code == chosen,
        }
        for code, one in says.items()
    ]


def _ask(request: HttpRequest) -> HttpResponse:
    region = request.POST.get("wilayah", "")
    names = {scope["code"]: scope["name"] for scope in starting.scopes(BANKING, request)}
    if region not in names:
        raise starting.NotChosen(_("Pilih salah satu wilayah Anda."))
    by, on, programme = staff.as_actor(request.user), clock.today(), programmes.chosen(request).code
    staff.require(by, "banking.send", region, on=on)
    job = work.start(kind="banking.standing", arguments={"programme": programme, "region": region if len(region) > 2 else ""},
                     key=f"{programme} {region}", by=by, at=clock.now(), on=on, about=names[region])  # fmt: skip
    return onward(request, "job", job.pk)
