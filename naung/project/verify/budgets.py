"""Promise 3 for money: a budget line holds what its documents say, to the rupiah, and nothing is committed beyond that; 4 and 5: each
document was decided by a second person, and is the one that was signed."""

import hashlib
import json
from typing import Any

import psycopg

from naung.project.verify.check import Check, sql

LINES = "select count(*) from programme_funding"
DECIDED = "select count(*) from programme_change where state = 'DECIDED'"
SIGNED = """
select c.content_hash, c.year, c.number, c.what, c.line_id, coalesce(c.source_id, 0), c.rupiah, c.account_code, c.kind, c.document,
       c.dated::text, coalesce(c.amends_id, 0), c.reason from programme_change c"""


def documents_are_what_was_signed(connection: psycopg.Connection[Any]) -> tuple[int, list[str]]:
    rows = connection.execute(SIGNED).fetchall()
    broken = [
        f"document {row[1]}/{row[2]} is not what was signed" for row in rows if row[0] != _hash(row[1:])
    ]
    return len(rows), broken


def _hash(values: tuple[Any, ...]) -> str:
    return hashlib.sha256(
        json.dumps(list(values), separators=(",", ":"), ensure_ascii=False).encode()
    ).hexdigest()


CHECKS = [
    sql(3, "a budget line that holds something else than its documents say", LINES,
        """with told as (select line_id as line, case what when 'MOVE' then rupiah else rupiah - line_before end as n from programme_change where state = 'DECIDED'
                         union all select source_id, -rupiah from programme_change where state = 'DECIDED' and source_id is not null)
           select f.reference || ': ' || f.rupiah || ', documents ' || coalesce(sum(t.n), 0) from programme_funding f left join told t on t.line = f.id
           group by f.id having f.rupiah <> coalesce(sum(t.n), 0)"""),
    sql(3, "rupiah committed on a line that no document grants", LINES,
        """select f.reference from programme_funding f where (f.state = 'PROPOSED' and (f.rupiah <> 0 or f.committed <> 0))
              or (f.state = 'GRANTED' and not exists (select from programme_change c where c.line_id = f.id and c.what = 'GRANT' and c.state = 'DECIDED'))"""),
    sql(3, "rupiah moved between two payers or years", DECIDED,
        """select c.year || '/' || c.number from programme_change c join programme_funding t on t.id = c.line_id join programme_funding s on s.id = c.source_id
           where c.state = 'DECIDED' and (t.paid_by_id, t.year, c.year) is distinct from (s.paid_by_id, s.year, s.year)"""),
    sql(3, "an amendment that names no document of its line", DECIDED,
        """select c.year || '/' || c.number from programme_change c left join programme_change o on o.id = c.amends_id and o.line_id = c.line_id and o.state = 'DECIDED'
           where c.state = 'DECIDED' and c.what = 'AMEND' and o.id is null"""),
    sql(4, "a document of the budget that nobody else decided", DECIDED,
        """select c.year || '/' || c.number from programme_change c left join approvals_approval a on a.id = c.approval_id
             left join trail_entry e on e.id = c.trail
           where c.state = 'DECIDED' and case when c.approval_id is null then e.verb is distinct from 'programme.load'
                 else (a.state, a.kind, a.content_hash, a.rupiah) is distinct from ('APPROVED', 'programme.budget', c.content_hash, c.rupiah) end"""),
    Check(5, "documents of the budget", documents_are_what_was_signed),
]  # fmt: skip
