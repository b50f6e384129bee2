"""camt.053 (ISO 20022 BankToCustomerStatement), versions .02 to .08: what we need stands at the same places in all of them.

Read by local names, so that one reader serves every version; nothing of the file is fetched or expanded (a document type
declaration is refused whole: no bank writes one)."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from lxml import etree

from naung.foundation.exchange.ports import Unreadable
from naung.foundation.payments.ports import OddLine, Sheet, StatementFile, StatementLine
from naung.partners.statements.amounts import Cents, day, exact, joined, numbered, plain, whole

SPACE = re.compile(r"\{urn:iso:std:iso:20022:tech:xsd:(camt\.053\.001\.0[2-8])\}Document")
DECLARED = (b"<!DOCTYPE", b"<!ENTITY", b"<\0!\0", b"\0<\0!")  # in both byte orders of UTF-16 too
NOT_GIVEN = {"", "NOTPROVIDED", "NONREF"}
OPENED, CLOSED = ("OPBD", "PRCD"), ("CLBD",)
Element = etree._Element


def speaks(content: bytes) -> bool:
    return content.lstrip(b"\xef\xbb\xbf\xff\xfe\0 \t\r\n").startswith(b"<")


def read(content: bytes) -> StatementFile:
    root = _parsed(content)
    found = SPACE.fullmatch(str(root.tag))
    if not found:
        raise Unreadable(_("Berkas XML ini bukan camt.053 versi 02 sampai 08."))
    return StatementFile(found[1], tuple(_sheet(one) for one in _all(root, "BkToCstmrStmt/Stmt")))


def _parsed(content: bytes) -> Element:
    """The tree, or Unreadable: for declarations, entities, broken markup, and depths that no statement has."""
    if any(mark in content for mark in DECLARED):
        raise Unreadable(_("Berkas XML ini memuat deklarasi (DOCTYPE atau ENTITY), yang tidak kami buka demi keamanan. Mintalah bank mengirim camt.053 biasa."))  # fmt: skip
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True)  # fmt: skip
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError):
        raise Unreadable(_("Berkas XML ini rusak atau terpotong, jadi tidak terbaca.")) from None
    if root.getroottree().docinfo.doctype:
        raise Unreadable(_("Berkas XML ini memuat deklarasi (DOCTYPE atau ENTITY), yang tidak kami buka demi keamanan. Mintalah bank mengirim camt.053 biasa."))  # fmt: skip
    return root


def _sheet(statement: Element) -> Sheet:
    account = _text(statement, "Acct/Id/IBAN") or _text(statement, "Acct/Id/Othr/Id")
    opened, closed = _balance(statement, OPENED), _balance(statement, CLOSED)
    read_ = [line for entry in _all(statement, "Ntry") for line in _taken(entry)]
    lines = numbered(account, [line for line in read_ if isinstance(line, StatementLine)])
    odd = tuple(line for line in read_ if isinstance(line, OddLine))
    days = [line.on for line in (*lines, *odd) if line.on]
    first = (
        _first(statement, "FrToDt/FrDtTm", "FrToDt/FrDt") or (opened and opened[1]) or min(days, default=None)
    )
    last = (
        _first(statement, "FrToDt/ToDtTm", "FrToDt/ToDt") or (closed and closed[1]) or max(days, default=None)
    )
    if not account or first is None or last is None:
        raise Unreadable(_("Rekening koran ini tidak menyebut rekeningnya atau harinya."))
    number = _text(statement, "ElctrncSeqNb") or _text(statement, "LglSeqNb")
    sequence = int(number) if number.isdigit() and len(number) < 10 else None
    sheet = Sheet(account, _text(statement, "Id"), sequence, first, last, None, None, lines, odd)
    return joined(sheet, opened[0] if opened else None, closed[0] if closed else None)


def _taken(entry: Element) -> list[StatementLine | OddLine]:
    """An entry's bookings; as one odd line where it, or one of its details, has cents."""
    try:
        return list(_booked(entry))
    except Cents as cents:
        on, said = (
            _first(entry, "BookgDt/Dt", "BookgDt/DtTm", "ValDt/Dt", "ValDt/DtTm"),
            _all(entry, "NtryDtls/TxDtls"),
        )
        return [OddLine(on, _exactly(entry), _reference(entry, said[0] if said else entry), _told(entry, said[0] if said else entry), str(cents))]  # fmt: skip


def _balance(statement: Element, kinds: tuple[str, ...]) -> tuple[Decimal, date] | None:
    for kind in kinds:
        for one in _all(statement, "Bal"):
            if _text(one, "Tp/CdOrPrtry/Cd") == kind:
                return -_exactly(one), day(_text(one, "Dt/Dt") or _text(one, "Dt/DtTm"))
    return None


def _booked(entry: Element) -> Iterator[StatementLine]:
    """The bookings of an entry: one for each of its details where their amounts add up to it, else the entry itself."""
    if (_text(entry, "Sts/Cd") or _text(entry, "Sts")) != "BOOK":
        return
    details, whole_entry = _all(entry, "NtryDtls/TxDtls"), _line(entry, None)
    parts = [_line(entry, one) for one in details if _money(one) is not None]
    if (
        len(parts) > 1
        and len(parts) == len(details)
        and sum(part.amount for part in parts) == whole_entry.amount
    ):
        yield from parts
    else:
        yield _line(entry, details[0]) if len(details) == 1 else whole_entry


def _line(entry: Element, detail: Element | None) -> StatementLine:
    several = detail is not None and len(_all(entry, "NtryDtls/TxDtls")) > 1
    said = detail if detail is not None else entry
    amount = (
        _amount(entry)
        if not several
        else _signed(_money(said) or "", _text(said, "CdtDbtInd") or _text(entry, "CdtDbtInd"))
    )
    on, value = (
        _text(entry, "BookgDt/Dt") or _text(entry, "BookgDt/DtTm"),
        _text(entry, "ValDt/Dt") or _text(entry, "ValDt/DtTm"),
    )
    if not (on or value):
        raise Unreadable(_("Satu mutasi pada rekening koran ini tidak menyebut harinya."))
    return StatementLine(_bank_number(entry, said if several else None), day(on or value), amount, _reference(entry, said), _told(entry, said),
                         day(value) if value else None, _other_side(said, amount), None, _kind(entry))  # fmt: skip


def _bank_number(entry: Element, detail: Element | None) -> str:
    """The bank's own; of a detail only its own, because the entry's is all details' together."""
    if detail is None:
        return plain(_text(entry, "AcctSvcrRef") or _text(entry, "NtryDtls/TxDtls/Refs/AcctSvcrRef"))
    return plain(_text(detail, "Refs/AcctSvcrRef") or _text(detail, "Refs/TxId"))


def _reference(entry: Element, said: Element) -> str:
    """Ours comes back as the end-to-end number; a debit that a person gave has it in the remittance, or nowhere."""
    for path in ("Refs/EndToEndId", "RmtInf/Strd/CdtrRefInf/Ref", "Refs/InstrId"):
        if (found := _text(said, path)) not in NOT_GIVEN:
            return plain(found)
    found = _text(entry, "NtryRef")
    return "" if found in NOT_GIVEN else plain(found)


def _told(entry: Element, said: Element) -> str:
    texts = [
        *(one.text for one in _all(said, "RmtInf/Ustrd")),
        _text(said, "AddtlTxInf"),
        _text(entry, "AddtlNtryInf"),
    ]
    return plain(" ".join(text for text in texts if text))


def _other_side(said: Element, amount: int) -> str:
    side = "Cdtr" if amount > 0 else "Dbtr"
    return plain(_text(said, f"RltdPties/{side}/Nm") or _text(said, f"RltdPties/{side}/Pty/Nm"))


def _kind(entry: Element) -> str:
    domain = [_text(entry, f"BkTxCd/Domn/{part}") for part in ("Cd", "Fmly/Cd", "Fmly/SubFmlyCd")]
    return plain("/".join(part for part in domain if part) or _text(entry, "BkTxCd/Prtry/Cd"))[:40]


def _amount(one: Element) -> int:
    """Above zero: it left the account."""
    return _signed(_in_rupiah(one), _text(one, "CdtDbtInd"))


def _exactly(one: Element) -> Decimal:
    """The same to the cent."""
    return exact(_in_rupiah(one)) * _sign(_text(one, "CdtDbtInd"))


def _in_rupiah(one: Element) -> str:
    amounts = _all(one, "Amt")
    if not amounts or (amounts[0].get("Ccy") or "IDR") != "IDR":
        raise Unreadable(_("Rekening koran ini bukan dalam rupiah (IDR)."))
    return amounts[0].text or ""


def _money(detail: Element) -> str | None:
    return _text(detail, "Amt") or _text(detail, "AmtDtls/TxAmt/Amt") or None


def _signed(text: str, mark: str) -> int:
    sign = _sign(mark)
    try:
        return whole(text) * sign
    except Cents as cents:
        raise Cents(cents.value * sign, str(cents)) from None


def _sign(mark: str) -> int:
    if mark not in ("CRDT", "DBIT"):
        raise Unreadable(_("Satu mutasi pada rekening koran ini tidak menyebut masuk atau keluar."))
    return 1 if mark == "DBIT" else -1


def _all(one: Element, path: str) -> list[Element]:
    found = [one]
    for name in path.split("/"):
        found = [
            child
            for parent in found
            for child in parent.iterchildren()
            if etree.QName(child).localname == name
        ]
    return found


def _text(one: Element, path: str) -> str:
    found = _all(one, path)
    return (found[0].text or "").strip() if found else ""


def _first(one: Element, *paths: str) -> date | None:
    return next((day(text) for path in paths if (text := _text(one, path))), None)
