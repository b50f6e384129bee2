"""The woven band's facts: for each area and month, how many places are paid and acknowledged, billed, or empty."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from naung.delivery.monitoring.cover import Area, below, part_of
from naung.delivery.monitoring.moments import there
from naung.delivery.programme import queries as programmes


@dataclass(frozen=True, slots=True)
class Woven:
    """An area's month in places. `paid`: paid and acknowledged by the insurer; `billed`: billed and not yet that."""

    places: int
    paid: int
    billed: int
    reached: bool

    @property
    def hole(self) -> int:
        return max(self.places - self.paid - self.billed, 0) if self.reached else 0


@dataclass(frozen=True, slots=True)
class Paid:
    """An area's month in people and whole rupiah: paid and acknowledged, and billed only."""

    paid: int = 0
    billed: int = 0
    rupiah: int = 0


NOTHING = Paid()
Months = dict[tuple[str, date], Paid]


def band(programme: Any, rows: list[Area], counts: Months, on: date) -> dict[str, tuple[Woven, ...]]:
    """By area code, one cell a month of the programme."""
    months = [m.first for m in programmes.months(programme)]
    return {
        row.code: tuple(_cell(row, month, counts.get((row.code, month), NOTHING), on) for month in months)
        for row in rows
    }


def _cell(row: Area, month: date, found: Paid, on: date) -> Woven:
    return Woven(row.places, found.paid, found.billed, month <= on)


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
