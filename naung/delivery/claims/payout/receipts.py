"""The receipt of one transfer for the family: what was sent, in figures and in words, of how much in all, and that nothing is kept back.

It is signed only for money that is there; less than what is printed is told at the number on it (trust.md 2, threat 2)."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

from naung.delivery.claims.heirs import queries as heirs
from naung.delivery.claims.models import Claim
from naung.delivery.claims.payout import queries
from naung.delivery.claims.payout.models import Payment
from naung.foundation.papers import actions as papers
from naung.foundation.papers import codes, printing
from naung.foundation.papers.queries import Paper
from naung.foundation.regions import queries as regions
from naung.kit.actor import Actor
from naung.kit.canonical import canonical, sha256
from naung.kit.clock import say_date
from naung.kit.rupiah import say
from naung.kit.spelled import rupiah_spelled

KIND = "claims.receipt"
TEMPLATE = Path(__file__).parent / "print" / "receipt.typ"
TITLE = "Tanda terima santunan"
# Paper is written in Indonesian whoever prints it.
FOR = {"benefit": "Santunan", "interest": "Ganti rugi karena terlambat dibayar", "inability": "Santunan sementara tidak mampu bekerja", "transport": "Penggantian biaya angkutan"}  # fmt: skip
METHODS = {"transfer": "Dikirim ke rekening", "counter": "Dibayar di loket bank"}


def of(claim_id: int) -> list[tuple[str, str]]:
    """(what, title) of each receipt that can be printed: one a transfer, in order."""
    return [(f"receipt-{one.pk}", f"{TITLE}: {one.payee.name}, {say(one.rupiah)}, {one.reference}") for one in queries.payments(claim_id)]  # fmt: skip


def issue(
    *, claim: Claim, payment: Payment, phone: str, address: str, by: Actor, at: datetime, on: date
) -> Paper:
    """The registered receipt of a transfer of this claim; the same facts are the same paper, byte for byte. `address`: of the site."""
    content = _content(claim, payment, phone)
    digest = sha256(canonical(content))
    number = f"T-{claim.number}-{digest[:6]} (DATA CONTOH)"

    def make(code: str) -> bytes:
        facts = {**content, "sample": printing.SAMPLE, "issuer": "Program perlindungan pekerja rentan", "paper": number, "hash": digest,
                 "code": codes.shown(code), "check": f"{address}/periksa", "follow": f"{address}/keluarga", "qr": printing.qr(f"{address}/periksa/{code}")}  # fmt: skip
        return printing.pdf(TEMPLATE, facts, on=on, archive=True)

    return papers.register(kind=KIND, subject=f"{KIND}:{claim.programme.code}/{claim.number}/{payment.pk}/{digest[:12]}", region=claim.village, number=number,
                           issued_on=on, rows=1, content_hash=digest, make=make, by=by, at=at)  # fmt: skip


def _content(claim: Claim, payment: Payment, phone: str) -> dict[str, Any]:
    who = next((one for one in heirs.payees(claim.pk) if one.id == payment.payee_id), None)
    return {
        "title": TITLE, "number": claim.number, "member": claim.person.name, "place": regions.by_code(claim.village).name, "receiver": payment.payee.name,
        "relation": who.relation if who else "", "tail": who.account_tail if who else "", "amount": say(payment.rupiah), "words": rupiah_spelled(payment.rupiah),
        "for": _for(payment), "method": METHODS[payment.method], "paid_on": say_date(payment.paid_on), "reference": payment.reference,
        "of": _of(claim, payment), "phone": phone,
    }  # fmt: skip


def _for(payment: Payment) -> str:
    if payment.kind == "inability" and payment.first_day and payment.last_day:
        return f"{FOR['inability']}, {say_date(payment.first_day)} sampai {say_date(payment.last_day)} ({payment.days} hari)"
    return FOR[payment.kind]


def _of(claim: Claim, payment: Payment) -> list[list[str]]:
    """How much there is in all, so that a family sees what is still to come. Before the insurer's word nobody says a sum."""
    word = queries.determination(claim.pk)
    before = [one for one in queries.payments(claim.pk) if one.kind != "interest" and (one.paid_on, one.pk) <= (payment.paid_on, payment.pk)]  # fmt: skip
    sent = sum(one.rupiah for one in before)
    if payment.kind == "interest":
        return []
    if word is None or not word.granted:
        return [["Sudah dikirim sampai dengan ini", say(sent)]]
    rows = [
        ["Seluruh santunan menurut putusan BPJS", say(word.rupiah)],
        ["Sudah dikirim sampai dengan ini", say(sent)],
    ]
    return [*rows, ["Masih akan dikirim", say(max(word.rupiah - sent, 0))]]
