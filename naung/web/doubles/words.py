"""What the machine saw, field by field, in sentences; and the answers in words."""

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from naung.delivery.matching.actions import REASONS
from naung.delivery.matching.queries import bands

FIELDS = {
    "name": gettext_noop("Nama"), "nik": gettext_noop("NIK"), "born_on": gettext_noop("Tanggal lahir"), "sex": gettext_noop("Jenis kelamin"),
    "mother": gettext_noop("Ibu kandung"), "kk": gettext_noop("Nomor KK"), "village": gettext_noop("Desa atau kelurahan"),
    "address": gettext_noop("Alamat"), "occupation": gettext_noop("Pekerjaan"), "phone": gettext_noop("Nomor HP"),
}  # fmt: skip
LEVELS = {
    ("name", "same"): gettext_noop("Nama sama"),
    ("name", "part"): gettext_noop("Satu nama lebih lengkap dari yang lain"),
    ("name", "alike"): gettext_noop("Nama mirip, beda ejaan"),
    ("name", "shortened"): gettext_noop("Nama disingkat atau nama panggilan"),
    ("name", "clash"): gettext_noop("Nama keluarga sama, nama depan lain"),
    ("name", "shared"): gettext_noop("Satu kata nama sama"),
    ("name", "else"): gettext_noop("Nama berbeda"),
    ("born_on", "same"): gettext_noop("Tanggal lahir sama"),
    ("born_on", "swapped"): gettext_noop("Tanggal dan bulan tertukar"),
    ("born_on", "one_part"): gettext_noop("Satu bagian tanggal berbeda"),
    ("born_on", "else"): gettext_noop("Tanggal lahir berbeda"),
    ("nik", "same"): gettext_noop("NIK sama"),
    ("nik", "slip"): gettext_noop("NIK beda satu angka, atau dua angka tertukar"),
    ("nik", "district"): gettext_noop("NIK lain, dari kecamatan pendaftaran yang sama"),
    ("nik", "else"): gettext_noop("NIK berbeda"),
    ("kk", "same"): gettext_noop("Satu kartu keluarga"),
    ("kk", "else"): gettext_noop("Kartu keluarga berbeda"),
    ("mother", "same"): gettext_noop("Ibu kandung sama"),
    ("mother", "shared"): gettext_noop("Nama ibu sama sebagian"),
    ("mother", "else"): gettext_noop("Ibu kandung berbeda"),
    ("village", "same"): gettext_noop("Desa atau kelurahan sama"),
    ("village", "district"): gettext_noop("Satu kecamatan"),
    ("village", "regency"): gettext_noop("Satu kabupaten atau kota"),
    ("village", "else"): gettext_noop("Kabupaten atau kota berbeda"),
    ("phone", "same"): gettext_noop("Nomor HP sama"),
    ("phone", "else"): gettext_noop("Nomor HP berbeda"),
}
ANSWERS = {
    "same": gettext_noop("Orang sama"),
    "different": gettext_noop("Orang berbeda"),
    "unclear": gettext_noop("Belum jelas"),
}
KEYS = {"same": "s", "different": "b", "unclear": "j"}
STATES = {
    "OPEN": ("warn", gettext_noop("Menunggu jawaban")),
    "PROPOSED": ("warn", gettext_noop("Menunggu petugas kedua")),
    "UNCLEAR": ("calm", gettext_noop("Belum jelas")),
    "SAME": ("", gettext_noop("Orang sama")),
    "DIFFERENT": ("", gettext_noop("Orang berbeda")),
}
FITTING = {
    "same": ("card", "family", "village", "typing"),
    "different": ("card", "family", "village", "relatives"),
    "unclear": ("later",),
}


def field(name: str) -> str:
    return _(FIELDS[name])


def level(name: str, key: str) -> str:
    """A level that a later version of matching adds is shown by its own name rather than not at all."""
    return _(LEVELS[name, key]) if (name, key) in LEVELS else f"{name}: {key}"


def answer(verdict: str) -> str:
    return _(ANSWERS[verdict])


def reason(code: str) -> str:
    return _(REASONS[code]) if code in REASONS else ""


def reasons(verdict: str) -> list[tuple[str, str]]:
    return [(code, reason(code)) for code in FITTING[verdict]]


def tag(state: str) -> dict[str, str]:
    kind, says = STATES[state]
    return {"kind": kind, "says": _(says)}


# --- around the pair --------------------------------------------------------------------------------------------------

COLUMNS = {
    **FIELDS, "birth_place": gettext_noop("Tempat lahir"), "birth": gettext_noop("Tempat, tanggal lahir"),
    "disability": gettext_noop("Disabilitas"), "decile": gettext_noop("Desil"),
}  # fmt: skip
PAYERS = {
    "apbn": gettext_noop("APBN"), "apbd": gettext_noop("APBD"), "village": gettext_noop("dana desa"), "donor": gettext_noop("donatur"),
    "self": gettext_noop("peserta sendiri"),
}  # fmt: skip
STEPS = {
    "enrolment_": gettext_noop("Sudah didaftarkan ke BPJS Ketenagakerjaan."),
    "banking_": gettext_noop("Rekening sudah diminta atau dibuka."),
    "handover_": gettext_noop("Ada catatan serah terima kartu atau buku tabungan."),
    "claims_": gettext_noop("Ada klaim."),
    "grievances_": gettext_noop("Ada pengaduan."),
}
KINDS = {
    "number": gettext_noop("Satu NIK, dua orang"),
    "same_village": gettext_noop("Desa yang sama"),
    "other_village": gettext_noop("Desa lain, satu kabupaten"),
    "other_regency": gettext_noop("Kabupaten lain"),
    "other_programme": gettext_noop("Program lain"),
}
TORN = ("danger", gettext_noop("Dua petugas berbeda pendapat"))
OUTCOMES = {
    "DISAGREED": ("warn", gettext_noop("Menunggu petugas ketiga")),
    "SETTLED": ("", gettext_noop("Diselesaikan petugas ketiga")),
    "NOTED": ("calm", gettext_noop("Hanya dicatat: jawaban pertama sudah dipakai")),
}


def column(name: str) -> str:
    """What a column of a list was understood as; '' where it was not."""
    return _(COLUMNS[name]) if name in COLUMNS else ""


def payer(code: str) -> str:
    return _(PAYERS[code]) if code in PAYERS else code


def steps(tables: set[str]) -> list[str]:
    """A sentence for each later step in which somebody stands; those with figures of their own are told elsewhere."""
    return [_(says) for prefix, says in STEPS.items() if any(table.startswith(prefix) for table in tables)]


def kind(name: str) -> str:
    return _(KINDS[name])


def band(name: str) -> str:
    """'10-15' in words: bobot 10 sampai di bawah 15."""
    low, high = bands()[name]
    if low is None:
        return _("bobot di bawah %(high)s") % {"high": high}
    if high is None:
        return _("bobot %(low)s ke atas") % {"low": low}
    return _("bobot %(low)s sampai di bawah %(high)s") % {"low": low, "high": high}


def torn() -> dict[str, str]:
    return {"kind": TORN[0], "says": _(TORN[1])}


def outcome(state: str) -> dict[str, str]:
    tag_kind, says = OUTCOMES[state]
    return {"kind": tag_kind, "says": _(says)}


def given(verdict: str, owner: str = "") -> str:
    """An answer as it was given, with whose number it is where that was said."""
    says = answer(verdict)
    if owner == "row":
        return says + _("; NIK milik yang di kiri")
    return says + _("; NIK milik yang di kanan") if owner == "other" else says


def likeness() -> str:
    return _("Mirip, NIK lain")
