"""Promise 10 where it is about the clock of cover: what it says of everybody is what the acknowledged months say, and a claim that was
found inside the cover rests on its month.

The statement of the clock is the one thing here that comes from the code under examination: it is what is examined."""

from datetime import date, timedelta
from typing import Any

import psycopg

from naung.project.verify.check import EXAMPLES, Check

ROOT = """
root (id, standing) as (
    select id, id from registry_person where merged_into_id is null
    union all select p.id, r.standing from registry_person p join root r on r.id = p.merged_into_id
), sure as (
    select distinct r.standing as who, c.month from contributions_contribution c join root r on r.id = c.person_id
     where c.acknowledged_on is not null and c.scheme like '%%jkm%%'
)"""
# Who is covered on the day, and for how many months in a row: a month is in the row when as many lie between it and the day's as there are.
MONTHS = f"""
with recursive {ROOT}, rows as (
    select who, month, row_number() over (partition by who order by month desc) as n from sure where month <= %(first)s
), running as (
    select who, count(*) as months from rows where month = (%(first)s::date - make_interval(months => n::int - 1))::date group by 1
), covered as (
    select distinct r.standing as who from enrolment_membership m join root r on r.id = m.person_id join registry_person p on p.id = r.standing
     where m.state in ('ENROLLED', 'ENDED') and %(day)s between m.covered_from and m.covered_until and (p.died_on is null or p.died_on >= %(day)s)
)
select r.who as person_id, r.months from running r join covered c on c.who = r.who"""
COMPARED = """
with clock as ({clock}), mine as ({months})
select coalesce(c.person_id, m.person_id), c.months - c.ahead, m.months
  from (select * from clock where state = 'COVERED') c full join mine m on m.person_id = c.person_id
 where (c.months - c.ahead) is distinct from m.months order by 1 limit {examples}"""
CLAIMS = f"""
with recursive {ROOT}, insured as (
    select c.id, c.person_id, coalesce(a.happened_on, c.happened_on) as event_on from claims_claim c left join claims_claim a on a.id = c.caused_by_id where c.cover = 'IN'
), rows as (
    select c.id, s.month, row_number() over (partition by c.id order by s.month desc) as n, date_trunc('month', c.event_on)::date as first
      from insured c join root r on r.id = c.person_id join sure s on s.who = r.standing and s.month <= c.event_on
), running as (
    select id, count(*) as months from rows where month = (first - make_interval(months => n::int - 1))::date group by 1
)
select c.number, c.months_paid, coalesce(r.months, 0) from claims_claim c left join running r on r.id = c.id
 where c.cover = 'IN' and (r.months is null or c.months_paid < r.months or c.membership_id is null) order by 1"""  # noqa: S608


def clock_and_months(connection: psycopg.Connection[Any]) -> tuple[int, list[str]]:
    """Everybody on the last day of the newest acknowledged month: the clock's covered are the months' covered, months in a row too."""
    from naung.delivery.contributions.cover import sets as cover_sets  # the examined

    newest = connection.execute(
        "select max(month) from contributions_contribution where acknowledged_on is not null"
    ).fetchone()
    if not newest or newest[0] is None:
        return 0, []
    first: date = newest[0]
    day = (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)
    ids = [row[0] for row in connection.execute("select id from programme_programme order by id").fetchall()]
    clock, params = cover_sets.standing(ids, day)
    compared = COMPARED.format(clock=clock, months=MONTHS, examples=EXAMPLES)
    wrong = connection.execute(compared, params).fetchall()  # type: ignore[arg-type]
    looked = connection.execute(
        "select count(*) from contributions_contribution where month = %s", [first]
    ).fetchone()
    return int(looked[0]) if looked else 0, [
        f"person {who} on {day}: the clock says {said}, the months say {months}"
        for who, said, months in wrong
    ]


def claims_and_months(connection: psycopg.Connection[Any]) -> tuple[int, list[str]]:
    """A claim inside the cover: its month was acknowledged, and it counts no fewer months in a row than there are."""
    looked = connection.execute("select count(*) from claims_claim where cover = 'IN'").fetchone()
    wrong = connection.execute(CLAIMS, {}).fetchall()  # type: ignore[arg-type]
    return int(looked[0]) if looked else 0, [
        f"{number}: counted {said} months, and {months} are acknowledged" for number, said, months in wrong
    ]


CHECKS = [
    Check(10, "the clock and the months", clock_and_months),
    Check(10, "a claim and its months", claims_and_months),
]
