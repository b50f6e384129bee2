"""Sealing and indexing. Pure functions over the installation's keys."""

import hashlib
import hmac
import os
from collections.abc import Sequence
from functools import lru_cache

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from naung.kit.home import keys
from naung.kit.refusal import Refusal

VERSION, KEY_NUMBER, NONCE = 1, 1, 12
INDEX_BYTES = 16


class CannotOpen(Refusal):
    """The sealed value was made with another key, for another field, or was changed."""


@lru_cache(maxsize=1)
def _cipher() -> AESGCM:
    return AESGCM(bytes.fromhex(keys()["data"]))


@lru_cache(maxsize=1)
def _index_key() -> bytes:
    return bytes.fromhex(keys()["index"])


def seal(text: str, field: str) -> bytes:
    """`text` encrypted for `field` (such as "nik"); two seals of one text differ."""
    return seal_bytes(text.encode(), field)


def seal_bytes(data: bytes, field: str) -> bytes:
    nonce = os.urandom(NONCE)
    return bytes((VERSION, KEY_NUMBER)) + nonce + _cipher().encrypt(nonce, data, field.encode())


def open_sealed(sealed: bytes | memoryview, field: str) -> str:
    return open_bytes(sealed, field).decode()


def open_bytes(sealed: bytes | memoryview, field: str) -> bytes:
    """What was sealed for this field, or CannotOpen."""
    raw = bytes(sealed)
    if raw[:2] != bytes((VERSION, KEY_NUMBER)):
        raise CannotOpen(f"A sealed {field} begins with an unknown version or key number: {raw[:2].hex()}.")
    try:
        return _cipher().decrypt(raw[2 : 2 + NONCE], raw[2 + NONCE :], field.encode())
    except InvalidTag:
        raise CannotOpen(
            f"A sealed {field} does not open: other keys, another field, or changed bytes."
        ) from None


def index(text: str, field: str) -> bytes:
    """Sixteen bytes, the same for the same text and field in this installation only."""
    return hmac.digest(_index_key(), f"{field}:{text}".encode(), "sha256")[:INDEX_BYTES]


def seal_all(texts: Sequence[str | None], field: str) -> list[bytes | None]:
    """A column at once; None stays None, and an empty text is nothing."""
    encrypt, label, head = _cipher().encrypt, field.encode(), bytes((VERSION, KEY_NUMBER))
    chance = os.urandom(NONCE * len(texts))  # one question to the system for the whole column
    nonces = (chance[at : at + NONCE] for at in range(0, len(chance), NONCE))
    return [
        head + nonce + encrypt(nonce, text.encode(), label) if text else None
        for text, nonce in zip(texts, nonces, strict=True)
    ]


def index_all(texts: Sequence[str | None], field: str) -> list[bytes | None]:
    begun = hmac.new(_index_key(), f"{field}:".encode(), "sha256")
    return [_ended(begun.copy(), text) if text else None for text in texts]


def _ended(begun: hmac.HMAC, text: str) -> bytes:
    begun.update(text.encode())
    return begun.digest()[:INDEX_BYTES]


def fingerprint() -> str:
    """Tells keys apart without telling anything of them."""
    both = hashlib.sha256(b"naung keys" + bytes.fromhex(keys()["data"]) + _index_key())
    return both.hexdigest()[:32]
