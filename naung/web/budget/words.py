"""What a budget line, its documents and its forecast are called on a page."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from naung.web.decisions.say import day
from naung.web.words import rupiah

DOCUMENTS = {
    "perda_apbd": gettext_noop("Perda APBD"),
    "perda_perubahan": gettext_noop("Perda Perubahan APBD"),
    "peraturan_kepala_daerah": gettext_noop("Peraturan Kepala Daerah"),
    "perdes": gettext_noop("Peraturan Desa (APBDes)"),
    "hibah": gettext_noop("Perjanjian hibah"),
}
PAYERS = {
    "apbn": gettext_noop("APBN"),
    "apbd": gettext_noop("APBD"),
    "village": gettext_noop("Dana desa"),
    "donor": gettext_noop("Donatur"),
    "self": gettext_noop("Peserta sendiri"),
}
WHAT = {
    "GRANT": gettext_noop("menetapkan"),
    "AMEND": gettext_noop("mengubah"),
    "MOVE": gettext_noop("menggeser"),
}


def shown(change: Any) -> dict[str, Any]:
    """A document as the tables show it."""
    return {
        "one": change,
        "number": f"{change.year}/{change.number}",
        "what": _(WHAT[change.what]),
        "document": document(change),
    }


def document(change: Any) -> str:
    """Perda APBD nomor 1, 27 Desember 2024."""
    return f"{_(DOCUMENTS[change.kind])}, {change.document}, {day(change.dated)}"


def payer(kind: str) -> str:
    return _(PAYERS[kind])


def forecast(position: Any) -> dict[str, str]:
    """Under or over at the end of the year, as a tag's kind and a sentence."""
    line = position.line
    if line.state == "PROPOSED":
        return {"kind": "warn", "says": _("Belum ada dokumen, jadi belum dapat dipakai.")}
    if position.left < 0:
        return {"kind": "danger", "says": _("Diperkirakan kurang %(rp)s sampai akhir tahun.") % {"rp": rupiah(-position.left)}}  # fmt: skip
    if position.left == 0:
        return {"kind": "", "says": _("Diperkirakan terpakai tepat sampai akhir tahun.")}
    return {"kind": "calm", "says": _("Diperkirakan tersisa %(rp)s pada akhir tahun.") % {"rp": rupiah(position.left)}}  # fmt: skip
