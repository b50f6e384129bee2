"""Members who wait for an account as lines of an opening file. Only actions.py calls this."""

from datetime import date
from typing import Any

from django.db import connection

from naung.delivery.banking import waiting
from naung.delivery.banking.ports import Applicant
from naung.foundation.vault import seals

STAGE = f"""
create temporary table banking_sending on commit drop as
select row_number() over (order by m.village, p.name_folded, m.id)::int as number, m.id as membership_id, m.person_id, m.region, m.village,
       a.id as account_id, {waiting.TOLD} as told {waiting.WAIT}
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
insert into banking_account (programme_id, membership_id, person_id, region, village, requested_on, asked_on, asked_with, passbook, name_on_account,
                             refusal_code, refusal_reason, state, trail)
select %s, membership_id, person_id, region, village, %s, %s, told, '', '', '', '', 'REQUESTED', %s from banking_sending
 where account_id is null order by number
"""

# The bank's earlier word stays on the line of the earlier file.
AGAIN = """
update banking_account a set state = 'REQUESTED', asked = a.asked + 1, asked_on = %s, asked_with = s.told, refusal_code = '', refusal_reason = '',
       name_on_account = '', trail = %s
  from banking_sending s where s.account_id = a.id
"""

LINES = """
select s.number, ''::text, a.id, 0::bigint from banking_sending s join banking_account a on a.membership_id = s.membership_id
"""


def stage(programme_id: int, region: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists banking_sending")
        cursor.execute(STAGE, {"programme": programme_id, "region": region})
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
    """A new account for whoever has none; whoever was refused is asked for once more."""
    with connection.cursor() as cursor:
        cursor.execute(REQUEST, [programme_id, on, on, entry])
        cursor.execute(AGAIN, [on, entry])
