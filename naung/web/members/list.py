"""Every member of a programme, by state: number masked, who pays, and the three days that are kept apart."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse

from naung.delivery.enrolment import payers, queries
from naung.delivery.programme import queries as programmes
from naung.foundation.regions import queries as regions
from naung.web.decisions.reach import reach
from naung.web.members import history, words
from naung.web.page import page
from naung.web.programmes import chosen

ROWS = 50


def members(request: HttpRequest) -> HttpResponse:
    programme = chosen(request)
    state, region = request.GET.get("keadaan", ""), request.GET.get("wilayah", "")
    leaf = Paginator(queries.listed(programme, region, state), ROWS).get_page(request.GET.get("hal"))
    counts = queries.counts(programme, region or None)
    return page(request, "members/list.html", {
        "programme": programme, "programmes": list(programmes.everything()), "rows": rows(programme, list(leaf)), "leaf": leaf, "state": state,
        "chips": [{**chip, "n": counts.get(chip["code"], 0) if chip["code"] else sum(counts.values())} for chip in words.chips(words.STATES, state)],
        "region": region, "regions": own_regions(request), "payer": words.payer(programme.payer), "elsewhere": _elsewhere(programme),
    })  # fmt: skip


def own_regions(request: HttpRequest) -> list[Any]:
    """Regencies and cities within the officer's reach, to filter by."""
    mine = reach(request, "members.read")
    return [one for one in regions.regencies() if any(one.code == code or one.code.startswith(f"{code}.") for code in mine)]  # fmt: skip


def rows(programme: Any, members: list[Any]) -> list[dict[str, Any]]:
    paid = history.first_paid(members)
    places = {one.code: one.name for one in regions.regencies()}
    return [
        {"member": m, "tag": words.state(m.state), "number": queries.masked_number(m), "kind": words.KINDS[m.kind], "paid": paid.get(m.pk),
         "region": places.get(m.region, m.region)}
        for m in members
    ]  # fmt: skip


def _elsewhere(programme: Any) -> list[dict[str, Any]]:
    """Who holds a place here and is not sent, since another programme pays for them."""
    return [{**one, "payer": words.payer(one["payer"])} for one in payers.paid_elsewhere(programme)]
