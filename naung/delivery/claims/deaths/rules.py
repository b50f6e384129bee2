"""The patterns, each a question to the tables: which claims stand together in a way that a careful person would look at.

Each statement gives (key, claim, village, facts) and reads over every region. A key never holds a number of anybody: phones and accounts
are compared by their keyed index. The figures here are the house's own, not the law's: changed in one place, printed beside every case."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from math import exp
from typing import Any

from django.db import connection

from naung.delivery.registry import queries as registry

PHONES, ACCOUNTS, REPORTED, REPORTED_DAYS, YOUNG_DAYS, FEWEST, RARE = 3, 2, 5, 30, 90, 3, 0.001

RECORDS = registry.resolved_relation()
EVENTS = """
with event as materialized (
    select c.id, c.village, c.kind, c.state, c.happened_on, c.reported_on, c.membership_id,
           coalesce(c.filer_human, (select r.recorded_human from claims_report r where r.claim_id = c.id order by r.id limit 1)) as filer_human, c.programme_id,
           claims_one_human(c.person_id) as human
      from claims_claim c where c.state <> 'REFUSED')"""
PHONE = f"""{EVENTS}, told as (
    select distinct encode(r.phone_index, 'hex') as key, e.id, e.village, e.human from claims_report r
      left join claims_placement x on x.report_id = r.id
      join event e on e.id = coalesce(r.claim_id, x.claim_id) where r.phone_index is not null)
select key, id, village, jsonb_build_object('claims', n) from (
    select t.*, (select count(distinct o.human) from told o where o.key = t.key) as n from told t) t where n >= {PHONES}"""
ACCOUNT = f"""{EVENTS}, named as (
    select distinct encode(a.account_index, 'hex') as key, e.id, e.village, e.human from claims_payeeaccount a
      join claims_payee p on p.id = a.payee_id join event e on e.id = p.claim_id)
select key, id, village, jsonb_build_object('claims', n) from (
    select t.*, (select count(distinct o.human) from named o where o.key = t.key) as n from named t) t where n >= {ACCOUNTS}"""
HANDS = f"""{EVENTS}, record as (
    select e.id as claim, e.filer_human, r.id from event e join ({RECORDS}) r on r.standing = e.human where e.filer_human is not null
), hand as (
    select r.claim, t.human from record r join intake_row l on l.person_id = r.id join intake_file f on f.id = l.file_id join trail_entry t on t.id = f.trail
    union select r.claim, a.prepared_human from record r join selection_place s on s.person_id = r.id join selection_decree d on d.id = s.decree_id
      join approvals_approval a on a.id = d.approval_id)
select e.id::text, e.id, e.village, '{{}}'::jsonb from event e where exists (select from hand h where h.claim = e.id and h.human = e.filer_human)"""
ACCEPTED = f"""{EVENTS}
select e.id::text, e.id, e.village, jsonb_build_object('days', m.accepted_on - e.happened_on) from event e join enrolment_membership m on m.id = e.membership_id
 where m.kind = 'NEW' and e.happened_on between m.covered_from and m.covered_until and m.accepted_on > e.happened_on"""
LISTED = f"""{EVENTS}, first as (
    select e.id, e.village, e.happened_on, min((f.received_at at time zone 'Asia/Makassar')::date) as listed from event e
      join ({RECORDS}) p on p.standing = e.human join intake_row r on r.person_id = p.id join intake_file f on f.id = r.file_id group by 1, 2, 3)
select id::text, id, village, jsonb_build_object('days', listed - happened_on) from first where listed > happened_on"""
SOON = f"""{EVENTS}
select e.id::text, e.id, e.village, jsonb_build_object('days', e.happened_on - m.covered_from) from event e join enrolment_membership m on m.id = e.membership_id
 where e.kind = 'death' and m.kind = 'NEW' and e.happened_on - m.covered_from between 0 and {YOUNG_DAYS - 1}"""
REPORTER = f"""{EVENTS}, near as (
    select e.filer_human, e.id, e.village, (select count(distinct o.human) from event o where o.kind = 'death' and o.filer_human = e.filer_human
                                               and o.reported_on between e.reported_on - {REPORTED_DAYS - 1} and e.reported_on) as n
      from event e where e.kind = 'death' and e.filer_human is not null)
select filer_human::text, id, village, jsonb_build_object('claims', max(n) over (partition by filer_human)) from near n
 where filer_human in (select filer_human from near where n >= {REPORTED})"""
TWICE = f"""{EVENTS}
select min(e.id) over (partition by e.human)::text, e.id, e.village, '{{}}'::jsonb from event e
 where e.kind = 'death' and e.human in (select human from event where kind = 'death' group by 1 having count(*) > 1)"""
# Deaths claimed in a district, and the days that its members lived under cover: what is laid beside all other districts.
DISTRICTS = f"""{EVENTS}, lived as (
    select left(village, 8) as district, sum(least(covered_until, %(on)s::date) - covered_from + 1)::bigint as days
      from enrolment_membership where state in ('ENROLLED', 'ENDED') and covered_from <= %(on)s group by 1)
select l.district, l.days, coalesce(array_agg(e.id order by e.id) filter (where e.id is not null), '{{}}'), coalesce(array_agg(e.village order by e.id) filter (where e.id is not null), '{{}}')
  from lived l left join event e on left(e.village, 8) = l.district and e.kind = 'death' group by 1, 2 order by 1"""

Line = tuple[str, int, str, dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Pattern:
    """One case: its claims, where it lies (what its villages have in common), and the figures to print."""

    rule: str
    key: str
    village: str
    claims: tuple[int, ...]
    villages: tuple[str, ...]
    facts: dict[str, Any]


def all_of(on: Any) -> list[Pattern]:
    """Every pattern there is today, in an order that is the same each time."""
    found = [one for rule, sql in SETS.items() for one in _gathered(rule, _rows(sql, {}))]
    return found + _gathered("many_in_region", crowded(_rows(DISTRICTS, {"on": on})))


SETS = {
    "one_phone": PHONE, "one_account": ACCOUNT, "enrolled_and_reported": HANDS, "accepted_after": ACCEPTED, "listed_after": LISTED,
    "soon_after": SOON, "same_reporter": REPORTER, "one_human_two_claims": TWICE,
}  # fmt: skip


def _rows(sql: str, params: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params or None)
        return list(cursor.fetchall())


def _gathered(rule: str, rows: Iterable[Any]) -> list[Pattern]:
    by_key: dict[str, list[Line]] = {}
    for row in rows:
        by_key.setdefault(row[0], []).append(row)
    made = []
    for key, lines in sorted(by_key.items()):
        lines = sorted(lines, key=lambda line: line[1])
        facts = lines[-1][3]
        made.append(Pattern(rule, key, common([v for _, _, v, _ in lines]), tuple(c for _, c, _, _ in lines), tuple(v for _, _, v, _ in lines),
                            _facts(facts)))  # fmt: skip
    return made


def _facts(facts: Any) -> dict[str, Any]:
    return dict(json.loads(facts)) if isinstance(facts, str) else dict(facts)


def common(villages: list[str]) -> str:
    """The smallest area that holds them all: a village, district, regency, province."""
    return next((villages[0][:n] for n in (13, 8, 5) if len({v[:n] for v in villages}) == 1), villages[0][:2])


def crowded(rows: Iterable[tuple[str, int, list[int], list[str]]]) -> list[Line]:
    """Districts with far more deaths claimed than their days of cover let expect, at the rate of all the others together.

    Exact Poisson: how likely are as many or more. Three claims at least, and under one in a thousand."""
    rows = list(rows)
    days, deaths = sum(row[1] for row in rows), sum(len(row[2]) for row in rows)
    found: list[Line] = []
    for district, lived, claims, villages in rows:
        others_days, others = days - lived, deaths - len(claims)
        if len(claims) < FEWEST or others_days <= 0:
            continue
        expected = (
            max(others, 1) * lived / others_days
        )  # at least one death among the others: nobody is compared with nothing
        if at_least(len(claims), expected) < RARE:
            facts = {"claims": len(claims), "expected": f"{expected:.1f}"}
            found += [
                (district, claim, village, facts) for claim, village in zip(claims, villages, strict=True)
            ]
    return found


def at_least(count: int, mean: float) -> float:
    """The probability of `count` or more where `mean` are expected (Poisson)."""
    term = below = exp(-mean)
    for n in range(1, count):
        term *= mean / n
        below += term
    return max(1.0 - below, 0.0) if count > 0 else 1.0
