"""Promise 12 for claims: deadlines, interest, the end of the right, and what an accident brings, worked out again from the law's own files.

The figures are the law's (verify/law.py says why they are shared); the arithmetic is written a second time here."""

import json
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

import psycopg
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from naung.kit.home import keys
from naung.project.verify.check import Check
from naung.project.verify.law import figure

SATURDAY = 5
PARTIAL = ("partial_anatomical", "partial_functional")


def works(day: date) -> bool:
    return day.weekday() < SATURDAY and day not in figure("deadline.holidays", day)


def due(benefit: str, complete_on: date) -> date:
    """The last day on which a benefit is paid in time."""
    day, left = complete_on, figure(f"deadline.{benefit}_days", complete_on)
    while left:
        day += timedelta(days=1)
        left -= works(day)
    return day


def late(benefit: str, complete_on: date, paid_on: date) -> int:
    """Working days after the deadline, the day of payment counted."""
    day, days = due(benefit, complete_on), 0
    while day < paid_on:
        day += timedelta(days=1)
        days += works(day)
    return days


def rounded(amount: Decimal) -> int:
    return int(amount.quantize(Decimal(1), ROUND_HALF_UP))


def lateness_is_the_laws(connection: psycopg.Connection[Any]) -> tuple[int, list[str]]:
    rows = connection.execute(
        """select p.reference, c.cause, c.complete_on, p.paid_on, p.rupiah, p.days_late, p.interest_due
             from claims_payment p join claims_claim c on c.id = p.claim_id where p.kind = 'benefit' order by 1"""
    ).fetchall()
    broken = []
    for reference, cause, complete_on, paid_on, rupiah, days, interest in rows:
        benefit = "jkk" if cause == "work_accident" else "jkm"
        said = late(benefit, complete_on, paid_on) if complete_on else -1
        percent = figure(f"deadline.{benefit}_late_percent", date.max)
        owed = rounded(Decimal(rupiah * max(said, 0) * percent) / 100)
        if (days, interest) != (said, owed):
            broken.append(f"{reference}: {days} days and {interest}, and the law says {said} and {owed}")
    return len(rows), broken


def rights_end_when_the_law_says(connection: psycopg.Connection[Any]) -> tuple[int, list[str]]:
    """Five years from the accident; what was told later goes no further than a refusal."""
    rows = connection.execute(
        """select c.number, coalesce(a.happened_on, c.happened_on), c.expires_on, c.reported_on, c.state from claims_claim c
             left join claims_claim a on a.id = c.caused_by_id where c.cause = 'work_accident' order by 1"""
    ).fetchall()
    broken = []
    for number, happened_on, said, told_on, state in rows:
        last = years_later(happened_on, figure("jkk.expiry_years", happened_on))
        if said != last or (told_on > last and state not in ("REPORTED", "REFUSED")):
            broken.append(f"{number}: the right ends {last}, and it stands {state} with {said}")
    return len(rows), broken


def years_later(day: date, years: int) -> date:
    last = 28 if (day.month, day.day) == (2, 29) else day.day
    return date(day.year + years, day.month, last if (day.year + years) % 4 else day.day)


# --- what an accident brings -----------------------------------------------------------------------------------------

CARE = """
select c.id, c.number, c.happened_on, g.base, c.rupiah, k.kind, k.day, k.until, k.what, k.rupiah, k.paid_by, k.months, k.parts_sealed
  from claims_claim c join programme_programme g on g.id = c.programme_id join claims_care k on k.claim_id = c.id
 where c.kind = 'accident' and c.state in ('ASSESSED', 'APPROVED', 'DETERMINED', 'PAID', 'CLOSED') and k.kind <> 'void'
   and not exists (select from claims_care v where v.voids_id = k.id) order by c.id, k.day, k.id"""


def accidents_are_the_laws(connection: psycopg.Connection[Any]) -> tuple[int, list[str]]:
    """Scholarships left out: they are counted where the children are."""
    claims: dict[str, list[Any]] = {}
    for row in connection.execute(CARE).fetchall():
        claims.setdefault(row[1], []).append(row)
    school = dict(
        connection.execute(
            """select c.number, coalesce(sum((l->>'amount')::bigint), 0) from claims_claim c, jsonb_array_elements(c.estimate) l
                where c.kind = 'accident' and l->>'what' like 'scholarship%' group by 1"""
        ).fetchall()
    )
    broken = []
    for number, entries in claims.items():
        _, _, happened_on, base, said, *_ = entries[0]
        owed = accident(happened_on, base, [row[5:] for row in entries]) + int(school.get(number, 0))
        if owed != said:
            broken.append(f"{number}: {said}, and the law says {owed}")
    return len(claims), broken


def accident(on: date, base: int, entries: list[Any]) -> int:
    """Rupiah; `entries`: kind, day, until, what, rupiah, paid_by, months, parts."""
    stated = next((e for e in entries if e[0] == "statement"), None)
    ended = stated[1] if stated else date.max
    laid_out = summed(e[4] for e in entries if e[0] == "cost" and e[5] == "family") - summed(
        e[4] for e in entries if e[0] == "repaid"
    )
    travelled = sum(min(summed(e[4] for e in entries if e[0] == "transport" and e[3] == mode), figure(f"jkk.transport_{mode}", on))
                    for mode in ("land", "sea", "air"))  # fmt: skip
    days = sum(max((min(e[2], ended) - e[1]).days + 1, 0) for e in entries if e[0] == "rest")
    return (
        laid_out
        + travelled
        + unable(on, base, days)
        + cared_at_home(on, entries)
        + aided(on, entries)
        + disabled(on, base, stated)
    )


def summed(amounts: Iterable[int | None]) -> int:
    return sum(amount or 0 for amount in amounts)


def unable(on: date, base: int, days: int) -> int:
    month, total = figure("jkk.days_in_month", on), 0
    for period in figure("jkk.temporary_inability", on):
        here = days if period["months"] is None else min(days, period["months"] * month)
        days -= here
        total += rounded(Decimal(base * here * period["percent"]) / (100 * month))
    return total


def cared_at_home(on: date, entries: list[Any]) -> int:
    cost, months = (
        summed(e[4] for e in entries if e[0] == "home_care"),
        summed(e[6] for e in entries if e[0] == "home_care"),
    )
    longest = figure("jkk.home_care_months", on)
    counted = rounded(Decimal(cost * longest) / months) if months > longest else cost
    return min(counted, int(figure("jkk.home_care_ceiling", on)))


def aided(on: date, entries: list[Any]) -> int:
    price = {
        what: summed(e[4] for e in entries if e[0] == "aid" and e[3] == what)
        for what in ("denture", "hearing_aid", "glasses", "prosthesis")
    }
    small = sum(min(price[what], figure(f"jkk.{what}", on)) for what in ("denture", "hearing_aid", "glasses"))
    return small + rounded(Decimal(price["prosthesis"] * figure("jkk.prosthesis_percent", on)) / 100)


def disabled(on: date, base: int, stated: Any) -> int:
    whole = base * figure("jkk.multiple", on)
    if stated and stated[3] == "total":
        periodic = figure("jkk.periodic_months", on) * figure("jkk.periodic_monthly", on)
        return rounded(Decimal(whole * figure("jkk.total_disability_percent", on)) / 100) + int(periodic)
    if not stated or stated[3] not in PARTIAL:
        return 0
    table, left, total = (
        figure("jkk.disability_table", on),
        Decimal(figure("jkk.disability_cap_percent", on)),
        0,
    )
    for part, percent, lost in opened(stated[7]):
        fixed = table[part]["percent"]
        share = Decimal(percent) if isinstance(fixed, list) else Decimal(str(fixed))
        share *= Decimal(lost) / 100 if stated[3] == "partial_functional" else 1
        share = min(share, left)
        left -= share
        total += rounded(whole * share / 100)
    return total


def opened(sealed: bytes | None) -> list[list[Any]]:
    """What the doctor named; a seal that does not open names nothing, and the sum will not be the one that stands."""
    try:
        cipher = AESGCM(bytes.fromhex(keys()["data"]))
        return list(
            json.loads(
                cipher.decrypt(bytes(sealed or b"")[2:14], bytes(sealed or b"")[14:], b"claim.care.parts")
            )
        )
    except (InvalidTag, ValueError):
        return []


def scholarships_are_the_laws(connection: psycopg.Connection[Any]) -> tuple[int, list[str]]:
    """First years in an estimate, and every school year that is followed: a year's sum of its level; at most two children."""
    rows = connection.execute(
        """select c.number, coalesce(a.happened_on, c.happened_on), (l->>'amount')::bigint, count(*) over (partition by c.id)
             from claims_claim c left join claims_claim a on a.id = c.caused_by_id, jsonb_array_elements(c.estimate) l where l->>'what' like 'scholarship%'
           union all
           select c.number, c.happened_on, y.rupiah, 1 from claims_scholaryear y join claims_scholar s on s.id = y.scholar_id join claims_claim c on c.id = s.claim_id"""
    ).fetchall()
    broken = []
    for number, on, rupiah, children in rows:
        yearly = {level["yearly"] for level in figure("scholarship.levels", on).values()}
        if rupiah not in yearly or children > figure("scholarship.max_children", on):
            broken.append(f"{number}: a scholarship of {rupiah} for one of {children} is not the law's")
    return len(rows), broken


CHECKS = [
    Check(12, "scholarships and the law", scholarships_are_the_laws),
    Check(12, "lateness and the law", lateness_is_the_laws),
    Check(12, "the end of the right to claim", rights_end_when_the_law_says),
    Check(12, "accidents and the law", accidents_are_the_laws),
]
