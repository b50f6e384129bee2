"""Promise 9: every change of state has its entry, and the sealed trail holds."""

import json
from pathlib import Path
from typing import Any

import psycopg

from naung.foundation.trail import verifier  # stands alone: it imports nothing of the house
from naung.kit.home import home, keys
from naung.project.verify.check import Check


def every_state_has_its_entry(connection: psycopg.Connection[Any]) -> tuple[int, list[str]]:
    """Every table with `state` and `trail`: the entry that a row names exists."""
    tables = connection.execute(
        """select c.relname from pg_class c join pg_namespace n on n.oid = c.relnamespace
           where n.nspname = 'public' and c.relkind in ('r', 'p') and not c.relispartition
             and exists (select from pg_attribute where attrelid = c.oid and attname = 'trail' and not attisdropped) order by 1"""
    ).fetchall()
    looked_at, broken = 0, []
    for (table,) in tables:
        (rows,) = connection.execute(f"select count(*) from {table}").fetchone() or (0,)
        lost = connection.execute(
            f"select trail from {table} t where not exists (select from trail_entry e where e.id = t.trail) limit 20"
        ).fetchall()
        looked_at += rows
        broken += [f"a row of {table} names entry {entry}, which is not there" for (entry,) in lost]
    return looked_at, broken


def the_seal_holds(connection: psycopg.Connection[Any]) -> tuple[int, list[str]]:
    """The chain, roots and signatures, the rows against what was sealed, and the published checkpoint."""
    export = {"key": _public_key(), "blocks": [_block(connection, *row) for row in connection.execute(
        "select number, previous, root, signature, entries from trail_block order by number").fetchall()]}  # fmt: skip
    published = Path(home() / "public" / "checkpoint.txt")
    known = verifier.read_checkpoint(published.read_text()) if published.exists() else None
    try:
        return verifier.check(export, known)["entries"], []
    except verifier.Broken as broken:
        return len(export["blocks"]), [str(broken)]


def _block(
    connection: psycopg.Connection[Any],
    number: int,
    previous: bytes,
    root: bytes,
    signature: bytes,
    count: int,
) -> dict[str, Any]:
    rows = connection.execute(
        """select l.position, e.payload, e.at, e.actor, e.human, e.verb, e.subject, e.region, e.why, e.facts
           from trail_leaf l join trail_entry e on e.id = l.entry_id where l.block_id = %s order by l.position""", [number]).fetchall()  # fmt: skip
    entries = [{"position": r[0], "payload": r[1].hex(), "row": _said(r)} for r in rows]
    return {
        "number": number,
        "previous": previous.hex(),
        "root": root.hex(),
        "signature": signature.hex(),
        "count": count,
        "entries": entries,
    }


def _said(row: tuple[Any, ...]) -> dict[str, Any]:
    _, _, at, actor, human, verb, subject, region, why, facts = row
    from datetime import UTC

    return {"v": 1, "at": at.astimezone(UTC).isoformat(), "actor": actor, "human": human, "verb": verb, "subject": subject,
            "region": region, "why": why, "facts": facts if not isinstance(facts, str) else json.loads(facts)}  # fmt: skip


def _public_key() -> str:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

    return (
        Ed25519PrivateKey.from_private_bytes(bytes.fromhex(keys()["seal"]))
        .public_key()
        .public_bytes_raw()
        .hex()
    )


def unsealed_says_what_it_says(connection: psycopg.Connection[Any]) -> tuple[int, list[str]]:
    """Entries that wait for their block: the row must already say what its payload says."""
    rows = connection.execute(
        """select 0, e.payload, e.at, e.actor, e.human, e.verb, e.subject, e.region, e.why, e.facts, e.id
           from trail_entry e left join trail_leaf l on l.entry_id = e.id where l.entry_id is null""").fetchall()  # fmt: skip
    return len(rows), [
        f"entry {r[10]} does not say what was written"
        for r in rows
        if json.loads(bytes(r[1])) != _said(r[:10])
    ]


CHECKS = [Check(9, "state and entry", every_state_has_its_entry), Check(9, "the seal", the_seal_holds),
          Check(9, "entries not sealed yet", unsealed_says_what_it_says)]  # fmt: skip
