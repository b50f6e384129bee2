"""MT940 (SWIFT customer statement). Read by the library mt-940 into its tags; what they mean for us is decided here."""

import io
import re
from datetime import date
from decimal import Decimal
from typing import Any

import mt940
from django.utils.translation import gettext as _

from naung.foundation.exchange.ports import Unreadable
from naung.foundation.payments.ports import OddLine, Sheet, StatementFile, StatementLine
from naung.partners.statements.amounts import Cents, exact, joined, numbered, plain, whole

BEGINS = re.compile(rb"\A[\xef\xbb\xbf\s]*(?:\{1:[^\r\n]{0,200}\{4:\s*)?:20:", re.ASCII)
CODES = re.compile(r"/(?:EREF|REMI|BENM|ORDP|NAME|ROC|PREF)/")  # structured words that banks put into :86:
REFERENCE = re.compile(r"/EREF/([^/\s]{1,35})")
NOT_GIVEN = {"", "NONREF", "NOTPROVIDED"}


def speaks(content: bytes) -> bool:
    return bool(BEGINS.match(content))


def read(content: bytes) -> StatementFile:
    """A handle and never the bytes themselves: the library takes bytes that name an existing file for that file."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("latin-1")
    try:
        found = mt940.parse_statements(io.StringIO(text))
        return StatementFile("mt940", tuple(_sheet(one) for one in found))
    except Unreadable:
        raise
    except (RuntimeError, ValueError, TypeError, KeyError, AttributeError, ArithmeticError):
        raise Unreadable(_("Berkas ini tampaknya MT940, tetapi satu bagiannya tidak terbaca. Mintalah bank mengirim sekali lagi.")) from None  # fmt: skip


def _sheet(one: Any) -> Sheet:
    account = str(one.data.get("account_identification") or "").strip()
    opened, closed = (_balance(one.data.get(f"final_{name}_balance")) for name in ("opening", "closing"))
    if not account or opened is None or closed is None:
        raise Unreadable(_("MT940 ini tidak menyebut rekening, saldo awal (:60F:), atau saldo akhirnya (:62F:); mungkin terpotong."))  # fmt: skip
    number = str(one.data.get("statement_number") or "")
    # A transaction without an amount is what the library makes of texts before the first :61:.
    read_ = [_taken(two.data) for two in one.transactions if "amount" in two.data]
    lines = numbered(account, [line for line in read_ if isinstance(line, StatementLine)])
    sheet = Sheet(plain(account), str(one.data.get("transaction_reference") or ""), int(number) if number.isdigit() else None,
                  opened[1], closed[1], None, None, lines, tuple(line for line in read_ if isinstance(line, OddLine)))  # fmt: skip
    return joined(sheet, opened[0], closed[0])


def _taken(data: dict[str, Any]) -> StatementLine | OddLine:
    try:
        return _line(data)
    except Cents as cents:
        told = str(data.get("transaction_details") or "")
        value = abs(cents.value) if _out(data) else -abs(cents.value)
        return OddLine(_day(data.get("entry_date") or data["date"]), value, _reference(data, told), plain(CODES.sub(" ", told)), str(cents))  # fmt: skip


def _balance(found: Any) -> tuple[Decimal, date] | None:
    if found is None:
        return None
    if found.amount.currency != "IDR":
        raise Unreadable(_("Rekening koran ini bukan dalam rupiah (IDR)."))
    amount = abs(exact(str(found.amount.amount)))
    return (-amount if str(found.status).upper() == "D" else amount), _day(found.date)


def _line(data: dict[str, Any]) -> StatementLine:
    out = _out(data)
    amount = abs(whole(str(data["amount"].amount)))
    told = str(data.get("transaction_details") or "")
    number = str(data.get("bank_reference") or "").strip()
    booked = data.get("entry_date") or data["date"]
    return StatementLine("" if number in NOT_GIVEN else plain(number), _day(booked), amount if out else -amount, _reference(data, told),
                         plain(CODES.sub(" ", told)), _day(data["date"]), "", None, str(data.get("id") or "").strip())  # fmt: skip


def _out(data: dict[str, Any]) -> bool:
    """RC takes back what came in, RD what went out: the sign is ours, whatever the library makes of it."""
    return str(data["status"]).upper() in ("D", "RC")


def _reference(data: dict[str, Any], told: str) -> str:
    if found := REFERENCE.search(told.replace("\n", "")):
        return plain(found[1])
    given = str(data.get("customer_reference") or "").strip()
    return "" if given in NOT_GIVEN else plain(given)


def _day(found: Any) -> date:
    return date(found.year, found.month, found.day)
