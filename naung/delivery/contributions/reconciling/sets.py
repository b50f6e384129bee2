"""The comparison by person and month, set-based: the insurer's list on one side, our lines on the other, one row for each difference.

Only actions.py calls this."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import connection
from rapidfuzz import fuzz

from naung.delivery.contributions.reconciling.ports import Listed
from naung.delivery.programme.queries import Programme
from naung.foundation.vault import seals
from naung.kit.months import Month
from naung.kit.text import fold

ALIKE = 72  # of 100, words sorted: as the partners take two spellings for one name

TABLES = """
drop table if exists contributions_listed; drop table if exists contributions_ours; drop table if exists contributions_found;
create temporary table contributions_listed (position int, number_index bytea, name text, active boolean, paid_until date, rupiah bigint) on commit drop;
create temporary table contributions_ours (membership_id bigint, person_id bigint, region text, village text, rupiah bigint, number_index bytea,
    name text, line_state text, line_code text, line_reason text, debited boolean) on commit drop;
create temporary table contributions_found (source text, kind text, key text, membership_id bigint, person_id bigint, region text, village text,
    rupiah bigint, facts jsonb) on commit drop;
"""
OURS = """
insert into contributions_ours
select c.membership_id, c.person_id, c.region, c.village, c.rupiah, m.number_index, p.name_folded, l.state, l.code, l.reason, i.paid_on is not null
  from contributions_run r join contributions_contribution c on c.run_id = r.id and c.month = r.month
  join enrolment_membership m on m.id = c.membership_id join registry_person p on p.id = m.person_id
  left join contributions_invoice i on i.run_id = c.run_id and i.region = c.region
  left join exchange_line l on l.batch_id = i.batch_id and l.subject = c.membership_id
 where r.programme_id = %(programme)s and r.month = %(month)s and r.state <> 'PREPARED'
"""
# One line a number: what a second line of the same number says is a doubling, not a second person.
ONE_EACH = """
create temporary table contributions_listed_once on commit drop as
select number_index, count(*) as times, min(position) as position, bool_and(active) as active, max(paid_until) as paid_until,
       (array_agg(rupiah order by position))[1] as rupiah, sum(rupiah) filter (where paid_until >= %(last)s) as credited,
       (array_agg(name order by position))[1] as name
  from contributions_listed group by number_index
"""
# What the insurer counts for the month is what it booked on lines paid to the month's last day; each kind carries its share of the gap.
AGAINST_LIST = """
insert into contributions_found
select 'LIST', k.kind, 'membership:' || o.membership_id, o.membership_id, o.person_id, o.region, o.village, k.rupiah, jsonb_strip_nulls(k.facts)
  from contributions_ours o left join contributions_listed_once t on t.number_index = o.number_index cross join lateral (values
    ('NOT_THERE', t.number_index is null, o.rupiah, jsonb_build_object('ours', o.rupiah)),
    ('SHORT', t.paid_until is null and t.number_index is not null or t.paid_until < %(last)s, o.rupiah,
        jsonb_build_object('ours', o.rupiah, 'paid_until', t.paid_until)),
    ('WRONG_AMOUNT', t.paid_until >= %(last)s and t.rupiah <> o.rupiah, o.rupiah - t.rupiah, jsonb_build_object('ours', o.rupiah, 'theirs', t.rupiah)),
    ('DOUBLED', t.times > 1, case when t.paid_until >= %(last)s then t.rupiah - coalesce(t.credited, 0) else 0 end,
        jsonb_build_object('times', t.times)),
    ('INACTIVE', not t.active, 0, '{}'::jsonb)
  ) k (kind, it, rupiah, facts) where k.it
"""
STRANGERS = """
insert into contributions_found
select 'LIST', case when m.id is null then 'UNKNOWN' else 'NOT_HERE' end, coalesce('membership:' || m.id, encode(t.number_index, 'hex')), m.id, m.person_id,
       coalesce(m.region, %(region)s), coalesce(m.village, %(region)s), -coalesce(t.credited, 0),
       jsonb_strip_nulls(jsonb_build_object('theirs', t.rupiah, 'paid_until', t.paid_until, 'position', t.position))
  from contributions_listed_once t left join contributions_ours o on o.number_index = t.number_index
  left join enrolment_membership m on m.number_index = t.number_index and m.programme_id = %(programme)s
 where o.membership_id is null and (m.id is null or t.paid_until >= %(last)s)
"""
# Whose cover this house ended before the month, and whom the insurer's list calls active all the same: it has to be told (enrolment.departing).
ENDED_HERE = """
insert into contributions_found
select 'LIST', 'STILL_ACTIVE', 'membership:' || m.id, m.id, m.person_id, m.region, m.village, 0, jsonb_build_object('ended_on', m.covered_until)
  from contributions_listed_once t join enrolment_membership m on m.number_index = t.number_index and m.programme_id = %(programme)s
 where t.active and m.state = 'ENDED' and m.covered_until < %(month)s
"""
AGAINST_RECEIPTS = """
insert into contributions_found
select 'RECEIPT', case when line_state = 'REFUSED' then 'REFUSED' else 'UNANSWERED' end, 'membership:' || membership_id, membership_id, person_id, region, village,
       rupiah, jsonb_strip_nulls(jsonb_build_object('ours', rupiah, 'code', nullif(line_code, ''), 'reason', nullif(line_reason, '')))
  from contributions_ours where line_state is distinct from 'ACCEPTED' and (debited or line_state = 'REFUSED')
"""
NAMES = """
select o.membership_id, o.person_id, o.region, o.village, o.name, t.name from contributions_ours o
  join contributions_listed_once t on t.number_index = o.number_index where t.name <> o.name order by 1
"""
# A join and no sub-query a row: forty thousand people times their differences would be asked one by one.
COUNTS = """
select count(*), coalesce(sum(o.rupiah), 0), count(*) filter (where f.membership_id is null)
  from contributions_ours o left join (select distinct membership_id from contributions_found where source = 'LIST') f
    on f.membership_id = o.membership_id
"""


def stage(programme: Programme, month: Month, lines: Sequence[Listed] | None) -> tuple[int, int, int]:
    """Fills contributions_found; our person-months, their rupiah, and how many the list says the same about.

    lines: the insurer's list; None where only the receipts are compared."""
    facts = {
        "programme": programme.pk,
        "month": month.first,
        "last": month.last,
        "region": programme.region_id,
    }
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        cursor.execute(OURS, facts)
        cursor.execute("analyze contributions_ours")
        cursor.execute(AGAINST_RECEIPTS)
        if lines is not None:
            _list(cursor, lines)
            cursor.execute("drop table if exists contributions_listed_once")
            cursor.execute(ONE_EACH, facts)
            cursor.execute("analyze contributions_listed_once")
            cursor.execute(AGAINST_LIST, facts)
            cursor.execute(STRANGERS, facts)
            cursor.execute(ENDED_HERE, facts)
            _other_names(cursor)
        cursor.execute("analyze contributions_found")
        cursor.execute(COUNTS)
        ours, rupiah, agreed = cursor.fetchone()
    return int(ours), int(rupiah), int(agreed)


def _list(cursor: Any, lines: Sequence[Listed]) -> None:
    """Numbers go in as keyed indexes only."""
    indexes = seals.index_all([line.member_number for line in lines], "kpj")
    with cursor.copy("copy contributions_listed (position, number_index, name, active, paid_until, rupiah) from stdin") as copy:  # fmt: skip
        for position, (line, index) in enumerate(zip(lines, indexes, strict=True), 1):
            copy.write_row(
                (position, index or b"", fold(line.name), line.active, line.paid_until, line.rupiah)
            )


def _other_names(cursor: Any) -> None:
    """Only the few whose names are not letter for letter the same are laid side by side."""
    cursor.execute(NAMES)
    odd = [row[:4] for row in cursor.fetchall() if fuzz.token_sort_ratio(row[4], row[5]) < ALIKE]
    with cursor.copy("copy contributions_found (source, kind, key, membership_id, person_id, region, village, rupiah, facts) from stdin") as copy:  # fmt: skip
        for membership, person, region, village in odd:
            copy.write_row(
                (
                    "LIST",
                    "OTHER_NAME",
                    f"membership:{membership}",
                    membership,
                    person,
                    region,
                    village,
                    0,
                    "{}",
                )
            )


# What is found: new differences open, those that were cleared open again, and what nobody says any more is cleared.
NEW = """
insert into contributions_difference (programme_id, month, source, kind, key, membership_id, person_id, region, village, rupiah, facts, opened_on,
    because, state, trail)
select %(programme)s, %(month)s, source, kind, key, membership_id, person_id, region, village, rupiah, facts, %(on)s, '', 'OPEN', %(trail)s
  from contributions_found on conflict (programme_id, month, source, kind, key, rupiah) do nothing
"""
OF_MONTH = "d.programme_id = %(programme)s and d.month = %(month)s and d.source = any(%(sources)s)"
SAME = "(f.source, f.kind, f.key, f.rupiah) = (d.source, d.kind, d.key, d.rupiah)"
AGAIN = f"""
update contributions_difference d set state = 'OPEN', trail = %(trail)s from contributions_found f
 where {OF_MONTH} and d.state = 'CLEARED' and {SAME}
"""
CLEARED = f"""
update contributions_difference d set state = 'CLEARED', trail = %(trail)s
 where {OF_MONTH} and d.state = 'OPEN' and not exists (select from contributions_found f where {SAME})
"""


def write(programme: Programme, month: Month, sources: Sequence[str], on: date, entry: int) -> dict[str, int]:
    """The differences as they stand now; how many are new, open again, cleared. Run again: none."""
    facts = {
        "programme": programme.pk,
        "month": month.first,
        "sources": list(sources),
        "on": on,
        "trail": entry,
    }
    counted = {}
    with connection.cursor() as cursor:
        for name, statement in (("cleared", CLEARED), ("again", AGAIN), ("new", NEW)):
            cursor.execute(statement, facts)
            counted[name] = int(cursor.rowcount)
    return counted


def changes(programme: Programme, month: Month, sources: Sequence[str]) -> bool:
    """Would writing change anything? An entry on the trail that changes nothing is not made."""
    facts = {"programme": programme.pk, "month": month.first, "sources": list(sources)}
    with connection.cursor() as cursor:
        cursor.execute(
            f"""select exists (select from contributions_found f left join contributions_difference d on {SAME} and {OF_MONTH}
                                where d.id is null or d.state = 'CLEARED')
                  or exists (select from contributions_difference d where {OF_MONTH} and d.state = 'OPEN'
                                and not exists (select from contributions_found f where {SAME}))""",
            facts,
        )
        return bool(cursor.fetchone()[0])


def found() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from contributions_found")
        return int(cursor.fetchone()[0])
