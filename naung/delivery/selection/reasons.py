"""Why somebody is not (yet) eligible, in words. Codes of naung.law and the few that only the registry knows."""

from collections.abc import Callable

from django.utils.translation import gettext as _

SENTENCES: dict[str, Callable[[], str]] = {
    "dead": lambda: _("Tercatat meninggal dunia."),
    "civil_differs": lambda: _("Data berbeda dari catatan Dukcapil: menunggu perbaikan."),
    "civil_not_found": lambda: _("NIK tidak ditemukan di Dukcapil: menunggu perbaikan."),
    "merged": lambda: _("Catatan ganda: orang ini sudah ada dengan nomor lain."),
    "nik_missing": lambda: _("NIK belum ada."),
    "nik_invalid": lambda: _("NIK tidak mungkin benar: periksa 16 angkanya."),
    "nik_sex_differs": lambda: _("Jenis kelamin berbeda dari NIK: mungkin NIK orang lain."),
    "sex_unknown": lambda: _("Jenis kelamin belum diketahui."),
    "birth_unknown": lambda: _("Tanggal lahir belum diketahui."),
    "too_old": lambda: _("Usia sudah melewati batas pada hari pendaftaran."),
    "too_young": lambda: _("Usia belum mencapai batas pada hari pendaftaran."),
    "status_unknown": lambda: _("Status pekerjaan belum diketahui."),
    "status_asn": lambda: _("Aparatur sipil negara."),
    "status_tni": lambda: _("Anggota TNI."),
    "status_polri": lambda: _("Anggota Polri."),
    "status_wage_earner": lambda: _("Penerima upah: pemberi kerja yang mendaftarkan."),
    "status_bpjs_active": lambda: _("Sudah aktif di BPJS Ketenagakerjaan."),
    "status_pensioner": lambda: _("Pensiunan dengan gaji pensiun."),
    "occupation_unknown": lambda: _("Pekerjaan belum diketahui."),
    "not_working": lambda: _("Tidak sedang bekerja."),
    "not_informal": lambda: _("Bukan pekerja mandiri."),
    "region_without_rule": lambda: _("Belum ada aturan daerah untuk wilayah ini."),
    "resident_unknown": lambda: _("Tempat tinggal belum dipastikan."),
    "not_resident": lambda: _("Bukan penduduk wilayah program."),
    "decile_unknown": lambda: _("Desil DTSEN belum diketahui."),
    "decile_too_high": lambda: _("Desil di atas batas program."),
}


def sentence(code: str) -> str:
    """In the language of the moment; a code that has no sentence yet is shown as it is, never hidden."""
    found = SENTENCES.get(code)
    return found() if found else code


# Which fact is missing or doubtful, and who can supply it. What is not here is a rule and not a gap: nobody can "complete" an age.
DUKCAPIL, VILLAGE, SOCIAL = (
    lambda: _("Dinas Dukcapil kabupaten atau kota"),
    lambda: _("kantor desa atau kelurahan"),
    lambda: _("dinas sosial kabupaten atau kota"),
)
LACKS: dict[str, tuple[Callable[[], str], Callable[[], str]]] = {
    "civil_differs": (lambda: _("nama atau tanggal lahir yang sama dengan catatan Dukcapil"), DUKCAPIL),
    "civil_not_found": (lambda: _("NIK yang tercatat di Dukcapil"), DUKCAPIL),
    "nik_missing": (lambda: _("NIK"), VILLAGE),
    "nik_invalid": (lambda: _("NIK yang benar"), VILLAGE),
    "nik_sex_differs": (lambda: _("NIK atau jenis kelamin yang benar"), VILLAGE),
    "sex_unknown": (lambda: _("jenis kelamin"), VILLAGE),
    "birth_unknown": (lambda: _("tanggal lahir"), VILLAGE),
    "status_unknown": (lambda: _("status pekerjaan"), VILLAGE),
    "occupation_unknown": (lambda: _("pekerjaan"), VILLAGE),
    "resident_unknown": (lambda: _("tempat tinggal"), VILLAGE),
    "decile_unknown": (lambda: _("desil DTSEN"), SOCIAL),
}


def lacks(code: str) -> tuple[str, str] | None:
    """The missing fact and who can supply it, in words; None where a rule says no and nothing is missing."""
    found = LACKS.get(code)
    return (found[0](), found[1]()) if found else None
