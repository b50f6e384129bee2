"""States of accounts and changes, and the bank's reasons with what to do about them, in a clerk's words."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from naung.foundation.vault import seals
from naung.kit.text import mask

STATES = {
    "REQUESTED": ("calm", gettext_noop("Diminta")),
    "DIFFERS": ("warn", gettext_noop("Nama berbeda")),
    "OPENED": ("calm", gettext_noop("Dibuka, terkunci")),
    "ACTIVE": ("", gettext_noop("Aktif")),
    "INACTIVE": ("warn", gettext_noop("Tidak aktif")),
    "DORMANT": ("danger", gettext_noop("Dorman")),
    "REFUSED": ("danger", gettext_noop("Ditolak")),
    "AGAIN": ("calm", gettext_noop("Diminta lagi")),
    "CLOSED": ("danger", gettext_noop("Ditutup")),
}
CHANGES = {
    "REQUESTED": ("warn", gettext_noop("Menunggu")),
    "CONFIRMED": ("", gettext_noop("Disetujui")),
    "REFUSED": ("danger", gettext_noop("Ditolak")),
    "WITHDRAWN": ("calm", gettext_noop("Ditarik")),
    "STOPPED": ("danger", gettext_noop("Dihentikan")),
}
TOLD = {
    "BLOCKED": gettext_noop("terkunci, menunggu pemegangnya"), "ACTIVE": gettext_noop("aktif"), "INACTIVE": gettext_noop("tidak aktif"),
    "DORMANT": gettext_noop("dorman"), "CLOSED": gettext_noop("ditutup"), "UNKNOWN": gettext_noop("tidak dikenal bank"),
}  # fmt: skip
# What to do about a refusal, and who does it; the bank's codes, and our own for somebody else's name.
TODO = {
    "B01": gettext_noop(
        "Cocokkan nama dengan KTP; dinas memperbaiki data orangnya, lalu rekening diminta lagi dengan sendirinya."
    ),
    "B02": gettext_noop("Isi nama ibu kandung dari KK; rekening diminta lagi dengan sendirinya."),
    "B03": gettext_noop("Periksa NIK pada KTP; bila benar, bank dan Dukcapil yang memeriksa."),
    "B04": gettext_noop(
        "Pastikan dengan keluarga. Bila benar, kami turut berduka: keluarga mungkin berhak atas santunan."
    ),
    "NAMA": gettext_noop("Bank membuka rekening atas nama lain. Minta bank memeriksa, lalu minta lagi."),
}
MATCHES = {
    "OPENED": {"BLOCKED"},
    "ACTIVE": {"ACTIVE"},
    "INACTIVE": {"INACTIVE"},
    "DORMANT": {"DORMANT"},
    "CLOSED": {"CLOSED"},
    "DIFFERS": {"BLOCKED"},
}


def state(code: str) -> dict[str, str]:
    kind, says = STATES[code]
    return {"code": code, "kind": kind, "says": _(says)}


def change(one: Any, now: Any) -> dict[str, str]:
    """The tag of a change; confirmed, it says whether it waits still."""
    kind, says = CHANGES[one.state]
    if one.state == "CONFIRMED" and now < one.effective_at:
        return {"kind": "warn", "says": _("Disetujui, masa tunggu")}
    return {"kind": kind, "says": _(says)}


def told(account: Any) -> dict[str, Any] | None:
    """What the bank said last, and whether it is another thing than we hold."""
    if not account.told:
        return None
    return {
        "says": _(TOLD[account.told]),
        "on": account.told_on,
        "differs": account.told not in MATCHES.get(account.state, set()),
    }


def todo(code: str) -> str:
    return _(TODO[code]) if code in TODO else _("Tanyakan alasannya kepada bank.")


def product(code: str) -> str:
    return {"basic": _("tabungan dasar"), "regular": _("rekening biasa")}[code]


def answer(code: str) -> str:
    return {"YES": _("Membenarkan"), "NO": _("Berkata bukan dia"), "NOBODY": _("Tidak terhubung")}[code]


def way(code: str) -> str:
    return {"phone": _("Telepon"), "visit": _("Kunjungan")}[code]


def number_of(change: Any) -> str:
    """The new account, masked."""
    return mask(seals.open_sealed(change.account_sealed, "account"), head=0, tail=4)
