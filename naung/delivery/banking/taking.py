"""An answer of the bank, staged and judged before the exchange takes it. Only actions.py calls this."""

from collections.abc import Iterable
from datetime import date

from django.db import connection

from naung.delivery.banking.ports import Opening, Openings
from naung.foundation.exchange.ports import Answer
from naung.foundation.exchange.queries import Batch
from naung.foundation.vault import seals

TWO_WITH_ONE_NUMBER = "select count(*) from (select number_index from banking_answer where ok group by 1 having count(distinct number) > 1) twice"
TAKEN_NUMBER = """
select count(*) from banking_answer b join banking_account a on a.number_index = b.number_index and a.programme_id = %s
 where not exists (select from exchange_line l where l.batch_id = %s and l.number = b.number and l.subject = a.id)
"""

OTHER_PERSON = """
select b.number from banking_answer b join exchange_line l on l.batch_id = %s and l.number = b.number
  join banking_account a on a.id = l.subject join registry_person p on p.id = a.person_id
 where p.nik_index <> b.nik_index
"""

OPEN = """
update banking_account a set state = 'OPENED', number_sealed = b.number_sealed, number_index = b.number_index, passbook = b.passbook,
       name_on_account = b.name, opened_on = %s, trail = %s
  from exchange_line l join banking_answer b on b.number = l.number and b.ok
 where l.reply_id = %s and l.state = 'ACCEPTED' and a.id = l.subject and a.state = 'REQUESTED'
"""

REFUSE = """
update banking_account a set state = 'REFUSED', refusal_code = l.code, refusal_reason = l.reason, trail = %s
  from exchange_line l where l.reply_id = %s and l.state = 'REFUSED' and a.id = l.subject and a.state = 'REQUESTED'
"""


def stage(lines: Iterable[Opening]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists banking_answer")
        cursor.execute("""create temporary table banking_answer (number int, nik_index bytea, ok boolean, number_index bytea,
                          number_sealed bytea, passbook text, name text) on commit drop""")
        with cursor.copy("copy banking_answer from stdin") as copy:
            for o in lines:
                sealed = (
                    (seals.index(o.account, "account"), seals.seal(o.account, "account"))
                    if o.ok
                    else (None, None)
                )
                copy.write_row((o.number, seals.index(o.nik, "nik"), o.ok, *sealed, o.passbook, o.name))
        cursor.execute("analyze banking_answer")


def impossible(batch: Batch, programme_id: int) -> str:
    """Why this file cannot be taken line by line; empty when it can."""
    if _one(TWO_WITH_ONE_NUMBER):
        return "one account number for two people"
    return "an account number that somebody else has" if _one(TAKEN_NUMBER, programme_id, batch.pk) else ""


def answers(batch: Batch, found: Openings) -> list[Answer]:
    """For the exchange. A line that speaks of another NIK than was sent answers no line of ours: it goes to suspense."""
    with connection.cursor() as cursor:
        cursor.execute(OTHER_PERSON, [batch.pk])
        strangers = {row[0] for row in cursor.fetchall()}
    return [_answer(o, other=o.number in strangers) for o in found.lines]


def _answer(o: Opening, *, other: bool) -> Answer:
    facts = {"account": seals.index(o.account, "account").hex(), "passbook": o.passbook} if o.ok else {}
    where = {"key": f"line {o.number}, another NIK"} if other else {"number": o.number}
    return Answer(ok=o.ok, code=o.code, reason=o.reason, data=facts, **where)


def settle(reply: int, entry: int, on: date) -> None:
    with connection.cursor() as cursor:
        cursor.execute(OPEN, [on, entry, reply])
        cursor.execute(REFUSE, [entry, reply])


def _one(sql: str, *params: object) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return int(cursor.fetchone()[0])
