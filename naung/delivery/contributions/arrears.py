"""Months that were covered and are not paid though their due day has gone by: by payer and region, by person, and how old.

A month is in arrears whether a line waits for its payment or nobody has put it on a list yet. Cover of a record that was merged
away counts as whoever stands for it, as the monthly run does."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from naung import law
from naung.delivery.contributions import due
from naung.delivery.contributions.lines import MERGED
from naung.delivery.contributions.models import BASE
from naung.delivery.programme import queries as programmes
from naung.delivery.programme.queries import Programme
from naung.foundation.wording import queries as wording
from naung.kit.clock import say_date, say_month
from naung.kit.months import Month
from naung.kit.rupiah import number, say

# The covered months of some programmes that are due, and the line there is of each. The app sees its officer's regions only.
OWED = f"""{MERGED}, owed as (
    select distinct on (m.programme_id, coalesce(g.standing, m.person_id), f.month) coalesce(g.standing, m.person_id) as person_id, m.id as membership_id,
           f.month::date as month, m.region, m.village, m.programme_id
      from unnest(%(programmes)s::bigint[], %(months)s::date[]) f (programme_id, month)
      join enrolment_membership m on m.programme_id = f.programme_id and m.state in ('ENROLLED', 'ENDED')
           and m.covered_from < f.month + interval '1 month' and m.covered_until >= f.month
      left join merged g on g.id = m.person_id
     order by m.programme_id, 1, 3, m.id
), late as (
    select o.*, c.rupiah, c.person_id is not null as listed from owed o
      left join contributions_contribution c on c.person_id = o.person_id and c.month = o.month and c.scheme = '{BASE}'
     where c.paid_on is null
)
"""
BY_REGION = f"{OWED} select programme_id, month, region, count(*), count(*) filter (where listed), coalesce(sum(rupiah), 0) from late group by 1, 2, 3 order by 1, 2, 3"
PEOPLE = f"""{OWED} select count(*) over (), p.code, p.name, l.region, v.name, count(*)::int, min(l.month), max(l.month), coalesce(sum(l.rupiah), 0)
  from late l join registry_person p on p.id = l.person_id left join regions_region v on v.code = l.village
 where (%(region)s = '' or l.region = %(region)s)
 group by p.id, l.region, l.village, v.name order by count(*) desc, l.region, l.village, p.name_folded, p.code limit %(limit)s offset %(offset)s"""  # fmt: skip


@dataclass(frozen=True, slots=True)
class Arrear:
    """A region's unpaid month. `months`: how many due days have gone by, 1 to 3 while it may still be made good; `listed`: of
    the people, how many stand on a list that waits for payment. `rupiah`: what is owed, by the list or else by the month's tariff."""

    programme: str
    payer: str
    month: date
    region: str
    people: int
    listed: int
    rupiah: int
    due_on: date
    days: int
    months: int

    @property
    def over(self) -> bool:
        """Past the months of grace: whether it may still be paid is the insurer's to say."""
        return self.months > due.grace(self.month).value


@dataclass(frozen=True, slots=True)
class Debtor:
    """A person whose months are unpaid; the first and last of them, and the rupiah of those on a list."""

    code: str
    name: str
    region: str
    village: str
    months: int
    first: date
    last: date
    rupiah: int


def of(programme: Programme, on: date) -> list[Arrear]:
    """By month and region, the oldest first; nothing where all is paid or not yet due."""
    return of_each([programme], on)[programme.code]


def of_each(some: Iterable[Programme], on: date) -> dict[str, list[Arrear]]:
    """The same for several programmes by code, in one question however many there are."""
    by_id = {programme.pk: programme for programme in some}
    due_months = {pk: overdue(programme, on) for pk, programme in by_id.items()}
    found: dict[str, list[Arrear]] = {programme.code: [] for programme in by_id.values()}
    if not any(due_months.values()):
        return found
    with connection.cursor() as cursor:
        cursor.execute(BY_REGION, _params(due_months))
        rows = cursor.fetchall()
    prices = {(pk, month.first): price(by_id[pk], month) for pk, months in due_months.items() for month in months}  # fmt: skip
    for pk, first, region, n, listed, rupiah in rows:
        owed = rupiah + (n - listed) * prices[pk, first]
        found[by_id[pk].code].append(_arrear(by_id[pk], on, first, region, n, listed, owed))
    return found


def price(programme: Programme, month: Month) -> int:
    """One person's month by the law, whole rupiah: for those whom no list names yet."""
    return law.contribution(income=programme.base, start=month, months=1, payer=programme.payer, sector="other", programmes=BASE.split(",")).total  # fmt: skip


def everybody(on: date) -> list[Arrear]:
    """Of every programme, by its code."""
    return [one for found in of_each(programmes.everything(), on).values() for one in found]


def overdue(programme: Programme, on: date) -> list[Month]:
    """The programme's months whose due day has gone by."""
    return [month for month in programmes.months(programme) if on > due.due_on(month)]


def _params(months: dict[int, list[Month]]) -> dict[str, Any]:
    """Pairs of programme and month, as two columns."""
    pairs = [(pk, month.first) for pk, some in months.items() for month in some]
    return {"programmes": [pk for pk, _first in pairs], "months": [first for _pk, first in pairs]}


def _arrear(
    programme: Programme, on: date, first: date, region: str, people: int, listed: int, rupiah: int
) -> Arrear:
    month = Month.of(first)
    return Arrear(programme.code, programme.payer, first, region, int(people), int(listed), int(rupiah), due.due_on(month), due.days_late(month, on),
                  due.months_late(month, on))  # fmt: skip


def people(
    programme: Programme, on: date, *, region: str = "", limit: int | None = 50, offset: int = 0
) -> tuple[int, list[Debtor]]:
    """How many people, and some of them: who owes the most months first."""
    months = overdue(programme, on)
    if not months:
        return 0, []
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE, _params({programme.pk: months}) | {"region": region, "limit": limit, "offset": offset})  # fmt: skip
        rows = cursor.fetchall()
    return (int(rows[0][0]) if rows else 0), [Debtor(*row[1:4], row[4] or "", *row[5:8], int(row[8])) for row in rows]  # fmt: skip


def reminder(programme: Programme, on: date, language: str = "id") -> str:
    """The letter that reminds the payer, to copy; empty when nothing is owed."""
    return letter(programme, of(programme, on), payer_name(programme), on, language)


def letter(programme: Programme, found: list[Arrear], payer: str, on: date, language: str = "id") -> str:
    """The same over what was found already; asks the database nothing."""
    if not found:
        return ""
    values = {"payer": payer, "programme": programme.name, **_said(found, on)}
    return wording.say("contributions.arrears", values, on=on, language=language)


def payer_name(programme: Programme) -> str:
    return payer_names([programme])[programme.code]


def payer_names(some: Iterable[Programme]) -> dict[str, str]:
    """By programme's code: as its first budget line calls the payer; else the kind of money."""
    named: dict[str, str] = {}
    for line in programmes.lines():
        named.setdefault(line.programme_code, line.payer_name)
    return {one.code: named.get(one.code, one.payer.upper()) for one in some}


def _said(found: list[Arrear], on: date) -> dict[str, str]:
    oldest = min(one.month for one in found)
    grace_ends = Month.of(oldest).plus(due.grace(on).value)
    return {
        "unpaid_months": number(len({one.month for one in found})), "oldest_month": say_month(oldest), "people": number(max(_each(found).values())),
        "amount": say(sum(one.rupiah for one in found)), "pay_by": say_date(due.due_on(grace_ends)),
    }  # fmt: skip


def _each(found: list[Arrear]) -> dict[date, int]:
    """People by month."""
    by_month: dict[date, int] = {}
    for one in found:
        by_month[one.month] = by_month.get(one.month, 0) + one.people
    return by_month
