"""Writing the trail, and sealing it."""

import json
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.db import connection, transaction

from naung.foundation.trail.models import Block, Entry, Leaf
from naung.kit import merkle
from naung.kit.actor import Actor
from naung.kit.canonical import canonical
from naung.kit.home import home, keys

GENESIS = b"\x00" * 32
LONGEST_BLOCK = 10_000
PUBLISHED_AGAIN = 1_000  # so many blocks back a missing checkpoint is looked for


class NoTransaction(Exception):
    """An entry must stand or fall with what it tells of."""


def record(
    *,
    by: Actor,
    verb: str,
    subject: str,
    at: datetime,
    region: str = "",
    why: str = "",
    facts: dict[str, Any] | None = None,
) -> int:
    """Writes one entry in the caller's transaction and returns its number.

    verb: package and verb, "intake.receive". subject: what it happened to, "intake.file:12"; never an identity number.
    facts: JSON without floats; for a batch the counts and the list's hash."""
    _in_a_transaction(verb)
    entry = _entry(Told(verb, subject, region, why, facts or {}), by, at)
    entry.save(force_insert=True)
    return entry.pk


@dataclass(frozen=True, slots=True)
class Told:
    """What one entry tells, apart from who and when."""

    verb: str
    subject: str
    region: str = ""
    why: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


def record_all(told: Sequence[Told], *, by: Actor, at: datetime) -> list[int]:
    """The entries of one act on many things, in the caller's transaction; their numbers, in the order of `told`."""
    _in_a_transaction(", ".join(sorted({one.verb for one in told})))
    columns = [
        field.name for field in Entry._meta.concrete_fields if field.name not in ("txid", "recorded_at")
    ]
    with connection.cursor() as cursor:
        cursor.execute("select nextval('trail_entry_id_seq') from generate_series(1, %s)", [len(told)])
        numbers = [number for (number,) in cursor.fetchall()]
        with cursor.copy(f"copy trail_entry ({', '.join(columns)}) from stdin") as copy:  # noqa: S608  names of our own
            for number, one in zip(numbers, told, strict=True):
                copy.write_row(_as_row(_entry(one, by, at), number))
    return numbers


def _as_row(entry: Entry, number: int) -> list[Any]:
    return [number, entry.at, entry.actor, entry.human, entry.verb, entry.subject, entry.region, entry.why,
            json.dumps(entry.facts), entry.version, entry.payload]  # fmt: skip


def _in_a_transaction(verb: str) -> None:
    if not connection.in_atomic_block:
        raise NoTransaction(f"{verb}: a trail entry is written inside the transaction that it tells of.")


def _entry(told: Told, by: Actor, at: datetime) -> Entry:
    entry = Entry(at=at, actor=str(by), human=by.human, verb=told.verb, subject=told.subject, region=told.region,
                  why=told.why, facts=json.loads(canonical(told.facts)))  # fmt: skip
    entry.payload = payload_of(entry)
    return entry


def payload_of(entry: Entry) -> bytes:
    """The bytes that are hashed: everything the entry says. Version 1."""
    at = entry.at.astimezone(UTC).isoformat()
    return canonical({"v": 1, "at": at, "actor": entry.actor, "human": entry.human, "verb": entry.verb, "subject": entry.subject,
                      "region": entry.region, "why": entry.why, "facts": entry.facts})  # fmt: skip


def seal(*, limit: int = LONGEST_BLOCK) -> Block | None:
    """Seals what is finished into the next block; None when nothing waits. One sealer at a time."""
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(53, 9)")
        block = _next_block(list(_finished(limit)))
    _publish()
    return block


def _next_block(waiting: list[Entry]) -> Block | None:
    if not waiting:
        return None
    last = Block.objects.order_by("-number").first()
    block = _signed((last.number + 1 if last else 1), bytes(last.root) if last else GENESIS, waiting)
    block.save(force_insert=True)
    Leaf.objects.bulk_create([Leaf(entry=e, block=block, position=i) for i, e in enumerate(waiting)])
    return block


def _finished(limit: int) -> "Any":
    """Unsealed entries whose transactions, and all before them, are over: one that commits late is not skipped."""
    return Entry.objects.raw(
        """select e.* from trail_entry e left join trail_leaf l on l.entry_id = e.id
           where l.entry_id is null and e.txid < pg_snapshot_xmin(pg_current_snapshot()) order by e.id limit %s""",
        [limit],
    )


def _signed(number: int, previous: bytes, entries: list[Entry]) -> Block:
    root = merkle.node(previous, merkle.root([merkle.leaf(bytes(e.payload)) for e in entries]))
    return Block(
        number=number,
        previous=previous,
        root=root,
        entries=len(entries),
        signature=signing_key().sign(statement(number, root)),
    )


def statement(number: int, root: bytes) -> bytes:
    return f"naung trail block {number} {root.hex()}\n".encode()


def signing_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(keys()["seal"]))


def public_key() -> bytes:
    return signing_key().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def _publish() -> None:
    """The latest blocks that the checkpoint file lacks, a line each: a sealer that died after its block left a gap. The file
    is what others copy; it is appended to, never rewritten."""
    folder = home() / "public"
    folder.mkdir(exist_ok=True)
    latest = [_checkpoint(block) for block in Block.objects.order_by("-number")[:PUBLISHED_AGAIN]]
    with (folder / "checkpoint.txt").open("a+") as file:
        file.seek(0)
        known = set(deque(file, maxlen=PUBLISHED_AGAIN))
        file.writelines(line for line in reversed(latest) if line not in known)


def _checkpoint(block: Block) -> str:
    return f"{block.number} {bytes(block.root).hex()} {bytes(block.signature).hex()} {public_key().hex()}\n"
