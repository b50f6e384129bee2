"""What every language of a statement needs: whole rupiah, days, and texts without identity numbers."""

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.translation import gettext as _

from naung.foundation.exchange.ports import Unreadable
from naung.foundation.payments.ports import Sheet, StatementLine
from naung.kit.canonical import canonical, sha256
from naung.kit.rupiah import Rupiah, say
from naung.kit.text import squeeze

LONGEST = 300
IDENTITY = re.compile(
    r"(?<!\d)\d{16}(?!\d)"
)  # a NIK that somebody typed into the purpose of a transfer stays with the bank
MOST = 10**15


class Cents(Unreadable):
    """A line or a balance with cents of a rupiah; `value` is exact."""

    def __init__(self, value: Decimal, says: str) -> None:
        super().__init__(says)
        self.value = value


def whole(text: str) -> int:
    """'16800', '16800.00', '16800,' -> 16800; Cents where it is none, because the house keeps none."""
    value = exact(text)
    if value != int(value):
        raise Cents(value, _("Rekening koran memuat sen (%(text)s). Rupiah dicatat bulat; mintalah bank mengirim angka bulat.") % {"text": text[:30]})  # fmt: skip
    return int(value)


def exact(text: str) -> Decimal:
    """The amount to the cent; Unreadable for what is no amount."""
    try:
        value = Decimal(text.strip().replace(",", "."))
    except InvalidOperation:
        raise Unreadable(
            _("Rekening koran memuat “%(text)s” di tempat rupiah.") % {"text": text[:30]}
        ) from None
    if not value.is_finite() or abs(value) > MOST:
        raise Unreadable(_("Rekening koran memuat “%(text)s” di tempat rupiah.") % {"text": text[:30]})
    return value


def day(text: str) -> date:
    """'2025-08-15' or a moment that begins so."""
    try:
        return date.fromisoformat(text.strip()[:10])
    except ValueError:
        raise Unreadable(
            _("Rekening koran memuat “%(text)s” di tempat tanggal.") % {"text": text[:30]}
        ) from None


def plain(text: str | None) -> str:
    """One line, no identity number, no more than a bank may say."""
    return IDENTITY.sub("•" * 16, squeeze(text or ""))[:LONGEST]


def numbered(account: str, lines: Iterable[StatementLine]) -> tuple[StatementLine, ...]:
    """Where the bank gave a booking no number: one made of what it says, the same in every statement that carries it."""
    seen: Counter[str] = Counter()
    found = []
    for line in lines:
        if not line.amount:
            continue  # a notice of nothing moves nothing
        if not line.bank_ref:
            said = canonical([account, line.on, line.amount, line.reference, line.text, line.counterparty])
            seen[key := sha256(said)[:20]] += 1
            line = replace(line, bank_ref=f"~{key}-{seen[key]}")
        found.append(line)
    return tuple(found)


def joined(sheet: Sheet, opening: Decimal | None, closing: Decimal | None) -> Sheet:
    """The sheet with its balances, where its movements lead from the one to the other, to the cent; Unreadable names the gap."""
    moved = sheet.moved + sum((line.amount for line in sheet.odd), Decimal(0))
    if opening is not None and closing is not None and opening - moved != closing:
        said = {"number": sheet.number or "–", "opening": _say(opening), "moved": _say(-moved), "closing": _say(closing),
                "gap": _say(closing - opening + moved)}  # fmt: skip
        raise Unreadable(_("Rekening koran %(number)s tidak bertemu: saldo awal %(opening)s, mutasi %(moved)s, saldo akhir %(closing)s; selisih %(gap)s.") % said)  # fmt: skip
    if sheet.odd or any(one is not None and one != int(one) for one in (opening, closing)):
        return sheet
    return replace(sheet, opening=_int(opening), closing=_int(closing))


def _int(value: Decimal | None) -> int | None:
    return None if value is None else int(value)


def _say(value: Decimal) -> str:
    """Whole rupiah as everywhere; with two places where there are cents."""
    cents = abs(value) % 1
    return say(Rupiah(int(value))) + (f",{int(cents * 100):02}" if cents else "")
