"""Months in words: where a round stands, what a payment waits for, the treasury's papers, orders at the bank."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

FOUR = ("approved", "billed", "debited", "acknowledged")
NAMES = (
    gettext_noop("Disetujui"),
    gettext_noop("Ditagih"),
    gettext_noop("Didebit bank"),
    gettext_noop("Diakui BPJS"),
)
STATES = {
    "": ("calm", gettext_noop("Belum disusun")),
    "PREPARED": ("warn", gettext_noop("Menunggu keputusan")),
    "APPROVED": ("warn", gettext_noop("Disetujui, belum ditagih")),
    "BILLED": ("warn", gettext_noop("Ditagih, belum dibayar seluruhnya")),
    "PAID": ("calm", gettext_noop("Dibayar, menunggu tanda terima")),
    "RECONCILED": ("", gettext_noop("Sepakat")),
}
WAITS = {
    "code": gettext_noop("menunggu kode iuran dari BPJS"),
    "papers": gettext_noop("menunggu SPP dan SPM dari bendahara"),
    "signature": gettext_noop("menunggu tanda tangan SPM"),
    "sp2d": gettext_noop("menunggu SP2D dari perbendaharaan"),
    "refused": gettext_noop("ditolak bank: betulkan, lalu ajukan lagi"),
    "bank": gettext_noop("menunggu bank"),
}
PAPERS = {
    "PREPARED": ("warn", gettext_noop("SPM menunggu tanda tangan")),
    "SIGNED": ("warn", gettext_noop("SPM ditandatangani, SP2D belum ada")),
    "ISSUED": ("", gettext_noop("SP2D terbit")),
    "REFUSED": ("danger", gettext_noop("Ditolak penanda tangan")),
    "VOID": ("calm", gettext_noop("Ditarik kembali")),
    "RETURNED": ("danger", gettext_noop("Dikembalikan perbendaharaan")),
}
ORDERS = {
    "": ("calm", gettext_noop("Belum diperintahkan")),
    "APPROVED": ("warn", gettext_noop("Siap dikirim ke bank")),
    "SENT": ("calm", gettext_noop("Di bank")),
    "PAID": ("", gettext_noop("Didebit")),
    "REJECTED": ("danger", gettext_noop("Ditolak bank")),
}
RETRIES = {
    "PREPARED": ("warn", gettext_noop("Pengulangan menunggu orang kedua")),
    "DECIDED": ("", gettext_noop("Diulang dengan perintah baru")),
    "REFUSED": ("danger", gettext_noop("Pengulangan ditolak")),
    "VOID": ("calm", gettext_noop("Ditarik kembali")),
}
RECODED = {
    "PREPARED": ("warn", gettext_noop("Kode baru menunggu orang kedua")),
    "DECIDED": ("", gettext_noop("Kode sudah diganti")),
    "REFUSED": ("danger", gettext_noop("Kode baru ditolak")),
    "VOID": ("calm", gettext_noop("Ditarik kembali")),
}
SURPLUS = {
    None: ("warn", gettext_noop("Belum diputuskan")),
    "PREPARED": ("warn", gettext_noop("Menunggu orang kedua")),
    "DECIDED": ("calm", gettext_noop("Diputuskan, menunggu penyelesaian")),
    "SETTLED": ("", gettext_noop("Selesai")),
}
HOW = {
    "refund": gettext_noop("diminta kembali dari BPJS"),
    "replace": gettext_noop("digantikan orang lain"),
}
DIFFERENCES = {
    "approved_not_billed": gettext_noop("disetujui tetapi belum ditagih"),
    "billed_not_debited": gettext_noop("ditagih tetapi belum didebit"),
    "debited_not_acknowledged": gettext_noop("didebit tetapi belum diakui"),
}
# The letters of the strip, as everywhere: B paid, T under way, K nothing though it is due; a month ahead has none.
LETTERS = {"RECONCILED": "B", "PAID": "B", "BILLED": "T", "APPROVED": "T", "PREPARED": "T"}


def tag(table: dict[Any, tuple[str, str]], code: Any) -> dict[str, str]:
    kind, says = table[code]
    return {"kind": kind, "says": _(says)}


def names() -> list[str]:
    return [_(name) for name in NAMES]
