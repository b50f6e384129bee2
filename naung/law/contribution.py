"""What is owed for a month: JKK by income band, JKM flat, JHT by income band, less the relief of that month."""

from collections.abc import Collection
from dataclasses import dataclass
from itertools import groupby

from naung.kit.months import Month
from naung.kit.rupiah import Rupiah, say
from naung.law.bands import base_of
from naung.law.errors import BadCase
from naung.law.lines import Line, Result, line, percent_of, result
from naung.law.parameters import Provision, provision
from naung.law.relief import share_due

PROGRAMMES = ("jkk", "jkm", "jht")


@dataclass(frozen=True, slots=True)
class _Monthly:
    """One programme's amount for one person and one month, and what it rests on."""

    amount: Rupiah
    full: Rupiah
    rests_on: tuple[Provision, ...]


def contribution(
    *,
    income: int,
    start: Month,
    months: int,
    payer: str,
    sector: str,
    programmes: Collection[str],
    people: int = 1,
) -> Result:
    """What `people` with one income owe for `months` from `start`: a line per programme and per stretch of one tariff.

    `income` is rupiah a month as declared. No programme chosen owes nothing. Each month is looked up by its first
    day; the relief is rounded per person and month. Refuses an unknown payer, sector or programme, and months before
    December 2019 (NotProvided).
    """
    unknown = sorted(set(programmes) - set(PROGRAMMES))
    if unknown:
        raise BadCase(f"Program {unknown[0]!r} tidak dikenal.", f"Programme {unknown[0]!r} is unknown.")
    wanted = [start.plus(i) for i in range(months)]
    chosen = [programme for programme in PROGRAMMES if programme in programmes]
    return result(
        found
        for programme in chosen
        for found in _stretches(
            programme, [(m, _monthly(programme, income, m, payer, sector)) for m in wanted], people
        )
    )


def _monthly(programme: str, income: int, month: Month, payer: str, sector: str) -> _Monthly:
    full, tariff = _tariff(programme, income, month)
    due = share_due(programme, month, payer, sector)
    if due is None:
        return _Monthly(full, full, tariff)
    percent, relief = due
    return _Monthly(percent_of(full, percent), full, (*tariff, relief))


def _tariff(programme: str, income: int, month: Month) -> tuple[Rupiah, tuple[Provision, ...]]:
    """The full amount for one person and month. JKM is flat; the others are a rate of the band's base."""
    if programme == "jkm":
        flat = provision("jkm.contribution", on=month.first)
        return Rupiah(flat.value), (flat,)
    base, bands = base_of(income, on=month.first)
    rate = provision(f"{programme}.rate", on=month.first)
    return percent_of(base, rate.value), (rate, bands)


def _stretches(programme: str, priced: list[tuple[Month, _Monthly]], people: int) -> list[Line]:
    grouped = [
        (monthly, [m for m, _ in pairs]) for monthly, pairs in groupby(priced, key=lambda pair: pair[1])
    ]
    return [_line(programme, monthly, months, people) for monthly, months in grouped]


def _line(programme: str, monthly: _Monthly, months: list[Month], people: int) -> Line:
    name, count = programme.upper(), len(months)
    relieved = monthly.amount != monthly.full
    before_id = f" (keringanan dari {say(monthly.full)})" if relieved else ""
    before_en = f" (relief from {say(monthly.full)})" if relieved else ""
    return line(
        f"{programme}.contribution",
        monthly.amount * count * people,
        f"Iuran {name} {months[0]} sampai {months[-1]}: {say(monthly.amount)}{before_id} x {count} bulan x {people} orang.",
        f"{name} contribution {months[0]} to {months[-1]}: {say(monthly.amount)}{before_en} x {count} months x {people} people.",
        *monthly.rests_on,
    )
