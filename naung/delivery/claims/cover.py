"""Was the person covered that day, and what does the law give? Both say it in a sentence, also when the answer is no."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from naung import law
from naung.delivery.contributions import queries as contributions
from naung.delivery.enrolment import queries as enrolment
from naung.kit.months import Month
from naung.law.cover import must_be_covered


@dataclass(frozen=True)
class Cover:
    """`word`: IN, OUT, or UNCLEAR (months of grace: the law as known says neither yes nor no). `membership` None: never enrolled."""

    word: str
    because: str
    membership: int | None = None
    since: date | None = None
    months_paid: int = 0  # in a row from `since`; may reach beyond the day


@dataclass(frozen=True)
class Receipts:
    """What an accident has cost so far, as the papers show. Whole rupiah; days of inability to work."""

    days: int = 0
    land: int = 0
    sea: int = 0
    air: int = 0


@dataclass(frozen=True)
class Estimate:
    rupiah: int = 0
    lines: list[dict[str, Any]] = field(default_factory=list)
    note: str = ""  # why there is nothing, or what comes on top


def on_day(person_id: int, day: date) -> Cover:
    """From the membership's days and the months contributed for."""
    found = enrolment.cover_on(person_id, day)
    if found.membership is None or found.since is None:
        return Cover("OUT", found.because, found.membership)
    paid = months_in_a_row(found.since, map(Month.of, contributions.months_paid(found.membership)))
    if not found.insured:
        return Cover("OUT", found.because, found.membership, found.since, paid)
    try:
        must_be_covered(covered_from=found.since, months_paid=paid, on=day)
    except law.ManualReview as unclear:
        return Cover("UNCLEAR", str(unclear), found.membership, found.since, paid)
    except law.NotCovered as no:
        return Cover("OUT", str(no), found.membership, found.since, paid)
    return Cover("IN", found.because, found.membership, found.since, paid)


def months_in_a_row(since: date, paid: Iterable[Month]) -> int:
    """How many months from the one of `since` on are contributed for (acknowledged by the insurer) without a gap."""
    known, month, count = set(paid), Month.of(since), 0
    while month in known:
        month, count = month.plus(1), count + 1
    return count


def estimate(
    *, kind: str, cause: str, happened_on: date, base: int, cover: Cover, receipts: Receipts | None = None
) -> Estimate:
    """What the law of that day gives, line by line; an empty estimate with a note where it gives nothing or cannot yet be said."""
    if cover.word != "IN" or cover.since is None:
        return Estimate(note=cover.because)
    if kind == "accident":
        return _accident(happened_on, base, receipts or Receipts())
    found = law.death(
        cause=cause, died_on=happened_on, covered_from=cover.since, months_paid=cover.months_paid, income=base
    )
    return _as_estimate(found)


def _accident(happened_on: date, base: int, receipts: Receipts) -> Estimate:
    results = []
    if receipts.land or receipts.sea or receipts.air:
        results.append(
            law.transport(accident_on=happened_on, land=receipts.land, sea=receipts.sea, air=receipts.air)
        )
    if receipts.days:
        results.append(law.temporary_inability(accident_on=happened_on, income=base, days=receipts.days))
    lines = [line.as_json() for found in results for line in found.lines]
    return Estimate(sum(found.total for found in results), lines, _treatment())


def _treatment() -> str:
    return _(
        "Perawatan ditanggung sesuai kebutuhan medis, tanpa batas biaya; santunan lain dihitung bila surat dokter dan kuitansi ada."
    )


def _as_estimate(found: law.Result) -> Estimate:
    return Estimate(int(found.total), [line.as_json() for line in found.lines])
