"""Questions, answers and verdicts in words."""

from collections.abc import Callable

from django.utils.translation import gettext as _

QUESTIONS: dict[str, Callable[[], str]] = {
    "found": lambda: _("Ditemukan di alamat ini?"),
    "alive": lambda: _("Orangnya masih hidup?"),
    "works": lambda: _("Bekerja sendiri, bukan digaji (nelayan, petani, penenun, dan sejenisnya)?"),
    "status": lambda: _("Bukan ASN, TNI, Polri, penerima upah, atau pensiunan?"),
    "poor": lambda: _("Hidup miskin atau sangat miskin menurut penglihatan Anda?"),
}
ANSWERS: dict[str, Callable[[], str]] = {
    "yes": lambda: _("Ya"),
    "no": lambda: _("Tidak"),
    "unknown": lambda: _("Tidak dapat dipastikan"),
}
VERDICTS: dict[str, Callable[[], str]] = {
    "ELIGIBLE": lambda: _("memenuhi syarat"),
    "NOT_ELIGIBLE": lambda: _("tidak memenuhi syarat"),
    "NOT_FOUND": lambda: _("tidak ditemukan"),
    "UNCLEAR": lambda: _("belum jelas"),
    "OPEN": lambda: _("belum dikunjungi"),
}


def answers(question: str) -> dict[str, str]:
    """Whether somebody was found is known to whoever was there."""
    return {code: says() for code, says in ANSWERS.items() if not (question == "found" and code == "unknown")}


def verdict(code: str | None) -> str:
    return VERDICTS[code or "OPEN"]()
