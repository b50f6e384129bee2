"""The books' own words, as an officer reads them."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from naung.web.words import number, rupiah

KINDS = {
    "bill": gettext_noop("Tagihan"),
    "payment": gettext_noop("Pembayaran"),
    "booking": gettext_noop("Mutasi bank"),
    "refund": gettext_noop("Pengembalian"),
    "reversal": gettext_noop("Pembalikan"),
    "manual": gettext_noop("Memorial"),
    "closing": gettext_noop("Penutup tahun"),
}
ACCOUNTS = {
    "asset": gettext_noop("Aset"),
    "liability": gettext_noop("Kewajiban"),
    "equity": gettext_noop("Ekuitas"),
    "revenue": gettext_noop("Pendapatan"),
    "expense": gettext_noop("Beban"),
}
LOOKED_AT = {
    "balance": gettext_noop("Selisih neraca saldo"),
    "drafts": gettext_noop("Jurnal memorial dan pembalikan yang menunggu keputusan"),
    "suspense": gettext_noop("Titipan dan debit bank yang belum dikenal"),
    "runs_unbilled": gettext_noop("Iuran bulan ini yang belum ditagih"),
    "orders": gettext_noop("Perintah bayar yang terkirim dan belum didebit bank"),
    "runs_waiting": gettext_noop("Iuran bulan ini yang belum sepakat dengan BPJS"),
    "bookings": gettext_noop("Mutasi bank yang belum cocok dengan perintah bayar"),
    "held": gettext_noop("Jawaban mitra yang tertahan"),
    "differences": gettext_noop("Selisih orang demi orang dengan BPJS yang belum selesai"),
}
STATES = {
    "PREPARED": gettext_noop("Menunggu keputusan"),
    "POSTED": gettext_noop("Dibukukan"),
    "REFUSED": gettext_noop("Ditolak"),
    "WITHDRAWN": gettext_noop("Ditarik"),
}


def kind(code: str) -> str:
    return _(KINDS[code]) if code in KINDS else code


def account(code: str) -> str:
    return _(ACCOUNTS[code])


def looked_at(what: str) -> str:
    return _(LOOKED_AT[what]) if what in LOOKED_AT else what


def state(code: str) -> str:
    return _(STATES[code]) if code in STATES else code


def found(count: int, amount: int) -> str:
    """How many and how much, as short as it can be said."""
    said = [number(count)] if count else []
    return ", ".join([*said, rupiah(amount)]) if amount else (said[0] if said else _("tidak ada"))
