"""The clock of cover for everybody at once, in one statement. Written apart from clock.py on purpose: neither uses the other's code, a
property test compares them person by person, and `naung verify` compares this one with the months themselves.

A person's months are one number: bit n is the month n before the day's (`behind`) or after it (`ahead`). Months in a row are the
ones at its end; 60 months either way, more than there are partitions for. Few numbers are different, so each is measured once.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from naung import law
from naung.kit.months import Month

FAR = 60
COLUMNS = (
    "person_id", "membership_id", "programme_id", "region", "village", "payer", "state", "why", "since", "until", "promised", "grace_until",
    "months", "ahead", "decided",
)  # fmt: skip

# Every part is materialized: of tables that nobody has analysed yet the planner expects one row, and would count a whole part again for
# each person. UNION and not UNION ALL: two records that somebody bent to point at each other must end the question, not keep it for ever.
PEOPLE = """
with recursive merged (id, standing) as (
    select id, merged_into_id from registry_person where merged_into_id is not null
    union select m.id, p.merged_into_id from merged m join registry_person p on p.id = m.standing where p.merged_into_id is not null
), root as materialized (
    select m.id, m.standing from merged m join registry_person p on p.id = m.standing where p.merged_into_id is null
), grown as materialized (
    select m.id, m.programme_id, m.region, m.village, m.state, m.covered_from, m.covered_until, g.last_month, g.payer,
           coalesce(r.standing, m.person_id) as who, string_to_array(g.schemes, ',') as schemes,
           m.state in ('ENROLLED', 'ENDED') and m.covered_from is not null and m.covered_until is not null as accepted
      from enrolment_membership m join programme_programme g on g.id = m.programme_id left join root r on r.id = m.person_id
), asked as materialized (
    select distinct who from grown where programme_id = any(%(programmes)s::bigint[]) {within}
), member as materialized (
    select g.*, case when not g.accepted then case when g.state in ('REQUESTED', 'RETURNED') then 3 else 4 end
                     when g.covered_from > %(day)s then 2 when g.covered_until < %(day)s then 1 else 0 end as turn
      from grown g join asked a on a.who = g.who where %(scheme)s = any(g.schemes)
)"""
# The membership that the answer is about: of today, else the last one, else the next, else what was asked for.
PICKED = """, picked as materialized (
    select distinct on (who) who, id, programme_id, region, village, payer, covered_from, covered_until, turn, accepted, state = 'ENDED' as ended,
           state = 'ENDED' and covered_until < (last_month + interval '1 month')::date - 1 as cut
      from member order by who, turn, case turn when 0 then covered_from - date '2000-01-01' when 1 then date '2000-01-01' - covered_until
                                                when 2 then covered_from - date '2000-01-01' else 0 end, case when turn = 0 then id else -id end
), waiting as materialized (
    select distinct who from member where turn in (2, 3)
), islands as materialized (
    select who, id, covered_until, sum(fresh) over (partition by who order by covered_from, id) as island
      from (select who, id, covered_from, covered_until,
                   case when covered_from <= max(covered_until) over (partition by who order by covered_from, id
                        rows between unbounded preceding and 1 preceding) + 1 then 0 else 1 end as fresh
              from member where accepted and who in (select who from member where accepted group by 1 having count(*) > 1)) s
), chained as materialized (
    select i.id, max(o.covered_until) as until from islands i join islands o on (o.who, o.island) = (i.who, i.island) group by 1
)"""
MONTHS = """, dead as materialized (
    select id from registry_person where died_on < %(day)s
), bits as (
    select (%(first)s::date - make_interval(months => n))::date as month, 1::bigint << n as behind, 0::bigint as ahead from generate_series(0, %(far)s) n
    union all select (%(first)s::date + make_interval(months => n))::date, 0, 1::bigint << (n - 1) from generate_series(1, %(far)s) n
), sums as (
    select c.person_id, bit_or(b.behind) filter (where c.acknowledged_on is not null) as behind,
           bit_or(b.ahead) filter (where c.acknowledged_on is not null) as ahead, bool_or(c.month = %(first)s) as lined
      from contributions_contribution c join bits b on b.month = c.month
     where c.scheme = any(%(lines)s::text[]) {mine} group by 1
), gathered as materialized (
    select coalesce(r.standing, s.person_id) as who, coalesce(bit_or(s.behind), 0) as behind, coalesce(bit_or(s.ahead), 0) as ahead,
           bool_or(s.lined) as lined from sums s left join root r on r.id = s.person_id group by 1
), patterns as (
    select behind, ahead, 64 - length(rtrim(nullif(behind, 0)::bit(64)::text, '0')) as back from gathered group by 1, 2
), measured as (
    select behind, ahead, back, 64 - length(rtrim((behind >> back)::bit(64)::text, '1')) as length,
           case when back = 0 then 64 - length(rtrim(ahead::bit(64)::text, '1')) else 0 end as more from patterns
), dated as materialized (
    select *, (%(first)s::date - make_interval(months => back + length - 1))::date as first,
           (%(first)s::date - make_interval(months => back - 1 - more))::date - 1 as last from measured
), counted as materialized (
    select g.who, g.lined, d.back, d.length, d.more as ahead, d.first, d.last from gathered g join dated d on (d.behind, d.ahead) = (g.behind, g.ahead)
), touched as materialized (
    select e.who, min(greatest(m.covered_from, e.first)) filter (where m.covered_from < e.first + interval '1 month' and m.covered_until >= e.first) as since,
           max(least(m.covered_until, e.last)) filter (where m.covered_until >= date_trunc('month', e.last) and m.covered_from <= e.last) as until
      from counted e join member m on m.who = e.who and m.accepted where e.back is not null group by 1
)"""
JUDGED = """, facts as (
    select p.*, coalesce(c.lined, false) as lined, c.back, coalesce(c.length, 0) as length, coalesce(c.ahead, 0) as ahead,
           coalesce(t.since, c.first) as since, coalesce(t.until, c.last) as until, coalesce(h.until, p.covered_until) as chain,
           d.id is not null as dead, w.who is not null as waits,
           case when p.turn = 0 and c.back is distinct from 0 then (extract(year from %(first)s::date) - extract(year from p.covered_from)) * 12
                                     + extract(month from %(first)s::date) - extract(month from p.covered_from) end as begun,
           p.turn = 0 and c.back is distinct from 0 and exists (select from contributions_lateletter l where l.state = 'DECIDED' and l.programme_id = p.programme_id
                                  and left(p.village, length(l.region)) = l.region and %(first)s between l.first_month and l.last_month) as excused
      from picked p left join counted c on c.who = p.who left join touched t on t.who = p.who
      left join chained h on h.id = p.id left join waiting w on w.who = p.who
      left join dead d on d.id = p.who
), judged as (
    select f.*, case
        when dead then array['ENDED', 'died']
        when turn = 0 and back = 0 then array['COVERED', 'paid']
        when turn = 0 and excused then array['REVIEW', 'late']
        when turn = 0 and least(back, begun + 1) > %(grace)s then array['ENDED', 'lapsed']
        when turn = 0 and lined then array['PENDING', 'owed']
        when turn = 0 and back <= %(grace)s then array['GRACE', 'missing']
        when turn = 0 then array['NOT_YET', 'unpaid']
        when turn = 1 and not cut and back <= %(grace)s then array['GRACE', 'after']
        when turn = 2 or (turn = 1 and waits) then array['NOT_YET', 'later']
        when turn = 3 then array['NOT_YET', 'asked']
        when turn = 1 then array['ENDED', case when cut then 'cut' else 'over' end]
        else array['NEVER', 'refused'] end as said
      from facts f
)
select who as person_id, id as membership_id, programme_id, region, village, payer, said[1] as state, said[2] as why, since, until,
       case when said[1] in ('COVERED', 'PENDING', 'GRACE', 'REVIEW') then chain end as promised,
       case said[1] when 'GRACE' then (%(first)s::date - make_interval(months => back - 1 - ahead - %(grace)s))::date - 1
                    when 'PENDING' then (%(first)s::date - make_interval(months => least(back, begun::int + 1) - 1 - %(grace)s))::date - 1 end as grace_until,
       case when back <= %(grace)s then length + ahead else 0 end as months, ahead, ended and chain = covered_until as decided
  from judged"""
# Of a region's people the months are looked up one by one; of everybody's they are read through.
MINE = "and c.person_id in (select who from asked union all select id from root)"
# Of what was asked for within a region: its own members, by the quota that they use.
WITHIN = "and (region = any(%(regions)s::text[]) or left(village, 2) = any(%(regions)s::text[]) or left(village, 8) = any(%(regions)s::text[]) or village = any(%(regions)s::text[]))"
LINES = {"jkk": ["jkk,jkm"], "jkm": ["jkk,jkm"], "jht": ["jht"]}


def standing(
    programmes: Iterable[int], day: date, *, scheme: str = "jkm", regions: Iterable[str] | None = None
) -> tuple[str, dict[str, Any]]:
    """SQL and params for one row (COLUMNS) of everybody with a membership of these programmes, within these regions.

    `months` counts acknowledged months in a row, `ahead` of them after the day; `decided`: somebody ended the membership and none
    follows it. An empty choice of programmes or regions is nobody."""
    sql = (PEOPLE + PICKED + MONTHS + JUDGED).replace("{within}", "" if regions is None else WITHIN)
    sql = sql.replace("{mine}", "" if regions is None else MINE)
    return sql, {
        "programmes": list(programmes), "regions": None if regions is None else list(regions), "day": day, "scheme": scheme,
        "first": Month.of(day).first, "far": FAR, "lines": LINES[scheme],
        "grace": int(law.provision("membership.grace_months", on=day).value),
    }  # fmt: skip
