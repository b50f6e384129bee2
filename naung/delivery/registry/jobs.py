"""Writes on many people at once."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db import connection

from naung.delivery.registry.checking import Checked, check
from naung.delivery.registry.sources import SOURCES

__all__ = ["COLUMNS", "SOURCES", "Checked", "admit", "check"]

COLUMNS = (
    "nik_index", "nik_sealed", "kk_index", "kk_sealed", "phone_index", "phone_sealed", "name", "name_folded", "born_on", "sex",
    "birth_place", "mother", "village", "address", "occupation", "occupation_text", "disability", "decile", "status",
)  # fmt: skip


def admit(*, source_sql: str, params: Sequence[Any] | Mapping[str, Any] = (), trail: int) -> int:
    """Adds the people that a SELECT gives; how many are new. Runs in the caller's transaction, under the caller's entry.

    source_sql: a SELECT with (at least) the columns COLUMNS; placeholders as in psycopg, all positional or all named.
    The code is made here from the keyed hash of the NIK, and is nobody else's (CODE). Who stands in the registry already, or was merged away under
    the same NIK, is left as it is: admitting twice adds nobody."""
    columns, named = ", ".join(COLUMNS), isinstance(params, Mapping)
    placeholder = "%(naung_trail)s" if named else "%s"
    # coalesce: a model's text column is never null, a source may not know the value
    given = ", ".join(f"coalesce(s.{c}, '')" if c in MAY_BE_BLANK else f"s.{c}" for c in COLUMNS)
    statement = f"""
        with given as ({source_sql}), arrived as (
            insert into registry_person (code, {columns}, civil_answer, state, trail)
            select {CODE}, {given}, '', 'KNOWN', {placeholder}
            from given s order by s.nik_index
            on conflict do nothing returning id, name_folded, born_on, village),
        {SEARCHABLE} select count(*) from arrived"""  # noqa: S608  constants of this module
    everything: Any = {**params, "naung_trail": trail} if isinstance(params, Mapping) else [*params, trail]
    with connection.cursor() as cursor:
        cursor.execute(statement, everything)
        (new,) = cursor.fetchone()
    return int(new)


# Somebody admitted under a mistyped NIK keeps that code when it is put right; whoever truly has the number comes later, and is called by the
# other half of the hash. Without a corrected NIK nobody is looked up.
CODE = """'N' || upper(case when (select exists (select from registry_correction where field = 'nik' and state = 'CORRECTED'))
                 and exists (select from registry_person t where t.code = 'N' || upper(left(encode(s.nik_index, 'hex'), 14)) and t.nik_index <> s.nik_index)
                 then substr(encode(s.nik_index, 'hex'), 15, 14) else left(encode(s.nik_index, 'hex'), 14) end)"""
# Who has just arrived is found from the same statement on: their words, and of words never seen before the slips (0003_search).
SEARCHABLE = """
        searchable as (
            insert into registry_search (person_id, lives, words)
            select id, village, registry_words(name_folded, born_on, village) from arrived),
        seen as (select distinct unnest(array_remove(string_to_array(name_folded, ' '), '')) as word from arrived),
        spelled as (
            insert into registry_word (word) select seen.word from seen
            where not exists (select from registry_word w where w.word = seen.word) order by 1
            on conflict do nothing returning word),
        slipped as (
            insert into registry_slip (rest, word)
            select slip, word from spelled, registry_slips(registry_sound(word)) slip on conflict do nothing)"""
MAY_BE_BLANK = frozenset({"birth_place", "mother", "address", "occupation", "occupation_text", "disability"})
