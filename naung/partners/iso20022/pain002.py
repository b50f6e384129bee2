"""pain.002: what the bank says of each order of a pain.001. Our reading, and a simulator's writing.

A line that is only received or pending has no answer yet and is left out: it keeps waiting. A file that is refused or accepted as
a whole, without its lines, is not turned into answers that nobody gave."""

from collections import Counter
from collections.abc import Sequence
from datetime import date

from lxml import etree

from naung.foundation.exchange.ports import Answer, Totals, Unreadable
from naung.kit.canonical import sha256
from naung.partners.iso20022 import charset, safe
from naung.partners.iso20022.pain001 import rupiah
from naung.partners.iso20022.reasons import ACCEPTED, REASONS, REJECTED, WAITING
from naung.partners.iso20022.tree import Part, as_bytes, every, grow, text
from naung.partners.orders import Ordered, Told

ROOT = "CstmrPmtStsRpt"
MESSAGES = ("pain.002.001.12", "pain.002.001.03")
CODES = {"R02": "AC01"}  # the simulated bank's own word, in ISO's


def read(content: bytes) -> tuple[list[Answer], Totals]:
    """Answers by number (InstrId) and else by reference. Unreadable: hostile, not to the schema, a status that nobody knows,
    or a verdict on the whole file without one on its lines."""
    report = every(safe.parse(content, *MESSAGES), ROOT)[0]
    lines = every(report, "OrgnlPmtInfAndSts/TxInfAndSts")
    if not lines:
        _refuse_whole(report)
    states = [_state(node) for node in lines]
    answers = [
        _answer(node, state) for node, state in zip(lines, states, strict=True) if state not in WAITING
    ]
    return answers, _totals(report, Counter(states), len(answers))


def _state(node: etree._Element) -> str:
    state = text(node, "TxSts")
    if state not in ACCEPTED | REJECTED | WAITING:
        raise Unreadable(f"Status {state or 'kosong'} pada jawaban bank tidak dikenal.")
    return state


def _answer(node: etree._Element, state: str) -> Answer:
    number, key = text(node, "OrgnlInstrId"), text(node, "OrgnlEndToEndId")
    amount = text(node, "OrgnlTxRef/Amt/InstdAmt")
    code, said = _why(node)
    return Answer(
        ok=state in ACCEPTED, number=int(number) if number.isdigit() else None, key=key, code="" if state in ACCEPTED else code or state,
        reason="" if state in ACCEPTED else said, rupiah=rupiah(amount) if amount else None,
        data={"reference": text(node, "AcctSvcrRef")} if text(node, "AcctSvcrRef") else {},
    )  # fmt: skip


def _why(node: etree._Element) -> tuple[str, str]:
    """The first reason's code, in words where they are known, and the bank's own beside them."""
    code = text(node, "StsRsnInf/Rsn/Cd") or text(node, "StsRsnInf/Rsn/Prtry")
    more = " ".join(one.text.strip() for one in every(node, "StsRsnInf/AddtlInf") if one.text)
    words = REASONS.get(code, "")
    return code, " ".join(filter(None, [words, more if more != words else ""]))


def _refuse_whole(report: etree._Element) -> None:
    """A word on the whole file alone is for a person: which lines it means, only the bank can say."""
    state = text(report, "OrgnlGrpInfAndSts/GrpSts") or text(report, "OrgnlPmtInfAndSts/PmtInfSts")
    code, said = _why(every(report, "OrgnlGrpInfAndSts")[0])
    if state in REJECTED:
        raise Unreadable(f"Bank menolak seluruh berkas ({code or state}): {said or 'tanpa alasan'}")


def _totals(report: etree._Element, found: Counter[str], answers: int) -> Totals:
    """The report's own counts by status, less what it says is still waiting; without them, its lines."""
    said = {
        text(n, "DtldSts"): int(text(n, "DtldNbOfTxs"))
        for n in every(report, "OrgnlGrpInfAndSts/NbOfTxsPerSts")
    }
    return Totals(sum(said.values()) - sum(found[state] for state in WAITING) if said else answers)


def write(
    message: str, original: str, ordered: Ordered, told: Sequence[Told], *, on: date, off: int
) -> bytes:
    """As the simulated bank writes it; the same word gives the same bytes."""
    states = Counter("ACCP" if one.ok else "RJCT" for one in told)
    counts: list[Part] = [("NbOfTxsPerSts", [("DtldNbOfTxs", str(states[s] + (off if s == "ACCP" else 0))), ("DtldSts", s)]) for s in ("ACCP", "RJCT")]  # fmt: skip
    group = "PART" if len(states) > 1 else "RJCT" if states["RJCT"] else "ACCP"
    about: list[Part] = [("OrgnlMsgId", ordered.key), ("OrgnlMsgNmId", original), ("OrgnlNbOfTxs", str(len(ordered.lines))), ("OrgnlCtrlSum", f"{ordered.total}.00")]  # fmt: skip
    return as_bytes(grow(message, (ROOT, [
        ("GrpHdr", [("MsgId", f"DATA-CONTOH-{sha256(ordered.key.encode())[:16]}"), ("CreDtTm", f"{on}T00:00:00")]),
        ("OrgnlGrpInfAndSts", [*about, ("GrpSts", group), *counts]),
        ("OrgnlPmtInfAndSts", [("OrgnlPmtInfId", f"{ordered.key}-1"), *(("TxInfAndSts", _told(one)) for one in told)]),
    ])))  # fmt: skip


def _told(one: Told) -> list[Part]:
    why: list[Part] = []
    if not one.ok:
        code = CODES.get(one.code, one.code)
        why = [
            (
                "StsRsnInf",
                [
                    ("Rsn", [("Cd" if code in REASONS else "Prtry", code)]),
                    ("AddtlInf", charset.plain(one.reason, 105) or code),
                ],
            )
        ]
    return [("OrgnlInstrId", str(one.number)), ("OrgnlEndToEndId", one.reference), ("TxSts", "ACCP" if one.ok else "RJCT"), *why,
            ("OrgnlTxRef", [("Amt", [("InstdAmt Ccy=IDR", f"{one.amount}.00")])])]  # fmt: skip
