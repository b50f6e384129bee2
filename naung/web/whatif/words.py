"""What each knob and each kind of people is called."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from naung.foundation.regions import queries as regions
from naung.web import words

NAMES: dict[str, Callable[[], str]] = {
    "weights.disability": lambda: _("Penyandang disabilitas"),
    "weights.risky_work": lambda: _("Pekerjaan berisiko"),
    "weights.household": lambda: _("Keluarga yang belum punya tempat"),
    "weights.waited.each": lambda: _("Tiap daftar yang terlewat"),
    "weights.waited.at_most": lambda: _("Paling banyak karena menunggu"),
    "weights.months.each": lambda: _("Tiap bulan perlindungan tanpa putus"),
    "weights.months.at_most": lambda: _("Paling banyak karena bulan perlindungan"),
    "budget": lambda: _("Anggaran (rupiah)"),
    "rate": lambda: _("Iuran sebulan untuk satu orang (rupiah)"),
    "eligibility.age_from": lambda: _("Usia paling muda"),
    "eligibility.age_below": lambda: _("Usia harus di bawah"),
    "eligibility.decile_at_most": lambda: _("Desil paling tinggi"),
    "holders": lambda: _("Pemegang tempat tetap memegangnya"),
}


def name(path: str) -> str:
    """In the language of the moment."""
    first, _dot, rest = path.partition(".")
    if path in NAMES:
        return NAMES[path]()
    if first == "quota":
        return _("Tempat %(region)s") % {"region": place(rest)}
    if rest.startswith("decile."):
        return _("Desil %(n)s") % {"n": rest.removeprefix("decile.")}
    return _("Usia %(band)s tahun") % {"band": rest.removeprefix("age.")}


def figure(path: str, value: int) -> str:
    if path == "holders":
        return _("ya") if value else _("tidak")
    return words.rupiah(value) if path in ("budget", "rate") else words.number(value)


def turned(changes: dict[str, int], now: dict[str, int]) -> list[dict[str, str]]:
    """Each change with what stands today; whatever cannot be turned any more has no present."""
    return [
        {"name": name(path), "now": figure(path, now[path]) if path in now else "–", "then": figure(path, value)}
        for path, value in changes.items()
    ]  # fmt: skip


def kinds() -> dict[str, str]:
    return {"region": _("Wilayah"), "sex": _("Jenis kelamin"), "disability": _("Disabilitas"), "decile": _("Desil")}  # fmt: skip


def group(kind: str, key: str, places: dict[str, str]) -> str:
    """What a group of people is called; an unknown fact is named as one."""
    if not key:
        return _("belum diketahui")
    if kind == "region":
        return places.get(key, key)
    if kind == "decile":
        return _("desil %(n)s") % {"n": key}
    return {"L": _("laki-laki"), "P": _("perempuan"), "1": _("penyandang disabilitas"), "0": _("tanpa disabilitas")}.get(key, key)  # fmt: skip


def places() -> dict[str, str]:
    return {region.code: region.name for region in regions.regencies()}


def place(code: str) -> str:
    return places().get(code, code)


def sections(table: dict[str, Any]) -> list[dict[str, Any]]:
    """The knobs as a form shows them: weights, conditions, money; regions apart."""
    parts = {"weights": _("Bobot urutan"), "eligibility": _("Syarat"), "money": _("Uang")}
    of = {path: "money" if path in ("budget", "rate") else path.split(".")[0] for path in table}
    return [{"title": title, "paths": [path for path in table if of[path] == part]} for part, title in parts.items()]  # fmt: skip
