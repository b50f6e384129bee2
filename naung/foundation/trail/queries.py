"""Reading the trail."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection

from naung.foundation.trail import actions
from naung.foundation.trail.looking import Asked as Asked
from naung.foundation.trail.looking import Seal as Seal
from naung.foundation.trail.looking import blocks_of as blocks_of
from naung.foundation.trail.looking import entries as entries
from naung.foundation.trail.looking import humans as humans
from naung.foundation.trail.looking import last_number as last_number
from naung.foundation.trail.looking import page as page
from naung.foundation.trail.looking import sample as sample
from naung.foundation.trail.looking import seal_of as seal_of
from naung.foundation.trail.models import Block, Entry, Leaf


def about(subject: str) -> Sequence[Entry]:
    """Everything that happened to one thing, oldest first."""
    return list(Entry.objects.filter(subject=subject).order_by("id"))


def by_number(numbers: Iterable[int]) -> dict[int, Entry]:
    return Entry.objects.in_bulk(set(numbers))


def by_verb(verb: str) -> Sequence[Entry]:
    return list(Entry.objects.filter(verb=verb).order_by("id"))


def unsealed() -> int:
    """How many entries wait for the next block."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from trail_entry e left join trail_leaf l on l.entry_id = e.id where l.entry_id is null"
        )
        (count,) = cursor.fetchone()
    return int(count)


def last_block() -> Block | None:
    return Block.objects.order_by("-number").first()


def export() -> dict[str, Any]:
    """The sealed trail for somebody outside, as naung/foundation/trail/verifier.py reads it."""
    blocks = {b.number: _as_block(b) for b in Block.objects.order_by("number")}
    for leaf in (
        Leaf.objects.select_related("entry").order_by("block_id", "position").iterator(chunk_size=2000)
    ):
        blocks[leaf.block_id]["entries"].append(_as_leaf(leaf))
    return {"key": actions.public_key().hex(), "blocks": list(blocks.values())}


def _as_block(block: Block) -> dict[str, Any]:
    return {"number": block.number, "previous": bytes(block.previous).hex(), "root": bytes(block.root).hex(),
            "signature": bytes(block.signature).hex(), "count": block.entries, "entries": []}  # fmt: skip


def _as_leaf(leaf: Leaf) -> dict[str, Any]:
    """The row's own columns beside the sealed bytes: a row that was changed no longer says what was sealed."""
    row = json.loads(actions.payload_of(leaf.entry))
    return {"position": leaf.position, "payload": bytes(leaf.entry.payload).hex(), "row": row}
