"""The card's QR: a token that a phone can check without a connection.

A CBOR Web Token (RFC 8392) signed with Ed25519, its identity in claim 169 (IANA, MOSIP), deflated, in Base45. It holds the
card's and the participant number, name, birth date, sex, regency, and the days of paid cover; never NIK, phone or photo."""

import zlib
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from hashlib import sha256
from typing import Any

import base45
import cbor2
import cwt
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from cwt import COSEKey
from cwt.exceptions import DecodeError, VerifyError
from django.utils.translation import gettext as _

from naung.kit.clock import WITA, say_date
from naung.kit.home import keys
from naung.kit.refusal import Refusal

ISS, SUB, EXP, NBF, IAT, IDENTITY = 1, 2, 4, 5, 6, 169
ID, NAME, BORN, GENDER, WHERE, COUNTRY = 1, 4, 8, 9, 21, 23
GENDERS = {"L": 1, "P": 2}
ISSUER = "naung"
LONGEST = 4096  # characters; a QR holds no more


class NotOurCard(Refusal):
    """No token of this installation: another issuer's, changed, or no token at all."""


class OutOfDate(Refusal):
    """The days of cover on the card are not today's; the card itself is genuine."""


@dataclass(frozen=True, slots=True)
class OnCard:
    number: str
    member_number: str
    name: str
    born_on: date
    sex: str
    region: str
    since: date
    until: date  # last day, included


def make(card: OnCard, *, issued_at: datetime) -> str:
    """The text in the QR; the same facts give the same text."""
    born = f"{card.born_on:%Y%m%d}"
    who = {
        ID: card.number,
        NAME: card.name,
        BORN: born,
        GENDER: GENDERS[card.sex],
        WHERE: card.region,
        COUNTRY: "ID",
    }
    claims: dict[int, Any] = {
        ISS: ISSUER, SUB: card.member_number, EXP: _start(card.until + timedelta(days=1)), NBF: _start(card.since),
        IAT: int(issued_at.timestamp()), IDENTITY: who,
    }  # fmt: skip
    return base45.b45encode(zlib.compress(cwt.encode(claims, _key()), 9)).decode()


def read(text: str, *, at: datetime) -> OnCard:
    """What a genuine card says, checked offline: NotOurCard, OutOfDate."""
    claims = _verified(text)
    who = claims[IDENTITY]
    since, until = _day(claims[NBF]), _day(claims[EXP]) - timedelta(days=1)
    if not claims[NBF] <= at.timestamp() < claims[EXP]:
        raise OutOfDate(
            _("Kartu ini berlaku %(since)s sampai %(until)s.")
            % {"since": say_date(since), "until": say_date(until)}
        )
    sex = {number: letter for letter, number in GENDERS.items()}[who[GENDER]]
    return OnCard(
        who[ID],
        claims[SUB],
        who[NAME],
        date.fromisoformat(who[BORN]),
        sex,
        who[WHERE],
        since,
        until,
    )


def _verified(text: str) -> dict[int, Any]:
    """The claims, after the signature. The days are judged by the caller's clock, not by the library's."""
    try:
        packed = base45.b45decode(text[:LONGEST])
        token = zlib.decompressobj().decompress(packed, LONGEST)
        claims = cwt.COSE.new(alg_auto_inclusion=False).decode(token, _key())
        found: dict[int, Any] = cbor2.loads(claims) if isinstance(claims, bytes) else claims
    except (ValueError, zlib.error, DecodeError, VerifyError):
        raise NotOurCard(_("Ini bukan kartu program ini, atau isinya sudah diubah.")) from None
    if not isinstance(found, dict) or found.get(ISS) != ISSUER or IDENTITY not in found:
        raise NotOurCard(_("Ini bukan kartu program ini, atau isinya sudah diubah."))
    return found


def _start(day: date) -> int:
    return int(datetime.combine(day, time(), tzinfo=WITA).timestamp())


def _day(moment: int) -> date:
    return datetime.fromtimestamp(moment, tz=UTC).astimezone(WITA).date()


def public_key() -> tuple[bytes, bytes]:
    """Key id and raw Ed25519 public key, for /.well-known/jwks.json."""
    public = _private().public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    return sha256(public).digest()[:8], public


@lru_cache(maxsize=1)
def _private() -> Ed25519PrivateKey:
    """A key of its own, drawn from the installation's seal: who checks cards learns nothing about the trail's key."""
    seed = HKDF(SHA256(), 32, salt=None, info=b"naung card 1").derive(bytes.fromhex(keys()["seal"]))
    return Ed25519PrivateKey.from_private_bytes(seed)


@lru_cache(maxsize=1)
def _key() -> Any:
    kid, public = public_key()
    return COSEKey.new(
        {1: 1, 2: kid, 3: -8, 4: [1, 2], -1: 6, -2: public, -4: _private().private_bytes_raw()}
    )
