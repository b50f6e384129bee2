"""All tables of a database, without what two honest runs of the same road may not share, so that they can be compared.

Left out: numbers given by sequences and the keys that point to them, sealed bytes (each sealing is another), trail numbers,
transaction numbers, the clock's moments, and the seal over the trail, which holds all of these."""

import re
from collections import Counter
from collections.abc import Callable
from typing import Any

import psycopg

from tests import town

Rows = Counter[tuple[Any, ...]]
NOT_OURS = {"django_migrations", "django_content_type", "auth_permission", "django_session"}
# How entries fall into blocks depends on what else the server has open at that moment (`txid < xmin`, for every database of
# the cluster, and tests run beside each other); that each entry is sealed once and the seal holds is for tests/foundation/trail.
SEALED_WHEN = {"trail_block", "trail_leaf"}
CLOCK_AND_NUMBERS = {
    "id", "txid", "trail", "recorded_at", "sealed_at", "sealed", "payload", "root", "previous", "signature", "password", "last_login",
    "ref",
}  # fmt: skip
SAYS_AN_ID = {"exchange_line": {"subject"}, "payments_order": {"subject"}}
# "contributions.run:12" and "contributions.run:14" are about the same thing; so are the facts of reply 2 and reply 3, and
# the bookings of run 1 and run 2 where number 1 was given to a run that was never written.
NUMBERED = re.compile(r'(?<=:)\d+$|(?<="reply": )\d+|(?<=contributions/)\d+\b')
SPEAKS_OF_IDS = {"subject", "facts", "key"}

COLUMNS = """
select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
 where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
   and has_table_privilege(c.oid, 'select')  -- the owner's of all, the app's of nearly all
   and not (a.atttypid = 'bigint'::regtype and a.attname like '%\\_id')
 order by c.relname, a.attnum
"""


def read(database: str) -> dict[str, Rows]:
    """Table -> its rows as a multiset."""
    with psycopg.connect(town.url(database)) as connection:
        return seen_by(lambda sql: connection.execute(sql).fetchall())  # type: ignore[arg-type]


def seen_by(
    ask: Callable[[str], list[tuple[Any, ...]]],
    rooms: tuple[str, ...] = ("",),
    *,
    without: frozenset[tuple[str, str]] = frozenset(),
    numbered: re.Pattern[str] = NUMBERED,
) -> dict[str, Rows]:
    """The same through somebody's own eyes: `ask` gives the rows of a query, of a transaction that is still open too.
    Of the tables whose names begin as `rooms` say, `without` the (table, column) that this comparison cannot share."""
    kept: dict[str, list[str]] = {}
    for table, column in ask(COLUMNS):
        if table.startswith(rooms) and table not in NOT_OURS | SEALED_WHEN:
            kept.setdefault(table, [])
            if _compared(table, column) and (table, column) not in without:
                kept[table].append(column)
    return {table: _rows(ask, table, columns, numbered) for table, columns in kept.items()}


def _compared(table: str, column: str) -> bool:
    return not (
        column in CLOCK_AND_NUMBERS or column.endswith("_sealed") or column in SAYS_AN_ID.get(table, ())
    )


def _rows(
    ask: Callable[[str], list[tuple[Any, ...]]], table: str, columns: list[str], numbered: re.Pattern[str]
) -> Rows:
    said = ", ".join(f'"{column}"::text' for column in columns) or "1"
    found = ask(f'select {said} from "{table}"')
    at = {n for n, column in enumerate(columns) if column in SPEAKS_OF_IDS}
    return Counter(
        tuple(numbered.sub("#", value) if n in at and value else value for n, value in enumerate(row))
        for row in found
    )


def differences(
    one: dict[str, Rows], other: dict[str, Rows], *, leave: frozenset[str] = frozenset()
) -> list[str]:
    """A line for each table that differs: rows that only one of the two has, three of each at most."""
    said = []
    for table in sorted((one.keys() | other.keys()) - leave):
        lacking, more = (
            one.get(table, Counter()) - other.get(table, Counter()),
            other.get(table, Counter()) - one.get(table, Counter()),
        )
        if lacking or more:
            said.append(
                f"{table}: {lacking.total()} lacking {_some(lacking)}, {more.total()} too many {_some(more)}"
            )
    return said


def _some(rows: Rows) -> str:
    return str([tuple(str(value)[:60] for value in row) for row in list(rows)[:3]])
