"""What a file of payments orders, made readable from its own bytes: its language, its name at the bank, its sums, each order, and the
names that had to change to fit. Read from the file and not from the tables, because the file is what the bank was given."""

from typing import Any

from django.db import connection
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from naung.foundation.exchange import calls
from naung.foundation.exchange import queries as exchange
from naung.foundation.exchange.ports import Unreadable
from naung.kit.text import mask
from naung.partners import languages

KIND, MOST = "payment", 50
# What the newest call to the bank's interface made of an order.
FATES = {
    "DONE": gettext_noop("Dilaksanakan bank; menunggu rekening koran."), "REFUSED": gettext_noop("Ditolak bank."),
    "PENDING": gettext_noop("Sedang diproses bank."), "UNKNOWN": gettext_noop("Hasilnya belum diketahui; keadaannya ditanyakan lagi, tidak dikirim lagi."),
    "CUT_OFF": gettext_noop("Terputus sebelum dijawab; keadaannya ditanyakan dahulu."), "NOT_DONE": gettext_noop("Belum diterima bank; dikirim lagi nanti."),
    "NOT_FOUND": gettext_noop("Bank tidak mengenalnya; dikirim lagi dengan referensi yang sama."),
    "INCONSISTENT": gettext_noop("Jawaban bank tidak mungkin; seseorang perlu melihatnya."),
}  # fmt: skip


def of(batch: Any) -> dict[str, Any] | None:
    """None for batches of another kind. A file that cannot be read or was altered says so in place of its lines."""
    if batch.kind != KIND:
        return None
    try:
        content = exchange.file_of(batch)
        read = languages.ordered(content)
    except (Unreadable, exchange.Altered) as wrong:
        return {"wrong": str(wrong)}
    known = _known([line.subject for line in exchange.lines(batch)[:MOST]])
    fates = calls.newest(batch.partner, [line.reference for line in read.lines[:MOST]])
    lines = [_line(line, known) | _fate(fates.get(line.reference)) for line in read.lines[:MOST]]
    return {"language": languages.language_of(content), "name": read.key, "on": read.on, "count": len(read.lines), "total": read.total, "lines": lines,
            "more": max(0, len(read.lines) - MOST), "agrees": (len(read.lines), read.total) == (batch.rows, batch.rupiah)}  # fmt: skip


def _line(line: Any, known: dict[str, str]) -> dict[str, Any]:
    meant = known.get(line.reference, "")
    return {"number": line.number, "reference": line.reference, "payee": line.payee or meant, "account": mask(line.account, head=0, tail=4), "amount": line.amount,
            "purpose": line.purpose, "bank": line.bank, "was": meant if line.payee and meant and meant != line.payee else ""}  # fmt: skip


def _fate(standing: calls.Standing | None) -> dict[str, str]:
    """Nothing where the bank is sent files."""
    return {"fate": _(FATES[standing.verdict]), "why": standing.why} if standing else {}


def _known(orders: list[int]) -> dict[str, str]:
    """The payees as the house knows them, by reference."""
    with connection.cursor() as cursor:
        cursor.execute("select reference, payee from payments_order where id = any(%s)", [orders])
        return dict(cursor.fetchall())
