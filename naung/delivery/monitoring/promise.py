"""The promise kept honest: what this person's family would receive if something happened on a day, by the law of that day."""

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from django.utils.translation import get_language

from naung import law
from naung.delivery.monitoring.words import refused
from naung.kit.months import Month


@dataclass(frozen=True, slots=True)
class Amount:
    """`total` in whole rupiah, or None with the law's own sentence in `silent`. `later`: what it becomes, and from which day."""

    kind: str
    total: int | None
    lines: tuple[law.Line, ...] = ()
    silent: str = ""
    later: tuple[date, int] | None = None


@dataclass(frozen=True, slots=True)
class Cover:
    """A person's cover: contributed for `months_paid` months in a row from `since`; `until` is the last day promised."""

    since: date
    until: date
    months_paid: int
    income: int


def promises(cover: Cover, on: date) -> list[Amount]:
    """Death by work accident and death by illness, on this day."""
    return list(_promised(cover, on, law.version(), get_language() or ""))


@lru_cache(4096)
def _promised(cover: Cover, on: date, version: str, language: str) -> list[Amount]:
    """Thousands share a first day and a count of months; the law gives each of them the same, and says it in one language."""
    accident, illness = _death(cover, "work_accident", on), _death(cover, "illness", on)
    return [accident, _with_what_comes(illness, cover, on)]


def _death(cover: Cover, cause: str, on: date, months_paid: int | None = None) -> Amount:
    paid = cover.months_paid if months_paid is None else months_paid
    try:
        found = law.death(
            cause=cause, died_on=on, covered_from=cover.since, months_paid=paid, income=cover.income
        )
    except law.LawRefusal as refusal:
        return Amount(cause, None, silent=refused(refusal))
    return Amount(cause, found.total, found.lines)


def _with_what_comes(now: Amount, cover: Cover, on: date) -> Amount:
    """The first later day within cover on which the amount is another, each month paid as it comes."""
    if now.total is None:
        return now
    for day in _days(on, cover.until):
        paid = max(cover.months_paid, Month.of(day) - Month.of(cover.since) + 1)
        then = _death(cover, now.kind, day, paid)
        if then.total is not None and then.total != now.total:
            return Amount(now.kind, now.total, now.lines, now.silent, (day, then.total))
    return now


def _days(after: date, until: date) -> list[date]:
    return [after + timedelta(days=n) for n in range(1, min((until - after).days, 400) + 1)]
