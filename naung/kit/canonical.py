"""The one way this house turns facts into bytes before it hashes, signs or compares them."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date, datetime


def _plain(value: object) -> str:
    if isinstance(value, datetime | date):
        return value.isoformat()
    raise TypeError(
        f"{type(value).__name__} has no canonical form; turn it into text or whole numbers first."
    )


def canonical(facts: object) -> bytes:
    """UTF-8 JSON, keys sorted, no spaces, no floats (a float has no one way to be written)."""
    _refuse_floats(facts)
    return json.dumps(
        facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False, default=_plain
    ).encode()


def _refuse_floats(facts: object) -> None:
    if isinstance(facts, float):
        raise TypeError("A float has no canonical form; use whole numbers or text.")
    if isinstance(facts, dict):
        facts = list(facts.values())
    if isinstance(facts, list | tuple):
        for fact in facts:
            _refuse_floats(fact)


def sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def list_hash(lines: Iterable[str]) -> str:
    """The hash of a list: its lines in the order given, each ended by a line feed."""
    total = hashlib.sha256()
    for line in lines:
        total.update(line.encode() + b"\n")
    return total.hexdigest()
