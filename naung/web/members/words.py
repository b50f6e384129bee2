"""Members in words: states, how somebody came in, who pays, which facts can be put right."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

STATES = {
    "REQUESTED": ("warn", gettext_noop("Menunggu jawaban")),
    "RETURNED": ("danger", gettext_noop("Perlu diperbaiki")),
    "ENROLLED": ("", gettext_noop("Peserta")),
    "REFUSED": ("danger", gettext_noop("Ditolak BPJS")),
    "ENDED": ("calm", gettext_noop("Berakhir")),
}
KINDS = {
    "NEW": gettext_noop("baru"), "CONTINUES": gettext_noop("lanjut"), "MOVES": gettext_noop("pindah pembayar"),
    "RETURNS": gettext_noop("masuk lagi"),
}  # fmt: skip
PAYERS = {
    "apbn": gettext_noop("APBN"), "apbd": gettext_noop("APBD"), "village": gettext_noop("dana desa"), "donor": gettext_noop("donatur"),
    "self": gettext_noop("sendiri"),
}  # fmt: skip
FIELDS = {
    "name": gettext_noop("Nama"), "born_on": gettext_noop("Tanggal lahir"), "mother": gettext_noop("Nama ibu kandung"), "nik": gettext_noop("NIK"),
}  # fmt: skip
TRANSFERS = {
    "PREPARED": ("warn", gettext_noop("Menunggu keputusan")),
    "DECIDED": ("", gettext_noop("Diputuskan")),
    "REFUSED": ("danger", gettext_noop("Ditolak")),
    "WITHDRAWN": ("calm", gettext_noop("Ditarik")),
}


def tag(pair: tuple[str, str]) -> dict[str, str]:
    return {"kind": pair[0], "says": _(pair[1])}


def state(code: str) -> dict[str, str]:
    return tag(STATES[code])


def payer(code: str) -> str:
    return _(PAYERS[code]) if code in PAYERS else code


def chips(words: dict[str, Any], chosen: str) -> list[dict[str, Any]]:
    every = [{"code": "", "says": _("Semua"), "on": not chosen}]
    return every + [{"code": code, "says": _(said[1]), "on": code == chosen} for code, said in words.items()]
