"""What would it cost? Contributions by the law, benefits expected under stated assumptions, with an interval.

The assumptions are not law: they stand in parameters/simulation with their own confidence, are printed with every
answer and can be changed by whoever asks.
"""

from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import exp, sqrt
from typing import Any

from naung.kit.months import Month
from naung.kit.rupiah import Rupiah
from naung.law.contribution import contribution
from naung.law.death import death
from naung.law.errors import BadCase
from naung.law.parameters import provision, version

ASSUMED = ("deaths", "work_deaths", "accidents", "accident_cost")
LOW, HIGH = Fraction(5, 100), Fraction(95, 100)


@dataclass(frozen=True, slots=True)
class Year:
    """One calendar year of a region; benefits as expected, and in a low and a high year (one in twenty beyond each)."""

    region: str
    year: int
    people: int
    months: int
    contributions: Rupiah
    benefits: Rupiah
    benefits_low: Rupiah
    benefits_high: Rupiah

    def as_json(self) -> dict[str, Any]:
        return {name: getattr(self, name) for name in self.__slots__}


@dataclass(frozen=True, slots=True)
class Event:
    """An event assumed to happen so many times per 1,000 people a year, and what one costs."""

    name: str
    expected: Fraction
    amount: int


def simulate(
    *,
    people: dict[str, int],
    start: Month,
    months: int,
    payer: str,
    sector: str,
    income: int,
    assumptions: dict[str, int | Decimal] | None = None,
) -> dict[str, Any]:
    """`people` per region code. Gives {"years": [...], "contributions", "benefits", "benefits_low", "benefits_high",
    "assumptions": [...], "version"} in whole rupiah; JKK and JKM, everyone new at `start`, deaths even over the months.

    A death by illness counts with what the law gives in that month of membership: within the waiting time the funeral
    money alone. Refuses fewer than one person or month, an unknown assumption, and whatever the law refuses.
    """
    if months < 1 or not people or min(people.values()) < 1:
        raise BadCase(
            "Orang dan bulan paling sedikit satu.", "There must be at least one person and one month."
        )
    assumed = _assumed(start, assumptions or {})
    by_year = Counter(start.plus(i).year for i in range(months))
    years = [
        _year(region, count, first, in_year, start, payer, sector, income, assumed)
        for region, count in people.items()
        for first, in_year in _stretches(start, by_year)
    ]
    totals = {name: sum(getattr(y, name) for y in years) for name in ("contributions", "benefits")}
    low, high = _interval(_events(sum(people.values()), start, months, start, income, assumed))
    return {
        "years": [year.as_json() for year in years],
        **totals,
        "benefits_low": low,
        "benefits_high": high,
        "assumptions": [{"key": f"simulation.{key}", "value": str(value)} for key, value in assumed.items()],
        "version": version(),
    }


def _assumed(start: Month, given: dict[str, int | Decimal]) -> dict[str, int | Decimal]:
    for key, value in given.items():
        if key not in ASSUMED or value < 0:
            raise BadCase(
                f"Asumsi {key!r} = {value} tidak dapat dipakai.",
                f"Assumption {key!r} = {value} cannot be used.",
            )
    return {key: given.get(key, provision(f"simulation.{key}", on=start.first).value) for key in ASSUMED}


def _stretches(start: Month, by_year: Counter[int]) -> list[tuple[Month, int]]:
    first = start
    stretches = []
    for count in by_year.values():
        stretches.append((first, count))
        first = first.plus(count)
    return stretches


def _year(
    region: str, people: int, first: Month, months: int, start: Month, payer: str, sector: str, income: int,
    assumed: dict[str, int | Decimal],
) -> Year:  # fmt: skip
    owed = contribution(
        income=income,
        start=first,
        months=months,
        payer=payer,
        sector=sector,
        programmes=("jkk", "jkm"),
        people=people,
    )
    events = _events(people, first, months, start, income, assumed)
    low, high = _interval(events)
    return Year(region, first.year, people, months, owed.total, _expected(events), low, high)


def _events(
    people: int, first: Month, months: int, start: Month, income: int, assumed: dict[str, int | Decimal]
) -> list[Event]:
    a_month = {key: Fraction(assumed[key]) * people / 12000 for key in ASSUMED[:3]}
    return [
        event
        for index in range(months)
        for event in (
            Event("deaths", a_month["deaths"], _death("illness", first.plus(index), start, income)),
            Event(
                "work_deaths",
                a_month["work_deaths"],
                _death("work_accident", first.plus(index), start, income),
            ),
            Event("accidents", a_month["accidents"], int(assumed["accident_cost"])),
        )
    ]


def _death(cause: str, month: Month, start: Month, income: int) -> int:
    """A death on the month's last day, every month up to it contributed for."""
    paid = month - start + 1
    return death(
        cause=cause, died_on=month.last, covered_from=start.first, months_paid=paid, income=income
    ).total


def _expected(events: list[Event]) -> Rupiah:
    return Rupiah(round(sum((event.expected * event.amount for event in events), Fraction(0))))


def _interval(events: list[Event]) -> tuple[Rupiah, Rupiah]:
    """Counts of rare events are Poisson; each kind of one amount is taken to its own quantile, which is wider than true."""
    kinds: Counter[tuple[str, int]] = Counter()
    for event in events:
        kinds[event.name, event.amount] += event.expected  # type: ignore[assignment]
    low = sum(_poisson(float(expected), LOW) * amount for (_, amount), expected in kinds.items())
    high = sum(_poisson(float(expected), HIGH) * amount for (_, amount), expected in kinds.items())
    return Rupiah(low), Rupiah(high)


def _poisson(mean: float, quantile: Fraction) -> int:
    """The smallest count whose cumulative probability reaches the quantile."""
    if mean > 500:  # there the normal curve is as good, and exp(-mean) is nearly nothing
        return max(int(mean + (1.6449 if quantile > Fraction(1, 2) else -1.6449) * sqrt(mean)), 0)
    count, term = 0, exp(-mean)
    reached = term
    while reached < float(quantile):
        count += 1
        term *= mean / count
        reached += term
    return count
