"""Two answers beside the present, group by group."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from naung.delivery.selection.whatif import actions as whatif
from naung.kit.text import digits
from naung.web.page import page
from naung.web.whatif import answer, shown


def compared(request: HttpRequest) -> HttpResponse:
    """?a=1&b=2; without both of them, whichever can be chosen."""
    chosen = [answer.seen(int(given)) for name in ("a", "b") if (given := digits(request.GET.get(name, ""))[:9])]  # fmt: skip
    if len(chosen) < 2:
        return page(request, "whatif/compared.html", {"kept": _choice(chosen), "first": chosen[0] if chosen else None})  # fmt: skip
    one, other = chosen
    if one.programme_id != other.programme_id:
        raise Http404
    region = one.programme.region_id
    tables = [shown.tables(request, found.answer, region) for found in chosen]
    # where the people changed between the two, "now" is another list in each: the page says so
    same = one.answer["before"] == other.answer["before"]
    return page(request, "whatif/compared.html", {"one": one, "other": other, "tables": _beside(*tables), "same": same})  # fmt: skip


def _choice(chosen: list[Any]) -> list[Any]:
    programme = chosen[0].programme if chosen else None
    return [one for one in whatif.saved(programme) if one not in chosen] if programme else []


def _beside(first: list[dict[str, Any]], second: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """A group that is hidden in one is hidden in both: the difference would tell it."""
    tables = []
    for table, other in zip(first, second, strict=True):
        rows, others = {row.key: row for row in table["rows"]}, {row.key: row for row in other["rows"]}
        both = [_pair(rows.get(key), others.get(key)) for key in sorted({*rows, *others})]
        tables.append({"title": table["title"], "kind": table["kind"], "rows": both})
    return tables


def _pair(one: Any, other: Any) -> dict[str, Any]:
    nobody = (0, 0, 0, 0)
    some = one or other
    hidden = any(row is not None and row.counts is None for row in (one, other))
    a, b = (row.counts if row else nobody for row in (one, other))
    return {"name": some.name, "counts": None if hidden else (a[0] or b[0], a[1], b[1], b[1] - a[1])}
