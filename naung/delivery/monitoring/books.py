"""The budget realisation report (LRA): what each budget line granted, and what left the bank for it, laid beside the ledger.

Realised is cash, as the budget counts it (decision 0020): a month that is billed and not paid is an expense of the books and no
realisation. The lines are read from the paid months of people and the budget line of each one's decree; the ledger from its own entries."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db import connection

from naung.delivery.programme import queries as programmes
from naung.foundation.ledger import chart
from naung.kit.months import Month

CONTRIBUTIONS = chart.REALISES[chart.PAYABLE]
BY_PEOPLE = (
    chart.PAYABLE,
    chart.RETURNS,
    chart.PREPAID,
    chart.CONTRIBUTIONS,
)  # what pays for people's months


@dataclass(frozen=True, slots=True)
class Row:
    """Whole rupiah. `line`: the budget line's number, 0 for what has none (bank fees, refunds, revenue). `tenths`: of a per cent."""

    line: int
    code: str
    name: str
    payer: str
    granted: int
    month: int
    to_date: int

    @property
    def remaining(self) -> int:
        return self.granted - self.to_date

    @property
    def tenths(self) -> int | None:
        return self.to_date * 1000 // self.granted if self.granted else None


@dataclass(frozen=True, slots=True)
class Difference:
    """A month of a region where people's paid months and the ledger's cash do not agree."""

    month: date
    region: str
    people: int
    ledger: int


@dataclass(frozen=True, slots=True)
class Lra:
    year: int
    until: Month
    spending: list[Row]
    revenue: list[Row]
    differences: list[Difference] = field(default_factory=list)

    def total(self, name: str) -> int:
        return sum(int(getattr(row, name)) for row in self.spending)


PEOPLE = """
select d.funding_id, date_trunc('month', c.paid_on)::date, c.region, sum(c.rupiah)
  from contributions_contribution c join selection_place p on p.id = c.place_id join selection_decree d on d.id = p.decree_id
 where c.paid_on between %s and %s group by 1, 2, 3
"""
# What came back of an earlier year is revenue of this one, and lowers no spending (SAP, PP 71/2010).
CASH = """
select date_trunc('month', j."on")::date, e.region,
       case when e.account_id = %(refund)s and exists (
                select from ledger_entry o join ledger_journal oj on oj.id = o.journal_id where o.ref = e.ref and o.region = e.region
                   and (o.account_id = %(earlier)s or o.account_id = %(refund)s and o.amount > 0 and oj."on" < %(first)s))
            then %(earlier)s else e.account_id end, sum(e.amount)
  from ledger_entry e join ledger_journal j on j.id = e.journal_id and j."on" between %(first)s and %(last)s
 where e.account_id = any(%(realises)s) and exists (select from ledger_entry m where m.journal_id = j.id and m.account_id = any(%(money)s))
 group by 1, 2, 3
"""
People = dict[tuple[int, date, str], int]
Cash = dict[tuple[date, str, str], int]


def lra(year: int, until: Month, regions: Sequence[str] | None = None) -> Lra:
    """Of a fiscal year up to a month. `regions`: the programmes, and the ledger's entries, of these regions; None is everything."""
    first, last = date(year, 1, 1), until.last
    people, cash = _people(first, last, regions), _cash(first, last, regions)
    spending = [*_lines(year, until.first, people, regions), *_others(until.first, cash)]
    revenue = _by_code(until.first, {key: n for key, n in cash.items() if chart.REALISES[key[2]].startswith("4")}, -1)  # fmt: skip
    return Lra(year, until, spending, revenue, _differences(people, cash))


def mine(region: str, regions: Sequence[str] | None) -> bool:
    """Does the region lie in one of these? None is everything, and the province's code too."""
    return regions is None or any(f"{region}.".startswith(f"{code}.") or len(code) == 2 for code in regions)


def _people(first: date, last: date, regions: Sequence[str] | None) -> People:
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, [first, last])
        return {
            (line, month, region): int(n)
            for line, month, region, n in cursor.fetchall()
            if mine(region, regions)
        }


def _cash(first: date, last: date, regions: Sequence[str] | None) -> Cash:
    with connection.cursor() as cursor:
        cursor.execute(
            CASH,
            {"first": first, "last": last, "realises": list(chart.REALISES), "money": list(chart.MONEY),
             "refund": chart.REFUND_DUE, "earlier": chart.EARLIER_REFUNDS},
        )  # fmt: skip
        return {
            (month, region, code): int(n)
            for month, region, code, n in cursor.fetchall()
            if mine(region, regions)
        }


def _lines(year: int, month: date, people: People, regions: Sequence[str] | None) -> list[Row]:
    """The year's lines, and those of other years that were paid in it."""
    every = {one.id: one for one in programmes.lines()}
    paid = {line for line, _month, _region in people}
    shown = [
        one
        for one in every.values()
        if one.id in paid or one.year == year and mine(one.programme_region, regions)
    ]
    return [
        Row(one.id, one.account_code or CONTRIBUTIONS, one.reference, one.payer_name, one.rupiah if one.year == year else 0,
            sum(n for (line, when, _), n in people.items() if line == one.id and when == month),
            sum(n for (line, _, _), n in people.items() if line == one.id))
        for one in shown
    ]  # fmt: skip


def _others(month: date, cash: Cash) -> list[Row]:
    """Spending that no budget line of people names: bank fees, and refunds that lower it."""
    rest = {
        key: n
        for key, n in cash.items()
        if chart.REALISES[key[2]].startswith("5") and key[2] not in BY_PEOPLE
    }
    return _by_code(month, rest, 1)


def _by_code(month: date, cash: Cash, sign: int) -> list[Row]:
    accounts = sorted({account for _m, _r, account in cash})
    return [
        Row(0, chart.REALISES[account], chart.accounts()[account].name, "", 0,
            sign * sum(n for (when, _, code), n in cash.items() if code == account and when == month),
            sign * sum(n for (_, _, code), n in cash.items() if code == account))
        for account in accounts
    ]  # fmt: skip


def _differences(people: People, cash: Cash) -> list[Difference]:
    said: dict[tuple[date, str], list[int]] = defaultdict(lambda: [0, 0])
    for (_line, month, region), n in people.items():
        said[month, region][0] += n
    for (month, region, account), n in cash.items():
        if account in BY_PEOPLE:
            said[month, region][1] += n
    return [
        Difference(month, region, *both)
        for (month, region), both in sorted(said.items())
        if both[0] != both[1]
    ]
