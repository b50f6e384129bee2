"""The way of a case in the family's words: six steps, which are behind, where it stands, what comes next."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from naung.web.family.told import Told


@dataclass(frozen=True, slots=True)
class Step:
    """`state`: done, now, later."""

    says: str
    state: str


def of(found: Told) -> list[Step]:
    """Empty where no further step comes: refused, or about nobody who is insured."""
    if found.state in ("REFUSED", "UNKNOWN"):
        return []
    behind = found.reached + 1  # the report itself is behind
    return [
        Step(says, "done" if n < behind else "now" if n == behind else "later")
        for n, says in enumerate(_ways(found))
    ]


def _ways(found: Any) -> list[str]:
    return [
        _("Laporan kami terima"),
        _("Surat-surat lengkap dan diperiksa"),
        _("Kami setujui dan kirim ke BPJS Ketenagakerjaan"),
        _("BPJS Ketenagakerjaan memutuskan"),
        _("Uang dikirim ke rekening ahli waris")
        if found.kind == "death"
        else _("Uang dikirim ke rekening pekerja"),
        _("Keluarga memastikan uang diterima utuh"),
    ]
