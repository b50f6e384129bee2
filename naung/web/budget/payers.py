"""Who pays: every payer, and one with its programmes, people by region, months, rupiah, documents and next dates."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from naung.delivery.monitoring import budget as positions
from naung.delivery.programme import queries as programmes
from naung.foundation.regions import queries as regions
from naung.kit import clock
from naung.kit.months import Month
from naung.web.budget import sight, words
from naung.web.page import page


def payers(request: HttpRequest) -> HttpResponse:
    by_payer: dict[int, list[programmes.Line]] = {}
    for line in sight.visible(request, programmes.lines()):
        by_payer.setdefault(line.payer_id, []).append(line)
    found = [_payer(one, by_payer[one.pk]) for one in programmes.payers() if one.pk in by_payer]
    return page(request, "budget/payers.html", {"payers": found})


def _payer(one: Any, lines: list[programmes.Line]) -> dict[str, Any]:
    return {"one": one, "kind": words.payer(one.kind), "years": ", ".join(str(year) for year in sorted({line.year for line in lines})),
            "lines": len(lines), "rupiah": sum(line.rupiah for line in lines), "committed": sum(line.committed for line in lines)}  # fmt: skip


def payer(request: HttpRequest, number: int) -> HttpResponse:
    found = next((one for one in programmes.payers() if one.pk == number), None)
    lines = sight.visible(request, programmes.lines(payer=found)) if found else []
    if not lines:
        raise Http404
    rows, names = sight.rows(request, lines), {region.code: region.name for region in regions.regencies()}
    ids = {line.id for line in lines}
    changes = [one for one in programmes.changes() if ids & {one.line_id, one.source_id}]
    context = {
        "payer": found, "kind": words.payer(found.kind), "rows": rows, "sums": sight.sums(rows),
        "people": [(names.get(code, code), n) for code, n in positions.people_by_region(lines).items()],
        "changes": [words.shown(one) for one in changes],
        "dates": [_dates(one, rows) for one in _programmes(lines)],
    }  # fmt: skip
    return page(request, "budget/payer.html", context)


def _programmes(lines: list[programmes.Line]) -> list[Any]:
    ids = {line.programme_id for line in lines}
    return [one for one in programmes.everything() if one.pk in ids]


def _dates(programme: Any, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """Which month is next to be paid, and when what it pays for ends."""
    mine = [row["position"] for row in rows if row["line"].programme_id == programme.pk and row["position"]]
    paid = {month for one in mine for month in one.by_month}
    held = any(one.places for one in mine)
    ahead = [month for month in programmes.months(programme) if month.first not in paid] if held else []
    last = programmes.last_day(programme)
    return {"programme": programme, "months": len(programmes.months(programme)), "paid": len(paid), "next": ahead[0].first if ahead else None,
            "last": last, "over": last < clock.today(), "late": bool(ahead) and ahead[0] < Month.of(clock.today())}  # fmt: skip
