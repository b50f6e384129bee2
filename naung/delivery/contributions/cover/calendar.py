"""What ends within so many days, for how many, why, and who has to act. One statement over the clock's set (sets).

`why`: programme (the membership's last day, and nothing goes on from it), unpaid (the months of grace run out before that), arrears
(the membership is over, and so is soon the time to pay what is owed), decided (somebody ended it). `step`: what is missing next."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from naung.delivery.contributions.cover import sets
from naung.delivery.programme import queries as programmes
from naung.kit.text import fold

WITHIN = (30, 60, 90)
PAGE = 50
# Who has to do the next thing: a role of foundation/staff, or nobody.
ACTS = {
    "open_round": "verifier", "decide_round": "approver", "enrol_again": "verifier", "answer_offer": "regency_officer", "enrol_taken_over": "verifier",
    "tell": "regency_officer", "pay": "treasurer", "settle": "treasurer", "nothing": "",
}  # fmt: skip

ENDING = """
with standing as materialized ({standing}), ending as (
    select s.*, case when s.state = 'GRACE' and s.why = 'after' then 'arrears' when s.grace_until < s.promised then 'unpaid'
                     when s.decided then 'decided' else 'programme' end as cause,
           least(case when s.why = 'after' then s.grace_until else s.promised end, s.grace_until) as ends_on
      from standing s where s.state in ('COVERED', 'PENDING', 'GRACE', 'REVIEW')
), round as materialized (
    select r.source_id, l.person_id, case when r.state = 'DECIDED' then l.state else 'OPEN' end as stage, t.first_month as goes_on
      from selection_renewal r join selection_renewalline l on l.round_id = r.id join programme_programme t on t.id = r.target_id
     where r.state <> 'WITHDRAWN' and r.source_id = any(%(programmes)s::bigint[])
), ends as materialized (
    select e.*, case e.cause when 'unpaid' then 'pay' when 'arrears' then 'settle' when 'decided' then 'nothing'
               else case r.stage when 'OPEN' then 'decide_round' when 'STAYS' then 'enrol_again' when 'OFFERED' then 'answer_offer'
                                 when 'TAKEN_OVER' then 'enrol_taken_over' when 'ENDS' then 'tell' else 'open_round' end end as step, r.goes_on
      from ending e left join round r on r.source_id = e.programme_id and r.person_id = e.person_id
     where e.ends_on between %(day)s and %(last)s
)"""
GROUPED = """
select e.region, n.name, e.payer, g.code, g.name, e.ends_on, e.cause, e.step, e.goes_on, e.people
  from (select region, payer, programme_id, ends_on, cause, step, goes_on, count(*) as people from ends group by 1, 2, 3, 4, 5, 6, 7) e
  join programme_programme g on g.id = e.programme_id left join regions_region n on n.code = e.region
 order by e.ends_on, e.region, g.code, e.cause, e.step"""
LISTED = """
select count(*) over (), p.code, p.name, v.name, e.village, n.name, e.payer, g.code, e.state, e.cause, e.step, e.ends_on, e.months
  from ends e join programme_programme g on g.id = e.programme_id join registry_person p on p.id = e.person_id left join regions_region v on v.code = e.village left join regions_region n on n.code = e.region
 where (%(cause)s = '' or e.cause = %(cause)s) and (%(step)s = '' or e.step = %(step)s) and (%(payer)s = '' or e.payer = %(payer)s)
   and (%(region)s = '' or e.region = %(region)s) and (%(search)s = '' or p.name_folded like %(like)s)
 order by e.ends_on, e.region, v.name, p.name_folded, p.code limit %(limit)s offset %(offset)s"""
PEOPLE = (
    "code", "name", "village", "village_code", "region", "payer", "programme", "state", "why", "step", "ends_on", "months",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Ending:
    """So many people of one region, payer and programme whose cover ends on one day for one reason."""

    region: str
    region_name: str
    payer: str
    programme: str
    programme_name: str
    ends_on: date
    why: str
    step: str
    goes_on: date | None
    people: int

    @property
    def acts(self) -> str:
        """The role that has to act; "" where nobody can."""
        return ACTS[self.step]

    def as_json(self, on: date) -> dict[str, Any]:
        return {"region": self.region, "region_name": self.region_name, "payer": self.payer, "programme": self.programme, "ends_on": str(self.ends_on),
                "days": (self.ends_on - on).days, "people": self.people, "why": self.why, "step": self.step, "acts": self.acts}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """What the reader chose; "" is everything."""

    region: str = ""
    payer: str = ""
    why: str = ""
    step: str = ""
    search: str = ""


def ending(*, on: date, days: int, regions: Iterable[str] | None = None) -> list[Ending]:
    """Every group whose cover ends from `on` to `days` later, the soonest first; within these regions, or whatever the scope sees."""
    sql, params = _sql(on, days, regions)
    with connection.cursor() as cursor:
        cursor.execute(sql + GROUPED, params)
        return [_ending(row) for row in cursor.fetchall()]


def _ending(row: tuple[Any, ...]) -> Ending:
    region, name, payer, programme, programme_name, ends_on, why, step, goes_on, people = row
    return Ending(
        region, name or region, payer, programme, programme_name, ends_on, why, step, goes_on, int(people)
    )


def people(
    asked: Asked,
    *,
    on: date,
    days: int,
    regions: Iterable[str] | None = None,
    page: int = 1,
    limit: int | None = PAGE,
) -> tuple[int, list[dict[str, Any]]]:
    """How many, and one page of them by day, place and name (limit None: all); no identity number."""
    sql, params = _sql(on, days, regions)
    params |= {
        "cause": asked.why, "step": asked.step, "payer": asked.payer, "region": asked.region, "search": asked.search,
        "like": f"%{_plain(fold(asked.search))}%", "limit": limit, "offset": (page - 1) * (limit or 0),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(sql + LISTED, params)
        rows = cursor.fetchall()
    return (int(rows[0][0]) if rows else 0), [dict(zip(PEOPLE, row[1:], strict=True)) for row in rows]


def _plain(text: str) -> str:
    return text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")


def _sql(on: date, days: int, regions: Iterable[str] | None) -> tuple[str, dict[str, Any]]:
    ids = [p.pk for p in programmes.everything()]
    standing, params = sets.standing(ids, on, regions=regions)
    return ENDING.replace("{standing}", standing), params | {"last": on + timedelta(days=days)}
