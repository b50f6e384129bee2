"""What the simulated bank decides about a call that came through the door: each answer with what it did to the books first."""

import hashlib
from dataclasses import dataclass
from typing import Any

from naung.partners.snap.service import INQUIRY, INQUIRY_ELSEWHERE, INTERBANK, INTRABANK, STATEMENT, STATUS
from naung.partners.snap.simulator.books import DONE, FAILED, LATE, PENDING, Books

SAMPLE = {"additionalInfo": {"note": "DATA CONTOH"}}
MOVING = {"moved_504", "twice", "slow", "closes", "garbled"}  # the money has moved, whatever the caller hears
AT_THE_DOOR = {"token_expired": "40101", "wrong_signature": "40100", "repeated_external_id": "40900"}


@dataclass(frozen=True, slots=True)
class Reply:
    http: int
    facts: dict[str, Any]
    manner: str = ""  # how it is delivered: twice, slow, closes, garbled


class Desk:
    def __init__(self, books: Books) -> None:
        self.books = books
        self.services = {INTRABANK: self._transfer, INTERBANK: self._transfer, STATUS: self._status, STATEMENT: self._statement,
                         INQUIRY: self._inquiry, INQUIRY_ELSEWHERE: self._inquiry}  # fmt: skip

    def answer(self, service: str, asked: dict[str, Any], manner: str) -> Reply:
        if manner in AT_THE_DOOR:
            return said(service, AT_THE_DOOR[manner])
        delivered = manner if manner in ("twice", "slow", "closes", "garbled") else ""
        reply = self.services[service](service, asked, manner)
        return Reply(reply.http, reply.facts, delivered)

    def _transfer(self, service: str, asked: dict[str, Any], manner: str) -> Reply:
        reference, account = asked["partnerReferenceNo"], asked["beneficiaryAccountNo"]
        digest = hashlib.sha256(repr(sorted(asked.items())).encode()).hexdigest()
        there = None if self.books.forgetful else self.books.transfer(reference)
        if there:
            return said(service, "40418" if there["digest"] != digest else "40901")
        refused = {"insufficient": "40314", "dormant": "40309", "inconsistent": "40418", "repeated_reference": "40901", "down": "50000",
                   "lost_504": "50400"}  # fmt: skip
        if manner in refused:
            return said(service, refused[manner])
        if not (account.isdigit() and 10 <= len(account) <= 16):
            return said(service, "40411")
        waits = {"pending_then_done": PENDING, "pending_then_failed": FAILED + "?", "lands_late": LATE}
        self.books.take(asked, digest, service, waits.get(manner, DONE))
        if manner in ("pending_then_done", "pending_then_failed"):
            return said(service, "20200", partnerReferenceNo=reference)
        if manner in ("moved_504", "lands_late"):
            return said(service, "50400")
        return said(
            service,
            "20000",
            partnerReferenceNo=reference,
            referenceNo=_number(reference),
            amount=asked["amount"],
            **SAMPLE,
        )

    def _status(self, service: str, asked: dict[str, Any], manner: str) -> Reply:
        reference = asked["originalPartnerReferenceNo"]
        there = self.books.transfer(reference)
        if manner in ("moved_504", "lost_504", "down", "lands_late"):
            return said(service, "50400" if manner != "down" else "50000")
        if there is None:
            return said(service, "40401")
        if there["state"] == LATE:
            self.books.settle(reference, DONE)
            return said(service, "40401")
        if there["state"] in (PENDING, FAILED + "?"):
            self.books.settle(reference, DONE if there["state"] == PENDING else FAILED)
        return said(service, "20000", originalPartnerReferenceNo=reference, originalReferenceNo=_number(reference), serviceCode=there["service"],
                    latestTransactionStatus=self.books.transfer(reference)["state"], amount={"value": f"{there['amount']}.00", "currency": "IDR"},
                    **SAMPLE)  # type: ignore[index]  # fmt: skip

    def _statement(self, service: str, asked: dict[str, Any], manner: str) -> Reply:
        rows = [{"transactionId": _number(f"{row['no']} {row['reference']}"), "transactionDate": f"{row['day']}T00:00:00+07:00", "type": "DEBIT", "remark": row["remark"],
                 "amount": {"value": f"{row['amount']}.00", "currency": "IDR"}, "detailInfo": {"partnerReferenceNo": row["reference"]}}
                for row in self.books.bookings(asked["fromDateTime"], asked["toDateTime"])]  # fmt: skip
        return said(service, "20000", hasMore="N", detailData=rows, **SAMPLE)

    def _inquiry(self, service: str, asked: dict[str, Any], manner: str) -> Reply:
        if manner in ("dormant", "down", "lost_504", "moved_504"):
            return said(service, {"dormant": "40309", "down": "50000"}.get(manner, "50400"))
        there = self.books.account(asked["beneficiaryAccountNo"])
        if there is None:
            return said(service, "40411")
        name = "ORANG LAIN (DATA CONTOH)" if manner == "name_differs" else there["name"]
        return said(service, "20000", beneficiaryAccountName=name, beneficiaryAccountNo=there["number"], beneficiaryAccountStatus=there["status"],
                    beneficiaryAccountType="S", currency="IDR", **SAMPLE)  # fmt: skip


def said(service: str, code: str, **facts: Any) -> Reply:
    """`code` is HTTP and case; the service stands between them."""
    return Reply(
        int(code[:3]),
        {"responseCode": f"{code[:3]}{service}{code[3:]}", "responseMessage": "DATA CONTOH", **facts},
    )


def _number(reference: str) -> str:
    return "N" + hashlib.sha256(reference.encode()).hexdigest()[:15].upper()
