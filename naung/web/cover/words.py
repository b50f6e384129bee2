"""Why cover ends, what is missing next, and who pays, in words."""

from collections.abc import Callable

from django.utils.translation import gettext as _

from naung.foundation.staff.roles import ROLES

WHY: dict[str, Callable[[], str]] = {
    "programme": lambda: _("masa program selesai"),
    "unpaid": lambda: _("iuran belum dibayar, tenggang habis"),
    "arrears": lambda: _("sudah berakhir; waktu melunasi tunggakan habis"),
    "decided": lambda: _("diakhiri dengan keputusan"),
}
STEPS: dict[str, Callable[[], str]] = {
    "open_round": lambda: _("Buka putaran perpanjangan"),
    "decide_round": lambda: _("Putuskan putaran perpanjangan"),
    "enrol_again": lambda: _("Daftarkan ke program berikutnya"),
    "answer_offer": lambda: _("Jawab tawaran: ambil alih atau tidak"),
    "enrol_taken_over": lambda: _("Daftarkan lewat pembayar baru"),
    "tell": lambda: _("Kabari orangnya: tidak ada yang melanjutkan"),
    "pay": lambda: _("Bayar iuran yang tertinggal"),
    "settle": lambda: _("Lunasi tunggakan, atau kabari orangnya"),
    "nothing": lambda: _("Tidak ada; orangnya sudah keluar"),
}
PAYERS: dict[str, Callable[[], str]] = {
    "apbn": lambda: _("APBN"), "apbd": lambda: _("APBD"), "village": lambda: _("dana desa"), "donor": lambda: _("donatur"),
    "self": lambda: _("bayar sendiri"),
}  # fmt: skip


def why(code: str) -> str:
    return WHY[code]() if code in WHY else code


def step(code: str) -> str:
    return STEPS[code]() if code in STEPS else code


def payer(code: str) -> str:
    return PAYERS[code]() if code in PAYERS else code


def role(code: str) -> str:
    return _(ROLES[code]) if code in ROLES else ""
