"""Promises 4 and 6 where they are about the books: closed months as they were closed, two people for each, cash as the budget counts it."""

import hashlib
from typing import Any

import psycopg

from naung.project.verify.check import Check, sql

MONEY = "('1.1.1', '1.1.2', '1.9.1', '2.9.1')"  # cash, and suspense beside it
CLOSED = "select count(*) from ledger_closedmonth"


def closed_months_are_as_they_were(connection: psycopg.Connection[Any]) -> tuple[int, list[str]]:
    """Everything in a closed month hashed again, line by line here and not by the database's function."""
    closed = connection.execute(
        "select month, content_hash from ledger_closedmonth order by month"
    ).fetchall()
    changed = [
        f"closed {month:%Y-%m} is not what was closed"
        for month, kept in closed
        if _hash(connection, month) != kept
    ]
    return len(closed), changed


def _hash(connection: psycopg.Connection[Any], month: Any) -> str:
    journals = connection.execute(
        """select id, key, "on", kind, memo from ledger_journal where date_trunc('month', "on")::date = %s order by key""", [month]).fetchall()  # fmt: skip
    lines: dict[int, list[tuple[Any, ...]]] = {row[0]: [] for row in journals}
    entries = connection.execute(
        """select e.journal_id, e.account_id, e.amount, e.ref, e.region from ledger_entry e join ledger_journal j on j.id = e.journal_id
            where date_trunc('month', j."on")::date = %s""", [month])  # fmt: skip
    for journal, *entry in entries:
        lines[journal].append(tuple(entry))
    return _sha("\n".join(f"{key}|{on:%Y-%m-%d}|{kind}|{memo}|{_of(lines[number])}" for number, key, on, kind, memo in journals))  # fmt: skip


def _of(entries: list[tuple[Any, ...]]) -> str:
    """An empty reference sorts last, as the database sorts what is not there."""
    if not entries:
        return ""
    entries.sort(key=lambda e: (e[0], e[2] is None, e[2] or 0, e[3], e[1]))
    return _sha("\n".join(f"{account}|{amount}|{'' if ref is None else ref}|{region}" for account, amount, ref, region in entries))  # fmt: skip


def _sha(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


CHECKS: list[Check] = [
    sql(4, "a month that two people did not close", CLOSED,
        """select to_char(m.month, 'YYYY-MM') from ledger_closedmonth m left join ledger_closing c on c.id = m.closing_id and c.month = m.month and c.state = 'CLOSED'
           left join approvals_approval a on a.id = c.approval_id and a.state = 'APPROVED' and a.prepared_human <> a.decided_human and a.content_hash = c.content_hash
           where a.id is null"""),
    sql(4, "a journal by hand that two people did not sign", "select count(*) from ledger_journal where kind in ('manual', 'closing')",
        """select j.key from ledger_journal j left join ledger_draft d on d.journal_id = j.id and d.state = 'POSTED' and d.journal_hash = j.content_hash
           left join ledger_closing c on c.result_id = j.id and c.state = 'CLOSED' left join approvals_approval a on a.id = coalesce(d.approval_id, c.approval_id)
           where j.kind in ('manual', 'closing') and (a.state is distinct from 'APPROVED' or a.prepared_human = a.decided_human
              or a.content_hash <> coalesce(d.content_hash, c.content_hash))"""),
    sql(6, "months that are not closed one after the other", CLOSED,
        """select to_char(month, 'YYYY-MM') from (select month, lag(month) over (order by month) before from ledger_closedmonth) m
            where before is not null and before <> (month - interval '1 month')::date
           union all select 'before the first: ' || key from ledger_journal where "on" < (select min(month) from ledger_closedmonth)"""),
    sql(6, "a month's trial balance that is not zero", "select count(distinct date_trunc('month', \"on\")) from ledger_journal",
        """select to_char(m, 'YYYY-MM') || ': ' || total from (select m, sum(sum(amount)) over (order by m) total from (
               select date_trunc('month', j."on") m, e.amount from ledger_entry e join ledger_journal j on j.id = e.journal_id) t group by m) s where total <> 0"""),
    sql(6, "a closed year with something left on revenue or expense", CLOSED,
        """select to_char(m.month, 'YYYY') || ': ' || e.account_id from ledger_closedmonth m join ledger_journal j on j."on" < (m.month + interval '1 month')::date
           join ledger_entry e on e.journal_id = j.id and left(e.account_id, 1) in ('4', '5') where extract(month from m.month) = 12
           group by m.month, e.account_id having sum(e.amount) <> 0"""),
    sql(6, "the budget realisation is not the ledger's", "select count(*) from contributions_contribution where paid_on is not null",
        f"""with people as (select date_trunc('month', c.paid_on) m, c.region r, sum(c.rupiah) n from contributions_contribution c where c.paid_on is not null group by 1, 2),
                 cash as (select date_trunc('month', j."on") m, e.region r, sum(e.amount) n from ledger_entry e join ledger_journal j on j.id = e.journal_id
                           where e.account_id = '2.1.1' and exists (select from ledger_entry k where k.journal_id = j.id and k.account_id in {MONEY}) group by 1, 2)
            select to_char(m, 'YYYY-MM') || ' ' || r || ': ' || coalesce(people.n, 0) || ' paid, ' || coalesce(cash.n, 0) || ' out' from people full join cash using (m, r)
             where coalesce(people.n, 0) <> coalesce(cash.n, 0)"""),
    Check(6, "closed months as they were", closed_months_are_as_they_were),
]  # fmt: skip
