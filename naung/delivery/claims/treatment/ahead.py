"""What comes next in a treatment: the end of a letter of rest or a guarantee, a control, the second report, the last day to claim."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from naung import law
from naung.delivery.claims.models import Claim
from naung.delivery.claims.reporting import queries as reporting
from naung.delivery.claims.treatment import queries
from naung.delivery.claims.treatment.models import Care
from naung.kit.clock import WITA

SOON = 180  # days before the right to claim ends in which the count is shown


@dataclass(frozen=True, slots=True)
class Next:
    """`what`: rest_ends, guarantee_ends, visit, second_report, expires, no_rest_letter. `days`: until then, below zero when it has passed."""

    what: str
    day: date
    days: int
    facility: str = ""

    @property
    def late(self) -> bool:
        return self.days < 0


def dates(claim: Claim, entries: Sequence[Care], *, on: date) -> list[Next]:
    """The nearest first, of what counts (`queries.live`). Past ones only where somebody still has to do something."""
    found = [Next(what, day, (day - on).days, place) for what, day, place in _found(claim, entries, on)]
    return sorted(found, key=lambda one: (one.day, one.what))


def _found(claim: Claim, entries: Sequence[Care], on: date) -> Iterator[tuple[str, date, str]]:
    stated = queries.statement(entries)
    if stated:
        told = reporting.clock(claim, stated.day)
        if told.second_by and not told.second_told_on:
            yield "second_report", told.second_by.astimezone(WITA).date(), ""
    else:
        yield from _going_on(entries, on)
    expires = law.claim_until(accident_on=claim.happened_on)
    if claim.state == "REPORTED" and (expires - on).days < SOON:
        yield "expires", expires, ""


def _going_on(entries: Sequence[Care], on: date) -> Iterator[tuple[str, date, str]]:
    """The latest letter of each sort: an older one that ended was followed by it."""
    for kind, what in (("rest", "rest_ends"), ("guarantee", "guarantee_ends")):
        ends = [(one.until, one.facility) for one in entries if one.kind == kind and one.until]
        if ends:
            day, place = max(ends)
            yield what, day, place
    for one in entries:
        if one.kind == "visit" and one.day >= on:
            yield "visit", one.day, one.facility
