"""One list: what came of it, and its lines, filtered by what is said of them."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse

from naung.delivery.intake import annotating, mapping_back
from naung.delivery.intake import queries as intake
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.web.lists import columns, words
from naung.web.lists.where import may, own_regions, programme
from naung.web.page import page

ROWS = 50


def file(request: HttpRequest, number: int) -> HttpResponse:
    found = _found(number)
    region = _reach(request)
    counted = intake.lists_of(programme().pk, region, file=found.pk)
    kinds = intake.kinds_of_findings(programme().pk, file=found.pk)
    if not counted and found.state != "REFUSED":
        raise Http404
    facts = {
        "file": found,
        "count": counted[0] if counted else None,
        "notes": [intake.sentence(one) for one in intake.notes(found.pk)],
        "compared": intake.compared(found.pk),
        "people": mapping_back.first_rows(found),
        "heads": columns.heads(),
        "sheets": [
            (sheet, [(letter, columns.says(name)) for letter, name in told])
            for sheet, told in mapping_back.columns_of(found)
        ],
    }
    return page(
        request,
        "lists/file.html",
        {**facts, **_chips(kinds), "corrects": may(request, "intake.correct", found.region or region)},
    )


def _found(number: int) -> Any:
    try:
        return intake.file(number)
    except intake.File.DoesNotExist:
        raise Http404 from None


def _reach(request: HttpRequest) -> str:
    own = own_regions(request, "intake.look")
    if not own:
        raise Http404
    return own[0]


def _chips(kinds: list[tuple[str, int, int]]) -> dict[str, Any]:
    """What stops lines, and what is only said of them."""
    named = [
        {"code": code, "says": words.code(code), "waits": waits, "said": said} for code, waits, said in kinds
    ]
    return {
        "stops": [one for one in named if one["waits"]],
        "notes_on_lines": [one for one in named if not one["waits"]],
    }


def lines(request: HttpRequest, number: int | None = None) -> HttpResponse:
    """Lines of one list, or of all of one's regions; chips in the query string keep the choice in the address."""
    found = _found(number) if number is not None else None
    region, chosen = _region_asked(request), _chosen(request)
    rows = intake.rows_to_show(
        programme().pk,
        file=found.pk if found else None,
        region=region,
        states=chosen["states"],
        code=chosen["code"],
    )
    leaf = Paginator(rows, ROWS).get_page(request.GET.get("hal"))
    shown = list(leaf)
    said, by = intake.current_findings(shown), staff.as_actor(request.user)
    able = any(
        staff.may(by, "intake.correct", code, on=clock.today())
        for code in own_regions(request, "intake.look")
    )
    told = [_line(one, said.get(one.pk, []), able) for one in shown]
    kinds = intake.kinds_of_findings(programme().pk, file=found.pk if found else None, region=region)
    facts = {
        "file": found,
        "region": region,
        "rows": told,
        "leaf": leaf,
        "code": chosen["code"],
        "state": chosen["state"],
        "says": words.code(chosen["code"]),
    }
    names = intake.names_of_files(one.file_id for one in shown)
    for one in told:
        one["list"] = names.get(one["file_id"], "")
    return page(request, "lists/lines.html", {**facts, **_chips(kinds), "asked": _asked(request)})


def _asked(request: HttpRequest) -> str:
    kept = request.GET.copy()
    kept.pop("hal", None)
    return kept.urlencode()


def _region_asked(request: HttpRequest) -> str:
    asked = request.GET.get("wilayah", "")
    own = own_regions(request, "intake.look")
    if asked and not any(asked == code or asked.startswith(f"{code}.") for code in own):
        raise Http404
    return asked


STATES = {
    "perbaiki": ["FLAWED"],
    "siap": ["CLEAN", "ADMITTED"],
    "ganda": ["REPEATED", "IN_REVIEW", "SAME", "REPLACED"],
    "semua": [],
}


def _chosen(request: HttpRequest) -> dict[str, Any]:
    """An unknown state chooses nobody rather than everybody."""
    state, code = request.GET.get("keadaan", "perbaiki"), request.GET.get("temuan", "")
    return {
        "state": state,
        "states": STATES.get(state, ["-"]),
        "code": code if code in words.CODES else ("R00" if code else ""),
    }


def _line(row: Any, said: list[dict[str, Any]], able: bool) -> dict[str, Any]:
    return {
        "id": row.pk, "file_id": row.file_id, "sheet": row.sheet, "number": row.number, "name": row.name, "state": words.state(row.state), "said": said,
        "fixable": able and row.state in ("FLAWED", "CLEAN"), "flawed": row.state == "FLAWED",
    }  # fmt: skip


def notes(request: HttpRequest, number: int) -> HttpResponse:
    """The workbook that was sent, with our notes in it."""
    found = _found(number)
    if not may(request, "intake.correct", found.region):
        raise Http404
    data = annotating.annotated(file=found, by=staff.as_actor(request.user), at=clock.now())
    answer = HttpResponse(
        data, content_type="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    )
    answer["Content-Disposition"] = f'attachment; filename="catatan-{number}.xlsx"'
    return answer
