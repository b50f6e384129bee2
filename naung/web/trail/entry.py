"""One entry: what it says, its facts, and whether what proves it holds."""

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from naung.foundation.staff import queries as staff
from naung.foundation.trail import queries as trail
from naung.kit import clock
from naung.web.page import page
from naung.web.trail.list import row


def entry(request: HttpRequest, number: int) -> HttpResponse:
    """404 for an entry outside the reader's regions, as for none."""
    asked = trail.Asked(regions=tuple(staff.regions_of(request.user.pk, on=clock.today())))
    one = trail.entries(asked).filter(pk=number).first()
    if one is None:
        raise Http404
    return page(
        request, "trail/entry.html", {**row(one), "facts": _facts(one.facts), "seal": trail.seal_of(one)}
    )


def _facts(facts: dict[str, Any]) -> list[tuple[str, str]]:
    return [(name, value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)) for name, value in sorted(facts.items())]  # fmt: skip
