"""What a page of a round may show to whoever asks: the round of a year, and a region of the officer's own."""

from typing import Any

from django.http import Http404, HttpRequest

from naung.delivery.selection.renewal import queries as rounds
from naung.foundation.regions import queries as regions
from naung.web.decisions.reach import reach


def target(year: int) -> Any:
    """The programme of the year; 404 where there is none."""
    try:
        return rounds.into(year)
    except rounds.NoSuchRound as unknown:
        raise Http404(str(unknown)) from None


def own_region(request: HttpRequest, code: str) -> Any:
    """A regency or city with all of it in the officer's reach; else 404, as for one that never was."""
    if len(code) != 5 or not any(
        code == own or code.startswith(f"{own}.") for own in reach(request, "renewal.read")
    ):
        raise Http404
    try:
        return regions.by_code(code)
    except regions.UnknownRegion as unknown:
        raise Http404(str(unknown)) from None
