"""Sources, results and patterns in words."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

SOURCES: dict[str, Callable[[], str]] = {
    "civil": lambda: _("Dukcapil"),
    "village": lambda: _("daftar desa"),
    "hospital": lambda: _("daftar rumah sakit"),
    "dci": lambda: _("kabar antar-register"),
    "replacement": lambda: _("penggantian peserta"),
    "other": lambda: _("daftar lain"),
}
RESULTS: dict[str, Callable[[], str]] = {
    "claim": lambda: _("klaim dibuka"),
    "refused": lambda: _("keluarga tidak mau mengurus"),
    "elsewhere": lambda: _("sudah diklaim lewat pembayar lain"),
    "alive": lambda: _("orangnya masih hidup"),
    "not_found": lambda: _("keluarga tidak ditemukan"),
    "again": lambda: _("keluarga kini mau mengurus"),
}
FLAWS: dict[str, Callable[[], str]] = {
    "name": lambda: _("Nama kosong atau tidak terbaca. Baris ini tidak masuk: tulis namanya, lalu kirim daftarnya lagi."),
    "died_on": lambda: _("Tanggal meninggal kosong atau tidak terbaca. Baris ini tidak masuk: tulis seperti 20-10-2025, tahun dengan empat angka, lalu kirim lagi."),
    "later": lambda: _("Tanggal meninggal sesudah tanggal daftar. Baris ini tidak masuk: periksa tahunnya, atau tanggal daftarnya."),
    "nik": lambda: _("NIK bukan 16 angka; mungkin rusak oleh Excel. Baris ini masuk tanpa NIK, jadi petugas yang memutuskan siapa yang dimaksud."),
}  # fmt: skip
# Rule -> how heavy, and what it says of its own figures.
RULES: dict[str, tuple[str, Callable[[dict[str, Any]], str]]] = {
    "one_phone": ("danger", lambda f: _("satu nomor telepon dipakai melapor untuk %(claims)s orang yang berbeda") % f),
    "one_account": ("danger", lambda f: _("satu rekening disebut untuk keluarga %(claims)s orang yang berbeda") % f),
    "enrolled_and_reported": ("danger", lambda f: _("yang melaporkan juga ikut memasukkan atau mengusulkan orang ini")),
    "accepted_after": ("danger", lambda f: _("BPJS menerima kepesertaan %(days)s hari sesudah kejadian, dengan perlindungan yang mulai sebelumnya") % f),
    "listed_after": ("danger", lambda f: _("orang ini baru masuk daftar usulan %(days)s hari sesudah kejadian") % f),
    "soon_after": ("warn", lambda f: _("meninggal %(days)s hari sesudah perlindungan mulai") % f),
    "many_in_region": ("warn", lambda f: _("%(claims)s klaim kematian, sedangkan yang sewajarnya %(expected)s: peluangnya kurang dari 1 per 1.000") % f),
    "same_reporter": ("warn", lambda f: _("satu petugas melaporkan %(claims)s kematian dalam 30 hari") % f),
    "one_human_two_claims": ("danger", lambda f: _("dua catatan orang ini ternyata satu orang, dan kematiannya diklaim dua kali")),
}  # fmt: skip
METHODS: dict[str, Callable[[], str]] = {
    "one_phone": lambda: _("Nomor disamakan lewat sidiknya, tidak pernah dibuka; mulai tiga orang."),
    "one_account": lambda: _("Nomor rekening disamakan lewat sidiknya, tidak pernah dibuka; mulai dua orang."),
    "enrolled_and_reported": lambda: _("Pelapor dibandingkan dengan yang mengunggah daftarnya dan yang menyusun SK-nya, menurut orangnya dan bukan akunnya."),
    "accepted_after": lambda: _("Hari BPJS menerima kepesertaan dibandingkan dengan hari kejadian."),
    "listed_after": lambda: _("Hari pertama orang ini ada pada berkas usulan dibandingkan dengan hari kejadian."),
    "soon_after": lambda: _("Kurang dari 90 hari sejak hari pertama perlindungan."),
    "many_in_region": lambda: _("Uji Poisson: banyaknya kematian yang diklaim di satu kecamatan terhadap hari perlindungannya kali angka seluruh wilayah lain; mulai tiga klaim."),
    "same_reporter": lambda: _("Mulai lima kematian dari satu orang dalam 30 hari; melapor banyak tidak salah bagi lurah."),
    "one_human_two_claims": lambda: _("Catatan yang digabung diikuti sampai catatan yang berdiri; klaim yang kedua tidak dapat dinilai."),
}  # fmt: skip


def source(code: str) -> str:
    return SOURCES[code]()


def flaw(code: str) -> str:
    """What was seen on a line of a list, what became of it, what to do."""
    return FLAWS[code]()


def where(line: int | str) -> str:
    """A line as a spreadsheet program shows it; "2!14" is line 14 of the second sheet."""
    sheet, _mark, row = str(line).rpartition("!")
    return _("lembar %(sheet)s baris %(row)s") % {"sheet": sheet, "row": row} if sheet else _("baris %(row)s") % {"row": row}  # fmt: skip


def result(code: str) -> str:
    return RESULTS[code]()


def weight(rule: str) -> str:
    return RULES[rule][0]


def sentence(suspicion: Any) -> str:
    return RULES[suspicion.rule][1](suspicion.facts)


def method(rule: str) -> str:
    return METHODS[rule]()
