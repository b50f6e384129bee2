"""From the proof down: a region's villages, a village's people."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.contributions.reconciling import finer
from naung.foundation.regions import queries as regions
from naung.web.batches import words as batches
from naung.web.page import page
from naung.web.proof import seen


def region(request: HttpRequest, code: str, text: str, region: str) -> HttpResponse:
    programme, month = seen.chosen(request, code, text)
    found = finer.villages(programme, month, region)
    if not found:
        raise Http404
    rows = [
        {"village": one, "four": [sums.rupiah for sums in one.four], "rows": one.four[0].rows}
        for one in found
    ]
    context = {"programme": programme, "month": month, "first": month.first, "place": regions.by_code(region), "rows": rows, "columns": seen.columns(),
               "totals": [sum(one.four[n].rupiah for one in found) for n in range(4)], "people": sum(one.four[0].rows for one in found)}  # fmt: skip
    return page(request, "proof/region.html", context)


def village(request: HttpRequest, code: str, text: str, village: str) -> HttpResponse:
    programme, month = seen.chosen(request, code, text)
    asked, odd = seen.leaf(request), request.GET.get("hanya") == "selisih"
    total, found = finer.people(programme, month, village, odd=odd, page=asked)
    if not found and not odd:
        raise Http404
    context = {"programme": programme, "month": month, "first": month.first, "place": regions.by_code(village), "above": regions.by_code(village[:5]),
               "rows": [_row(one) for one in found], "total": total, "odd": odd, "leaf": Paginator(range(total), finer.PAGE).get_page(asked)}  # fmt: skip
    return page(request, "proof/village.html", context)


def _row(one: finer.Person) -> dict[str, Any]:
    answer = batches.line(one.answer) if one.answer else {"kind": "warn", "says": _("belum ditagih")}
    return {"person": one, "answer": answer, "open": [seen.what("difference", f"LIST_{kind}" if f"LIST_{kind}" in _LIST else f"RECEIPT_{kind}")[0]
                                                     for kind in one.open]}  # fmt: skip


_LIST = {
    f"LIST_{kind}"
    for kind in (
        "NOT_THERE",
        "SHORT",
        "WRONG_AMOUNT",
        "DOUBLED",
        "INACTIVE",
        "OTHER_NAME",
        "NOT_HERE",
        "UNKNOWN",
    )
}
