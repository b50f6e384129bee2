"""Statements as banks write them, all made up: camt.053 by pyiso20022 (an independent writer), MT940 and the bank's table by hand."""

from datetime import date
from decimal import Decimal

CODE = "539000000017"
ACCOUNT = "9991234567890"
DAY = date(2025, 8, 15)


def camt(
    lines,
    *,
    opening=100_000,
    closing=None,
    version="08",
    account=ACCOUNT,
    number="3",
    day=DAY,
    currency="IDR",
):
    """`lines`: (bank number, rupiah that left, end-to-end reference, text). Written by hand: only what the reader needs."""
    closing = opening - sum(line[1] for line in lines) if closing is None else closing
    status = "<Sts>BOOK</Sts>" if version in ("02", "03") else "<Sts><Cd>BOOK</Cd></Sts>"
    entries = "".join(
        f"""<Ntry><Amt Ccy="{currency}">{abs(rupiah)}.00</Amt><CdtDbtInd>{"DBIT" if rupiah > 0 else "CRDT"}</CdtDbtInd>{status}
        <BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>{day}</Dt></ValDt><AcctSvcrRef>{ref}</AcctSvcrRef>
        <BkTxCd><Domn><Cd>PMNT</Cd><Fmly><Cd>ICDT</Cd><SubFmlyCd>DMCT</SubFmlyCd></Fmly></Domn></BkTxCd>
        <NtryDtls><TxDtls><Refs><EndToEndId>{reference or "NOTPROVIDED"}</EndToEndId></Refs><RmtInf><Ustrd>{text}</Ustrd></RmtInf></TxDtls></NtryDtls>
        </Ntry>"""
        for ref, rupiah, reference, text in lines
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
    <!-- DATA CONTOH -->
    <Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.{version}"><BkToCstmrStmt><GrpHdr><MsgId>M1</MsgId></GrpHdr>
    <Stmt><Id>RK-{number}</Id><ElctrncSeqNb>{number}</ElctrncSeqNb><Acct><Id><Othr><Id>{account}</Id></Othr></Id></Acct>
    {_balance("OPBD", opening, day, currency)}{_balance("CLBD", closing, day, currency)}{entries}</Stmt></BkToCstmrStmt></Document>""".encode()


def _balance(kind, rupiah, day, currency):
    mark = "CRDT" if rupiah >= 0 else "DBIT"
    return f"""<Bal><Tp><CdOrPrtry><Cd>{kind}</Cd></CdOrPrtry></Tp><Amt Ccy="{currency}">{abs(rupiah)}.00</Amt><CdtDbtInd>{mark}</CdtDbtInd>
    <Dt><Dt>{day}</Dt></Dt></Bal>"""


def mt940(lines, *, opening=100_000, closing=None, number="3", account=ACCOUNT, currency="IDR"):
    """`lines`: (mark, rupiah, customer reference, bank number, text)."""
    signs = {"D": -1, "C": 1, "RD": 1, "RC": -1}
    closing = opening + sum(signs[line[0]] * line[1] for line in lines) if closing is None else closing
    body = "".join(f":61:2508150815{mark}{rupiah},00NTRF{reference or 'NONREF'}{'//' + ref if ref else ''}\r\n:86:{text}\r\n"
                   for mark, rupiah, reference, ref, text in lines)  # fmt: skip
    return (f":20:CONTOH\r\n:25:{account}\r\n:28C:{number}/1\r\n:60F:C250815{currency}{opening},00\r\n{body}"
            f":62F:C250815{currency}{closing},00\r\n").encode()  # fmt: skip


def oracle(lines, *, opening=100_000, account=ACCOUNT, day=DAY):
    """The same as `camt`, built and written by pyiso20022 and xsdata (camt.053.001.08)."""
    from pyiso20022.camt.camt_053_001_08 import camt_053_001_08 as c
    from xsdata.formats.dataclass.serializers import XmlSerializer
    from xsdata.models.datatype import XmlDate, XmlDateTime

    def money(rupiah):
        return c.ActiveOrHistoricCurrencyAndAmount(value=Decimal(abs(rupiah)), ccy="IDR")

    def mark(rupiah):
        return c.CreditDebitCode.DBIT if rupiah > 0 else c.CreditDebitCode.CRDT

    def balance(kind, rupiah):
        return c.CashBalance8(tp=c.BalanceType13(cd_or_prtry=c.BalanceType10Choice(cd=kind)), amt=money(rupiah), cdt_dbt_ind=mark(-rupiah),
                              dt=c.DateAndDateTime2Choice(dt=XmlDate.from_date(day)))  # fmt: skip

    def entry(ref, rupiah, reference, text):
        detail = c.EntryTransaction10(refs=c.TransactionReferences6(end_to_end_id=reference or "NOTPROVIDED"),
                                      rmt_inf=c.RemittanceInformation16(ustrd=[text]))  # fmt: skip
        return c.ReportEntry10(amt=money(rupiah), cdt_dbt_ind=mark(rupiah), sts=c.EntryStatus1Choice(cd="BOOK"),
                               bookg_dt=c.DateAndDateTime2Choice(dt=XmlDate.from_date(day)), acct_svcr_ref=ref,
                               bk_tx_cd=c.BankTransactionCodeStructure4(), ntry_dtls=[c.EntryDetails9(tx_dtls=[detail])])  # fmt: skip

    moved = sum(line[1] for line in lines)
    made = c.AccountStatement9(
        id="RK-3", elctrnc_seq_nb=3, acct=c.CashAccount39(id=c.AccountIdentification4Choice(othr=c.GenericAccountIdentification1(id=account))),
        bal=[balance("OPBD", opening), balance("CLBD", opening - moved)], ntry=[entry(*line) for line in lines],
    )  # fmt: skip
    header = c.GroupHeader81(msg_id="M1", cre_dt_tm=XmlDateTime(2025, 8, 16, 8, 0, 0))
    document = c.Document(bk_to_cstmr_stmt=c.BankToCustomerStatementV08(grp_hdr=header, stmt=[made]))
    return XmlSerializer().render(document).encode()
