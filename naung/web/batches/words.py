"""Batches in words: states, a partner's reasons and what to do about each, why something is in suspense."""

import re

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

STATES = {
    "PREPARED": ("warn", gettext_noop("Disusun")),
    "SENT": ("calm", gettext_noop("Dikirim")),
    "ACKNOWLEDGED": ("calm", gettext_noop("Diterima mitra")),
    "ANSWERED": ("", gettext_noop("Dijawab")),
    "CLOSED": ("", gettext_noop("Ditutup")),
}
LINES = {
    "WAITING": ("warn", gettext_noop("Menunggu")),
    "MISSING": ("danger", gettext_noop("Tidak dijawab")),
    "REFUSED": ("danger", gettext_noop("Ditolak")),
    "ACCEPTED": ("", gettext_noop("Diterima")),
}
TODO = {
    "N01": gettext_noop("Cocokkan NIK dengan KTP, perbaiki datanya, lalu kirim lagi."),
    "N02": gettext_noop("Pastikan kabar ini kepada keluarga. Bila benar, kami turut berduka; mungkin ada hak ahli waris."),
    "N04": gettext_noop("Perbaiki tanggal lahir menurut KTP, lalu kirim lagi."),
    "U65": gettext_noop("Di luar batas usia; tempatnya sudah kembali ke kuota untuk daftar tunggu."),
    "A01": gettext_noop("Sudah dibayar pihak lain; tempatnya sudah kembali ke kuota. Boleh diusulkan lagi sesudah itu berakhir."),
    "B01": gettext_noop("Samakan nama dengan KTP, lalu minta rekening lagi."),
    "B02": gettext_noop("Isi nama ibu kandung dari KK, lalu minta rekening lagi."),
    "B03": gettext_noop("Cocokkan NIK dengan KTP, perbaiki datanya, lalu minta lagi."),
    "B04": gettext_noop("Pastikan kabar ini kepada keluarga. Bila benar, kami turut berduka; mungkin ada hak ahli waris."),
    "K01": gettext_noop("Cocokkan nomor peserta dengan kartu, lalu minta BPJS membaca lagi."),
    "R02": gettext_noop("Cocokkan kode iuran dengan surat tagihan BPJS sebelum membayar lagi."),
}  # fmt: skip
WHY = {
    "UNKNOWN": gettext_noop("Jawaban untuk baris yang tidak pernah kami kirim."),
    "CONTRADICTS": gettext_noop("Dua jawaban yang berlawanan untuk satu baris."),
    "OTHER_ANSWER": gettext_noop("Jawaban lain daripada yang sudah tercatat."),
    "OTHER_AMOUNT": gettext_noop("Jumlah rupiahnya lain daripada yang kami kirim."),
    "NO_REASON": gettext_noop("Ditolak tanpa menyebut sebab."),
    "CLOSED": gettext_noop("Datang sesudah berkas ditutup."),
    "TOTALS": gettext_noop("Jumlah kendali di kaki berkas tidak sama dengan isinya."),
    "UNREADABLE": gettext_noop("Berkas yang tidak dapat dibaca."),
}


def state(code: str) -> dict[str, str]:
    return _tag(STATES[code])


def line(code: str) -> dict[str, str]:
    return _tag(LINES[code])


def _tag(pair: tuple[str, str]) -> dict[str, str]:
    return {"kind": pair[0], "says": _(pair[1])}


def what_to_do(code: str) -> str:
    return _(TODO[code]) if code in TODO else _("Tanyakan kepada mitra apa yang dimaksud, lalu perbaiki dan kirim lagi.")  # fmt: skip


def why(code: str) -> str:
    return _(WHY[code]) if code in WHY else code


def actor(said: str) -> str:
    """'officer:3 Sari' is Sari; 'system enrol' is the system."""
    if said.startswith("system "):
        return _("sistem (%(what)s)") % {"what": said.removeprefix("system ")}
    return re.sub(r"^officer:\d+ ", "", said)
