"""Every programme's months: the four sums of each, whether they agree, how much is open."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from naung.delivery.contributions.reconciling import finer
from naung.delivery.contributions.reconciling import proof as proofs
from naung.delivery.programme import queries as programmes
from naung.web.page import page
from naung.web.proof import seen
from naung.web.resting import kept


def years(request: HttpRequest) -> HttpResponse:
    shown = [one for one in programmes.everything() if seen.may(request, "proof.read", one.region_id)]
    context = {"years": [_year(one) for one in shown[::-1]], "columns": seen.columns()}
    return page(request, "proof/years.html", context)


def _year(programme: Any) -> dict[str, Any]:
    """Counted again only when something new is on the trail: a year of a province is a million lines."""
    found = kept(f"proof-year:{programme.pk}", lambda: finer.year(programme))
    rows = [{"month": one, "first": one.month.first, "tag": seen.state(one.state)} for one in found]
    return {"programme": programme, "rows": rows, "agreed": sum(one.state == proofs.AGREES for one in found), "all": len(found)}  # fmt: skip
