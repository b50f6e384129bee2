"""Batch steps of intake."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection


def settle(*, source_sql: str, trail: int, params: Sequence[Any] | Mapping[str, Any] | None = None) -> int:
    """Moves rows by a SELECT giving row_id, state, person_id (null unless ADMITTED or REPEATED); how many moved.

    Called by matching inside the transaction of the entry `trail`. Rows already there are left as they are; a move that
    the state table does not know is refused by the database."""
    sql = f"""
        update intake_row r set state = s.state, person_id = s.person_id, trail = {int(trail)}
        from ({source_sql}) s
        where r.id = s.row_id and (r.state, r.person_id) is distinct from (s.state, s.person_id)"""  # noqa: S608  code of the house
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.rowcount
