"""Promises 11 and 13: who sees which rows, asked below the application."""

import re
from typing import Any

import psycopg

from naung.project.verify.check import Check

WITH_PEOPLE = """select c.relname, c.relrowsecurity, c.relforcerowsecurity,
        exists (select from pg_policy where polrelid = c.oid)
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
      and exists (select from pg_attribute where attrelid = c.oid and attname = 'village' and not attisdropped) order by 1"""


def every_table_with_people_is_guarded(connection: psycopg.Connection[Any]) -> tuple[int, list[str]]:
    rows = connection.execute(WITH_PEOPLE).fetchall()
    broken = [
        f"{table} shows its rows to everybody"
        for table, on, forced, policy in rows
        if not (on and forced and policy)
    ]
    (weak,) = connection.execute(
        "select count(*) from pg_roles where rolname = 'naung_app' and (rolsuper or rolbypassrls or rolcreaterole)"
    ).fetchone() or (0,)
    owned = connection.execute(
        "select tablename from pg_tables where schemaname = 'public' and tableowner = 'naung_app'"
    ).fetchall()
    return len(rows), broken + ["the app's role gets round row-level security"] * weak + [
        f"the app owns {t}" for (t,) in owned
    ]


def nothing_named_sees_nobody(connection: psycopg.Connection[Any]) -> tuple[int, list[str]]:
    """As the app, with no region named, and with an unknown one: no row of any table with people."""
    looked_at, broken = 0, []
    tables = [row[0] for row in connection.execute(WITH_PEOPLE).fetchall()]
    connection.execute("set local role naung_app")
    for named in ("", "99"):
        connection.execute("select set_config('naung.regions', %s, true)", [named])
        for table in tables:
            (seen,) = connection.execute(f"select count(*) from {table}").fetchone() or (0,)
            looked_at += 1
            if seen:
                broken.append(f"with regions {named!r} the app sees {seen} rows of {table}")
    connection.execute("reset role")
    return looked_at, broken


def a_region_sees_its_own(connection: psycopg.Connection[Any]) -> tuple[int, list[str]]:
    """As the app with one regency named: exactly that regency's people."""
    regencies = connection.execute(
        "select left(village, 5), count(*) from registry_person group by 1 order by 1"
    ).fetchall()
    broken = []
    connection.execute("set local role naung_app")
    for region, people in regencies:
        connection.execute("select set_config('naung.regions', %s, true)", [region])
        (seen, own) = connection.execute(
            "select count(*), count(*) filter (where left(village, 5) = %s) from registry_person", [region]
        ).fetchone() or (0, 0)
        if (seen, own) != (people, people):
            broken.append(f"{region} sees {seen} people, of them {own} its own, and has {people}")
    connection.execute("reset role")
    return len(regencies), broken


POLICIES = """
select c.relname, c.relrowsecurity and c.relforcerowsecurity, count(p.oid), min(pg_get_expr(p.polqual, p.polrelid)), min(pg_get_expr(p.polwithcheck, p.polrelid)),
       bool_and(p.polcmd = '*' and p.polpermissive)
  from pg_class c left join pg_policy p on p.polrelid = c.oid
 where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
   and (c.relrowsecurity or p.oid is not null or c.relname = any(%s)) group by c.oid order by 1"""
# Rows of a region that name nobody's village; by name, because others of the house are open with a region of their own (quotas).
BY_REGION = "contributions_disbursement contributions_invoice contributions_retry contributions_surplus exchange_batch exchange_content exchange_line exchange_reply exchange_suspense handover_event intake_columns intake_comparison intake_content intake_file intake_upload intake_word papers_copy payments_order"
PLACE = re.compile(r"\((village|region)\)::text|\b(village|region)\b")


def every_policy_says_the_same(connection: psycopg.Connection[Any]) -> tuple[int, list[str]]:
    """One policy a table, for reading and writing alike, in the words of the registry's own, which is tried out below."""
    rows = connection.execute(POLICIES, [BY_REGION.split()]).fetchall()
    model = next((_plain(row[3]) for row in rows if row[0] == "registry_person"), "")
    return len(rows), [
        f"{table}: its policy is not the house's"
        for table, on, policies, reads, writes, whole in rows
        if not (on and policies == 1 and whole and model and _plain(reads) == _plain(writes) == model)
    ]


def _plain(expression: str | None) -> str:
    return PLACE.sub("place", " ".join((expression or "").split()))


CHECKS = [Check(13, "policies", every_policy_says_the_same), Check(13, "guarded tables", every_table_with_people_is_guarded), Check(13, "own people", a_region_sees_its_own),
          Check(11, "an unnamed region", nothing_named_sees_nobody)]  # fmt: skip
