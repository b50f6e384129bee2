"""camt.053.001.08 as the simulated bank writes it at the end of a month; the same facts give the same bytes."""

from collections.abc import Sequence
from datetime import date
from xml.sax.saxutils import escape

from naung.partners.tables import SAMPLE

Booking = tuple[str, date, int, str, str]  # the bank's number, day, rupiah that left, reference, text

SHEET = """<?xml version="1.0" encoding="UTF-8"?>
<!-- {sample} -->
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"><BkToCstmrStmt><GrpHdr><MsgId>{name}</MsgId><CreDtTm>{last}T17:00:00</CreDtTm></GrpHdr>
<Stmt><Id>{name}</Id><ElctrncSeqNb>{sequence}</ElctrncSeqNb><FrToDt><FrDtTm>{first}T00:00:00</FrDtTm><ToDtTm>{last}T23:59:59</ToDtTm></FrToDt>
<Acct><Id><Othr><Id>{account}</Id></Othr></Id><Ccy>IDR</Ccy></Acct>
{opening}
{closing}
{entries}
</Stmt></BkToCstmrStmt></Document>
"""
BALANCE = """<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp><Amt Ccy="IDR">{amount}.00</Amt><CdtDbtInd>{mark}</CdtDbtInd><Dt><Dt>{day}</Dt></Dt></Bal>"""
ENTRY = """<Ntry><Amt Ccy="IDR">{amount}.00</Amt><CdtDbtInd>{mark}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts><BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>{day}</Dt></ValDt><AcctSvcrRef>{number}</AcctSvcrRef><BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd><NtryDtls><TxDtls><Refs><EndToEndId>{reference}</EndToEndId></Refs><RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>"""


def camt(
    lines: Sequence[Booking], *, account: str, sequence: int, opening: int, first: date, last: date
) -> bytes:
    """A month of one account; its closing balance is what the lines leave of the opening one."""
    closing = opening - sum(line[2] for line in lines)
    name = f"RK-{first:%Y%m}-{sequence}"
    return SHEET.format(
        sample=SAMPLE, name=name, sequence=sequence, first=first, last=last, account=account, opening=_balance("OPBD", opening, first),
        closing=_balance("CLBD", closing, last), entries="\n".join(_entry(*line) for line in lines),
    ).encode()  # fmt: skip


def _balance(kind: str, rupiah: int, day: date) -> str:
    return BALANCE.format(kind=kind, amount=abs(rupiah), mark="CRDT" if rupiah >= 0 else "DBIT", day=day)


def _entry(number: str, day: date, rupiah: int, reference: str, text: str) -> str:
    mark = "DBIT" if rupiah > 0 else "CRDT"
    return ENTRY.format(amount=abs(rupiah), mark=mark, day=day, number=escape(number), reference=escape(reference or "NOTPROVIDED"),
                        text=escape(text))  # fmt: skip
