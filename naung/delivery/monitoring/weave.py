"""The woven band's facts: for each area and month, how many places are paid and acknowledged, billed, or empty."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from naung import law
from naung.delivery.monitoring.cover import Area, below, part_of
from naung.delivery.monitoring.moments import there
from naung.delivery.programme import queries as programmes


@dataclass(frozen=True, slots=True)
class Woven:
    """An area's month in places. `paid`: paid and acknowledged by the insurer; `billed`: billed and not yet that; `grace`: neither,
    of members who may still pay it."""

    places: int
    paid: int
    billed: int
    reached: bool
    grace: int = 0

    @property
    def hole(self) -> int:
        return max(self.places - self.paid - self.billed - self.grace, 0) if self.reached else 0


@dataclass(frozen=True, slots=True)
class Paid:
    """An area's month in people and whole rupiah: paid and acknowledged, and billed only."""

    paid: int = 0
    billed: int = 0
    rupiah: int = 0


NOTHING = Paid()
Months = dict[tuple[str, date], Paid]


def band(
    programme: Any,
    rows: list[Area],
    counts: Months,
    on: date,
    grace: dict[tuple[str, date], int] | None = None,
) -> dict[str, tuple[Woven, ...]]:
    """By area code, one cell a month of the programme."""
    months, late = [m.first for m in programmes.months(programme)], grace or {}
    return {
        row.code: tuple(_cell(row, month, counts.get((row.code, month), NOTHING), on, late.get((row.code, month), 0)) for month in months)
        for row in rows
    }  # fmt: skip


def _cell(row: Area, month: date, found: Paid, on: date, grace: int) -> Woven:
    return Woven(row.places, found.paid, found.billed, month <= on, grace)


LATE = """
with missing as materialized (
    select {part} as part, m.person_id, mo.month from enrolment_membership m cross join unnest(%(months)s::date[]) as mo (month)
     where m.programme_id = %(programme)s and {below} and m.state in ('ENROLLED', 'ENDED')
       and m.covered_from < mo.month + interval '1 month' and m.covered_until >= mo.month
       and not exists (select from contributions_contribution c where c.person_id = m.person_id and c.month = mo.month)
)
select part, month, count(*) from missing x
 where exists (select from contributions_contribution c where c.person_id = x.person_id and c.acknowledged_on <= %(on)s
               and c.month >= x.month - make_interval(months => %(grace)s) and c.month < x.month) group by 1, 2"""


def in_grace(
    programme: Any, parent: str, depth: int, on: date, counts: Months, rows: list[Area]
) -> dict[tuple[str, date], int]:
    """(area, month) -> members without a line of that month whose arrears may still be paid (membership.grace_months).

    Asked only of months in which some place has neither: usually none, and then nothing is read."""
    places = sum(row.places for row in rows)
    filled = {month: sum(counts.get((row.code, month), NOTHING).paid + counts.get((row.code, month), NOTHING).billed for row in rows)
              for month in (m.first for m in programmes.months(programme)) if month <= on}  # fmt: skip
    months = [month for month, n in filled.items() if n < places]
    if not months or not there("contributions_contribution"):
        return {}
    grace = int(law.provision("membership.grace_months", on=on).value)
    with connection.cursor() as cursor:
        cursor.execute(LATE.format(part=part_of("m", depth), below=below("m", parent)),
                       {"programme": programme.pk, "parent": parent, "on": on, "months": months, "grace": grace})  # fmt: skip
        return {(part, month): int(n) for part, month, n in cursor.fetchall()}


def contributed(programme: Any, parent: str, depth: int, on: date) -> Months:
    """(area, month) -> what was contributed for it, as it stood at the end of `on`. `depth`: length of the areas' codes."""
    if not there("contributions_contribution"):
        return {}
    sql = f"""select {part_of("c", depth)} as part, c.month, count(*) filter (where c.acknowledged_on <= %(on)s) as paid,
                     count(*) as billed, coalesce(sum(c.rupiah) filter (where c.acknowledged_on <= %(on)s), 0) as rupiah
              from contributions_contribution c
              where c.run_id in (select id from contributions_run where programme_id = %(programme)s)
                and c.month between %(first)s and least(%(on)s, %(last)s) and {below("c", parent)} group by 1, 2"""
    keys = {
        "programme": programme.pk,
        "parent": parent,
        "on": on,
        "first": programme.first_month,
        "last": programme.last_month,
    }
    with connection.cursor() as cursor:
        cursor.execute(sql, keys)
        return {
            (part, month): Paid(paid, billed - paid, int(rupiah))
            for part, month, paid, billed, rupiah in cursor.fetchall()
        }
