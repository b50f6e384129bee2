"""Writes on many people at once."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from naung.delivery.registry.checking import Checked, check_civil_registry

__all__ = ["COLUMNS", "Checked", "admit", "check_civil_registry"]

COLUMNS = (
    "nik_index", "nik_sealed", "kk_index", "kk_sealed", "phone_index", "phone_sealed", "name", "name_folded", "born_on", "sex",
    "birth_place", "mother", "village", "address", "occupation", "occupation_text", "disability", "decile", "status",
)  # fmt: skip


def admit(*, source_sql: str, params: Sequence[Any] | Mapping[str, Any] = (), trail: int) -> int:
    """Adds the people that a SELECT gives; how many are new. Runs in the caller's transaction, under the caller's entry.

    source_sql: a SELECT with (at least) the columns COLUMNS; placeholders as in psycopg, all positional or all named.
    The code is made here from the keyed hash of the NIK. Who stands in the registry already, or was merged away under
    the same NIK, is left as it is: admitting twice adds nobody."""
    columns, named = ", ".join(COLUMNS), isinstance(params, Mapping)
    placeholder = "%(naung_trail)s" if named else "%s"
    # coalesce: a model's text column is never null, a source may not know the value
    given = ", ".join(f"coalesce(s.{c}, '')" if c in MAY_BE_BLANK else f"s.{c}" for c in COLUMNS)
    statement = f"""
        insert into registry_person (code, {columns}, civil_answer, state, trail)
        select 'N' || upper(left(encode(s.nik_index, 'hex'), 14)), {given}, '', 'KNOWN', {placeholder}
        from ({source_sql}) s order by s.nik_index
        on conflict do nothing"""  # noqa: S608  names are constants of this module
    everything: Any = {**params, "naung_trail": trail} if isinstance(params, Mapping) else [trail, *params]
    with connection.cursor() as cursor:
        cursor.execute(statement, everything)
        return int(cursor.rowcount)


MAY_BE_BLANK = frozenset({"birth_place", "mother", "address", "occupation", "occupation_text", "disability"})
