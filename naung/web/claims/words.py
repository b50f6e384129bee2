"""A claim in words: what happened, how far it is, who told it and how, and what comes next."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from naung.web.claims.kinds import CASES

STATES = {
    "REPORTED": ("warn", gettext_noop("Dilaporkan")), "ASSESSED": ("warn", gettext_noop("Dinilai")), "APPROVED": ("warn", gettext_noop("Di BPJS")),
    "DETERMINED": ("warn", gettext_noop("Ditetapkan BPJS")), "PAID": ("", gettext_noop("Dibayar")), "CLOSED": ("", gettext_noop("Selesai")),
    "REFUSED": ("danger", gettext_noop("Ditolak")),
}  # fmt: skip
NEXT = {
    "gather": gettext_noop("Surat-surat dikumpulkan"), "assess": gettext_noop("Berkas lengkap: menunggu penilaian"),
    "approve": gettext_noop("Menunggu persetujuan orang ketiga"), "determine": gettext_noop("Menunggu penetapan BPJS Ketenagakerjaan"),
    "pay": gettext_noop("Menunggu pembayaran"), "confirm": gettext_noop("Menunggu keluarga memastikan uangnya utuh"),
}  # fmt: skip
RELATIONS = {
    "family": gettext_noop("Keluarga"), "neighbour": gettext_noop("Tetangga"), "village": gettext_noop("Petugas desa atau kelurahan"),
    "health": gettext_noop("Puskesmas"), "hospital": gettext_noop("Rumah sakit"), "insurer": gettext_noop("BPJS Ketenagakerjaan"),
    "employer": gettext_noop("Pemberi kerja"), "other": gettext_noop("Orang lain"),
}  # fmt: skip
CHANNELS = {
    "counter": gettext_noop("Datang sendiri"), "phone": gettext_noop("Telepon"), "message": gettext_noop("Pesan"), "paper": gettext_noop("Surat"),
    "visit": gettext_noop("Kunjungan petugas"), "form": gettext_noop("Formulir di situs"),
}  # fmt: skip
CIRCUMSTANCES = {
    "ordinary": gettext_noop("Celaka biasa"), "traffic": gettext_noop("Di jalan, dengan kendaraan"), "sea": gettext_noop("Di laut"),
    "violence": gettext_noop("Karena kekerasan orang lain"), "disease": gettext_noop("Sakit karena pekerjaan"),
}  # fmt: skip


def state(code: str) -> dict[str, str]:
    kind, says = STATES[code]
    return {"kind": kind, "says": _(says)}


def next_(code: str) -> str:
    return _(NEXT[code]) if code else ""


def what(claim: Any) -> str:
    """What happened, as a clerk says it; a suspected cause says so."""
    if claim.kind == "accident":
        return _("Kecelakaan kerja (diduga)") if claim.suspected else _("Kecelakaan kerja")
    if claim.cause == "illness":
        return _("Meninggal karena sakit")
    return _("Meninggal, diduga karena kecelakaan kerja") if claim.suspected else _("Meninggal karena kecelakaan kerja")  # fmt: skip


def told(kind: str) -> str:
    """What a report without a claim tells."""
    return {"death": _("Meninggal"), "accident": _("Celaka atau sakit karena kerja"), "unsure": _("Belum jelas")}[kind]  # fmt: skip


def options(words: dict[str, str]) -> list[tuple[str, str]]:
    return [(code, _(says)) for code, says in words.items()]


def cases() -> list[dict[str, str]]:
    return [{"code": code, "says": _(case.says), "hint": _(case.hint)} for code, case in CASES.items()]
