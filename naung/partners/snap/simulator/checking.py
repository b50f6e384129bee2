"""The bank's own check of what arrives: token, signature, headers. Written apart from signing.py, so that a mistake there shows here."""

import base64
import binascii
import hashlib
import hmac
import re
import secrets
from dataclasses import dataclass, field
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric.padding import PKCS1v15
from cryptography.hazmat.primitives.serialization import load_pem_public_key

_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00")


@dataclass
class Door:
    """Whom the bank knows: secret, and one or more public keys (two while a key is being turned)."""

    client_key: str
    secret: str
    publics: list[str]
    signature: str = "hmac"
    tokens: set[str] = field(default_factory=set)

    def token_for(self, headers: Any) -> str | None:
        """A new token for whoever signs `client key | moment` with a registered key."""
        stamp, client = headers.get("X-TIMESTAMP", ""), headers.get("X-CLIENT-KEY", "")
        if not _MOMENT.fullmatch(stamp) or not hmac.compare_digest(client, self.client_key):
            return None
        if not self._signed(f"{client}|{stamp}".encode(), headers.get("X-SIGNATURE", "")):
            return None
        token = secrets.token_urlsafe(24)
        self.tokens.add(token)
        return token

    def wrong(self, headers: Any, path: str, body: bytes) -> str:
        """The case of a 401 or 400 against this call, or nothing."""
        kind, _, token = headers.get("Authorization", "").partition(" ")
        if kind != "Bearer" or token not in self.tokens:
            return "40101"
        stamp, signed = headers.get("X-TIMESTAMP", ""), headers.get("X-SIGNATURE", "")
        digest = hashlib.sha256(body).hexdigest().lower()
        if self.signature == "rsa":
            good = self._signed(b":".join([b"POST", path.encode(), digest.encode(), stamp.encode()]), signed)
        else:
            text = ":".join(["POST", path, token, digest, stamp])
            mine = hmac.new(self.secret.encode(), text.encode(), hashlib.sha512).digest()
            good = hmac.compare_digest(base64.b64encode(mine), signed.encode())
        if not good or not _MOMENT.fullmatch(stamp):
            return "40100"
        number = headers.get("X-EXTERNAL-ID", "")
        return "" if number.isdigit() and len(number) <= 36 else "40001"

    def _signed(self, said: bytes, signature: str) -> bool:
        try:
            raw = base64.b64decode(signature, validate=True)
        except (binascii.Error, ValueError):
            return False
        return any(_holds(pem, raw, said) for pem in self.publics)


def _holds(pem: str, raw: bytes, said: bytes) -> bool:
    try:
        load_pem_public_key(pem.encode()).verify(raw, said, PKCS1v15(), hashes.SHA256())  # type: ignore[union-attr, call-arg]
    except InvalidSignature:
        return False
    return True
