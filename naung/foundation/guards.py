"""Promises as the database keeps them: operations for migrations, so that no code path, console or script gets round them.

django-pgtrigger was weighed and left (docs/decisions/0004): any role can switch its triggers off with a setting.
Each function returns one migration operation. Guards speak in a sentence that begins with "naung:". Two things
make a look at a whole statement's rows cheap: they are counted and not asked whether one exists (for "exists" the planner hopes
for an early hit, and compares every row with every other when there is none), and the query is given to EXECUTE, so that it is
planned for this statement's size and not for that of the statement that first met the guard.
"""

from collections.abc import Iterable

from django.db import migrations

from naung.kit.states import States

APP = "naung_app"


def _sql(forward: str, backward: str) -> migrations.RunSQL:
    return migrations.RunSQL(sql=forward, reverse_sql=backward)


def append_only(table: str) -> migrations.RunSQL:
    """Rows are written once: UPDATE, DELETE and TRUNCATE refuse, for the owner too."""
    return _sql(
        f"""
        create or replace function naung_append_only() returns trigger language plpgsql as $$
        begin raise exception 'naung: % is append-only; % refused', tg_table_name, tg_op using errcode = 'restrict_violation'; end $$;
        create trigger {table}_append_only before update or delete or truncate on {table}
            for each statement execute function naung_append_only();
        revoke update, delete, truncate on {table} from {APP};
        """,
        f"drop trigger {table}_append_only on {table};",
    )


def never_deleted(table: str) -> migrations.RunSQL:
    """Rows change by their states, and are never removed."""
    return _sql(
        f"""
        create or replace function naung_never_deleted() returns trigger language plpgsql as $$
        begin raise exception 'naung: rows of % are never deleted', tg_table_name using errcode = 'restrict_violation'; end $$;
        create trigger {table}_never_deleted before delete or truncate on {table}
            for each statement execute function naung_never_deleted();
        revoke delete, truncate on {table} from {APP};
        """,
        f"drop trigger {table}_never_deleted on {table};",
    )


def frozen(table: str, *columns: str) -> migrations.RunSQL:
    """These columns, and `id`, keep what they were first given. Looked at only where an UPDATE names one of them, so that a hundred
    thousand rows that change their state cost nothing here."""
    kept = ("id", *columns)
    changed = " or ".join(f"old.{c} is distinct from new.{c}" for c in kept)
    return _sql(
        f"""
        create function {table}_frozen() returns trigger language plpgsql as $$
        begin raise exception 'naung: {table} keeps its {", ".join(columns)}' using errcode = 'restrict_violation'; end $$;
        create trigger {table}_frozen after update of {", ".join(kept)} on {table}
            for each row when ({changed}) execute function {table}_frozen();
        """,
        f"drop trigger {table}_frozen on {table}; drop function {table}_frozen();",
    )


def by_region(table: str, column: str = "village") -> migrations.RunSQL:
    """Row-level security, forced: a row is seen where `naung.regions` names its region or one above it, or is '*'.

    The setting is a comma list of codes; unset or empty sees nothing. After one SET LOCAL the setting comes back
    as '' and not as null, hence nullif. The sub-selects are evaluated once a statement, not once a row. It is a CASE and
    not an OR because the planner takes a CASE to let half the rows through and an OR of unknowns to let through one in
    a hundred: from that it chose nested loops over whole tables."""
    levels = ", ".join(f"left({column}, {length})" for length in (2, 5, 8, 13))
    named = "(select nullif(current_setting('naung.regions', true), ''))"
    listed = "(select string_to_array(nullif(current_setting('naung.regions', true), ''), ','))"
    seen = f"case when {named} = '*' then true else array[{levels}] && {listed} end"
    return _sql(
        f"""
        alter table {table} enable row level security;
        alter table {table} force row level security;
        create policy {table}_by_region on {table} using ({seen}) with check ({seen});
        """,
        f"drop policy {table}_by_region on {table}; alter table {table} disable row level security;",
    )


def state_machine(table: str, states: States, *, starts: Iterable[str] = ()) -> migrations.RunSQL:
    """`state` moves only as the table says, and every row that begins or moves names in `trail` an entry of this very
    transaction. Checked a statement at a time, in one pass that counts the few different moves. Needs `id`, `state`, `trail`."""
    names = ", ".join(f"'{s}'" for s in states.names)
    return _sql(
        f"""
        alter table {table} add constraint {table}_state_known check (state in ({names}));
        {_born(table, sorted({states.start, *starts}))}
        {_moves(table, sorted({(here, there) for (here, _), there in states.table.items()}))}
        create function {table}_same() returns trigger language plpgsql as $$
        begin raise exception 'naung: {table} keeps its id' using errcode = 'check_violation'; end $$;
        create trigger {table}_same after update of id on {table} for each row when (old.id is distinct from new.id)
            execute function {table}_same();
        """,
        f"""
        drop trigger {table}_born on {table}; drop trigger {table}_moves on {table}; drop trigger {table}_same on {table};
        drop function {table}_born(); drop function {table}_moves(); drop function {table}_same();
        alter table {table} drop constraint {table}_state_known;
        """,
    )


def _born(table: str, starts: list[str]) -> str:
    """A row begins in one of these states, with an entry on the trail."""
    born = ", ".join(f"'{s}'" for s in starts)
    return _looked_at(
        table,
        "born",
        event="insert",
        bad=f"state not in ({born})",
        of="(select distinct state, trail from new_rows) born",
        says=f"{table} begins in state {', '.join(starts)}",
        untraced=f"a new row of {table}",
    )


def _moves(table: str, moves: list[tuple[str, str]]) -> str:
    """A row goes from state to state as these pairs say, each time with an entry on the trail."""
    pairs = ", ".join(f"('{here}', '{there}')" for here, there in moves) or "('', '')"
    return _looked_at(
        table,
        "moves",
        event="update",
        bad=f"(here, there) not in ({pairs})",
        of="""(select o.state as here, n.state as there, n.trail from new_rows n join old_rows o using (id)
                where n.state <> o.state group by 1, 2, 3) moved""",
        says=f"this change of state is not possible in {table}",
        untraced=f"a change of state in {table}",
    )


def _looked_at(table: str, name: str, *, event: str, bad: str, of: str, says: str, untraced: str) -> str:
    """One statement's rows in one pass: is any of them `bad`, and has any no trail entry of this transaction?"""
    rows = "old table as old_rows new table as new_rows" if event == "update" else "new table as new_rows"
    return f"""
        create function {table}_{name}() returns trigger language plpgsql as $$
        declare bad boolean; untraced boolean;
        begin
            execute $q$ select count(*) filter (where {bad}) > 0, {_UNTRACED} from {of} $q$ into bad, untraced;
            if bad then
                raise exception 'naung: {says}' using errcode = 'check_violation';
            end if;
            if untraced then
                raise exception 'naung: {untraced} needs a trail entry of its own transaction' using errcode = 'check_violation';
            end if;
            return null;
        end $$;
        create trigger {table}_{name} after {event} on {table} referencing {rows}
            for each statement execute function {table}_{name}();
    """


_UNTRACED = "count(*) filter (where not exists (select from trail_entry e where e.id = trail and e.txid = pg_current_xact_id())) > 0"


def belongs(table: str, parent: str, **columns: str) -> migrations.RunSQL:
    """New rows' columns name a row of `parent` (column here = column there). A foreign key, looked at a statement at a time: the
    database's own asks row by row with a plan from when the parent was small, so a thousand new parents make it a thousand
    times slower. For parents that are never deleted, and columns that are frozen in both."""
    same = " and ".join(f"p.{there} = n.{here}" for here, there in columns.items())
    return _sql(
        f"""
        create function {table}_belongs() returns trigger language plpgsql as $$
        declare bad boolean;
        begin
            execute $q$ select count(*) <> (select count(*) from new_rows) from new_rows n join {parent} p on {same} $q$ into bad;
            if bad then
                raise exception 'naung: a row of {table} belongs to no row of {parent}' using errcode = 'foreign_key_violation';
            end if;
            return null;
        end $$;
        create trigger {table}_belongs after insert on {table} referencing new table as new_rows
            for each statement execute function {table}_belongs();
        """,
        f"drop trigger {table}_belongs on {table}; drop function {table}_belongs();",
    )
