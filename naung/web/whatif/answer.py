"""An answer as it was kept: tables with bars, and the same as a file. The list of people is counted again each time."""

import csv
import io
from collections.abc import Iterable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from naung.delivery.selection.whatif import actions as whatif
from naung.delivery.selection.whatif import knobs as whatif_knobs
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.web.page import page
from naung.web.whatif import shown, words


def seen(number: int) -> Any:
    """404 for a question that nobody kept."""
    try:
        return whatif.scenario(number)
    except whatif.NoSuchScenario as unknown:
        raise Http404(str(unknown)) from None


def answer(request: HttpRequest, number: int) -> HttpResponse:
    found = seen(number)
    region, today = found.programme.region_id, clock.today()
    whole = shown.selects(request, region)
    present = {path: knob.now for path, knob in whatif_knobs.knobs(found.programme, today).items()}
    sums = {name: shown.total(n, whole) for name, n in (("enters", found.enters), ("leaves", found.leaves), ("held", found.answer["leaves_held"]))}  # fmt: skip
    return page(request, "whatif/answer.html", {
        "found": found, "turned": words.turned(found.changes, present), "tables": shown.tables(request, found.answer, region), "sums": sums,
        "before": found.answer["before"], "after": found.answer["after"], "more": found.rupiah_after - found.rupiah_before, "whole": whole,
        "others": [one for one in whatif.saved(found.programme) if one.pk != found.pk][:20],
        "may": staff.may(staff.as_actor(request.user), "whatif.ask", region, on=today),
    })  # fmt: skip


def figures(request: HttpRequest, number: int) -> HttpResponse:
    """What the page shows, one line a group; what is hidden there is empty here."""
    found = seen(number)
    lines: list[tuple[object, ...]] = [
        (table["kind"], row.key, row.name, *(row.counts or ("", "", "", "")), "DATA CONTOH")
        for table in shown.tables(request, found.answer, found.programme.region_id)
        for row in table["rows"]
    ]
    heads = ("kind", "key", "name", "now", "then", "enters", "leaves", "note")
    return _file(f"andai-{found.pk}-DATA-CONTOH.csv", heads, lines)


def people(request: HttpRequest, number: int) -> HttpResponse:
    """Codes, never names: who enters and who leaves. Taking it is on the trail, so it is asked for with a button."""
    found = seen(number)
    if request.method != "POST":
        return redirect("whatif-answer", number)
    moved, same = whatif.take_people(scenario=found, by=staff.as_actor(request.user), at=clock.now(), on=clock.today())  # fmt: skip
    note = "DATA CONTOH" if same else "DATA CONTOH; data sudah berubah sejak pertanyaan ini disimpan"
    rows = moved.select("code", "region", "village", "sex", "decile", "was", "would").iter_rows()
    lines = [(row[0], "enters" if row[5] is None else "leaves", *row[1:5], row[5] or "", row[6] or "", note) for row in rows]  # fmt: skip
    heads = ("code", "moves", "region", "village", "sex", "decile", "rank_now", "rank_then", "note")
    return _file(f"andai-{found.pk}-orang-DATA-CONTOH.csv", heads, lines)


def _file(name: str, heads: tuple[str, ...], lines: Iterable[tuple[object, ...]]) -> HttpResponse:
    written = io.StringIO()
    writer = csv.writer(written, lineterminator="\n")
    writer.writerow(heads)
    writer.writerows(lines)
    answer = HttpResponse(written.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "private, no-store"
    return answer
