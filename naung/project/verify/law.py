"""Promise 12 against the law's own files: tariffs, estimates and places recomputed here, without naung.law's functions.

Only the files are shared: the figures are the law's, and a second list of them would be a second law."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import psycopg
import yaml

from naung.project.verify.check import Check, sql

FILES = Path(__file__).parents[2] / "law" / "parameters"


@cache
def _figures() -> dict[str, Any]:
    found = [
        one
        for path in sorted(FILES.rglob("*.yaml"))
        for one in yaml.safe_load_all(path.read_text(encoding="utf-8"))
    ]
    return {one["key"]: one["values"] for one in found if one}


def figure(key: str, on: date) -> Any:
    """What the file of `key` says for a day: the last value that had begun."""
    begun = max(day for day in _figures()[key] if day <= on)
    value = _figures()[key][begun]
    return value["value"] if isinstance(value, dict) and "value" in value else value


def tariff(base: int, month: date, scheme: str, payer: str, sector: str) -> int:
    """Rupiah for one person's month: JKK a percentage of the band's base, JKM a sum, each with the relief of the month."""
    band = next(
        b
        for b in figure("contribution.income_bands", month)
        if b["from"] <= base and (b["to"] is None or base < b["to"] + 1)
    )
    relief = figure("contribution.relief", month)
    parts = {"jkk": band["base"] * figure("jkk.rate", month) // 100, "jkm": figure("jkm.contribution", month)}
    due = relief[sector][payer]
    return sum(parts[p] * (due if p in relief["programmes"] else 100) // 100 for p in scheme.split(","))


def tariffs_are_the_laws(connection: psycopg.Connection[Any]) -> tuple[int, list[str]]:
    rows = connection.execute(
        "select id, base, month, scheme, payer, sector, total from contributions_tariff"
    ).fetchall()
    wrong = [(r[0], r[6], tariff(r[1], r[2], r[3], r[4], r[5])) for r in rows]
    return len(rows), [f"tariff {n}: {said}, and the law says {due}" for n, said, due in wrong if said != due]


def death_by_illness(died_on: date, covered_from: date, months_paid: int, memberships: int = 1) -> int:
    """Funeral once and always; grant and periodic sum for each membership, when months of membership and months paid suffice (Permenaker 1/2025)."""
    funeral, grant = figure("jkm.funeral", died_on), figure("jkm.death_grant", died_on)
    periodic = figure("jkm.periodic_months", died_on) * figure("jkm.periodic_monthly", died_on)
    wait, paid = figure("jkm.waiting_membership_months", died_on), figure("jkm.waiting_paid_months", died_on)
    year, month = divmod(covered_from.year * 12 + covered_from.month - 1 + wait, 12)
    waited = (died_on.year, died_on.month, died_on.day) >= (year, month + 1, covered_from.day)
    return int(funeral + (memberships * (grant + periodic) if waited and months_paid >= paid else 0))


def estimates_are_the_laws(connection: psycopg.Connection[Any]) -> tuple[int, list[str]]:
    """Of deaths, by the day of the insured event; the first year's scholarships are verify/claims_law.py's."""
    rows = connection.execute(
        """with recursive root (id, standing) as (
               select id, id from registry_person where merged_into_id is null
               union all select p.id, r.standing from registry_person p join root r on r.id = p.merged_into_id),
           insured as (
               select c.*, coalesce(a.happened_on, c.happened_on) as event_on from claims_claim c left join claims_claim a on a.id = c.caused_by_id
                where c.kind = 'death' and c.cover = 'IN'),
           rows as (
               select c.id, x.standing, s.month, row_number() over (partition by c.id order by s.month desc) as n, date_trunc('month', c.event_on)::date as first
                 from insured c join root x on x.id = c.person_id
                 join lateral (select distinct l.month from contributions_contribution l join root y on y.id = l.person_id and y.standing = x.standing
                                where l.acknowledged_on is not null and l.month <= c.event_on) s on true),
           began as (
               select id, standing, min(month) as month from rows where month = (first - make_interval(months => n::int - 1))::date group by 1, 2)
           select c.number, c.event_on,
                  greatest(b.month, (select min(m.covered_from) from enrolment_membership m join root y on y.id = m.person_id and y.standing = b.standing
                                      where m.covered_from < b.month + interval '1 month' and m.covered_until >= b.month)),
                  c.months_paid, c.rupiah - (select coalesce(sum((e->>'amount')::bigint), 0) from jsonb_array_elements(c.estimate) e where e->>'what' like 'scholarship%'),
                  c.cause, g.base, c.memberships
             from insured c join programme_programme g on g.id = c.programme_id join began b on b.id = c.id
            order by c.number""").fetchall()  # fmt: skip
    broken = []
    for number, died_on, since, months, said, cause, base, memberships in rows:
        due = (
            death_by_illness(died_on, since, months or 0, memberships)
            if cause == "illness"
            else death_at_work(died_on, base)
        )
        if said != due:
            broken.append(f"{number}: {said}, and the law says {due}")
    return len(rows), broken


def death_at_work(died_on: date, base: int) -> int:
    """60 % of 80 months of the base, at least the death grant; funeral; periodic sum."""
    grant = max(
        base * figure("jkk.multiple", died_on) * figure("jkk.death_percent", died_on) // 100,
        figure("jkm.death_grant", died_on),
    )
    return int(
        grant
        + figure("jkk.funeral", died_on)
        + figure("jkk.periodic_months", died_on) * figure("jkk.periodic_monthly", died_on)
    )


CHECKS = [
    Check(12, "tariffs and the law", tariffs_are_the_laws),
    Check(12, "estimates and the law", estimates_are_the_laws),
    sql(5, "a place for somebody who was too old, too young or dead", "select count(*) from selection_place",
        """select 'person ' || p.code from selection_place l join registry_person p on p.id = l.person_id
           join selection_assessment a on a.person_id = l.person_id and a.programme_id = l.programme_id
           where l.state <> 'RELEASED' and (p.born_on + interval '65 years' <= a.assessed_on or p.born_on + interval '17 years' > a.assessed_on
              or (p.died_on is not null and p.died_on < a.assessed_on) or p.merged_into_id is not null)"""),
]  # fmt: skip
