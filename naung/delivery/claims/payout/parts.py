"""What may be paid while treatment goes on: days without work month by month, and each journey, long before the case ends.

The law's sum over everything told so far, less what was paid already: whoever is paid in parts is paid what the whole would be."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from naung import law
from naung.delivery.claims.models import Claim
from naung.delivery.claims.payout.models import Payment
from naung.delivery.claims.treatment import queries as treatment
from naung.delivery.claims.treatment.kinds import MODES
from naung.delivery.claims.treatment.models import Care
from naung.kit.months import Month

KINDS = ("inability", "transport")
# Before the insurer's word; after it everything is paid by its lines.
OPEN = ("REPORTED", "ASSESSED", "APPROVED")
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Part:
    """One month's days without work, or one journey: the most that may be paid for it now, whole rupiah. `code` names it in forms."""

    code: str
    kind: str
    rupiah: int = 0
    first_day: date | None = None
    last_day: date | None = None
    days: int | None = None
    care: Care | None = None


def due(claim: Claim, *, on: date) -> list[Part]:
    """What was told, is over by `on` and had no part yet; the oldest first, days before journeys. Nothing once the insurer spoke."""
    if claim.kind != "accident" or claim.state not in OPEN:
        return []
    live, paid = treatment.live(claim.pk), of(claim.pk)
    return [one for one in (*_months(claim, live, paid, on), *_journeys(claim, live, paid, on)) if one.rupiah > 0]  # fmt: skip


def of(claim_id: int) -> list[Payment]:
    """The parts that were paid."""
    found = Payment.objects.filter(claim_id=claim_id, kind__in=KINDS).select_related("care")
    return list(found.order_by("paid_on", "pk"))


def stands_on(claim_id: int, entry: Care) -> Payment | None:
    """The part that was paid by this letter or receipt."""
    for one in of(claim_id):
        days = one.first_day and one.last_day and entry.kind == "rest" and entry.until
        if one.care_id == entry.pk or (days and one.first_day <= entry.until and entry.day <= one.last_day):
            return one
    return None


def _months(claim: Claim, live: Sequence[Care], paid: Sequence[Payment], on: date) -> Iterator[Part]:
    had = [one for one in paid if one.kind == "inability"]
    days, rupiah = sum(one.days or 0 for one in had), sum(one.rupiah for one in had)
    for first, last, count in _stretches(live, had):
        if last > on:
            return
        days += count
        whole = law.temporary_inability(accident_on=claim.happened_on, income=claim.programme.base, days=days).total  # fmt: skip
        yield Part(f"inability:{first}", "inability", whole - rupiah, first, last, count)
        rupiah = max(rupiah, whole)


def _stretches(live: Sequence[Care], had: Sequence[Payment]) -> Iterator[tuple[date, date, int]]:
    """Of each month the days that a letter names and no part had; one stretch, or more where a part lies between."""
    spans = [(one.first_day, one.last_day) for one in had if one.first_day and one.last_day]
    left = [day for day in _days(live) if not any(first <= day <= last for first, last in spans)]
    for _key, days in groupby(left, lambda day: (Month.of(day), sum(last < day for _first, last in spans))):
        found = list(days)
        yield found[0], found[-1], len(found)


def _days(live: Sequence[Care]) -> list[date]:
    """Every day without work that a letter names, up to the doctor's statement."""
    stated = treatment.statement(live)
    found: set[date] = set()
    for one in live:
        if one.kind == "rest":
            found |= {one.day + n * DAY for n in range(treatment.rest_days(one, stated.day if stated else None))}  # fmt: skip
    return sorted(found)


def _journeys(claim: Claim, live: Sequence[Care], paid: Sequence[Payment], on: date) -> Iterator[Part]:
    told = {one.pk: one for one in live if one.kind == "transport"}
    had = [told[one.care_id] for one in paid if one.care_id in told]
    modes = {mode: sum(one.rupiah or 0 for one in had if one.what == mode) for mode in MODES}
    rupiah = sum(one.rupiah for one in paid if one.kind == "transport")
    for one in told.values():
        if one in had or one.day > on:
            continue
        modes[one.what] += one.rupiah or 0
        whole = law.transport(accident_on=claim.happened_on, **modes).total
        part = Part(f"transport:{one.pk}", "transport", min(whole - rupiah, one.rupiah or 0), care=one)
        yield part
        rupiah += max(part.rupiah, 0)


def named(claim: Claim, code: str, *, on: date) -> Part | None:
    """The part of this code that is due; None where there is none (any more)."""
    return next((one for one in due(claim, on=on) if one.code == code), None)
