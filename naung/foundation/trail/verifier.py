"""Checks an exported trail without Naung, Django or a database: copy this one file and run it.

    python3 verifier.py trail.json [checkpoint.txt]

`trail.json` is what `naung trail export` writes: {"key": hex, "blocks": [{"number", "previous", "root", "signature",
"entries": [{"payload": hex, "row": {...}}]}]}. Every block must follow the one before, its root must be the Merkle root
(RFC 6962) of its payloads, its signature must hold (Ed25519, RFC 8032), and each row must say what its payload says.
A checkpoint file copied earlier proves that nothing was exchanged since. Python's standard library only.
"""

import hashlib
import json
import sys
from typing import Any

GENESIS = "00" * 32


class Broken(Exception):
    """The trail does not hold; the message says where."""


def check(export: dict[str, Any], published: dict[int, str] | None = None) -> dict[str, int]:
    """Counts of blocks and entries that hold, or Broken. `published`: block number -> root, from a checkpoint."""
    previous, entries = GENESIS, 0
    for place, block in enumerate(export["blocks"], start=1):
        _check_block(block, place, previous, export["key"])
        if published and published.get(place, block["root"]) != block["root"]:
            raise Broken(f"Block {place} is not the one of the published checkpoint.")
        previous, entries = block["root"], entries + len(block["entries"])
    if published and max(published, default=0) > len(export["blocks"]):
        raise Broken(
            f"The checkpoint knows block {max(published)}; the trail ends at {len(export['blocks'])}."
        )
    return {"blocks": len(export["blocks"]), "entries": entries}


def _check_block(block: dict[str, Any], place: int, previous: str, key: str) -> None:
    if block["number"] != place or block["previous"] != previous:
        raise Broken(f"Block {place} does not follow the block before it.")
    if block["count"] != len(block["entries"]) or [e["position"] for e in block["entries"]] != list(
        range(block["count"])
    ):
        raise Broken(f"Block {place} lacks entries, or they stand in another order.")
    for entry in block["entries"]:
        if json.loads(bytes.fromhex(entry["payload"])) != entry["row"]:
            raise Broken(
                f"An entry of block {place} does not say what was sealed: {entry['row'].get('subject')}."
            )
    leaves = [_hash(b"\x00" + bytes.fromhex(e["payload"])) for e in block["entries"]]
    root = _hash(b"\x01" + bytes.fromhex(previous) + _root(leaves))
    if root.hex() != block["root"]:
        raise Broken(f"Block {place} does not have the root of its entries.")
    said = f"naung trail block {place} {block['root']}\n".encode()
    if not signature_holds(bytes.fromhex(key), said, bytes.fromhex(block["signature"])):
        raise Broken(f"The signature of block {place} does not hold.")


def _hash(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def _root(level: list[bytes]) -> bytes:
    while len(level) > 1:
        odd = [level[-1]] if len(level) % 2 else []
        level = [_hash(b"\x01" + level[i] + level[i + 1]) for i in range(0, len(level) - 1, 2)] + odd
    return level[0] if level else _hash(b"")


# Ed25519 by RFC 8032, written out so that nothing has to be trusted or installed.
P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
Point = tuple[int, int, int, int]


def signature_holds(key: bytes, message: bytes, signature: bytes) -> bool:
    a, r = _point(key), _point(signature[:32]) if len(signature) == 64 else None
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    return _same(_times(s, _base()), _plus(r, _times(h, a)))


def _point(data: bytes) -> Point | None:
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (2**255 - 1)
    if y >= P:
        return None
    square = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(square, (P + 3) // 8, P)
    if (x * x - square) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if (x * x - square) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def _base() -> Point:
    point = _point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))
    assert point is not None
    return point


def _plus(a: Point, b: Point) -> Point:
    one, two = (a[1] - a[0]) * (b[1] - b[0]) % P, (a[1] + a[0]) * (b[1] + b[0]) % P
    three, four = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    e, f, g, h = two - one, four - three, four + three, two + one
    return e * f % P, g * h % P, f * g % P, e * h % P


def _times(n: int, point: Point) -> Point:
    total: Point = (0, 1, 1, 0)
    while n:
        total = _plus(total, point) if n & 1 else total
        point, n = _plus(point, point), n >> 1
    return total


def _same(a: Point, b: Point) -> bool:
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def read_checkpoint(text: str) -> dict[int, str]:
    lines = (line.split() for line in text.splitlines() if line.strip())
    return {int(words[0]): words[1] for words in lines}


def main(arguments: list[str]) -> int:
    if not 1 <= len(arguments) <= 2:
        print(__doc__, file=sys.stderr)
        return 2
    with open(arguments[0]) as file:
        export = json.load(file)
    published = None
    if len(arguments) == 2:
        with open(arguments[1]) as file:
            published = read_checkpoint(file.read())
    try:
        found = check(export, published)
    except Broken as broken:
        print(f"BROKEN: {broken}")
        return 1
    print(f"The trail holds: {found['blocks']} blocks, {found['entries']} entries.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
