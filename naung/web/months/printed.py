"""The two papers of a payment, byte for byte as registered."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from naung.delivery.contributions import printed, queries
from naung.foundation.papers import queries as papers
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.web.months import files, seen


def support(request: HttpRequest, number: int) -> HttpResponse:
    return _sent(request, number, printed.support, "rincian")


def receipt(request: HttpRequest, number: int) -> HttpResponse:
    return _sent(request, number, printed.receipt, "kuitansi")


def _sent(request: HttpRequest, number: int, make: Callable[..., Any], name: str) -> HttpResponse:
    run = queries.run(number)
    if run is None or run.programme_id not in {p.pk for p in seen.everything(request)}:
        raise Http404
    made = make(
        run=run,
        address=settings.NAUNG_ADDRESS,
        by=staff.as_actor(request.user),
        at=clock.now(),
        on=clock.today(),
    )
    return files.sent(
        papers.content(made),
        f"{name}-{run.month:%Y-%m}-{made.sha256[:8]}.pdf",
        "application/pdf",
        inline=True,
    )
