"""The clock's answers as sentences: what holds, since when, until when, and what to do."""

from collections.abc import Callable
from datetime import date

from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from naung.delivery.contributions.cover.clock import Countdown, Standing
from naung.kit import clock

SAYS: dict[str, Callable[[], str]] = {
    "paid": lambda: _("Terlindungi sejak %(since)s; iuran dibayar sampai %(until)s, dan kepesertaan berlaku sampai %(promised)s."),
    "whole": lambda: _("Terlindungi sejak %(since)s sampai %(until)s; semua iurannya dibayar."),
    "owed": lambda: _("Iuran %(month)s sudah ditagih dan belum diakui. Aturan tidak menjawab ya atau tidak: tanyakan kepada BPJS Ketenagakerjaan."),
    "missing": lambda: _("Iuran %(month)s belum dibayar; tunggakan masih dapat dilunasi sampai %(grace)s. Aturan tidak menjawab ya atau tidak: tanyakan kepada BPJS Ketenagakerjaan."),
    "after": lambda: _("Perlindungan berakhir %(last)s; tunggakan masih dapat dilunasi sampai %(grace)s. Aturan tidak menjawab ya atau tidak: tanyakan kepada BPJS Ketenagakerjaan."),
    "late": lambda: _("Iuran %(month)s belum dibayar karena dana pembayar terlambat (surat %(letter)s). Ada jalan pengecualian: tanyakan kepada BPJS Ketenagakerjaan."),
    "later": lambda: _("Perlindungan baru mulai %(first)s."),
    "asked": lambda: _("Pendaftaran tanggal %(asked)s belum dijawab BPJS Ketenagakerjaan."),
    "unpaid": lambda: _("Belum ada satu bulan pun yang diiur sejak %(first)s, jadi belum ada perlindungan."),
    "died": lambda: _("Sudah meninggal sebelum hari itu."),
    "lapsed": lambda: _("Iuran tidak dibayar lebih dari %(n)s bulan berturut-turut: kepesertaan sudah berakhir."),
    "cut": lambda: _("Perlindungan berakhir %(last)s: %(why)s"),
    "over": lambda: _("Perlindungan sudah berakhir pada %(last)s, dan tunggakannya tidak dilunasi."),
    "refused": lambda: _("Tidak diterima BPJS Ketenagakerjaan: %(why)s"),
    "never": lambda: _("Belum pernah didaftarkan ke BPJS Ketenagakerjaan."),
}  # fmt: skip
STATES: dict[str, Callable[[], str]] = {
    "COVERED": lambda: _("Terlindungi"), "PENDING": lambda: _("Menunggu iuran diakui"), "GRACE": lambda: _("Masa tenggang"),
    "REVIEW": lambda: _("Diperiksa orang"), "NOT_YET": lambda: _("Belum mulai"), "ENDED": lambda: _("Berakhir"), "NEVER": lambda: _("Tidak terdaftar"),
}  # fmt: skip


def sentence(one: Standing) -> str:
    """In the language of the moment."""
    member = one.member
    why = "whole" if one.why == "paid" and one.until == one.promised else one.why
    return SAYS[why]() % {
        "since": _day(one.since), "until": _day(one.until), "promised": _day(one.promised), "grace": _day(one.grace_until), "month": _month(one.day),
        "first": _day(member.first if member else None), "last": _day(member.last if member else None), "letter": one.letter,
        "asked": _day(member.requested_on if member else None), "why": member.because if member else "", "n": _grace(one),
    }  # fmt: skip


def both(one: Standing) -> dict[str, str]:
    """In Indonesian and in English."""
    found = {}
    for language in ("id", "en"):
        with translation.override(language):
            found[language] = sentence(one)
    return found


def state(code: str) -> str:
    return STATES[code]() if code in STATES else code


def countdown(one: Countdown, what: str) -> str:
    """How many months are missing to `what`, or that it is reached; with the day it would be reached."""
    facts = {"what": what, "have": one.have, "need": one.need, "left": one.left, "day": _day(one.on)}
    if not one.left:
        return _("%(what)s: terpenuhi (%(have)s dari %(need)s bulan).") % facts
    if one.on is None:
        return _("%(what)s: %(have)s dari %(need)s bulan berturut-turut.") % facts
    return (
        _("%(what)s: %(have)s dari %(need)s bulan berturut-turut; tercapai %(day)s bila tidak putus.") % facts
    )


def _grace(one: Standing) -> int:
    return next((int(p.value) for p in one.rests_on if p.key == "membership.grace_months"), 0)


def _indonesian() -> bool:
    return (get_language() or "id").startswith("id")


def _day(day: date | None) -> str:
    if day is None:
        return "-"
    return clock.say_date(day) if _indonesian() else date_format(day, "j F Y")


def _month(day: date) -> str:
    return clock.say_month(day) if _indonesian() else date_format(day, "F Y")
