"""The people of one decree as lines of a registration file. Only actions.py calls this.

The places are put into a temporary table first: the file, the memberships and the lines are made from the same rows, whatever
is decided elsewhere meanwhile."""

from datetime import date
from typing import Any

from django.db import connection

from naung.delivery.enrolment.ports import Registrant
from naung.foundation.vault import seals

# Who was merged away or has died holds a place until a person gives it back, and is not sent (queries.held_back names them); nor is
# whose days somebody else covers or was asked to cover, unless two people decided that they move (payers.paid_elsewhere names them).
# LAST: the latest membership of the same person, also under a record that was merged into theirs.
LAST = """
    records as (
        select person_id, person_id as id from wanted union all
        select w.person_id, p.id from wanted w join registry_person p on p.merged_into_id = w.person_id
    ), last as (
        select distinct on (r.person_id) r.person_id, m.id, m.state, m.covered_until, m.number_sealed, m.programme_id, g.payer, g.region_id
          from records r join enrolment_membership m on m.person_id = r.id and m.state <> 'REFUSED'
          join programme_programme g on g.id = m.programme_id
         order by r.person_id, m.covered_until desc nulls first, m.id desc
    )"""
STAGE = f"""
create temporary table enrolment_sending on commit drop as
with wanted as (
    select l.id as place_id, l.person_id, l.region, l.village, l.rank, d.per_place as rupiah, d.programme_id
      from selection_place l join selection_decree d on d.id = l.decree_id join registry_person p on p.id = l.person_id
     where l.decree_id = %(decree)s and l.state = 'HELD' and p.merged_into_id is null and p.died_on is null
       and not exists (select from enrolment_membership m where m.place_id = l.id)
), {LAST}, judged as (
    select w.*, b.id as follows_id, b.number_sealed, b.payer as old_payer, b.payer <> g.payer or b.region_id <> g.region_id as other_payer,
           case when b.id is null then 'NEW' when b.covered_until is null then null
                when b.covered_until >= %(start)s then case when exists (
                     select from selection_transfer t where t.source_id = b.programme_id and t.target_id = w.programme_id and t.state = 'DECIDED'
                        and w.person_id = any(t.people)) then 'MOVES' end
                when b.covered_until < %(start)s::date - 1 then 'RETURNS'
                when b.payer <> g.payer or b.region_id <> g.region_id then 'MOVES' else 'CONTINUES' end as kind,
           b.covered_until >= %(start)s as still_runs
      from wanted w join programme_programme g on g.id = w.programme_id left join last b on b.person_id = w.person_id
)
select row_number() over (order by village, rank, place_id)::int as number, place_id, person_id, region, village, rupiah, kind, follows_id,
       number_sealed, case when other_payer then old_payer end as old_payer, coalesce(still_runs, false) as still_runs
  from judged where kind is not null
"""  # noqa: S608  code of the house

PEOPLE = """
select s.number, p.nik_sealed, p.name, p.birth_place, p.born_on, p.sex, p.mother, p.address, coalesce(v.name, ''),
       coalesce(k.name, ''), coalesce(r.name, ''), p.phone_sealed, p.occupation_text, p.disability, p.decile, s.rupiah, s.kind,
       s.number_sealed, coalesce(s.old_payer, '')
  from enrolment_sending s join registry_person p on p.id = s.person_id
  left join regions_region v on v.code = s.village left join regions_region k on k.code = left(s.village, 8)
  left join regions_region r on r.code = s.region
 order by s.number
"""

REQUEST = """
insert into enrolment_membership (programme_id, place_id, person_id, region, village, agreement_id, agreement_starts,
                                  requested_on, asked_from, kind, follows_id, tries, refusal_code, refusal_reason, ended_because, state, trail)
select %s, place_id, person_id, region, village, %s, %s, %s, %s, kind, follows_id, 1, '', '', '', 'REQUESTED', %s from enrolment_sending order by number
"""

LINES = """
select s.number, ''::text, m.id, s.rupiah from enrolment_sending s join enrolment_membership m on m.place_id = s.place_id
"""


# Sent again: the memberships that came back, as they stand now.
AGAIN = """
create temporary table enrolment_sending on commit drop as
select row_number() over (order by m.village, l.rank, m.id)::int as number, m.place_id, m.person_id, m.region, m.village, d.per_place as rupiah,
       m.kind, m.follows_id, f.number_sealed, case when g.payer <> n.payer or g.region_id <> n.region_id then g.payer end as old_payer, false as still_runs
  from enrolment_membership m join selection_place l on l.id = m.place_id join selection_decree d on d.id = l.decree_id
  join programme_programme n on n.id = m.programme_id left join enrolment_membership f on f.id = m.follows_id
  left join programme_programme g on g.id = f.programme_id
 where l.decree_id = %(decree)s and m.id = any(%(members)s) and m.state = 'RETURNED'
"""


def stage(decree_id: int, start: date) -> tuple[int, int]:
    """How many wait on this decree and can be covered from `start`, and their rupiah."""
    return _stage(STAGE, {"decree": decree_id, "start": start})


def stage_again(decree_id: int, members: list[int]) -> tuple[int, int]:
    """The same for those who came back."""
    return _stage(AGAIN, {"decree": decree_id, "members": members})


def _stage(sql: str, params: dict[str, Any]) -> tuple[int, int]:
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists enrolment_sending")
        cursor.execute(sql, params)
        cursor.execute("select count(*), coalesce(sum(rupiah), 0) from enrolment_sending")
        rows, rupiah = cursor.fetchone()
    return int(rows), int(rupiah)


def leave_running_cover() -> int:
    """How many of those staged would leave cover that still runs on the day they begin."""
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from enrolment_sending where still_runs")
        return int(cursor.fetchone()[0])


def people(decree_number: str) -> list[Registrant]:
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE)
        return [_registrant(row, decree_number) for row in cursor.fetchall()]


def _registrant(row: tuple[Any, ...], decree_number: str) -> Registrant:
    number, nik, *middle, phone, occupation, disability, decile, rupiah, kind, member, old_payer = row
    return Registrant(number, seals.open_sealed(nik, "nik"), *middle, seals.open_sealed(phone, "phone") if phone else "",
                      occupation, disability, decile, decree_number, rupiah, kind, seals.open_sealed(member, "kpj") if member else "", old_payer)  # fmt: skip


def insert(programme_id: int, agreement_id: int, starts: date, on: date, first_day: date, entry: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(REQUEST, [programme_id, agreement_id, starts, on, first_day, entry])


def ask_again(on: date, first_day: date, entry: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """update enrolment_membership m set state = 'REQUESTED', requested_on = %s, asked_from = %s, tries = m.tries + 1, refusal_code = '',
                      refusal_reason = '', refusal_meaning = '', elsewhere_by = '', elsewhere_until = null, registered_name = '', trail = %s
                 from enrolment_sending s where s.place_id = m.place_id""",
            [on, first_day, entry],
        )
