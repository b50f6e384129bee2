"""What became of a budget line: paid so far, still to come for the places that are held, and what the year will have used.

Whole rupiah. Read from lists, places and paid invoices of every step; row-level security shows an officer their own regions,
so that whoever reads a line wholly must see all of its programme's region."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any

from django.db import connection

from naung import law
from naung.delivery.programme import queries as programmes
from naung.kit.months import Month

SECTOR = "other"  # as the lists are priced (selection.lists)


@dataclass(frozen=True, slots=True)
class Position:
    """`by_month`: paid, by the month contributed for. `due`: what the places held still cost to the programme's end."""

    line: programmes.Line
    realised: int = 0
    by_month: dict[date, int] = field(default_factory=dict)
    places: int = 0
    months_left: int = 0
    due: int = 0

    @property
    def forecast(self) -> int:
        return self.realised + self.due

    @property
    def left(self) -> int:
        """What the year will not use; below zero where the line will not do."""
        return self.line.rupiah - self.forecast


@dataclass(frozen=True, slots=True)
class Commitment:
    """A list that took rupiah of a line: how many places it named, and holds."""

    decree: int
    number: str
    region: str
    round: int
    first_month: date
    months: int
    rows: int
    held: int
    rupiah: int
    decided_on: date | None
    state: str


# A place's months are its list's. Where a programme has one line its paid invoices are that line's; where it has several, each
# member-month is the line's that its list took.
PAID = """
with mine as (select f.id, f.programme_id, count(*) over (partition by f.programme_id) n from programme_funding f
               where f.programme_id = any(%(programmes)s)),
paid as (select i.run_id, i.region, i.rupiah, r.programme_id, r.month from contributions_invoice i
           join contributions_run r on r.id = i.run_id and r.programme_id = any(%(programmes)s) where i.paid_on is not null)
select m.id, p.region, p.month, sum(p.rupiah) from paid p join mine m on m.programme_id = p.programme_id and m.n = 1 group by 1, 2, 3
union all
select d.funding_id, p.region, p.month, sum(c.rupiah) from paid p
  join contributions_contribution c on c.run_id = p.run_id and c.region = p.region and c.month = p.month and c.paid_on is not null
  join selection_place l on l.id = c.place_id join selection_decree d on d.id = l.decree_id
 where p.programme_id in (select programme_id from mine where n > 1) group by 1, 2, 3
"""
HELD = """
select d.funding_id, d.region, d.first_month, d.months, count(*) from selection_place l join selection_decree d on d.id = l.decree_id
 where l.programme_id = any(%(programmes)s) and l.state in ('PROPOSED', 'HELD') group by 1, 2, 3, 4
"""
LISTS = """
select d.id, coalesce(d.number, ''), d.region, d.round, d.first_month, d.months, d.rows,
       (select count(*) from selection_place l where l.decree_id = d.id and l.state in ('PROPOSED', 'HELD')), d.rupiah, d.decided_on, d.state
  from selection_decree d where d.funding_id = %(line)s and d.state not in ('REFUSED', 'VOID') order by d.region, d.round, d.id
"""
PEOPLE = """
select d.region, count(*) from selection_place l join selection_decree d on d.id = l.decree_id
 where d.funding_id = any(%(lines)s) and l.state = 'HELD' group by 1 order by 1
"""


def positions(lines: Sequence[programmes.Line]) -> list[Position]:
    """In the order of the lines; three queries however many there are."""
    ids = sorted({line.programme_id for line in lines})
    known = {one.pk: one for one in programmes.everything() if one.pk in ids}
    paid, held = _asked(PAID, programmes=ids), _asked(HELD, programmes=ids)
    return [_position(line, known[line.programme_id], paid, held) for line in lines]


def _position(line: programmes.Line, programme: Any, paid: list[Any], held: list[Any]) -> Position:
    mine = [(region, month, int(rupiah)) for funding, region, month, rupiah in paid if funding == line.id]
    done = {(region, month) for region, month, _ in mine}
    by_month: dict[date, int] = {}
    for _, month, rupiah in mine:
        by_month[month] = by_month.get(month, 0) + rupiah
    price, due, places, ahead = _prices(programme), 0, 0, set()
    for funding, region, first, months, n in held:
        if funding != line.id:
            continue
        to_come = [m for m in _span(first, months) if (region, m.first) not in done]
        places, due = places + n, due + n * sum(price(m) for m in to_come)
        ahead |= set(to_come)
    return Position(line, sum(by_month.values()), dict(sorted(by_month.items())), places, len(ahead), due)


def _span(first: date, months: int) -> Iterable[Month]:
    return Month.of(first).until(Month.of(first).plus(months - 1))


def _prices(programme: Any) -> Any:
    """One person's contribution in a month, by naung.law."""

    @cache
    def price(month: Month) -> int:
        owed = law.contribution(income=programme.base, start=month, months=1, payer=programme.payer, sector=SECTOR,
                                programmes=programme.schemes.split(","))  # fmt: skip
        return int(owed.total)

    return price


def commitments(line: programmes.Line) -> list[Commitment]:
    """Who took what of a line: every list that was not refused or taken back."""
    return [Commitment(*row) for row in _asked(LISTS, line=line.id)]


def people_by_region(lines: Sequence[programmes.Line]) -> dict[str, int]:
    """Places held and paid by these lines, by regency or city, as far as the reader sees."""
    return {region: int(n) for region, n in _asked(PEOPLE, lines=[line.id for line in lines])}


def _asked(sql: str, **values: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return list(cursor.fetchall())
