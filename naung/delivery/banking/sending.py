"""Members without an account as lines of an opening file. Only actions.py calls this."""

from datetime import date
from typing import Any

from django.db import connection

from naung.delivery.banking.ports import Applicant
from naung.foundation.vault import seals

STAGE = """
create temporary table banking_sending on commit drop as
select row_number() over (order by m.village, p.name_folded, m.id)::int as number, m.id as membership_id, m.person_id, m.region, m.village
  from enrolment_membership m join registry_person p on p.id = m.person_id
 where m.programme_id = %s and m.region = %s and m.state = 'ENROLLED' and p.died_on is null and p.merged_into_id is null
   and not exists (select from banking_account a where a.membership_id = m.id)
"""

PEOPLE = """
select s.number, p.nik_sealed, m.number_sealed, p.name, p.birth_place, p.born_on, p.sex, p.mother, p.address, coalesce(v.name, ''),
       coalesce(k.name, ''), coalesce(r.name, ''), p.phone_sealed, p.occupation_text
  from banking_sending s join enrolment_membership m on m.id = s.membership_id join registry_person p on p.id = s.person_id
  left join regions_region v on v.code = s.village left join regions_region k on k.code = left(s.village, 8)
  left join regions_region r on r.code = s.region
 order by s.number
"""

REQUEST = """
insert into banking_account (programme_id, membership_id, person_id, region, village, requested_on, passbook, name_on_account,
                             refusal_code, refusal_reason, state, trail)
select %s, membership_id, person_id, region, village, %s, '', '', '', '', 'REQUESTED', %s from banking_sending order by number
"""

LINES = """
select s.number, ''::text, a.id, 0::bigint from banking_sending s join banking_account a on a.membership_id = s.membership_id
"""


def stage(programme_id: int, region: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists banking_sending")
        cursor.execute(STAGE, [programme_id, region])
        cursor.execute("select count(*) from banking_sending")
        return int(cursor.fetchone()[0])


def applicants() -> list[Applicant]:
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE)
        return [_applicant(row) for row in cursor.fetchall()]


def _applicant(row: tuple[Any, ...]) -> Applicant:
    number, nik, member, *middle, phone, occupation = row
    return Applicant(number, seals.open_sealed(nik, "nik"), seals.open_sealed(member, "kpj"), *middle,
                     seals.open_sealed(phone, "phone") if phone else "", occupation)  # fmt: skip


def insert(programme_id: int, on: date, entry: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(REQUEST, [programme_id, on, entry])
