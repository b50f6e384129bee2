"""Where a bank's interface is and how it cuts its paths; from service.yaml, over which NAUNG_SNAP lays what is different."""

import os
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from naung.kit.refusal import Refusal

DEFAULTS = Path(__file__).with_name("service.yaml")
TOKEN, STATEMENT, INQUIRY, INQUIRY_ELSEWHERE, INTRABANK, INTERBANK, STATUS = "73", "14", "15", "16", "17", "18", "36"  # fmt: skip
ALONE = {"127.0.0.1", "localhost", "::1"}


class NotConfigured(Refusal):
    """The interface is named by nothing, or in a way that cannot be used."""


@dataclass(frozen=True, slots=True)
class Service:
    address: str
    base: str
    services: dict[str, str]
    signature: str
    partner_id: str
    channel_id: str
    timeout_seconds: float
    believe_not_found_after_seconds: int
    ca_file: str
    bank_key_file: str = ""
    notice_seconds: int = 300
    source: str = ""
    confidence: str = ""

    def path(self, service: str) -> str:
        return urlsplit(self.address).path.rstrip("/") + self.base + self.services[service]


def load(**changed: Any) -> Service:
    """The configured interface; NotConfigured for words nobody knows, a signature that is none, a far address without TLS."""
    facts = yaml.safe_load(DEFAULTS.read_text())
    if named := os.environ.get("NAUNG_SNAP"):
        facts |= _read(Path(named))
    if address := os.environ.get("NAUNG_SNAP_ADDRESS"):
        facts["address"] = address
    facts |= changed
    if unknown := set(facts) - {f.name for f in fields(Service)}:
        raise NotConfigured(f"Setelan SNAP memuat kata yang tidak dikenal: {', '.join(sorted(unknown))}.")
    return _checked(Service(**facts))


def _read(path: Path) -> dict[str, Any]:
    if not path.is_file():
        raise NotConfigured(f"NAUNG_SNAP menyebut {path}, yang tidak ada.")
    return yaml.safe_load(path.read_text()) or {}


def _checked(found: Service) -> Service:
    where = urlsplit(found.address)
    if found.address and where.scheme != "https" and where.hostname not in ALONE:
        raise NotConfigured(f"Alamat bank {found.address} tidak memakai https.")
    if found.signature not in ("hmac", "rsa"):
        raise NotConfigured(f"Tanda tangan SNAP harus hmac atau rsa, bukan {found.signature}.")
    return found
