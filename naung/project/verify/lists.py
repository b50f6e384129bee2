"""Promise 5, to the last line: every signed list is hashed again from the tables, and its hash is the one on the sealed trail."""

import hashlib
import json
from datetime import date
from typing import Any

import psycopg

from naung.project.verify.check import Check, sql

DECREES = """
select coalesce(d.number, 'list ' || d.id) from selection_decree d join programme_programme g on g.id = d.programme_id
  left join lateral (select string_agg(l.rank || ';' || p.code || ';' || l.village || E'\\n', '' order by l.rank, p.code) as said
                       from selection_place l join registry_person p on p.id = l.person_id where l.decree_id = d.id) people on true
 where d.content_hash <> encode(sha256(convert_to(concat_ws(';', g.code, d.region, d.round, to_char(d.first_month, 'YYYY-MM'), d.months, d.per_place)
       || E'\\n' || coalesce(people.said, ''), 'UTF8')), 'hex')"""
RUNS = """
select 'run ' || r.id from contributions_run r
  left join lateral (select string_agg(concat_ws(' ', c.person_id, c.scheme, to_char(c.month, 'YYYY-MM'), c.membership_id, c.rupiah, c.region), E'\\n'
                                       order by c.person_id, c.scheme) as said from contributions_contribution c where c.run_id = r.id) lines on true
 where r.content_hash <> '' and r.content_hash <> encode(sha256(convert_to(coalesce(lines.said, ''), 'UTF8')), 'hex')"""
CLAIMS = """
select a.content_hash, c.number, c.person_id, c.membership_id, c.kind, c.cause, c.happened_on, c.months_paid, c.estimate, c.rupiah, c.law_version
  from claims_claim c join approvals_approval a on a.id = c.approval_id"""
NAMES = [
    "number",
    "person",
    "membership",
    "kind",
    "cause",
    "happened_on",
    "months_paid",
    "estimate",
    "rupiah",
    "law_version",
]


def claims_are_what_was_seen(connection: psycopg.Connection[Any]) -> tuple[int, list[str]]:
    rows = connection.execute(CLAIMS).fetchall()
    return len(rows), [
        f"claim {row[1]} is not what its approver saw" for row in rows if row[0] != _hash(row[1:])
    ]


def _hash(values: tuple[Any, ...]) -> str:
    facts = {name: v.isoformat() if isinstance(v, date) else v for name, v in zip(NAMES, values, strict=True)}
    said = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(said.encode()).hexdigest()


CHECKS = [
    sql(5, "a decree whose list is not the one that was hashed", "select count(*) from selection_decree", DECREES),
    sql(5, "a run whose lines are not the ones that were hashed", "select count(*) from contributions_run where content_hash <> ''", RUNS),
    Check(5, "claims and their approvals", claims_are_what_was_seen),
    sql(5, "a hash that the trail does not know", "select count(*) from approvals_approval where state <> 'VOID'",
        """select a.subject from approvals_approval a join trail_entry e on e.id = a.trail
           where a.state <> 'VOID' and e.facts->>'hash' is distinct from a.content_hash
           union all select d.number from selection_decree d join trail_entry e on e.id = d.trail
           where d.state = 'DECIDED' and e.facts->>'hash' is distinct from d.content_hash"""),
    sql(7, "an order that says something else than the trail", "select count(*) from payments_order",
        """select o.key from payments_order o left join trail_entry e on e.subject = 'payments.order:' || o.key and e.verb = 'payments.order'
           where (e.facts->>'reference', e.facts->>'payee', e.facts->>'amount', e.facts->>'debits') is distinct from
                 (o.reference, o.payee, o.amount::text, o.debits)"""),
    sql(5, "orders above what was approved", "select count(*) from payments_order where state <> 'REJECTED'",
        """select a.subject from approvals_approval a join payments_order o on o.approval_id = a.id where o.state <> 'REJECTED'
           group by a.id having sum(o.amount) > a.rupiah or a.state <> 'APPROVED'"""),
    sql(3, "a budget line that does not carry its lists", "select count(*) from programme_funding",
        """select f.reference || ': ' || f.committed || ' committed' from programme_funding f
           left join (select d.funding_id, sum(d.rupiah) as most, sum(d.per_place * held.n) as least from selection_decree d,
                      lateral (select count(*) as n from selection_place l where l.decree_id = d.id and l.state <> 'RELEASED') held
                      where d.state not in ('REFUSED', 'VOID') group by 1) lists on lists.funding_id = f.id
           where f.committed not between coalesce(lists.least, 0) and coalesce(lists.most, 0)"""),
    sql(8, "a bank's answer that was taken and not carried out", "select count(*) from exchange_line where state in ('ACCEPTED', 'REFUSED')",
        """select b.key || ' line ' || l.number from exchange_line l join exchange_batch b on b.id = l.batch_id join banking_account a on a.id = l.subject
           where b.partner = 'bank_ntt' and b.kind = 'banking' and b.state = 'CLOSED'
             and not exists (select from exchange_line n join exchange_batch c on c.id = n.batch_id
                             where n.subject = l.subject and n.id > l.id and c.partner = b.partner and c.kind = b.kind)
             and ((l.state = 'ACCEPTED' and a.number_index is null) or (l.state = 'REFUSED' and a.state not in ('REFUSED', 'AGAIN')))"""),
    sql(8, "an answer that is neither on a line nor in suspense", "select count(*) from exchange_reply",
        """select 'reply ' || r.id || ': ' || r.answers || ' answers' from exchange_reply r
           left join (select reply_id, count(*) as n from exchange_line where reply_id is not null group by 1) l on l.reply_id = r.id
           where coalesce(l.n, 0) > r.answers
              or (coalesce(l.n, 0) = 0 and r.answers > 0 and not exists (select from exchange_suspense s where s.reply_id = r.id)
                  and not exists (select from exchange_line o where o.batch_id = r.batch_id and o.reply_id is not null))"""),
]  # fmt: skip
