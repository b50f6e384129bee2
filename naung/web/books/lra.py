"""The budget realisation report: on screen, on paper, as a workbook."""

from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from naung.delivery.monitoring import books, books_lra
from naung.delivery.programme import queries as programmes
from naung.foundation.papers import queries as papers
from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.kit.months import Month
from naung.web.books import seen
from naung.web.onward import onward
from naung.web.page import PROVINCE, page


def lra(request: HttpRequest, year: int) -> HttpResponse:
    until = seen.asked_month(request, "sampai", _latest(year))
    report = _report(request, year, until)
    names = {region.code: region.name for region in regions.regencies()}
    return page(request, "books/lra.html", {
        "report": report, "until": until, "years": sorted({*programmes.years(), year}), "months": [Month(year, n) for n in range(1, 13)],
        "rows": [_row(row) for row in report.spending], "revenue": [_row(row) for row in report.revenue], "may_export": seen.may(request, "ledger.export"),
        "total": {name: report.total(name) for name in ("granted", "month", "to_date", "remaining")}, "whole": seen.whole(request),
        "differences": [{"one": one, "place": names.get(one.region, one.region), "n": one.people - one.ledger} for one in report.differences],
        "paper": books_lra.registered(report),
    })  # fmt: skip


def _latest(year: int) -> Month:
    """The year's last month with journals, or today's; December for a year that is over."""
    here = seen.latest()
    return here if here.year == year else Month(year, 12 if year < here.year else 1)


def _report(request: HttpRequest, year: int, until: Month) -> books.Lra:
    if year not in programmes.years() or until.year != year:
        raise Http404
    return books.lra(year, until, seen.regions(request))


def _row(row: books.Row) -> dict[str, Any]:
    return {"row": row, "percent": books_lra.percent(row.tenths)}


def _whole(request: HttpRequest, year: int, text: str) -> books.Lra:
    """The report of the whole province, for who may take it away; else 404."""
    if not seen.may(request, "ledger.export"):
        raise Http404
    return _report(request, year, seen.month_of(text))


def paper(request: HttpRequest, year: int, text: str) -> HttpResponse:
    """POST prints and registers the report of these figures; GET gives the paper of them, if there is one."""
    report = _whole(request, year, text)
    if request.method == "POST":
        books_lra.issue(report=report, region=PROVINCE, address=settings.NAUNG_ADDRESS, by=staff.as_actor(request.user), at=clock.now(), on=clock.today())  # fmt: skip
        return onward(request, "lra-paper", year, text)
    found = books_lra.registered(report)
    if found is None:
        raise Http404
    return given(papers.content(found), "application/pdf", f"inline; filename=lra-{text}-{found.content_hash[:8]}.pdf")  # fmt: skip


def workbook(request: HttpRequest, year: int, text: str) -> HttpResponse:
    report = _whole(request, year, text)
    name = f"lra-{text}-{books_lra.digest(report)[:8]}.xlsx"
    return given(books_lra.workbook(report), seen.XLSX, f"attachment; filename={name}")


def given(content: bytes, kind: str, disposition: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=kind)
    answer["Content-Disposition"], answer["Cache-Control"] = disposition, "private, no-store"
    return answer
