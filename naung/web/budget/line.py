"""One budget line: its documents, who took what of it, month by month what was paid; and putting a document before a second person."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from naung.delivery.monitoring import budget as positions
from naung.delivery.programme import budget
from naung.delivery.programme import queries as programmes
from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.kit.refusal import Refusal
from naung.kit.text import squeeze
from naung.web.budget import sight, words
from naung.web.budget.year import amount, day
from naung.web.onward import onward
from naung.web.page import page

FIELDS = {
    budget.NothingToChange: "rupiah",
    budget.BelowCommitted: "rupiah",
    budget.NoDocument: "nomor",
    budget.ChangeStale: "nomor",
}


def line(request: HttpRequest, number: int) -> HttpResponse:
    found = programmes.line(number)
    if found is None or not sight.visible(request, _lines(found)):
        raise Http404
    return _document(request, found) if request.method == "POST" else _shown(request, found)


def _lines(found: Any) -> list[programmes.Line]:
    return [one for one in programmes.lines(programme=found.programme) if one.id == found.pk]


def _shown(request: HttpRequest, found: Any, refusal: Refusal | None = None) -> HttpResponse:
    by, on = staff.as_actor(request.user), clock.today()
    (row,) = sight.rows(request, _lines(found))
    names = {region.code: region.name for region in regions.regencies()}
    changes = [words.shown(one) for one in programmes.changes(line=found)]
    lists = [(one, names.get(one.region, one.region)) for one in positions.commitments(row["line"])] if row["position"] else []  # fmt: skip
    context = {
        **row, "changes": changes, "lists": lists, "months": list(row["position"].by_month.items()) if row["position"] else [],
        "may": staff.may(by, "budget.propose", found.programme.region_id, on=on), "kinds": [(code, _(says)) for code, says in words.DOCUMENTS.items()],
        "first": found.state == "PROPOSED", "typed": request.POST, "error": str(refusal) if refusal else "",
        "field": FIELDS.get(type(refusal), ""), "today": on.isoformat(),
    }  # fmt: skip
    return page(request, "budget/line.html", context, status=422 if refusal else 200)


def _document(request: HttpRequest, found: Any) -> HttpResponse:
    asked = request.POST
    try:
        change = budget.prepare_grant(
            line=found, kind=asked.get("jenis", ""), number=squeeze(asked.get("nomor", ""))[:200], dated=day(asked.get("tanggal", "")),
            rupiah=amount(asked.get("rupiah", "")), reason=squeeze(asked.get("alasan", ""))[:1000], account_code=squeeze(asked.get("rekening", ""))[:60],
            by=staff.as_actor(request.user), at=clock.now(), on=clock.today(),
        )  # fmt: skip
    except tuple(FIELDS) as refusal:
        return _shown(request, found, refusal)
    return onward(request, "approval", change.approval_id, says=_("Dokumen disiapkan dan menunggu keputusan orang lain. Anggaran belum berubah."))  # fmt: skip
