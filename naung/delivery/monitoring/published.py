"""What anybody may read: counts by area, never a person.

The public has no regions, so row-level security shows it nobody. These functions, and only these, count over every
region, and let nothing out but numbers; where a number is so small that a neighbour would know whom it means, it is
hidden (disclosure.py). Regencies have hundreds of places by decree and are shown whole.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from naung.delivery.monitoring import cover, disclosure, moments, money, weave
from naung.delivery.programme import queries as programmes
from naung.foundation.regions import queries as regions
from naung.foundation.staff.scope import seeing

ROWS_OF_A_BAND = 60  # a regency with more villages than this is woven by district


@dataclass(frozen=True, slots=True)
class Picture:
    """A region on a day: its parts with their months, and the sums over all of them, which are never hidden by parts."""

    code: str
    as_of: moments.AsOf
    months: tuple[date, ...]
    rows: tuple[cover.Area, ...]
    woven: dict[str, tuple[weave.Woven, ...]]
    places: int
    enrolled: int
    covered: int
    money: money.Money

    @property
    def percent(self) -> int | None:
        return self.covered * 100 // self.places if self.places else None


def picture(programme: Any, code: str, *, now: datetime, on: date | None = None) -> Picture | None:
    """The region's page as numbers; None before anything happened. UnknownRegion for a code that is none."""
    regions.by_code(code)
    with seeing(["*"]):
        moment = moments.as_of(programmes.last_day(programme), now=now, on=on)
        if moment is None:
            return None
        return _picture(programme, code, moment)


def _picture(programme: Any, code: str, moment: moments.AsOf) -> Picture:
    rows, depth = _rows(programme, code, moment.on)
    counts = weave.contributed(programme, code, depth, moment.on)
    late = weave.in_grace(programme, code, depth, moment.on, counts, rows)
    woven = weave.band(programme, rows, counts, moment.on, late)
    places, enrolled, covered = (
        sum(getattr(r, name) for r in rows) for name in ("places", "enrolled", "covered")
    )
    if quota := programmes.quota(programme, code):
        places = quota.cap
    shown = rows if len(code) == 2 else without_small(rows)
    kept = {r.code: woven[r.code] for r in shown if not r.hidden}
    months = tuple(m.first for m in programmes.months(programme))
    return Picture(
        code,
        moment,
        months,
        tuple(shown),
        kept,
        places,
        enrolled,
        covered,
        discreet(money.of(programme, code, moment.on, counts), code),
    )


def _rows(programme: Any, code: str, on: date) -> tuple[list[cover.Area], int]:
    """A regency is shown by village where the band stays readable, else by district; the rest by its parts."""
    if len(code) == 5:
        by_village = cover.villages(programme, code, on)
        if len(by_village) <= ROWS_OF_A_BAND:
            return by_village, 13
    return cover.areas(programme, code, on), cover.DEPTH[len(code)]


def without_small(rows: list[cover.Area]) -> list[cover.Area]:
    """The same rows, with those hidden whose number of places or of covered people would point at somebody."""
    covered, places = (
        disclosure.hidden({r.code: r.covered for r in rows}),
        disclosure.hidden({r.code: r.places for r in rows}),
    )
    return [
        replace(r, hidden=True, covered=0, enrolled=0, places=0) if r.code in covered | places else r
        for r in rows
    ]


def discreet(found: money.Money, code: str) -> money.Money:
    """Below the province, one to four claims would tell the neighbours whose family it was: they are left out."""
    if len(code) > 2 and disclosure.small(found.reported):
        return replace(found, reported=0, deaths=0, benefits=0, benefits_paid=0)
    return found
