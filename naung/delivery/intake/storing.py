"""Checked files into the tables: one transaction for a handful of files, COPY for their rows."""

import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import chain
from typing import Any

from django.db import connection, transaction

from naung.delivery.intake import sentences, versions, words_learned
from naung.delivery.intake.checked import Checked, Finding
from naung.delivery.intake.models import File
from naung.foundation.trail import actions as trail
from naung.foundation.vault import seals
from naung.kit.actor import Actor

ROW = {
    "id": "bigint", "file_id": "bigint", "programme_id": "bigint", "sheet": "text", "number": "integer", "raw_sealed": "bytea",
    "nik_index": "bytea", "nik_sealed": "bytea", "kk_index": "bytea", "kk_sealed": "bytea", "phone_index": "bytea", "phone_sealed": "bytea",
    "name": "text", "name_folded": "text", "birth_place": "text", "born_on": "date", "sex": "text", "mother": "text", "village": "text",
    "village_text": "text", "address": "text", "occupation": "text", "occupation_text": "text", "disability": "text",
    "disability_text": "text", "decile": "smallint", "state": "text", "trail": "bigint",
}  # fmt: skip
CONTENT = {"file_id": "bigint", "region": "text", "sealed": "bytea"}
WIRE = {"date": "text", "jsonb": "text"}  # as the reading processes give them
FINDING = {
    "file_id": "bigint", "row_id": "bigint", "village": "text", "code": "text", "field": "text", "cell": "text", "params": "jsonb",
    "severity": "text", "trail": "bigint",
}  # fmt: skip


@transaction.atomic
def store(checked: Sequence[Checked], *, programme_id: int, by: Actor, at: datetime) -> list[File]:
    """The files with their rows and findings, each with its trail entry; those whose bytes are already there are left out.
    A file that is a version of an earlier one settles its lines beside that one's (`versions`).

    One intake of a programme stores at a time, so that two at once cannot both take the same bytes."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(53, %s)", [programme_id])
    fresh, readable_now = _sift(checked, programme_id)
    entries = trail.record_all([_entry(one) for one in fresh], by=by, at=at)
    made = [_file(one, programme_id, at, entry) for one, entry in zip(fresh, entries, strict=True)]
    files = File.objects.bulk_create(made)
    stored = list(zip(files, fresh, strict=True))
    stored += [(_read_at_last(file, one, by, at), one) for file, one in readable_now]
    taken = [(file, one) for file, one in stored if not one.refused]
    _contents(taken)
    claims = _rows(taken, programme_id)
    villages = {village for _, one in taken for found in one.lists for village in found["values"]["village"]}
    versions.compare(files=[file for file, _ in taken], villages=villages, claims=claims, programme_id=programme_id, by=by, at=at)  # fmt: skip
    return [file for file, _ in stored]


def _sift(checked: Sequence[Checked], programme_id: int) -> tuple[list[Checked], list[tuple[File, Checked]]]:
    """Those never seen, and those that were refused once and can be read now; one for the same bytes."""
    once: dict[str, Checked] = {}
    for one in checked:
        once.setdefault(one.loaded.sha256, one)
    there = {file.sha256: file for file in File.objects.filter(programme_id=programme_id, sha256__in=once)}
    fresh = [one for sha, one in once.items() if sha not in there]
    return fresh, [
        (file, once[sha]) for sha, file in there.items() if file.state == "REFUSED" and not once[sha].refused
    ]


def _file(one: Checked, programme_id: int, at: datetime, entry: int) -> File:
    loaded = one.loaded
    file = File(programme_id=programme_id, name=loaded.found.name, sha256=loaded.sha256, size=len(loaded.data), received_at=at,
                region=one.region, rows=one.rows, columns=_meanings(one), state="REFUSED" if one.refused else "READ", trail=entry)  # fmt: skip
    if one.refused:
        file.refusal_code, file.refusal = one.refused, sentences.refusal(one.refused, one.params)
    return file


def _read_at_last(file: File, one: Checked, by: Actor, at: datetime) -> File:
    file.state, file.refusal_code, file.refusal, file.rows, file.region = "READ", "", "", one.rows, one.region
    file.columns = _meanings(one)
    (file.trail,) = trail.record_all([_entry(one, "intake.read")], by=by, at=at)
    file.save(update_fields=["state", "refusal_code", "refusal", "rows", "region", "columns", "trail"])
    return file


def _meanings(one: Checked) -> dict[str, dict[str, int]]:
    """What stands in which column of each sheet: for whoever reads a line later as it was sent."""
    return {found["sheet"]: found["columns"] for found in one.lists}


def _entry(one: Checked, verb: str = "") -> trail.Told:
    """Named by the bytes' hash: the same file is the same subject wherever it is told of."""
    counts = {"rows": one.rows, "clean": one.rows - one.flawed, "flawed": one.flawed}
    facts: dict[str, Any] = {"because": one.refused} if one.refused else counts
    verb = verb or ("intake.refuse" if one.refused else "intake.receive")
    return trail.Told(verb, f"intake.file:{one.loaded.sha256[:16]}", one.region, facts=facts)


def _contents(taken: Iterable[tuple[File, Checked]]) -> None:
    _copy(
        "intake_content",
        CONTENT,
        ((f.pk, f.region, seals.seal_bytes(one.loaded.data, "file")) for f, one in taken),
    )


def _rows(taken: Sequence[tuple[File, Checked]], programme_id: int) -> dict[int, int]:
    """Rows go straight from the columns to the database; only what is found on them waits for their numbers. Gives the rows whose
    hidden column says which row they were."""
    numbers = iter(_take_numbers(sum(one.rows for _, one in taken)))
    listed = [
        (file, found, [next(numbers) for _ in found["values"]["number"]])
        for file, one in taken
        for found in one.lists
    ]
    _copy(
        "intake_row",
        ROW,
        chain.from_iterable(columns(file, programme_id, ids, found) for file, found, ids in listed),
    )
    notes = (_finding(file, None, file.region, note) for file, one in taken for note in one.notes)
    said = (
        _finding(file, ids[one[0]], found["values"]["village"][one[0]], one)
        for file, found, ids in listed
        for one in once(found["findings"])
    )
    _copy("intake_finding", FINDING, chain(notes, said))
    words_learned.note_answers(
        (ids[line], code, field, word, was, file.trail)
        for file, found, ids in listed
        for line, code, field, word, was in found["answered"]
    )
    return {
        id_: earlier
        for _, found, ids in listed
        for id_, earlier in zip(ids, found["values"].get("earlier", ()), strict=False)
        if earlier
    }


def _take_numbers(count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("select nextval('intake_row_id_seq') from generate_series(1, %s)", [count])
        return [number for (number,) in cursor.fetchall()]


def columns(
    file: File, programme_id: int, ids: list[int], found: dict[str, Any]
) -> Iterator[tuple[Any, ...]]:
    """The rows of one list in the order of ROW, identity numbers sealed and indexed a column at a time."""
    v, n = found["values"], len(ids)
    same = lambda value: [value] * n  # noqa: E731
    secret = [
        part
        for name in ("nik", "kk", "phone")
        for part in (seals.index_all(v[name], name), seals.seal_all(v[name], name))
    ]
    return zip(
        ids, same(file.pk), same(programme_id), same(found["sheet"]), v["number"], seals.seal_all(v["raw"], "row"), *secret,
        v["name"], v["name_folded"], v["birth_place"], v["born_on"], v["sex"], v["mother"], v["village"],
        [", ".join(filter(None, place)) for place in v["place"]], v["address"], v["occupation"], v["occupation_text"],
        v["disability"], v["disability_text"], v["decile"], v["state"], same(file.trail), strict=True,
    )  # fmt: skip


def once(said: Iterable[Finding]) -> list[Finding]:
    return list({(line, code, field): found for found in said for line, code, field, *_ in [found]}.values())


def _finding(file: File, row: int | None, village: str, said: Finding) -> tuple[Any, ...]:
    _, code, field, cell, params, severity = said
    return (
        file.pk,
        row,
        village,
        code,
        field,
        cell,
        json.dumps(params, ensure_ascii=False),
        severity,
        file.trail,
    )


def _copy(table: str, shape: dict[str, str], rows: Iterable[tuple[Any, ...]]) -> None:
    """COPY cannot write a table under row-level security, so it fills a private one and a single INSERT ... SELECT goes on.
    Binary, because written as text sealed bytes are twice as long."""
    names, wire = ", ".join(shape), {name: WIRE.get(kind, kind) for name, kind in shape.items()}
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists pg_temp.arriving")
        fields = ", ".join(f"{name} {kind}" for name, kind in wire.items())
        cursor.execute(f"create temporary table arriving ({fields}) on commit drop")
        with cursor.copy(f"copy arriving ({names}) from stdin (format binary)") as copy:
            copy.set_types(list(wire.values()))
            for row in rows:
                copy.write_row(row)
        read = ", ".join(f"{name}::{kind}" for name, kind in shape.items())
        cursor.execute(f"insert into {table} ({names}) select {read} from arriving")  # noqa: S608  names of our own
