"""What this house signs with: made on first use, kept beside the other secrets and readable by their keeper only.

The bank gives the secret and is given the public key. Turning keys: `renew` makes the next private key, whose public half the bank
registers beside the old one; `switch` puts it in use and keeps the old one by its day."""

import json
import os
import secrets
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import rsa

from naung.kit.home import home, private_folder, private_json
from naung.kit.refusal import Refusal

NOW, NEXT = "client.json", "client.next.json"


class NoNextKey(Refusal):
    """There is no key that could be put in use."""


@dataclass(frozen=True, slots=True)
class Keys:
    client_key: str
    secret: str
    private: rsa.RSAPrivateKey

    @property
    def public_pem(self) -> str:
        whole, form = serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        return self.private.public_key().public_bytes(whole, form).decode()


def folder() -> Path:
    return Path(os.environ.get("NAUNG_SNAP_KEYS") or home() / "snap")


def load(where: Path | None = None) -> Keys:
    """The keys in use; made when there are none."""
    path = (where or folder()) / NOW
    facts = private_json(path, {} if path.exists() else _fresh())
    return Keys(facts["client_key"], facts["secret"], _private(facts["private"]))


def publics(where: Path | None = None) -> list[str]:
    """The public halves that the bank has to know now: of the key in use, and of the next one where there is one."""
    place, found = where or folder(), [load(where).public_pem]
    return [*found, renew(where)] if (place / NEXT).exists() else found


def renew(where: Path | None = None) -> str:
    """Makes the next key and gives its public half, for the bank to register; asked again, it is the same one."""
    path = (where or folder()) / NEXT
    load(where)
    facts = private_json(path, {} if path.exists() else {**_now(where), "private": _made()})
    return Keys(facts["client_key"], facts["secret"], _private(facts["private"])).public_pem


def switch(on: date, where: Path | None = None) -> None:
    """Puts the next key in use. The old one stays, by the day it was put aside, until the bank has forgotten it."""
    place = where or folder()
    if not (place / NEXT).exists():
        raise NoNextKey(
            "Belum ada kunci baru. Buat dahulu dengan naung partners keys --renew, lalu daftarkan pada bank."
        )
    os.link(place / NOW, place / f"client.{on.isoformat()}.{secrets.token_hex(3)}.json")
    os.replace(place / NEXT, place / NOW)


def _now(where: Path | None) -> dict[str, str]:
    found: dict[str, str] = json.loads(((where or folder()) / NOW).read_text())
    return found


def _fresh() -> dict[str, str]:
    private_folder(folder())
    return {"client_key": secrets.token_hex(16), "secret": secrets.token_hex(32), "private": _made()}


def _made() -> str:
    form, shut = serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return key.private_bytes(serialization.Encoding.PEM, form, shut).decode()


def _private(pem: str) -> rsa.RSAPrivateKey:
    key = serialization.load_pem_private_key(pem.encode(), password=None)
    if not isinstance(key, rsa.RSAPrivateKey):
        raise Refusal("Kunci SNAP bukan kunci RSA.")
    return key
