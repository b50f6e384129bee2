"""Short names of what is said of lines, and of their states."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

CODES = {
    "R01": gettext_noop("NIK atau KK bukan 16 angka"),
    "R02": gettext_noop("Angka rusak oleh Excel"),
    "R03": gettext_noop("Tanggal lahir dan NIK berbeda"),
    "R04": gettext_noop("Jenis kelamin dan NIK berbeda"),
    "R05": gettext_noop("Wilayah pada NIK tidak dikenal"),
    "R06": gettext_noop("Nomor KK di kolom NIK"),
    "R07": gettext_noop("Satu NIK, dua orang"),
    "R08": gettext_noop("Mungkin orang yang sama"),
    "R09": gettext_noop("Sudah terlindungi"),
    "R10": gettext_noop("Usia di luar ketentuan"),
    "R11": gettext_noop("Mungkin sudah meninggal"),
    "R12": gettext_noop("Desa atau kelurahan belum jelas"),
    "R13": gettext_noop("Nama ibu kosong"),
    "R14": gettext_noop("Pekerjaan atau disabilitas belum dikenal"),
    "R15": gettext_noop("Nomor HP"),
    "R16": gettext_noop("Nama kosong"),
    "R17": gettext_noop("Tanggal lahir tidak terbaca"),
}
STATES = {
    "FLAWED": ("warn", gettext_noop("Perlu diperbaiki")),
    "CLEAN": ("calm", gettext_noop("Siap, menunggu pencocokan")),
    "ADMITTED": ("", gettext_noop("Terdaftar")),
    "REPEATED": ("calm", gettext_noop("Orang yang sama lagi")),
    "IN_REVIEW": ("warn", gettext_noop("Diperiksa petugas")),
    "SAME": ("calm", gettext_noop("Sama dengan daftar sebelumnya")),
    "REPLACED": ("calm", gettext_noop("Sudah diganti daftar yang lebih baru")),
}
FIELDS = {
    "nik": gettext_noop("NIK"),
    "kk": gettext_noop("Nomor KK"),
    "name": gettext_noop("Nama sesuai KTP"),
    "birth_place": gettext_noop("Tempat lahir"),
    "born_on": gettext_noop("Tanggal lahir"),
    "sex": gettext_noop("Jenis kelamin"),
    "mother": gettext_noop("Nama ibu kandung"),
    "village": gettext_noop("Desa atau kelurahan"),
    "address": gettext_noop("Alamat"),
    "occupation": gettext_noop("Pekerjaan"),
    "disability": gettext_noop("Disabilitas"),
    "decile": gettext_noop("Desil kesejahteraan"),
    "phone": gettext_noop("Nomor HP"),
    "status": gettext_noop("Keadaan"),
}


def code(found: str) -> str:
    return _(CODES[found]) if found in CODES else found


def state(found: str) -> dict[str, str]:
    kind, says = STATES[found]
    return {"kind": kind, "says": _(says)}


def field(name: str) -> str:
    return _(FIELDS[name]) if name in FIELDS else name
