"""Where two numbers or two dates differ, in words: no number is told whole, and no digit that is not one of the differing ones."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naung.foundation.regions import queries as regions
from naung.foundation.vault import seals
from naung.kit import nik
from naung.kit.clock import say_date

FEW = 4  # differing digits that may be named
PARTS = ((0, 6), (6, 12), (12, 16))


def numbers(one: Any, other: Any) -> list[str]:
    """What the NIKs of two records say about them; nothing where a side has none."""
    if not one.nik_sealed or not other.nik_sealed:
        return []
    a, b = seals.open_sealed(one.nik_sealed, "nik"), seals.open_sealed(other.nik_sealed, "nik")
    return (
        [_("Kedua NIK sama.")]
        if a == b
        else [*_difference(a, b), *_regions(a, b), *_births(a, b, one, other)]
    )


def _difference(a: str, b: str) -> list[str]:
    if len(a) != len(b):
        return [
            _("Satu NIK %(a)d angka, yang lain %(b)d angka. NIK selalu 16 angka.")
            % {"a": len(a), "b": len(b)}
        ]
    at = [place for place in range(len(a)) if a[place] != b[place]]
    where = {"places": _listed([str(place + 1) for place in at]), "part": _listed(_parts(at))}
    if _exchanged(a, b, at):
        return [_("Dua angka bersebelahan tertukar: angka ke-%(places)s (%(part)s).") % where]
    if len(at) <= FEW:
        said = ngettext(
            "%(n)d angka berbeda: angka ke-%(places)s (%(part)s).", "%(n)d angka berbeda: angka ke-%(places)s (%(part)s).", len(at)
        )  # fmt: skip
        return [said % {**where, "n": len(at)}]
    return [_("%(n)d dari 16 angka berbeda: %(part)s.") % {**where, "n": len(at)}]


def _exchanged(a: str, b: str, at: list[int]) -> bool:
    return len(at) == 2 and at[1] == at[0] + 1 and a[at[0]] == b[at[1]] and a[at[1]] == b[at[0]]


def _parts(at: list[int]) -> list[str]:
    names = (_("wilayah pendaftaran pertama"), _("tanggal lahir di dalam NIK"), _("nomor urut"))
    return [
        name
        for name, (begin, end) in zip(names, PARTS, strict=True)
        if any(begin <= place < end for place in at)
    ]


def _listed(words: list[str]) -> str:
    return (
        words[0]
        if len(words) == 1
        else _("%(first)s dan %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}
    )


def _regions(a: str, b: str) -> list[str]:
    """A NIK keeps the district of first registration for life, so two districts are two registrations, or a slip."""
    if a[:6] == b[:6]:
        return []
    return [_("Wilayah pendaftaran pertama: %(a)s di kiri, %(b)s di kanan. Angka itu tidak berubah bila orang pindah.")
            % {"a": _district(a), "b": _district(b)}]  # fmt: skip


def _district(number: str) -> str:
    codes = (f"{number[:2]}.{number[2:4]}.{number[4:6]}", f"{number[:2]}.{number[2:4]}")
    for code in codes:
        try:
            return ", ".join(region.name for region in reversed(regions.path(code)[1:]))
        except regions.UnknownRegion:
            continue
    return _("wilayah yang tidak dikenal di NTT")


def _births(a: str, b: str, one: Any, other: Any) -> list[str]:
    """Does the birth date inside each number agree with the date written beside it? Women's days are counted from 41."""
    left, right = _agrees(a, one), _agrees(b, other)
    if left is None or right is None or left == right:
        return (
            [_("Tanggal lahir di dalam kedua NIK tidak cocok dengan yang tertulis.")]
            if left is right is False
            else []
        )
    side = _("kiri") if left else _("kanan")
    return [
        _("Hanya NIK di %(side)s yang memuat tanggal lahir dan jenis kelamin seperti yang tertulis.")
        % {"side": side}
    ]


def _agrees(number: str, side: Any) -> bool | None:
    parsed = nik.parse(number)
    if side.born_on is None or not side.sex:
        return None
    return parsed is not None and parsed.agrees_with(side.born_on) and parsed.sex == side.sex


def dates(a: date | None, b: date | None) -> str:
    """How two birth dates differ; '' where they do not, or one is not known."""
    if a is None or b is None or a == b:
        return ""
    if (a.day, a.month, a.year) == (b.month, b.day, b.year):
        return _("Tanggal dan bulan tertukar: %(a)s dan %(b)s.") % {"a": say_date(a), "b": say_date(b)}
    parts = [name for name, same in ((_("tanggalnya"), a.day == b.day), (_("bulannya"), a.month == b.month), (_("tahunnya"), a.year == b.year)) if not same]  # fmt: skip
    if len(parts) == 1:
        return _("Hanya %(part)s berbeda.") % {"part": parts[0]}
    if a.year == b.year:
        return _("Tanggal dan bulannya berbeda.")
    years = abs(a.year - b.year)
    return ngettext("Selisih %(n)d tahun lahir.", "Selisih %(n)d tahun lahir.", years) % {"n": years}
