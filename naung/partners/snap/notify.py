"""The bank tells of its own accord how a transfer ended (notify): signed with its key, fresh, once under its number of the day.

A notice is news and no proof. It is kept, and the order goes on as before: its state is asked for (36), and the statement shows the
debit. What is about no order of ours, or contradicts what is decided, waits for a person. Headers and string to sign are SNAP's
asymmetric ones; the service number 52 is what banks that publish their notify use, unverified for Bank NTT."""

import base64
import binascii
import hashlib
import json
import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.serialization import load_pem_public_key

from naung.foundation.exchange import actions as exchange
from naung.foundation.exchange import notices
from naung.foundation.payments import queries as payments
from naung.kit.actor import system
from naung.kit.clock import WITA
from naung.partners.snap.service import NotConfigured, Service
from naung.partners.snap.signing import WIB

NOTIFY, PARTNER, PROVINCE = "52", "bank_ntt", "53"
MOST = 64 * 1024  # bytes: a notice is one order's
DONE, FAILED = {"00"}, {"04", "05", "06"}  # latestTransactionStatus
SAID = {"20000": "Successful", "40000": "Bad Request", "40002": "Invalid Mandatory Field", "40100": "Unauthorized. Signature",
        "40900": "Conflict"}  # fmt: skip
_MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+07:00", re.ASCII)
_NUMBER = re.compile(r"\d{1,36}", re.ASCII)
Reply = tuple[int, dict[str, str]]


def received(*, headers: Mapping[str, str], path: str, body: bytes, service: Service, at: datetime) -> Reply:
    """HTTP status and answer. Nothing of an unsigned, stale or unreadable notice is kept."""
    number = headers.get("X-EXTERNAL-ID", "")
    if len(body) > MOST or not _genuine(headers, path, body, service, at):
        return _reply("40100")
    facts = _facts(body)
    reference, said = (
        str(facts.get("originalPartnerReferenceNo") or ""),
        str(facts.get("latestTransactionStatus") or ""),
    )
    if not _NUMBER.fullmatch(number) or not reference or not said:
        return _reply("40002" if facts else "40000")
    try:
        _keep(number, reference[:64], said[:16], facts, body, at)
    except notices.OtherWords:
        return _reply("40900")
    return _reply("20000")


def _reply(case: str) -> Reply:
    return int(case[:3]), {"responseCode": case[:3] + NOTIFY + case[3:], "responseMessage": SAID[case]}


def _genuine(headers: Mapping[str, str], path: str, body: bytes, service: Service, at: datetime) -> bool:
    """Signed by the bank's key over exactly these bytes, this path and this moment, which is now."""
    stamp = headers.get("X-TIMESTAMP", "")
    if not _fresh(stamp, at, service.notice_seconds):
        return False
    said = f"POST:{path}:{hashlib.sha256(body).hexdigest()}:{stamp}".encode()
    try:
        raw = base64.b64decode(headers.get("X-SIGNATURE", ""), validate=True)
        _key(service).verify(raw, said, padding.PKCS1v15(), hashes.SHA256())
    except (InvalidSignature, binascii.Error, ValueError):
        return False
    return True


def _fresh(stamp: str, at: datetime, seconds: int) -> bool:
    if not _MOMENT.fullmatch(stamp):
        return False
    try:
        told = datetime.fromisoformat(stamp).astimezone(WIB)
    except ValueError:  # the thirtieth of February
        return False
    return abs(told - at) <= timedelta(seconds=seconds)


def _key(service: Service) -> rsa.RSAPublicKey:
    key = load_pem_public_key(Path(service.bank_key_file).read_bytes())
    if not isinstance(key, rsa.RSAPublicKey):
        raise NotConfigured(f"Kunci bank pada {service.bank_key_file} bukan kunci RSA.")
    return key


def _facts(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):  # nested beyond any sense is an attack, and no notice
        return {}
    return found if isinstance(found, dict) else {}


def _keep(number: str, reference: str, said: str, facts: dict[str, Any], body: bytes, at: datetime) -> None:
    order, by = payments.by_reference(reference), system("snap")
    region = order.region if order else PROVINCE
    _notice, new = notices.take(partner=PARTNER, day=at.astimezone(WITA).date(), external_id=number, reference=reference, said=said, body=body,
                                region=region, by=by, at=at)  # fmt: skip
    why = _odd(order, said, facts)
    if new and why:
        exchange.hold(
            partner=PARTNER,
            content=body,
            why=f"Kabar bank tentang {reference}: {why}",
            region=region,
            by=by,
            at=at,
        )


def _odd(order: Any, said: str, facts: dict[str, Any]) -> str:
    """What a person has to look at; nothing where the notice fits what we know."""
    amount = facts.get("amount")
    value = amount.get("value") if isinstance(amount, dict) else None
    if order is None:
        return "perintah ini bukan milik kita."
    if value not in (None, f"{order.amount}.00"):
        return "nilainya lain daripada perintahnya."
    if (order.state == "PAID" and said in FAILED) or (order.state == "REJECTED" and said in DONE):
        return "bertentangan dengan yang sudah dicatat."
    return ""
