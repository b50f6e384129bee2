"""Who should be covered and who is, what was stopped before it cost anything, and how even it is. One statement each."""

from datetime import date
from fractions import Fraction
from typing import Any

from naung import law
from naung.delivery.monitoring.cover import ACCEPTED
from naung.delivery.monitoring.stamps import rows
from naung.delivery.programme import queries as programmes

# Why somebody was not let in, the first of these that holds: each person counts once.
STOPPED = """
with first as (
    select case when 'dead' = any(reasons) then 'dead' when 'status_bpjs_active' = any(reasons) then 'elsewhere' else 'not_eligible' end as why
      from selection_assessment a where a.programme_id = %(programme)s and not a.eligible and left(a.village, length(%(parent)s)) = %(parent)s)
select why, count(*)::int as n from first group by 1
union all select 'twice', count(*)::int from intake_row r where r.programme_id = %(programme)s and r.state = 'REPEATED' and r.stands_id is null
   and left(r.village, length(%(parent)s)) = %(parent)s order by 1"""
# The people whom the lists named and the rules let in, or kept out only because somebody else pays for them already.
TARGET = f"""
select count(*)::int as people,
       count(*) filter (where exists (select from enrolment_membership m where m.person_id = a.person_id and {ACCEPTED}))::int as ours,
       count(*) filter (where p.insured_until >= %(on)s and not exists (select from enrolment_membership m where m.person_id = a.person_id and {ACCEPTED}))::int as others
  from selection_assessment a join registry_person p on p.id = a.person_id
 where a.programme_id = %(programme)s and left(a.village, length(%(parent)s)) = %(parent)s
   and (a.eligible or a.reasons = array['status_bpjs_active'])"""
TARGETED = """
select count(*)::int as people, count(*) filter (where p.sex = 'P')::int as women, count(*) filter (where p.disability <> '')::int as disabled,
       count(*) filter (where p.born_on <= %(on)s::date - interval '50 years')::int as fifty
  from selection_assessment a join registry_person p on p.id = a.person_id
 where a.programme_id = %(programme)s and a.eligible and left(a.village, length(%(parent)s)) = %(parent)s"""
EMPTY = f"""
select count(*)::int as villages, count(*) filter (where not exists (
           select from enrolment_membership m where m.programme_id = %(programme)s and m.village = v.code and {ACCEPTED}))::int as empty
  from regions_region v where v.level = 4 and left(v.code, length(%(parent)s)) = %(parent)s"""


def _asked(sql: str, needs: list[str], programme: Any, region: str, on: date) -> list[dict[str, Any]]:
    return rows(sql, needs, programme=programme.pk, parent=region, on=on)


def stopped(programme: Any, region: str, on: date) -> dict[str, int]:
    found = _asked(STOPPED, ["selection_assessment", "intake_row"], programme, region, on)
    return {row["why"]: row["n"] for row in found}


def cost_of_a_place(programme: Any) -> int:
    """Contributions of one person for the whole programme, by the law."""
    months = programmes.months(programme)
    owed = law.contribution(income=programme.base, start=months[0], months=len(months), payer=programme.payer, sector="other", programmes=programme.schemes.split(","))  # fmt: skip
    return int(owed.total)


def target(programme: Any, region: str, on: date) -> dict[str, int] | None:
    found = _asked(TARGET, ["selection_assessment", "enrolment_membership"], programme, region, on)
    return found[0] if found and found[0]["people"] else None


def targeted(programme: Any, region: str, on: date) -> dict[str, int] | None:
    found = _asked(TARGETED, ["selection_assessment"], programme, region, on)
    return found[0] if found and found[0]["people"] else None


def empty_villages(programme: Any, region: str, on: date) -> dict[str, int]:
    found = _asked(EMPTY, ["enrolment_membership"], programme, region, on)
    return found[0] if found else {}


def gini(rates: list[tuple[int, int]]) -> Fraction | None:
    """Of (insured, weight) pairs: 0 where every area has as many for its weight, towards 1 where one has all."""
    counted = sorted(((Fraction(n, w), w) for n, w in rates if w), key=lambda pair: pair[0])
    weight, total = sum(w for _, w in counted), sum(rate * w for rate, w in counted)
    if not total:
        return None
    area, before = Fraction(0), Fraction(0)
    for rate, w in counted:
        area += (before + before + rate * w) * w
        before += rate * w
    return 1 - area / (weight * total)
