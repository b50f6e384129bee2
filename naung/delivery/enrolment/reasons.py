"""Why the insurer refuses, in the house's words: what to do next, who does it, and whether the place waits for it."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from naung.kit.refusal import Refusal


class UnknownMeaning(Refusal):
    """A plug said something that the house has no word for."""


@dataclass(frozen=True, slots=True)
class Meaning:
    """`waits`: can be put right and sent again, so the place stays. `role`: who takes the next step (staff.roles)."""

    waits: bool
    role: str
    says: Callable[[], str]
    todo: Callable[[], str]


MEANINGS: dict[str, Meaning] = {
    "unknown": Meaning(
        True, "regency_officer", lambda: _("NIK tidak dikenal"),
        lambda: _("Cocokkan NIK dengan KTP, perbaiki datanya di halaman orang itu, lalu kirim lagi.")),
    "name_differs": Meaning(
        True, "regency_officer", lambda: _("Nama berbeda dari data kependudukan"),
        lambda: _("Samakan nama dengan KTP di halaman orang itu, lalu kirim lagi.")),
    "unreadable": Meaning(
        True, "regency_officer", lambda: _("Tanggal lahir tidak terbaca"),
        lambda: _("Perbaiki tanggal lahir menurut KTP di halaman orang itu, lalu kirim lagi.")),
    "died": Meaning(
        False, "regency_officer", lambda: _("Tercatat meninggal"),
        lambda: _("Pastikan kabar ini kepada keluarga. Bila benar, kami turut berduka; tempatnya sudah untuk daftar tunggu.")),
    "too_old": Meaning(
        False, "verifier", lambda: _("65 tahun ke atas pada hari diterima"),
        lambda: _("Di luar batas usia; susun penggantinya dari daftar tunggu.")),
    "elsewhere": Meaning(
        False, "verifier", lambda: _("Sudah dilindungi pihak lain"),
        lambda: _("Sudah dibayar pihak lain; susun penggantinya. Boleh diusulkan lagi sesudah perlindungan itu berakhir.")),
    "": Meaning(
        True, "bpjs_officer", lambda: _("Sebab yang belum dikenal"),
        lambda: _("Tanyakan kepada BPJS Ketenagakerjaan apa maksudnya, lalu kirim lagi atau lepaskan tempatnya.")),
}  # fmt: skip
WAIT = sorted(code for code, meaning in MEANINGS.items() if meaning.waits)


def meaning(code: str) -> Meaning:
    if code not in MEANINGS:
        raise UnknownMeaning(_("Sebab %(code)s tidak dikenal di sini.") % {"code": code})
    return MEANINGS[code]
