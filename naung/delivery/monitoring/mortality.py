"""How many deaths should there have been? Days of cover lived, by age and sex, at an assumed mortality; beside what was reported.

The assumption is dated data with its confidence (data/mortality.yaml), and is printed wherever it is used."""

from bisect import bisect_right
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from naung.delivery.monitoring.cover import DEPTH, below
from naung.delivery.monitoring.stamps import rows
from naung.law.reading import read_yaml

FILE = Path(__file__).parent / "data" / "mortality.yaml"
LOW = 50  # percent of what was expected, under which families are looked for
ENOUGH = Fraction(2)  # expected deaths under which a share says nothing


class NoTable(ValueError):
    """No mortality is written down for this day."""


@dataclass(frozen=True, slots=True)
class Band:
    """From this age on; deaths per 1,000 a year."""

    since: int
    men: Decimal
    women: Decimal
    says: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    bands: tuple[Band, ...]
    source: str
    confidence: str
    says: str


@dataclass(frozen=True, slots=True)
class Told:
    """An area: deaths expected and reported so far, and those found on lists that nobody claimed. `percent` None where too few are
    expected to say anything; `low`: under LOW percent."""

    code: str
    days: int
    expected: Fraction
    reported: int
    unclaimed: int

    @property
    def percent(self) -> float | None:
        return int(Fraction(self.reported * 1000) / self.expected) / 10 if self.expected >= ENOUGH else None

    @property
    def low(self) -> bool:
        return self.percent is not None and self.percent < LOW


def table(on: date) -> Table:
    """The assumption of a day; NoTable before the first."""
    facts = _file()
    since = max((day for day in facts["values"] if day <= on), default=None)
    if since is None:
        raise NoTable(str(on))
    ages = sorted(facts["values"][since])
    rates, ends = facts["values"][since], [*ages[1:], None]
    bands = tuple(
        Band(age, men=rates[age][0], women=rates[age][1], says=_ages(age, end))
        for age, end in zip(ages, ends, strict=True)
    )
    return Table(
        bands,
        facts["source"]["en" if (get_language() or "").startswith("en") else "id"],
        facts["confidence"],
        assumption(),
    )


def assumption() -> str:
    return _(
        "Perkiraan memakai angka kematian menurut usia dan jenis kelamin, rata-rata sekitar 4 kematian per 1.000 orang setahun (anggapan)."
    )


def _ages(since: int, until: int | None) -> str:
    if until is None:
        return _("%(since)s tahun ke atas") % {"since": since}
    return (
        _("%(since)s sampai %(until)s tahun") % {"since": since, "until": until - 1}
        if since
        else _("di bawah %(until)s tahun") % {"until": until}
    )


@cache
def _file() -> dict[str, Any]:
    return dict(read_yaml(FILE.read_bytes())[0])


LIVED = """
select left(m.village, %(depth)s) as code, p.sex, extract(year from age(%(on)s::date, p.born_on))::int as age,
       sum(least(m.covered_until, %(on)s::date) - m.covered_from + 1)::bigint as days
  from enrolment_membership m join registry_person p on p.id = m.person_id
 where m.programme_id = %(programme)s and m.state in ('ENROLLED', 'ENDED') and m.covered_from <= %(on)s and {below} group by 1, 2, 3"""
REPORTED = """
select left(m.village, %(depth)s) as code, count(*) as n from claims_claim c join enrolment_membership m on m.id = c.membership_id
 where c.kind = 'death' and c.reported_on <= %(on)s and m.programme_id = %(programme)s and {below} group by 1"""
UNCLAIMED = """
select left(m.village, %(depth)s) as code, count(*) as n from claims_death d join enrolment_membership m on m.id = d.membership_id
 where d.state = 'OPEN' and d.cover in ('IN', 'UNCLEAR') and d.died_on <= %(on)s and m.programme_id = %(programme)s and {below}
   and not exists (select from claims_claim c where c.kind = 'death' and c.person_id = d.person_id) group by 1"""


def by_area(programme: Any, region: str, on: date) -> list[Told]:
    """The parts of a region (a village: itself) where anybody was covered, by code."""
    return _told(programme, region, on, DEPTH[len(region)])


def whole(programme: Any, region: str, on: date) -> Told | None:
    """The region as one; None where nobody was ever covered."""
    return next(iter(_told(programme, region, on, len(region))), None)


def _told(programme: Any, region: str, on: date, depth: int) -> list[Told]:
    keys = {"programme": programme.pk, "parent": region, "on": on, "depth": depth}
    lived = rows(LIVED.replace("{below}", below("m", region)), ["enrolment_membership"], **keys)
    reported = _counted(REPORTED, region, ["claims_claim"], keys)
    unclaimed = _counted(UNCLAIMED, region, ["claims_death"], keys)
    bands = table(on).bands
    days: dict[str, int] = {}
    deaths: dict[str, Fraction] = {}
    for row in lived:
        code = row["code"]
        days[code] = days.get(code, 0) + row["days"]
        deaths[code] = (
            deaths.get(code, Fraction(0)) + row["days"] * _rate(bands, row["sex"], row["age"]) / 365_000
        )
    return [
        Told(code, days[code], deaths[code], reported.get(code, 0), unclaimed.get(code, 0))
        for code in sorted(days)
    ]


def _rate(bands: tuple[Band, ...], sex: str, age: int) -> Fraction:
    band = bands[max(bisect_right([b.since for b in bands], age) - 1, 0)]
    return Fraction(band.women if sex == "P" else band.men)


def _counted(sql: str, region: str, needs: list[str], keys: dict[str, Any]) -> dict[str, int]:
    return {row["code"]: row["n"] for row in rows(sql.replace("{below}", below("m", region)), needs, **keys)}
