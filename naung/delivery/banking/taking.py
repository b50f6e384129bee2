"""An answer of the bank, staged and judged before the exchange takes it. Only actions.py calls this."""

from collections.abc import Iterable
from datetime import date

from django.db import connection
from django.utils.translation import gettext as _

from naung.delivery.banking import names
from naung.delivery.banking.names import Likeness
from naung.delivery.banking.ports import Opening, Openings
from naung.foundation.exchange.ports import Answer
from naung.foundation.exchange.queries import Batch
from naung.foundation.vault import seals

OTHERS_NAME = "NAMA"  # our own code among the bank's: it opened an account in somebody else's name

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

# Spelled as the member's name, but for being cut: the others are looked at one by one.
OTHER_NAME = """
select b.number, b.name, p.name from banking_answer b join exchange_line l on l.batch_id = %s and l.number = b.number
  join banking_account a on a.id = l.subject join registry_person p on p.id = a.person_id
 where b.ok and b.name <> left(upper(p.name), nullif(%s, 0))
"""
SCORES = "update banking_answer b set score = s.score from unnest(%s::int[], %s::smallint[]) s (number, score) where s.number = b.number"

OPEN = """
update banking_account a set state = case when b.score is null then 'OPENED' else 'DIFFERS' end, number_sealed = b.number_sealed,
       number_index = b.number_index, passbook = b.passbook, name_on_account = b.name, name_score = b.score, opened_on = %s, trail = %s
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
                          number_sealed bytea, passbook text, name text, score smallint) on commit drop""")
        with cursor.copy(
            "copy banking_answer (number, nik_index, ok, number_index, number_sealed, passbook, name) from stdin"
        ) as copy:
            for o in lines:
                sealed = (
                    (seals.index(o.account, "account"), seals.seal(o.account, "account"))
                    if o.ok
                    else (None, None)
                )
                copy.write_row((o.number, seals.index(o.nik, "nik"), o.ok, *sealed, o.passbook, o.name))
        cursor.execute("analyze banking_answer")


def named_otherwise(batch: Batch, *, near: int, cut: int) -> dict[int, Likeness]:
    """By line: the accounts whose name is not the member's. The near ones are marked, for a person to compare with the KTP."""
    with connection.cursor() as cursor:
        cursor.execute(OTHER_NAME, [batch.pk, cut])
        found = {
            number: names.compare(ours, theirs, near=near, cut=cut)
            for number, theirs, ours in cursor.fetchall()
        }
        found = {number: one for number, one in found.items() if one.kind != names.EXACT}
        close = {number: one.score for number, one in found.items() if one.kind == names.NEAR}
        cursor.execute(SCORES, [list(close), list(close.values())])
    return found


def impossible(batch: Batch, programme_id: int) -> str:
    """Why this file cannot be taken line by line; empty when it can."""
    if _one(TWO_WITH_ONE_NUMBER):
        return "one account number for two people"
    return "an account number that somebody else has" if _one(TAKEN_NUMBER, programme_id, batch.pk) else ""


def answers(batch: Batch, found: Openings, named: dict[int, Likeness]) -> list[Answer]:
    """For the exchange. A line that speaks of another NIK than was sent answers no line of ours: it goes to suspense. An account
    in a name unlike the member's (`named`) is taken as a refusal, with the bank's spelling as the reason."""
    with connection.cursor() as cursor:
        cursor.execute(OTHER_PERSON, [batch.pk])
        strangers = {row[0] for row in cursor.fetchall()}
    return [_answer(o, other=o.number in strangers, named=named.get(o.number)) for o in found.lines]


def _answer(o: Opening, *, other: bool, named: Likeness | None) -> Answer:
    if o.ok and not other and named and named.kind == names.FAR:
        why = _("Nama pada rekening: %(name)s. Kemiripan dengan nama peserta %(score)s dari 100.") % {"name": o.name, "score": named.score}  # fmt: skip
        return Answer(ok=False, code=OTHERS_NAME, reason=why, number=o.number)
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
