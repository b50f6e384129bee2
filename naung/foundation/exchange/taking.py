"""The set-based inside of the exchange: lines and answers go to a temporary table, and from there in one statement each.

Only actions.py calls this."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from naung.foundation.exchange.models import Batch, Reply, Suspense
from naung.foundation.exchange.ports import Answer, NewLine, Taken, Totals

AS_JSON = json.JSONEncoder(default=str).encode  # made once: a hundred thousand lines ask for it


@dataclass(frozen=True, slots=True)
class Staged:
    rows: int
    rupiah: int


def next_id(table: str) -> int:
    """The number that the next row will carry, so that its trail entry can name it first."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval(pg_get_serial_sequence(%s, 'id'))", [table])
        return int(cursor.fetchone()[0])


def stage_lines(lines: Iterable[NewLine], lines_sql: str, params: Sequence[Any]) -> int:
    """Fills exchange_new_line from a list or a SELECT; how many lines."""
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists exchange_new_line")
        cursor.execute(
            "create temporary table exchange_new_line (number int, key text, subject bigint, rupiah bigint) on commit drop"
        )
        if lines_sql:
            cursor.execute(f"insert into exchange_new_line {lines_sql}", params)
        with cursor.copy("copy exchange_new_line from stdin") as copy:
            for line in lines:
                copy.write_row((line.number, line.key, line.subject, line.rupiah))
        cursor.execute("select count(*) from exchange_new_line")
        return int(cursor.fetchone()[0])


def insert_lines(batch: Batch) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            """insert into exchange_line (batch_id, number, key, subject, rupiah, region, code, reason, state, trail)
               select %s, number, key, subject, rupiah, %s, '', '', 'WAITING', %s from exchange_new_line order by number""",
            [batch.pk, batch.region, batch.trail],
        )


def stage_answers(answers: Iterable[Answer]) -> Staged:
    """Fills exchange_answer in the file's order; its rows and the rupiah that it repeats."""
    rows = rupiah = 0
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists exchange_answer")
        cursor.execute(
            """create temporary table exchange_answer (position int, number int, key text, ok boolean, code text,
               reason text, rupiah bigint, data jsonb, line bigint, why text) on commit drop"""
        )
        with cursor.copy(
            "copy exchange_answer (position, number, key, ok, code, reason, rupiah, data) from stdin"
        ) as copy:
            for rows, a in enumerate(answers, 1):  # noqa: B007
                copy.write_row((rows, a.number, a.key, a.ok, a.code, a.reason, a.rupiah, AS_JSON(a.data)))
                rupiah += a.rupiah or 0
        cursor.execute("analyze exchange_answer")
    return Staged(rows, rupiah)


def wrong_totals(staged: Staged, totals: Totals | None) -> bool:
    return totals is not None and (totals.rows != staged.rows or totals.rupiah not in (None, staged.rupiah))


def suspend_file(reply: Reply, entry: int, why: str, facts: dict[str, Any], at: datetime) -> None:
    Suspense.objects.create(partner=reply.batch.partner, batch=reply.batch, reply=reply, content_id=reply.content_id, position=0, why=why,
                            facts=facts, region=reply.region, opened_at=at, trail=entry)  # fmt: skip


# Two joins by equality instead of one with "or", which would compare every answer with every line.
FIND_BY_NUMBER = """
update exchange_answer a set line = l.id from exchange_line l
 where l.batch_id = %s and l.number = a.number
"""
FIND_BY_KEY = """
update exchange_answer a set line = l.id from exchange_line l
 where l.batch_id = %s and a.number is null and a.key <> '' and l.key = a.key
"""

# The order matters: the first reason found is the one told.
JUDGE = """
with spoken as (
    select a.position, a.line, l.state, a.rupiah <> l.rupiah as other_amount, not a.ok and a.code = '' as no_reason,
           l.state in ('ACCEPTED', 'REFUSED') as answered, a.ok = (l.state = 'ACCEPTED') and a.code = l.code
               and a.reason = l.reason and a.data = l.answer as same,
           count(*) over of_line as times,
           min(md5(row(a.ok, a.code, a.reason, a.rupiah, a.data)::text)) over of_line
             is distinct from max(md5(row(a.ok, a.code, a.reason, a.rupiah, a.data)::text)) over of_line as contradicts,
           row_number() over (partition by a.line order by a.position) as nth
      from exchange_answer a left join exchange_line l on l.id = a.line window of_line as (partition by a.line)
)
update exchange_answer a set why = case
    when s.line is null then 'UNKNOWN'
    when s.answered and s.same then 'SAME'
    when %s then 'CLOSED'
    when s.answered then 'OTHER_ANSWER'
    when s.contradicts then 'CONTRADICTS'
    when s.nth > 1 then 'SAME'
    when s.other_amount then 'OTHER_AMOUNT'
    when s.no_reason then 'NO_REASON' end
  from spoken s where s.position = a.position
"""

ANSWER = """
update exchange_line l set state = case when a.ok then 'ACCEPTED' else 'REFUSED' end, code = a.code, reason = a.reason,
       answer = a.data, reply_id = %s, trail = %s
  from exchange_answer a where a.line = l.id and a.why is null
"""

SUSPEND = """
insert into exchange_suspense (partner, batch_id, reply_id, content_id, position, why, facts, region, opened_at,
                               settled_because, state, trail)
select %s, %s, %s, %s, a.position, a.why, jsonb_build_object('number', a.number, 'key', a.key, 'ok', a.ok, 'code', a.code,
       'reason', a.reason, 'rupiah', a.rupiah, 'data', a.data), %s, %s, '', 'OPEN', %s
  from exchange_answer a where a.why <> 'SAME' order by a.position
"""

COUNT = """
select coalesce(why, case when ok then 'accepted' else 'refused' end), count(*) from exchange_answer group by 1 order by 1
"""


def settle_answers(batch: Batch, reply: Reply, entry: int, at: datetime) -> Taken:
    """Each staged answer to its line, or to suspense with a reason, or known already."""
    with connection.cursor() as cursor:
        # A batch as new as this one is not in PostgreSQL's statistics: it guesses one line, and would read all answers again for each.
        cursor.execute("set local enable_nestloop = off")
        cursor.execute(FIND_BY_NUMBER, [batch.pk])
        cursor.execute(FIND_BY_KEY, [batch.pk])
        cursor.execute("set local enable_nestloop to default")
        cursor.execute("analyze exchange_answer")
        cursor.execute(JUDGE, [batch.state == "CLOSED"])
        cursor.execute(ANSWER, [reply.pk, entry])
        cursor.execute(
            SUSPEND, [batch.partner, batch.pk, reply.pk, reply.content_id, batch.region, at, entry]
        )
        cursor.execute(COUNT)
        counts = {str(why): int(n) for why, n in cursor.fetchall()}
        cursor.execute(
            "select count(*) from exchange_line where batch_id = %s and state = 'WAITING'", [batch.pk]
        )
        missing = int(cursor.fetchone()[0])
    return Taken(
        reply=reply.pk,
        accepted=counts.pop("accepted", 0),
        refused=counts.pop("refused", 0),
        repeated=counts.pop("SAME", 0),
        unknown=counts.get("UNKNOWN", 0),
        suspended=counts,
        missing=missing,
    )
