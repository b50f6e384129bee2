"""What an answer means for the money. Whatever is not known to mean that nothing moved is UNKNOWN: then the state is asked for.

responseCode is HTTP (3), service (2), case (2). Source: reference, interfaces 2.3."""

import json
import re
from dataclasses import dataclass, field
from typing import Any

from naung.partners.snap.service import INTERBANK, INTRABANK, STATUS

_CODE = re.compile(r"\d{7}", re.ASCII)

# (HTTP, case) of a transfer. Others, known or not, are UNKNOWN.
TRANSFER = {
    ("200", "00"): "DONE", ("202", "00"): "PENDING", ("404", "18"): "INCONSISTENT", ("401", "00"): "NOT_DONE", ("401", "01"): "NOT_DONE",
    ("401", "02"): "NOT_DONE", ("401", "03"): "NOT_DONE", ("400", "00"): "REFUSED", ("400", "01"): "REFUSED", ("400", "02"): "REFUSED",
    ("403", "02"): "REFUSED", ("403", "05"): "REFUSED", ("403", "09"): "REFUSED", ("403", "14"): "REFUSED", ("403", "15"): "REFUSED",
    ("403", "18"): "REFUSED", ("404", "11"): "REFUSED",
}  # fmt: skip
# latestTransactionStatus. Refunded money went and came back, which only a person can put right.
LATEST = {"00": "DONE", "01": "PENDING", "02": "PENDING", "03": "PENDING", "04": "INCONSISTENT", "05": "REFUSED", "06": "REFUSED", "07": "NOT_FOUND"}  # fmt: skip
WHY = {
    ("400", "00"): "Bank tidak dapat memahami permintaan.", ("400", "01"): "Isi salah satu kolom tidak sesuai bentuknya.", ("400", "02"): "Kolom wajib kosong.",
    ("401", "00"): "Bank tidak menerima tanda tangan.", ("401", "01"): "Token sudah tidak berlaku.", ("401", "03"): "Token tidak dikenal.",
    ("403", "02"): "Nilainya melebihi batas.", ("403", "05"): "Bank menolak tanpa alasan.", ("403", "09"): "Rekening tidur.", ("403", "14"): "Saldo tidak cukup.",
    ("403", "15"): "Transaksi tidak diizinkan.", ("403", "18"): "Rekening tidak aktif.", ("404", "01"): "Bank tidak mengenal perintah ini.",
    ("404", "11"): "Rekening tujuan tidak dikenal.", ("404", "18"): "Bank mengenal perintah lain dengan referensi yang sama.",
    ("409", "00"): "Nomor panggilan ini sudah dipakai hari ini.", ("409", "01"): "Referensi ini sudah pernah diterima bank.", ("504", "00"): "Bank kehabisan waktu.",
}  # fmt: skip
LATEST_WHY = {"04": "Dana dikembalikan sesudah didebit.", "05": "Dibatalkan di bank.", "06": "Gagal di bank.", "07": "Bank tidak mengenal perintah ini."}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Judged:
    verdict: str
    code: str = ""
    why: str = ""
    facts: dict[str, Any] = field(default_factory=dict)


def judge(service: str, status: int, body: bytes, asked: dict[str, Any]) -> Judged:
    """One of exchange's verdicts. `asked`: the call's own body, with which a word of success has to agree."""
    facts = _facts(body)
    code = str(facts.get("responseCode", ""))
    http, about, case = code[:3], code[3:5], code[5:]
    if not _CODE.fullmatch(code) or http != str(status) or about != service:
        return Judged("UNKNOWN", "", "Jawaban bank tidak dapat dipahami.", facts)
    if service in (INTRABANK, INTERBANK):
        found = Judged(TRANSFER.get((http, case), "UNKNOWN"), code, WHY.get((http, case), ""), facts)
    elif service == STATUS:
        found = _state(http, case, code, facts)
    else:
        verdict = {"200": "TOLD", "401": "NOT_DONE"}.get(
            http, "REFUSED" if http in ("400", "403", "404") else "UNKNOWN"
        )
        return Judged(verdict, code, WHY.get((http, case), ""), facts)
    return _agreeing(found, asked) if found.verdict == "DONE" else found


def _facts(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):  # nested beyond any sense is an attack, and no answer
        return {}
    return found if isinstance(found, dict) else {}


def _state(http: str, case: str, code: str, facts: dict[str, Any]) -> Judged:
    if (http, case) == ("404", "01"):
        return Judged("NOT_FOUND", code, WHY["404", "01"], facts)
    latest = str(facts.get("latestTransactionStatus", ""))
    if (http, case) != ("200", "00") or latest not in LATEST:
        return Judged("UNKNOWN", code, WHY.get((http, case), ""), facts)
    return Judged(LATEST[latest], f"{code}/{latest}", LATEST_WHY.get(latest, ""), facts)


def _agreeing(found: Judged, asked: dict[str, Any]) -> Judged:
    """Success of another order or amount is no success of ours."""
    said = found.facts
    reference = said.get("partnerReferenceNo") or said.get("originalPartnerReferenceNo")
    wanted = asked.get("partnerReferenceNo") or asked.get("originalPartnerReferenceNo")
    amount = (said.get("amount") or {}).get("value") if isinstance(said.get("amount"), dict | None) else "?"
    if reference not in (None, wanted) or amount not in (None, (asked.get("amount") or {}).get("value")):
        return Judged("INCONSISTENT", found.code, "Bank menyebut referensi atau nilai yang lain.", said)
    return found
