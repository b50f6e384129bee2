"""An answer of the insurer, staged and judged before the exchange takes it. Only actions.py calls this."""

from collections.abc import Iterable
from datetime import date

from django.db import connection

from naung.delivery.enrolment.ports import Admission, Admissions
from naung.foundation.exchange.ports import Answer
from naung.foundation.exchange.queries import Batch
from naung.foundation.vault import seals

# What one line cannot be blamed for: the whole file goes to a person instead.
TWO_WITH_ONE_NUMBER = "select count(*) from (select number_index from enrolment_answer where ok group by 1 having count(distinct number) > 1) twice"
TAKEN_NUMBER = """
select count(*) from enrolment_answer a join enrolment_membership m on m.number_index = a.number_index and m.programme_id = %s
 where not exists (select from exchange_line l where l.batch_id = %s and l.number = a.number and l.subject = m.id)
"""
AFTER_THE_END = "select count(*) from enrolment_answer where ok and since > %s"

OTHER_PERSON = """
select a.number from enrolment_answer a join exchange_line l on l.batch_id = %s and l.number = a.number
  join enrolment_membership m on m.id = l.subject join registry_person p on p.id = m.person_id
 where p.nik_index <> a.nik_index
"""

ACCEPT = """
update enrolment_membership m set state = 'ENROLLED', number_sealed = a.number_sealed, number_index = a.number_index,
       accepted_on = %s, covered_from = greatest(m.agreement_starts, a.since), covered_until = %s, trail = %s
  from exchange_line l join enrolment_answer a on a.number = l.number and a.ok
 where l.reply_id = %s and l.state = 'ACCEPTED' and m.id = l.subject and m.state = 'REQUESTED'
"""

REFUSE = """
update enrolment_membership m set state = 'REFUSED', refusal_code = l.code, refusal_reason = l.reason, trail = %s
  from exchange_line l where l.reply_id = %s and l.state = 'REFUSED' and m.id = l.subject and m.state = 'REQUESTED'
returning m.place_id, m.refusal_code, m.refusal_reason
"""


def stage(lines: Iterable[Admission]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists enrolment_answer")
        cursor.execute("""create temporary table enrolment_answer (number int, nik_index bytea, ok boolean, number_index bytea,
                          number_sealed bytea, since date) on commit drop""")
        with cursor.copy("copy enrolment_answer from stdin") as copy:
            for a in lines:
                sealed = (
                    (seals.index(a.member_number, "kpj"), seals.seal(a.member_number, "kpj"))
                    if a.ok
                    else (None, None)
                )
                copy.write_row((a.number, seals.index(a.nik, "nik"), a.ok, *sealed, a.since))
        cursor.execute("analyze enrolment_answer")


def impossible(batch: Batch, programme_id: int, last_day: date) -> str:
    """Why this file cannot be taken line by line; empty when it can."""
    if _one(TWO_WITH_ONE_NUMBER):
        return "one participant number for two people"
    if _one(TAKEN_NUMBER, programme_id, batch.pk):
        return "a participant number that somebody else has"
    return "cover that starts after the programme's last day" if _one(AFTER_THE_END, last_day) else ""


def answers(batch: Batch, found: Admissions) -> list[Answer]:
    """For the exchange. A line that speaks of another NIK than was sent answers no line of ours: it goes to suspense."""
    strangers = _numbers(OTHER_PERSON, batch.pk)
    return [_answer(a, other=a.number in strangers) for a in found.lines]


def _answer(a: Admission, *, other: bool) -> Answer:
    facts = (
        {"kpj": seals.index(a.member_number, "kpj").hex(), "since": a.since.isoformat()}
        if a.ok and a.since
        else {}
    )
    where = {"key": f"line {a.number}, another NIK"} if other else {"number": a.number}
    return Answer(ok=a.ok, code=a.code, reason=a.reason, rupiah=a.rupiah, data=facts, **where)


def accept(reply: int, entry: int, on: date, last_day: date) -> int:
    with connection.cursor() as cursor:
        cursor.execute(ACCEPT, [on, last_day, entry, reply])
        return int(cursor.rowcount)


def refuse(reply: int, entry: int) -> dict[int, str]:
    """Place -> the insurer's words, for those refused."""
    with connection.cursor() as cursor:
        cursor.execute(REFUSE, [entry, reply])
        return {place: f"BPJS {code}: {reason}" for place, code, reason in cursor.fetchall()}


def _one(sql: str, *params: object) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return int(cursor.fetchone()[0])


def _numbers(sql: str, *params: object) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return {row[0] for row in cursor.fetchall()}
