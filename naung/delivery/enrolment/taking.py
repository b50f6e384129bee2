"""An answer of the insurer, staged and judged before the exchange takes it. Only actions.py calls this."""

from collections.abc import Iterable
from datetime import date

from django.db import connection

from naung.delivery.enrolment.ports import Admission, Admissions
from naung.delivery.enrolment.reasons import MEANINGS, WAIT
from naung.foundation.exchange.ports import Answer
from naung.foundation.exchange.queries import Batch
from naung.foundation.vault import seals

# What one line cannot be blamed for: the whole file goes to a person instead.
TWO_WITH_ONE_NUMBER = "select count(*) from (select number_index from enrolment_answer where ok group by 1 having count(distinct number) > 1) twice"
TAKEN_NUMBER = """
select count(*) from enrolment_answer a join enrolment_membership m on m.number_index = a.number_index
 where not exists (select from exchange_line l join enrolment_membership o on o.id = l.subject
                    where l.batch_id = %s and l.number = a.number and (m.id = o.id or m.id = o.follows_id or m.person_id = o.person_id))
"""
AFTER_THE_END = "select count(*) from enrolment_answer where ok and since > %s"

# Why a line is nobody's, said beside its number: it goes to suspense, and what was asked for stays asked for.
STRANGE = """
select a.number, case when p.nik_index <> a.nik_index then 'another NIK' when f.number_index <> a.number_index then 'another participant number'
                      else 'a hole before it begins' end
  from enrolment_answer a join exchange_line l on l.batch_id = %s and l.number = a.number
  join enrolment_membership m on m.id = l.subject join registry_person p on p.id = m.person_id
  left join enrolment_membership f on f.id = m.follows_id
 where p.nik_index <> a.nik_index or f.number_index <> a.number_index
    or (a.ok and m.kind in ('CONTINUES', 'MOVES') and a.since > m.asked_from and f.covered_until < a.since - 1)
"""

# The first day of cover: never before the agreement's, and for whoever goes on never before the day that was asked for.
FIRST = (
    "greatest(m.agreement_starts, a.since, case when m.kind in ('CONTINUES', 'MOVES') then m.asked_from end)"
)
ACCEPTED = "exchange_line l join enrolment_answer a on a.number = l.number and a.ok"
ACCEPT = f"""
update enrolment_membership m set state = 'ENROLLED', number_sealed = a.number_sealed, number_index = a.number_index,
       accepted_on = %s, insurer_from = a.since, covered_from = {FIRST}, covered_until = %s, trail = %s
  from {ACCEPTED}
 where l.reply_id = %s and l.state = 'ACCEPTED' and m.id = l.subject and m.state = 'REQUESTED'
"""  # noqa: S608  code of the house
# Whoever moves out of cover that still runs: it ends the day before the new one begins, in the same transaction.
MOVE_OUT = f"""
update enrolment_membership o set state = 'ENDED', covered_until = n.first - 1, ended_because = n.because, trail = %s
  from (select m.follows_id, {FIRST} as first, 'pindah ke ' || g.name as because
          from {ACCEPTED} join enrolment_membership m on m.id = l.subject and m.kind = 'MOVES' and m.state = 'REQUESTED'
          join programme_programme g on g.id = m.programme_id
         where l.reply_id = %s and l.state = 'ACCEPTED') n
 where o.id = n.follows_id and o.state = 'ENROLLED' and o.covered_until >= n.first
returning o.place_id, n.first, n.because
"""  # noqa: S608  code of the house

REFUSE = """
update enrolment_membership m set state = case when a.meaning = any(%(wait)s) then 'RETURNED' else 'REFUSED' end, refusal_code = l.code,
       refusal_reason = l.reason, refusal_meaning = a.meaning, elsewhere_by = a.payer, elsewhere_until = a.until, registered_name = a.name, trail = %(trail)s
  from exchange_line l join enrolment_answer a on a.number = l.number and not a.ok
 where l.reply_id = %(reply)s and l.state = 'REFUSED' and m.id = l.subject and m.state = 'REQUESTED'
returning m.place_id, m.refusal_code, m.refusal_reason, m.state
"""


def stage(lines: Iterable[Admission]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists enrolment_answer")
        cursor.execute("""create temporary table enrolment_answer (number int, nik_index bytea, ok boolean, number_index bytea,
                          number_sealed bytea, since date, meaning text, payer text, until date, name text) on commit drop""")
        with cursor.copy("copy enrolment_answer from stdin") as copy:
            for a in lines:
                sealed = (
                    (seals.index(a.member_number, "kpj"), seals.seal(a.member_number, "kpj"))
                    if a.ok
                    else (None, None)
                )
                more = (a.meaning if a.meaning in MEANINGS else "", a.payer, a.until, a.name)
                copy.write_row((a.number, seals.index(a.nik, "nik"), a.ok, *sealed, a.since, *more))
        cursor.execute("analyze enrolment_answer")


def impossible(batch: Batch, last_day: date) -> str:
    """Why this file cannot be taken line by line; empty when it can."""
    if _one(TWO_WITH_ONE_NUMBER):
        return "one participant number for two people"
    if _one(TAKEN_NUMBER, batch.pk):
        return "a participant number that somebody else has"
    return "cover that starts after the programme's last day" if _one(AFTER_THE_END, last_day) else ""


def answers(batch: Batch, found: Admissions) -> list[Answer]:
    """For the exchange. A line that speaks of another NIK than was sent, gives somebody a second number, or would leave a hole in
    the cover of whoever goes on, answers no line of ours: it goes to suspense."""
    with connection.cursor() as cursor:
        cursor.execute(STRANGE, [batch.pk])
        strange = dict(cursor.fetchall())
    return [_answer(a, strange.get(a.number, "")) for a in found.lines]


def _answer(a: Admission, strange: str) -> Answer:
    facts = (
        {"kpj": seals.index(a.member_number, "kpj").hex(), "since": a.since.isoformat()}
        if a.ok and a.since
        else {}
    )
    where = {"key": f"line {a.number}, {strange}"} if strange else {"number": a.number}
    return Answer(ok=a.ok, code=a.code, reason=a.reason, rupiah=a.rupiah, data=facts, **where)


def accept(reply: int, entry: int, on: date, last_day: date) -> int:
    with connection.cursor() as cursor:
        cursor.execute(ACCEPT, [on, last_day, entry, reply])
        return int(cursor.rowcount)


def move_out(reply: int, entry: int) -> list[tuple[int, date, str]]:
    """(place, first day of the new cover, why) of everybody whose old cover ended with this reply."""
    with connection.cursor() as cursor:
        cursor.execute(MOVE_OUT, [entry, reply])
        return [(int(place), first, str(why)) for place, first, why in cursor.fetchall()]


def refuse(reply: int, entry: int) -> dict[int, str]:
    """Place -> the insurer's words, for those refused for good; who can be put right keeps the place and waits."""
    with connection.cursor() as cursor:
        cursor.execute(REFUSE, {"wait": WAIT, "trail": entry, "reply": reply})
        return {
            place: f"BPJS {code}: {reason}"
            for place, code, reason, state in cursor.fetchall()
            if state == "REFUSED"
        }


def _one(sql: str, *params: object) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return int(cursor.fetchone()[0])
