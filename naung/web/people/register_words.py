"""What the four registers are called, and what each of their answers means, in words. Used by the person's page and the batches."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from naung.web.decisions.say import day

Facts = Mapping[str, Any]
NAMES: dict[str, Callable[[], str]] = {
    "civil": lambda: _("Dukcapil (data kependudukan)"),
    "insured": lambda: _("BPJS Ketenagakerjaan (sudah terlindungi?)"),
    "employed": lambda: _("BKN (pegawai, pensiunan, penerima upah?)"),
    "decile": lambda: _("DTSEN (desil)"),
}
BRIEF = {
    "civil": "Dukcapil",
    "insured": "BPJS Ketenagakerjaan",
    "employed": "BKN",
    "decile": "DTSEN",
}  # names of offices: the same in every language
FIELDS: dict[str, Callable[[], str]] = {
    "name": lambda: _("nama"), "born_on": lambda: _("tanggal lahir"), "sex": lambda: _("jenis kelamin"),
}  # fmt: skip
STATUSES: dict[str, Callable[[], str]] = {
    "asn": lambda: _("aparatur sipil negara"), "tni": lambda: _("anggota TNI"), "polri": lambda: _("anggota Polri"),
    "wage_earner": lambda: _("penerima upah"), "pensioner": lambda: _("pensiunan"),
}  # fmt: skip
PAYERS: dict[str, Callable[[], str]] = {
    "apbn": lambda: _("APBN"), "apbd": lambda: _("APBD"), "village": lambda: _("dana desa"), "donor": lambda: _("donatur"),
    "self": lambda: _("sendiri"), "employer": lambda: _("pemberi kerja"),
}  # fmt: skip
ALIKE: dict[str, Callable[[], str]] = {
    "name": lambda: _("Nama dan tanggal lahirnya sama dengan seseorang di daftar itu, tetapi NIK-nya lain. Perlu dilihat petugas; tidak memutuskan apa pun."),
    "number": lambda: _("NIK-nya ada di daftar itu, tetapi dengan nama lain. Perlu dilihat petugas; tidak memutuskan apa pun."),
}  # fmt: skip
SAYS: dict[tuple[str, str], Callable[[Facts], str]] = {
    ("civil", "SAME"): lambda f: _("NIK, nama, tanggal lahir dan jenis kelamin sesuai."),
    ("civil", "DIFFERS"): lambda f: _("Berbeda: %(what)s. Cocokkan dengan KTP, lalu perbaiki di desa atau di Dukcapil.") % {"what": ", ".join(FIELDS[one]() for one in f.get("differs", []))},
    ("civil", "DEAD"): lambda f: _("Tercatat meninggal dunia %(day)s.") % {"day": _day(f.get("died_on"))},
    ("civil", "NOT_FOUND"): lambda f: _("NIK tidak ditemukan. Cocokkan dengan KTP; bila benar, tanyakan ke Dukcapil."),
    ("insured", "ACTIVE"): lambda f: _("Sudah terlindungi sampai %(until)s, dibayar %(payer)s. Boleh diusulkan lagi sesudah itu.") % {"until": _day(f.get("until")), "payer": _payer(f)},
    ("insured", "ENDED"): lambda f: _("Pernah terlindungi sampai %(until)s, dibayar %(payer)s; sekarang tidak.") % {"until": _day(f.get("until")), "payer": _payer(f)},
    ("insured", "OURS"): lambda f: _("Terlindungi lewat program kita sendiri sampai %(until)s.") % {"until": _day(f.get("until"))},
    ("insured", "SIMILAR"): lambda f: _alike(f),
    ("insured", "NOT_FOUND"): lambda f: _("Tidak terlindungi pihak lain."),
    ("employed", "EMPLOYED"): lambda f: _("Tercatat sebagai %(status)s.") % {"status": status(f.get("status", ""))},
    ("employed", "SIMILAR"): lambda f: _alike(f),
    ("employed", "NOT_FOUND"): lambda f: _("Tidak tercatat sebagai pegawai, pensiunan, atau penerima upah."),
    ("decile", "LISTED"): lambda f: _("Desil %(n)s menurut daftar %(day)s.") % {"n": f.get("decile"), "day": _day(f.get("listed_on"))},
    ("decile", "DIFFERS"): lambda f: _("NIK-nya ada di DTSEN dengan nama lain. Cocokkan dengan KTP."),
    ("decile", "NOT_FOUND"): lambda f: _("Tidak ada di daftar %(day)s; desil dari desa tidak dipakai. Usulkan lewat operator DTSEN di desa atau dinas sosial.") % {"day": _day(f.get("listed_on"))},
}  # fmt: skip
# In a few words, for counting: the figures of a register's card.
SHORT: dict[tuple[str, str], Callable[[], str]] = {
    ("civil", "SAME"): lambda: _("sesuai"), ("civil", "DIFFERS"): lambda: _("berbeda"), ("civil", "DEAD"): lambda: _("meninggal"),
    ("civil", "NOT_FOUND"): lambda: _("tidak ditemukan"), ("insured", "ACTIVE"): lambda: _("terlindungi pihak lain"),
    ("insured", "ENDED"): lambda: _("pernah terlindungi"), ("insured", "OURS"): lambda: _("terlindungi program ini"),
    ("insured", "SIMILAR"): lambda: _("mirip, perlu dilihat"), ("insured", "NOT_FOUND"): lambda: _("tidak terdaftar"),
    ("employed", "EMPLOYED"): lambda: _("tercatat"), ("employed", "SIMILAR"): lambda: _("mirip, perlu dilihat"),
    ("employed", "NOT_FOUND"): lambda: _("tidak tercatat"), ("decile", "LISTED"): lambda: _("ada desilnya"),
    ("decile", "DIFFERS"): lambda: _("nama berbeda"), ("decile", "NOT_FOUND"): lambda: _("tidak ada"),
}  # fmt: skip
BAD = {("civil", "DIFFERS"), ("civil", "DEAD"), ("civil", "NOT_FOUND"), ("insured", "ACTIVE"), ("employed", "EMPLOYED"), ("decile", "DIFFERS"), ("decile", "NOT_FOUND")}  # fmt: skip


def name(source: str) -> str:
    return NAMES[source]()


def says(source: str, answer: str, facts: Facts) -> str:
    """An answer as a sentence; one that has none is shown as it is, never hidden."""
    found = SAYS.get((source, answer))
    return found(facts) if found else answer


def short(source: str, answer: str) -> str:
    return SHORT[source, answer]() if (source, answer) in SHORT else _("belum ada jawaban")


def tag(source: str, answer: str) -> str:
    """danger: holds the person back; warn: somebody has to look."""
    return "danger" if (source, answer) in BAD else "warn" if answer == "SIMILAR" else ""


def status(code: str) -> str:
    return STATUSES[code]() if code in STATUSES else code


def _payer(facts: Facts) -> str:
    code = facts.get("payer", "")
    said = PAYERS[code]() if code in PAYERS else code
    return f"{facts['payer_name']} ({said})" if facts.get("payer_name") else said


def _alike(facts: Facts) -> str:
    return ALIKE[facts["alike"]]() if facts.get("alike") in ALIKE else ""


def _day(iso: str | None) -> str:
    return day(date.fromisoformat(iso)) if iso else "?"
