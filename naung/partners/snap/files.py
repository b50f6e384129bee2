"""The file behind a batch of calls: the very bodies that will be asked, line by line, and the answers gathered from what was heard.

A batch is registered and hashed like any other file to a partner; so what was approved is what is asked, byte for byte."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from naung.foundation.exchange.ports import Answer, Totals, Unreadable
from naung.foundation.payments.ports import PayLine
from naung.partners.iso20022 import charset
from naung.partners.orders import Ordered, Told, Unwritable, payer
from naung.partners.snap.service import INTERBANK, INTRABANK

ORDER, RESULT, SAMPLE = "SNAP-PERINTAH-1", "SNAP-HASIL-1", "DATA CONTOH"
REFERENCE, ACCOUNT, NAME, REMARK = 64, 34, 100, 140


@dataclass(frozen=True, slots=True)
class Request:
    """One order as it is asked: the service and its body."""

    number: int
    service: str
    body: dict[str, Any]

    @property
    def reference(self) -> str:
        return str(self.body["partnerReferenceNo"])

    @property
    def amount(self) -> int:
        return int(str(self.body["amount"]["value"]).removesuffix(".00"))


def write(lines: Sequence[PayLine], *, key: str, on: date) -> bytes:
    """The same orders give the same bytes; Unwritable names the order that cannot be said."""
    asked = [asdict(_request(line, on)) for line in lines]
    facts = {"kind": ORDER, "note": SAMPLE, "key": key, "on": on.isoformat(), "count": len(lines), "total": sum(n.amount for n in lines), "orders": asked}  # fmt: skip
    return json.dumps(facts, ensure_ascii=False, indent=1).encode()


def _request(line: PayLine, on: date) -> Request:
    account_said = line.account.isascii() and line.account.isalnum() and len(line.account) <= ACCOUNT
    if not charset.held(line.reference, REFERENCE) or not account_said or line.amount <= 0:
        raise Unwritable(f"Perintah {line.reference!r} tidak dapat dikirim apa adanya lewat antarmuka bank.")
    body = {"partnerReferenceNo": line.reference, "amount": {"value": f"{line.amount}.00", "currency": "IDR"}, "beneficiaryAccountNo": line.account,
            "sourceAccountNo": payer().account, "transactionDate": f"{on}T00:00:00+07:00", "feeType": "OUR", "remark": charset.plain(line.purpose, REMARK)}  # fmt: skip
    if not line.bank or line.bank == payer().bank:
        return Request(line.number, INTRABANK, body)
    named = {"beneficiaryAccountName": charset.plain(line.payee, NAME), "beneficiaryBankCode": line.bank}
    return Request(line.number, INTERBANK, body | named)


def read(content: bytes) -> tuple[str, date, list[Request]]:
    """Key, day and requests of a file that `write` made; Unreadable for anything else."""
    facts = _loaded(content, ORDER, "orders")
    orders = [Request(**one) for one in facts["orders"]]
    if (len(orders), sum(o.amount for o in orders)) != (facts["count"], facts["total"]):
        raise Unreadable("Jumlah kendali pada berkas perintah bayar tidak sama dengan isinya.")
    return facts["key"], date.fromisoformat(facts["on"]), orders


def ordered(content: bytes) -> Ordered:
    """As the other languages tell a file; the interface does not carry the payee's name in house, so it is empty there."""
    key, on, requests = read(content)
    return Ordered(key, on, tuple(_line(request) for request in requests))


def _line(request: Request) -> PayLine:
    body = request.body
    return PayLine(request.number, request.reference, body.get("beneficiaryAccountName", ""), body["beneficiaryAccountNo"], request.amount,
                   body["remark"], body.get("beneficiaryBankCode", ""))  # fmt: skip


def is_order(content: bytes) -> bool:
    return content.startswith(b'{\n "kind": "%s"' % ORDER.encode())


def write_answer(key: str, told: Sequence[Told]) -> bytes:
    facts = {"kind": RESULT, "note": SAMPLE, "key": key, "count": len(told), "total": sum(t.amount for t in told), "answers": [asdict(t) for t in told]}  # fmt: skip
    return json.dumps(facts, ensure_ascii=False, indent=1).encode()


def read_answer(content: bytes) -> tuple[list[Answer], Totals]:
    facts = _loaded(content, RESULT, "answers")
    told = [Told(**one) for one in facts["answers"]]
    answers = [
        Answer(ok=t.ok, number=t.number, key=t.reference, code=t.code, reason=t.reason, rupiah=t.amount)
        for t in told
    ]
    return answers, Totals(facts["count"], facts["total"])


def _loaded(content: bytes, kind: str, part: str) -> dict[str, Any]:
    try:
        facts = json.loads(content)
    except (ValueError, RecursionError):
        facts = None
    if not isinstance(facts, dict) or facts.get("kind") != kind or part not in facts:
        raise Unreadable(f"Berkas ini bukan {kind}.")
    return facts
