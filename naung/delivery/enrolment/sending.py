"""The people of one decree as lines of a registration file. Only actions.py calls this.

The places are put into a temporary table first: the file, the memberships and the lines are made from the same rows, whatever
is decided elsewhere meanwhile."""

from datetime import date
from typing import Any

from django.db import connection

from naung.delivery.enrolment.ports import Registrant
from naung.foundation.vault import seals

# Who was merged away or has died holds a place until a person gives it back, and is not sent (queries.held_back names them).
STAGE = """
create temporary table enrolment_sending on commit drop as
select row_number() over (order by l.village, l.rank, l.id)::int as number, l.id as place_id, l.person_id, l.region, l.village,
       d.per_place as rupiah
  from selection_place l join selection_decree d on d.id = l.decree_id join registry_person p on p.id = l.person_id
 where l.decree_id = %s and l.state = 'HELD' and p.merged_into_id is null and p.died_on is null
   and not exists (select from enrolment_membership m where m.place_id = l.id)
"""

PEOPLE = """
select s.number, p.nik_sealed, p.name, p.birth_place, p.born_on, p.sex, p.mother, p.address, coalesce(v.name, ''),
       coalesce(k.name, ''), coalesce(r.name, ''), p.phone_sealed, p.occupation_text, p.disability, p.decile, s.rupiah
  from enrolment_sending s join registry_person p on p.id = s.person_id
  left join regions_region v on v.code = s.village left join regions_region k on k.code = left(s.village, 8)
  left join regions_region r on r.code = s.region
 order by s.number
"""

REQUEST = """
insert into enrolment_membership (programme_id, place_id, person_id, region, village, agreement_id, agreement_starts,
                                  requested_on, refusal_code, refusal_reason, ended_because, state, trail)
select %s, place_id, person_id, region, village, %s, %s, %s, '', '', '', 'REQUESTED', %s from enrolment_sending order by number
"""

LINES = """
select s.number, ''::text, m.id, s.rupiah from enrolment_sending s join enrolment_membership m on m.place_id = s.place_id
"""


def stage(decree_id: int) -> tuple[int, int]:
    """How many wait on this decree, and their rupiah."""
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists enrolment_sending")
        cursor.execute(STAGE, [decree_id])
        cursor.execute("select count(*), coalesce(sum(rupiah), 0) from enrolment_sending")
        rows, rupiah = cursor.fetchone()
    return int(rows), int(rupiah)


def people(decree_number: str) -> list[Registrant]:
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE)
        return [_registrant(row, decree_number) for row in cursor.fetchall()]


def _registrant(row: tuple[Any, ...], decree_number: str) -> Registrant:
    number, nik, *middle, phone, occupation, disability, decile, rupiah = row
    return Registrant(number, seals.open_sealed(nik, "nik"), *middle, seals.open_sealed(phone, "phone") if phone else "",
                      occupation, disability, decile, decree_number, rupiah)  # fmt: skip


def insert(programme_id: int, agreement_id: int, starts: date, on: date, entry: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(REQUEST, [programme_id, agreement_id, starts, on, entry])
