"""A year's lines as a file: what the page shows, whole rupiah, one line a row; empty where the officer does not see the whole."""

import csv
import io

from django.http import Http404, HttpRequest, HttpResponse

from naung.delivery.programme import queries as programmes
from naung.web.budget import sight

HEADS = (
    "year", "payer_kind", "payer", "programme", "line", "account_code", "state", "asked", "granted", "committed", "free", "realised", "due",
    "forecast", "left", "note",
)  # fmt: skip


def figures(request: HttpRequest, number: int) -> HttpResponse:
    if number not in programmes.years():
        raise Http404
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(HEADS)
    for row in sight.rows(request, sight.visible(request, programmes.lines(year=number))):
        line, at = row["line"], row["position"]
        became = (at.realised, at.due, at.forecast, at.left) if at else ("", "", "", "")
        writer.writerow((line.year, line.payer_kind, _harmless(line.payer_name), line.programme_code, _harmless(line.reference), _harmless(line.account_code),
                         line.state, line.asked, line.rupiah, line.committed, line.free, *became, "DATA CONTOH"))  # fmt: skip
    answer = HttpResponse(written.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="anggaran-{number}-DATA-CONTOH.csv"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def _harmless(text: str) -> str:
    """What somebody typed never begins a formula in a spreadsheet."""
    return f"'{text}" if text[:1] in "=+-@\t\r" and text else text
