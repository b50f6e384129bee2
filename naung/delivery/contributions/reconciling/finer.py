"""The proof from further off and from nearer: all months of a year, and a month down to the village and the person."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from naung.delivery.contributions.queries import Sums
from naung.delivery.contributions.reconciling.proof import AGREES, DIFFERS, NOTHING, UNDER_WAY, Four, rows
from naung.delivery.programme import queries as programmes
from naung.delivery.programme.queries import Programme
from naung.kit.months import Month

YEAR = """
with of as (select id, month, state from contributions_run where programme_id = %(programme)s and state <> 'PREPARED'),
approved as (select c.month, count(*) n, sum(c.rupiah) s from contributions_contribution c where c.run_id in (select id from of) group by 1),
billed as (select of.month, sum(b.rows) n, sum(b.rupiah) s from of join contributions_invoice i on i.run_id = of.id
             join exchange_batch b on b.id = i.batch_id where i.code is not null group by 1),
debited as (select of.month, sum(i.rows) n, sum(d.s) s from of join contributions_invoice i on i.run_id = of.id
              join (select order_id, sum(amount) s from payments_debit group by 1 having sum(amount) <> 0) d on d.order_id = i.order_id group by 1),
acknowledged as (select of.month, count(*) n, sum(l.rupiah) s from of join contributions_invoice i on i.run_id = of.id
                   join exchange_line l on l.batch_id = i.batch_id and l.state = 'ACCEPTED' group by 1)
select month, array_agg(distinct of.state), max(a.n), max(a.s), max(b.n), max(b.s), max(d.n), max(d.s), max(k.n), max(k.s)
  from of left join approved a using (month) left join billed b using (month) left join debited d using (month)
  left join acknowledged k using (month) group by 1 order by 1
"""
OPEN_BY_MONTH = """
select month, count(*) from contributions_difference where programme_id = %(programme)s and state = 'OPEN' group by 1
"""


@dataclass(frozen=True, slots=True)
class MonthOf:
    """A month of the year: its four sums, whether they agree, and how many differences by person are open."""

    month: Month
    state: str
    four: Four
    open: int

    @property
    def gap(self) -> int:
        """The widest distance between two of the four."""
        sums = [one.rupiah for one in self.four]
        return max(sums) - min(sums)


def year(programme: Programme) -> list[MonthOf]:
    """Every month of the programme, in two queries."""
    facts = {"programme": programme.pk}
    found = {row[0]: row[1:] for row in rows(YEAR, facts)}
    waiting = {row[0]: int(row[1]) for row in rows(OPEN_BY_MONTH, facts)}
    return [_month(month, found.get(month.first), waiting.get(month.first, 0)) for month in programmes.months(programme)]  # fmt: skip


def _month(month: Month, row: tuple[Any, ...] | None, waiting: int) -> MonthOf:
    if row is None:
        return MonthOf(month, NOTHING, (Sums(0, 0),) * 4, waiting)
    n = [int(value or 0) for value in row[1:]]
    four = (Sums(n[0], n[1]), Sums(n[2], n[3]), Sums(n[4], n[5]), Sums(n[6], n[7]))
    if set(row[0]) != {"RECONCILED"}:
        return MonthOf(month, UNDER_WAY, four, waiting)
    return MonthOf(month, AGREES if len({*four}) == 1 else DIFFERS, four, waiting)


PEOPLE_OF = """
from contributions_run r join contributions_contribution c on c.run_id = r.id and c.month = r.month and c.region = %(region)s
  join contributions_invoice i on i.run_id = r.id and i.region = c.region
  left join exchange_line l on l.batch_id = i.batch_id and l.subject = c.membership_id
 where r.programme_id = %(programme)s and r.month = %(month)s and r.state <> 'PREPARED'
"""
VILLAGES = f"""
select c.village, v.name, count(*), sum(c.rupiah)::bigint, count(*) filter (where i.code is not null),
       coalesce(sum(l.rupiah) filter (where i.code is not null), 0)::bigint, count(c.paid_on),
       coalesce(sum(c.rupiah) filter (where c.paid_on is not null), 0)::bigint, count(*) filter (where l.state = 'ACCEPTED'),
       coalesce(sum(l.rupiah) filter (where l.state = 'ACCEPTED'), 0)::bigint,
       (select count(*) from contributions_difference d where d.programme_id = %(programme)s and d.month = %(month)s and d.village = c.village
           and d.state = 'OPEN')
  {PEOPLE_OF.replace("left join exchange_line", "left join regions_region v on v.code = c.village left join exchange_line")}
 group by 1, 2 order by 2, 1
"""
PEOPLE = f"""
select p.code, p.name, c.rupiah, i.code is not null, c.paid_on, l.state, trim(coalesce(l.code, '') || ' ' || coalesce(l.reason, '')), c.acknowledged_on,
       (select coalesce(array_agg(d.kind order by d.kind), '{{}}') from contributions_difference d where d.programme_id = %(programme)s
           and d.month = %(month)s and d.membership_id = c.membership_id and d.state = 'OPEN'), count(*) over ()
  {PEOPLE_OF.replace("left join exchange_line", "join registry_person p on p.id = c.person_id left join exchange_line")} and c.village = %(village)s
   and (not %(odd)s or l.state is distinct from 'ACCEPTED' or c.paid_on is null or exists (select from contributions_difference d
        where d.programme_id = %(programme)s and d.month = %(month)s and d.membership_id = c.membership_id and d.state = 'OPEN'))
 order by p.name_folded, p.code limit %(limit)s offset %(offset)s
"""
PAGE = 50


@dataclass(frozen=True, slots=True)
class Village:
    """A village's four sums (the bank debits a region at once: `debited` are the lines of what it debited), and open differences by person."""

    code: str
    name: str
    four: Four
    open: int


@dataclass(frozen=True, slots=True)
class Person:
    """One person's month in the four sources."""

    code: str
    name: str
    rupiah: int
    billed: bool
    paid_on: date | None
    answer: str  # ACCEPTED, REFUSED, WAITING, MISSING
    reason: str
    acknowledged_on: date | None
    open: tuple[str, ...]


def villages(programme: Programme, month: Month, region: str) -> list[Village]:
    facts = {"programme": programme.pk, "month": month.first, "region": region}
    found = []
    for code, name, *numbers, waiting in rows(VILLAGES, facts):
        n = [int(value) for value in numbers]
        four = (Sums(n[0], n[1]), Sums(n[2], n[3]), Sums(n[4], n[5]), Sums(n[6], n[7]))
        found.append(Village(code, name or code, four, int(waiting)))
    return found


def people(
    programme: Programme, month: Month, village: str, *, odd: bool = False, page: int = 1
) -> tuple[int, list[Person]]:
    """How many, and one page of a village by name; `odd`: only those about whom a source says something else."""
    facts = {"programme": programme.pk, "month": month.first, "region": village[:5], "village": village, "odd": odd,
             "limit": PAGE, "offset": PAGE * (max(page, 1) - 1)}  # fmt: skip
    page_of = rows(PEOPLE, facts)
    found = [Person(code, name, int(rupiah), billed, paid_on, answer or "", reason, seen, tuple(kinds))
             for code, name, rupiah, billed, paid_on, answer, reason, seen, kinds, _total in page_of]  # fmt: skip
    return (int(page_of[0][-1]) if page_of else 0), found
