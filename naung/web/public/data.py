"""Open data and health: for programs."""

import csv
import io
from collections.abc import Iterable

from django.db import connection
from django.http import HttpRequest, HttpResponse, JsonResponse

from naung.delivery.monitoring import queries as monitoring
from naung.delivery.programme import queries as programmes
from naung.kit import clock
from naung.web.page import PROGRAMME, PROVINCE, page
from naung.web.public.figures import picture_of

COLUMNS = ("code", "name", "quota", "source", "enrolled", "covered", "percent", "on", "as_of", "note")


def about(request: HttpRequest) -> HttpResponse:
    return page(request, "about_data.html", {"columns": COLUMNS})


def regions_csv(request: HttpRequest) -> HttpResponse:
    """One line a regency or city: quota, where it comes from, accepted by the insurer, covered; counts only."""
    found = picture_of(programmes.by_code(PROGRAMME), PROVINCE)
    text = _csv(_lines(found)) if found else _csv([])
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="naung-wilayah-DATA-CONTOH.csv"'
    return answer


def _lines(found: monitoring.Picture) -> Iterable[tuple[object, ...]]:
    as_of = found.as_of.at.astimezone(clock.WITA).isoformat(timespec="minutes")
    for r in found.rows:
        yield (
            r.code,
            r.name,
            r.places,
            r.source,
            r.enrolled,
            r.covered,
            r.percent,
            found.as_of.on,
            as_of,
            "DATA CONTOH",
        )


def _csv(lines: Iterable[tuple[object, ...]]) -> str:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(COLUMNS)
    writer.writerows(lines)
    return written.getvalue()


def health(request: HttpRequest) -> JsonResponse:
    """200 and the newest trail entry when the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("select 1")
    return JsonResponse({"ok": True, "trail": monitoring.trail_head()})
