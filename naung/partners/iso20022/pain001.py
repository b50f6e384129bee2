"""pain.001: a file of credit transfers, in rupiah, from one account. Writing, and the bank's reading.

Sources: the schemas in xsd/ (published by ISO 20022); accounts in Othr/Id and banks by clearing code, as no Indonesian bank has an
IBAN. No public guide of an Indonesian bank was found (reference, interfaces 2.1), so what a bank wants beyond the schema is open."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lxml import etree

from naung.foundation.exchange.ports import Unreadable
from naung.foundation.payments.ports import PayLine
from naung.kit.canonical import sha256
from naung.partners.iso20022 import charset, safe
from naung.partners.iso20022.tree import Part, as_bytes, every, grow, text
from naung.partners.orders import Ordered, Unwritable, payer

NAME, PURPOSE, REFERENCE, ACCOUNT, LEDGER = 70, 140, 35, 34, "CstmrCdtTrfInitn"
_AMOUNT = re.compile(r"(\d{1,16})(?:\.0{1,5})?", re.ASCII)
MESSAGES = ("pain.001.001.09", "pain.001.001.03")


@dataclass(frozen=True, slots=True)
class Change:
    """A name or purpose that does not stand in the file as it is known to the house."""

    number: int
    reference: str
    was: str
    now: str


def changes(lines: Sequence[PayLine]) -> list[Change]:
    """What `write` transliterates or cuts, for the eyes of whoever signs the file."""
    said = [
        (n, was, charset.plain(was, width))
        for n in lines
        for was, width in ((n.payee, NAME), (n.purpose, PURPOSE))
    ]
    return [Change(n.number, n.reference, was, now) for n, was, now in said if was != now]


def message_id(key: str, on: date) -> str:
    """From the batch's name and its day: no clock and no chance, so that the same batch is the same file."""
    return f"NAUNG-{on:%Y%m%d}-{sha256(key.encode())[:16]}"


def write(message: str, lines: Sequence[PayLine], *, key: str, on: date) -> bytes:
    """Valid against the message's schema, with the lines' own sums; Unwritable names the order that cannot be said."""
    for line in lines:
        _refuse_unsayable(line)
    total = f"{sum(line.amount for line in lines)}.00"
    root = grow(message, (LEDGER, [("GrpHdr", _header(key, on, len(lines), total)), ("PmtInf", _payment(message, lines, key, on, total))]))  # fmt: skip
    if wrong := safe.invalid(root, message):
        raise Unwritable(f"Berkas {message} tidak jadi dibuat karena tidak menurut skemanya: {wrong}.")
    return as_bytes(root)


def _refuse_unsayable(line: PayLine) -> None:
    if not charset.held(line.reference, REFERENCE):
        raise Unwritable(
            f"Referensi {line.reference!r} tidak dapat ditulis apa adanya (paling panjang {REFERENCE}, huruf bank saja)."
        )
    if not (line.account.isascii() and line.account.isalnum() and len(line.account) <= ACCOUNT):
        raise Unwritable(
            f"Rekening tujuan perintah {line.reference} tidak dapat ditulis: hanya huruf dan angka, paling panjang {ACCOUNT}."
        )
    if line.amount <= 0 or not charset.plain(line.payee, NAME):
        raise Unwritable(
            f"Perintah {line.reference} tidak mempunyai nilai atau nama penerima yang dapat ditulis."
        )


def _header(key: str, on: date, count: int, total: str) -> list[Part]:
    return [("MsgId", message_id(key, on)), ("CreDtTm", f"{on}T00:00:00"), ("NbOfTxs", str(count)), ("CtrlSum", total),
            ("InitgPty", [("Nm", charset.plain(payer().name, NAME))])]  # fmt: skip


def _payment(message: str, lines: Sequence[PayLine], key: str, on: date, total: str) -> list[Part]:
    """One debit for each order (BtchBookg false): the statement then shows each order's reference, by which it is matched."""
    who, day = payer(), ("ReqdExctnDt", on.isoformat())
    if message.endswith(".09"):
        day = ("ReqdExctnDt", [("Dt", on.isoformat())])
    return [
        ("PmtInfId", f"{message_id(key, on)}-1"), ("PmtMtd", "TRF"), ("BtchBookg", "false"), ("NbOfTxs", str(len(lines))), ("CtrlSum", total), day,
        ("Dbtr", [("Nm", charset.plain(who.name, NAME))]), ("DbtrAcct", [*_account(who.account), ("Ccy", "IDR")]), ("DbtrAgt", _agent(who.bank)),
        ("ChrgBr", "DEBT"), *(("CdtTrfTxInf", _transfer(line, who.bank)) for line in lines),
    ]  # fmt: skip


def _transfer(line: PayLine, own_bank: str) -> list[Part]:
    purpose = charset.plain(line.purpose, PURPOSE)
    return [
        ("PmtId", [("InstrId", str(line.number)), ("EndToEndId", line.reference)]),
        ("Amt", [("InstdAmt Ccy=IDR", f"{line.amount}.00")]), ("CdtrAgt", _agent(line.bank or own_bank)),
        ("Cdtr", [("Nm", charset.plain(line.payee, NAME))]), ("CdtrAcct", _account(line.account)),
        *([("RmtInf", [("Ustrd", purpose)])] if purpose else []),
    ]  # fmt: skip


def _account(number: str) -> list[Part]:
    return [("Id", [("Othr", [("Id", number)])])]


def _agent(code: str) -> list[Part]:
    return [("FinInstnId", [("ClrSysMmbId", [("MmbId", code)])])]


def read(content: bytes) -> Ordered:
    """As a bank reads it: schema, count and sum are checked before anything is believed. Unreadable says what is wrong."""
    root = safe.parse(content, *MESSAGES)
    head, payments = every(root, f"{LEDGER}/GrpHdr")[0], every(root, f"{LEDGER}/PmtInf")
    lines = tuple(
        _line(node, text(p, "DbtrAgt/FinInstnId/ClrSysMmbId/MmbId"))
        for p in payments
        for node in every(p, "CdtTrfTxInf")
    )
    if int(text(head, "NbOfTxs")) != len(lines) or Decimal(text(head, "CtrlSum") or "-1") != sum(
        n.amount for n in lines
    ):
        raise Unreadable("Jumlah kendali pada berkas perintah bayar tidak sama dengan isinya.")
    day = text(payments[0], "ReqdExctnDt/Dt") or text(payments[0], "ReqdExctnDt")
    return Ordered(text(head, "MsgId"), date.fromisoformat(day[:10]), lines)


def _line(node: etree._Element, own_bank: str) -> PayLine:
    bank, number = text(node, "CdtrAgt/FinInstnId/ClrSysMmbId/MmbId"), text(node, "PmtId/InstrId")
    return PayLine(
        int(number) if number.isdigit() else 0, text(node, "PmtId/EndToEndId"), text(node, "Cdtr/Nm"), text(node, "CdtrAcct/Id/Othr/Id"),
        rupiah(text(node, "Amt/InstdAmt")), text(node, "RmtInf/Ustrd"), "" if bank == own_bank else bank,
    )  # fmt: skip


def rupiah(amount: str) -> int:
    """16800.00 is 16800; a part of a rupiah, and what is no plain decimal number, is Unreadable."""
    found = _AMOUNT.fullmatch(amount)
    if not found:
        raise Unreadable(f"Nilai {amount[:20] or 'kosong'} bukan rupiah bulat.")
    return int(found[1])
