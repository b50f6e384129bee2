"""SNAP's three signatures, and how bytes and moments are written for them."""

import base64
import hashlib
import hmac
import json
from datetime import datetime, timedelta, timezone
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

WIB = timezone(timedelta(hours=7))  # SNAP counts in Jakarta's time, wherever the bank is


def minified(body: dict[str, Any]) -> bytes:
    """The body without a blank between its parts: what is sent is what is signed."""
    return json.dumps(body, separators=(",", ":"), ensure_ascii=False).encode()


def moment(at: datetime) -> str:
    """2025-07-20T09:00:00+07:00."""
    return at.astimezone(WIB).isoformat(timespec="seconds")


def of_token(private: rsa.RSAPrivateKey, client_key: str, timestamp: str) -> str:
    return _rsa(private, f"{client_key}|{timestamp}")


def by_secret(secret: str, method: str, path: str, token: str, body: bytes, timestamp: str) -> str:
    said = f"{method}:{path}:{token}:{_digest(body)}:{timestamp}"
    return base64.b64encode(hmac.digest(secret.encode(), said.encode(), "sha512")).decode()


def by_key(private: rsa.RSAPrivateKey, method: str, path: str, body: bytes, timestamp: str) -> str:
    return _rsa(private, f"{method}:{path}:{_digest(body)}:{timestamp}")


def _digest(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()


def _rsa(private: rsa.RSAPrivateKey, said: str) -> str:
    return base64.b64encode(private.sign(said.encode(), padding.PKCS1v15(), hashes.SHA256())).decode()
