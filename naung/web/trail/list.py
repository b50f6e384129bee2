"""The trail, latest first; paged along the numbers, so that the thousandth page costs what the first does."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from naung.foundation.trail import queries as trail
from naung.web.batches.words import actor
from naung.web.page import page
from naung.web.scope import holds
from naung.web.trail import asking, words

ROWS = 50


def trail_page(request: HttpRequest) -> HttpResponse:
    context = {
        "labels": asking.labels(),
        **asking.choices(),
        "may_export": holds(request.user.pk, "trail.export"),
    }
    try:
        question = asking.read(request.GET, request.user.pk)
    except asking.NotADay as mistake:
        said = {name: request.GET.get(name, "") for name in asking.FIELDS}
        return page(request, "trail/list.html", {**context, "said": said, "mistake": str(mistake), "rows": []}, status=422)  # fmt: skip
    found = trail.page(question.asked, before=_number(request, "sebelum"), after=_number(request, "sesudah"), rows=ROWS)  # fmt: skip
    return page(request, "trail/list.html", {**context, "said": question.said, "rows": [row(e) for e in found.rows], "newer": found.newer, "older": found.older})  # fmt: skip


def _number(request: HttpRequest, name: str) -> int | None:
    typed = request.GET.get(name, "")
    return int(typed) if typed.isdecimal() and len(typed) < 18 else None


def row(entry: Any) -> dict[str, Any]:
    return {"entry": entry, "who": actor(entry.actor), "what": words.verb(entry.verb)}
