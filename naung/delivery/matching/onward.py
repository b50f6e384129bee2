"""Did somebody walk on? Asked before an answer about them is taken back, and to know whether money has flowed.

Matching looks back along the road only, so it cannot ask the later steps by name. It asks the database which tables hold a
`person_id` and whether this person stands in one: a step that is added later is asked as well, without a line here."""

from collections.abc import Iterable

from django.db import connection
from django.utils.translation import gettext as _

EARLIER = ("registry_", "intake_", "matching_")
MONEY = ("contributions_", "claims_", "payments_", "grievances_")
TABLES = """
select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'person_id' and not a.attisdropped
where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1"""


def tables() -> list[str]:
    """The tables of later steps that name people."""
    with connection.cursor() as cursor:
        cursor.execute(TABLES)
        return [name for (name,) in cursor.fetchall() if not name.startswith(EARLIER)]


def steps(people: Iterable[int]) -> set[str]:
    """Those of `tables` in which one of these people stands."""
    ids, later = sorted(set(people)), tables()
    if not ids or not later:
        return set()
    asked = " union all ".join(
        f"select '{name}' where exists (select from {name} where person_id = any(%(ids)s))" for name in later
    )
    with connection.cursor() as cursor:
        cursor.execute(asked, {"ids": ids})
        return {name for (name,) in cursor.fetchall()}


def money(people: Iterable[int]) -> bool:
    """Was anything billed, paid or claimed for one of these people?"""
    return any(name.startswith(MONEY) for name in steps(people))


MADE = """
select r.person_id, exists (select from intake_row o where o.person_id = r.person_id and o.id <> all(%(rows)s))
from intake_row r where r.id = any(%(rows)s) and r.state = 'ADMITTED'"""


def why_not(rows: list[int]) -> str:
    """Why rows that an answer settled cannot go back into review; '' while they can. A row that only repeats somebody can."""
    with connection.cursor() as cursor:
        cursor.execute(MADE, {"rows": rows})
        made = cursor.fetchall()
    if steps(person for person, _shared in made):
        return _(
            "Orang yang dibuat dari jawaban ini sudah melangkah lebih jauh: sudah dinilai untuk penetapan, atau lebih."
        )
    if any(shared for _person, shared in made):
        return _("Baris lain sudah dicocokkan dengan orang yang dibuat dari jawaban ini.")
    return ""
