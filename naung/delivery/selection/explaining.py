"""One person's rank, criterion by criterion: what it gave, from which fact, and what it rests on. Nothing here promises a place."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from naung.delivery.selection import criteria, reasons, scoring

Facts = dict[str, Any]

NAMES: dict[str, Callable[[], str]] = {
    "decile": lambda: _("Desil kesejahteraan (DTSEN)"),
    "disability": lambda: _("Penyandang disabilitas"),
    "risky_work": lambda: _("Pekerjaan berisiko"),
    "age": lambda: _("Usia"),
    "household": lambda: _("Keluarga yang belum terlindungi"),
    "waited": lambda: _("Sudah menunggu"),
    "months": lambda: _("Bulan perlindungan yang sudah berjalan"),
}


@dataclass(frozen=True, slots=True)
class Criterion:
    """`points` of at most `most`; `why` is the fact in words; `rests_on` with its `confidence`."""

    name: str
    says: str
    points: int
    most: int
    why: str
    rests_on: str
    confidence: str


def criteria_of(chapter: dict[str, Any]) -> list[Criterion]:
    """Every criterion that ranked this person, those that gave nothing too; empty where they were not ranked."""
    weights = criteria.of_version(chapter["criteria"])
    if weights is None or chapter["points"] is None:
        return []
    told = [name for name in scoring.CRITERIA if name != "months" or chapter["facts"].get("months")]
    return [_one(name, chapter, weights) for name in told]


def _one(name: str, chapter: dict[str, Any], chosen: criteria.Criteria) -> Criterion:
    points, basis = chapter["points"].get(name, 0), chosen.rests_on[name]
    why = WHY[name](chapter["facts"], points)
    return Criterion(
        name, NAMES[name](), points, _most(chosen.weights[name]), why, basis["says"], basis["confidence"]
    )


def _most(weight: Any) -> int:
    """The points that a criterion can give."""
    if isinstance(weight, list):
        return max(band["points"] for band in weight)
    if isinstance(weight, dict):
        return int(weight["at_most"] if "at_most" in weight else max(weight.values()))
    return int(weight)


def _decile(facts: Facts, points: int) -> str:
    return _("desil %(n)s") % {"n": facts["decile"]} if facts.get("decile") else _("desil belum diketahui")


def _disability(facts: Facts, points: int) -> str:
    return _("ya") if facts.get("disability") else _("tidak tercatat")


def _risky(facts: Facts, points: int) -> str:
    work = facts.get("work") or _("belum diketahui")
    return work if points else _("%(work)s: tidak termasuk daftar pekerjaan berisiko") % {"work": work}


def _age(facts: Facts, points: int) -> str:
    return _("%(n)s tahun") % {"n": facts.get("age")}


def _household(facts: Facts, points: int) -> str:
    if points:
        return _("belum seorang pun dari kartu keluarganya memegang tempat, dan ia yang terdepan")
    if facts.get("household"):
        return _("anggota lain dari kartu keluarganya didahulukan atau sudah memegang tempat")
    return _("nomor kartu keluarga belum diketahui; desa atau kelurahan dapat melengkapinya")


def _waited(facts: Facts, points: int) -> str:
    lists = facts.get("waited") or 0
    return (
        _("%(n)s daftar sudah ditetapkan sejak diusulkan") % {"n": lists}
        if lists
        else _("belum melewati satu daftar pun")
    )


def _months(facts: Facts, points: int) -> str:
    return _("%(n)s bulan") % {"n": facts.get("months") or 0}


WHY: dict[str, Callable[[Facts, int], str]] = {
    "decile": _decile, "disability": _disability, "risky_work": _risky, "age": _age, "household": _household, "waited": _waited,
    "months": _months,
}  # fmt: skip


def lacking(chapter: dict[str, Any]) -> list[dict[str, str]]:
    """What is missing for an answer, and who can supply it; a rule that says no has no line here."""
    found = [reasons.lacks(reason["code"]) for reason in chapter["reasons"]]
    return [{"fact": one[0], "who": one[1]} for one in found if one]
