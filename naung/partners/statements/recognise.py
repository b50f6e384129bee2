"""Which language a statement speaks, told by its content."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from naung.foundation.exchange.ports import Unreadable
from naung.foundation.payments.ports import StatementFile
from naung.partners.statements import camt, mt, own

LARGEST = 16 << 20
KNOWN: tuple[tuple[Callable[[bytes], bool], Callable[[bytes], StatementFile]], ...] = (
    (camt.speaks, camt.read),
    (own.speaks, own.read),
    (mt.speaks, mt.read),
)


def read(content: bytes) -> StatementFile:
    """The statement with its sheets, each joined from opening to closing balance; Unreadable says what is wrong and what to do."""
    if not content.strip():
        raise Unreadable(_("Berkas ini kosong."))
    if len(content) > LARGEST:
        raise Unreadable(_("Berkas ini lebih besar dari %(n)s MB; rekening koran sebulan jauh lebih kecil.") % {"n": LARGEST >> 20})  # fmt: skip
    for speaks, reads in KNOWN:
        if speaks(content):
            return _whole(reads(content))
    raise Unreadable(_("Berkas ini bukan rekening koran yang kami kenal. Kami membaca camt.053, MT940, dan csv mutasi Bank NTT."))  # fmt: skip


def _whole(found: StatementFile) -> StatementFile:
    if not found.sheets:
        raise Unreadable(_("Rekening koran ini tidak memuat satu rekening pun."))
    numbers = [line.bank_ref for line in found.lines]
    if len(set(numbers)) != len(numbers):
        raise Unreadable(_("Rekening koran ini memberi satu nomor kepada dua mutasi."))
    return found
