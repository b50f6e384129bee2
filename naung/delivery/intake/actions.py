"""What later steps say about rows they did not read themselves."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

Params = Sequence[Any] | Mapping[str, Any] | None


def add_findings(*, source_sql: str, trail: int, params: Params = None) -> int:
    """Findings for rows from a SELECT giving row_id, code ("R08"), field ("name"), params (jsonb, no identity number),
    severity (block, warn, fixed); how many were new. The cell is the row's own; said once, a thing is not said again.

    Call it inside the transaction of the entry `trail`. A SELECT with %s or %(name)s takes `params`."""
    sql = f"""
        insert into intake_finding (file_id, row_id, village, code, field, cell, params, severity, trail)
        select r.file_id, r.id, r.village, s.code, s.field, r.number::text, s.params, s.severity, {int(trail)}
        from ({source_sql}) s join intake_row r on r.id = s.row_id
        on conflict do nothing"""  # noqa: S608  the SELECT is code of the house, values come as params
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.rowcount
