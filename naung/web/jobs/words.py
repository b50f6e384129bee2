"""What each kind of long work is called, and what is counted in its outcome. A new kind in NAUNG_WORK adds its line."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

KINDS = {
    "intake.read": gettext_noop("Baca daftar yang diunggah"),
    "enrolment.send": gettext_noop("Kirim peserta ke BPJS Ketenagakerjaan"),
    "enrolment.resend": gettext_noop("Kirim lagi peserta yang dikembalikan BPJS"),
    "payouts.send": gettext_noop("Kirim klaim ke BPJS Ketenagakerjaan"),
    "payouts.take": gettext_noop("Ambil putusan klaim dari BPJS Ketenagakerjaan"),
    "enrolment.take": gettext_noop("Ambil jawaban BPJS Ketenagakerjaan"),
    "banking.send": gettext_noop("Minta rekening ke Bank NTT"),
    "banking.take": gettext_noop("Ambil jawaban Bank NTT"),
    "banking.standing": gettext_noop("Tanyakan status rekening"),
    "banking.inquire": gettext_noop("Tanyakan nama pemilik rekening"),
    "contributions.run": gettext_noop("Susun daftar iuran sebulan"),
    "contributions.carry": gettext_noop("Tagih, bayar, dan catat tanda terima iuran"),
    "matching.match": gettext_noop("Cocokkan baris usulan dengan orang"),
    "renewal.open": gettext_noop("Hitung putaran perpanjangan"),
    "registry.check": gettext_noop("Tanyakan daftar mitra"),
    "claims.deaths": gettext_noop("Cocokkan daftar kematian dengan peserta"),
    "house.verify": gettext_noop("Hitung ulang semua janji"),
}
COUNTS = {
    "flawed": gettext_noop("Perlu diperbaiki"),
    "files": gettext_noop("Berkas"),
    "rows": gettext_noop("Baris"),
    "accepted": gettext_noop("Diterima"),
    "refused": gettext_noop("Ditolak"),
    "suspense": gettext_noop("Perlu dilihat"),
    "added": gettext_noop("Ditambahkan"),
    "withdrawn": gettext_noop("Ditarik"),
    "no_code": gettext_noop("Tagihan tanpa kode iuran"),
    "not_debited": gettext_noop("Tagihan belum didebit"),
    "not_acknowledged": gettext_noop("Baris belum diakui BPJS"),
    "admitted": gettext_noop("Orang baru"),
    "repeated": gettext_noop("Orang yang sama"),
    "in_review": gettext_noop("Menunggu petugas"),
    "stays": gettext_noop("Tetap"),
    "offered": gettext_noop("Ditawarkan"),
    "ends": gettext_noop("Berakhir"),
    "asked": gettext_noop("Ditanyakan"),
    "answered": gettext_noop("Dijawab"),
    "matched": gettext_noop("Peserta"),
    "possible": gettext_noop("Perlu dijawab"),
    "nobody": gettext_noop("Bukan peserta"),
    "checks": gettext_noop("Janji"),
    "broken": gettext_noop("Tidak dipegang"),
}
STATES = {
    "WAITING": ("warn", gettext_noop("Menunggu giliran")),
    "RUNNING": ("calm", gettext_noop("Sedang dikerjakan")),
    "DONE": ("", gettext_noop("Selesai")),
    "FAILED": ("danger", gettext_noop("Tidak selesai")),
    "CANCELLED": ("calm", gettext_noop("Dibatalkan")),
}


def kind(code: str) -> str:
    return _(KINDS[code]) if code in KINDS else code


def count(code: str) -> str:
    return _(COUNTS[code]) if code in COUNTS else code


def tag(state: str) -> dict[str, str]:
    colour, says = STATES[state]
    return {"kind": colour, "says": _(says)}


def left(seconds: int | None) -> str:
    """Rounded up, so that nobody is promised too much: 'kira-kira 2 menit lagi'."""
    if seconds is None:
        return ""
    if seconds < 60:
        return _("kurang dari semenit lagi")
    minutes = -(-seconds // 60)
    return ngettext("kira-kira %(n)d menit lagi", "kira-kira %(n)d menit lagi", minutes) % {"n": minutes}
