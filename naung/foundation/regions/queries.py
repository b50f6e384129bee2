"""Reads: areas by code, and which area a typed name means."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from naung.foundation.regions import names, official
from naung.foundation.regions.models import Alias, Region
from naung.foundation.regions.official import Quota, nik_region_known, nik_regions
from naung.kit.refusal import Refusal

__all__ = [
    "Quota", "Resolution", "UnknownRegion", "by_code", "children", "nik_region_known", "nik_regions", "path", "quota_facts",
    "regencies", "resolve_village", "resolve_villages", "villages_of", "within",
]  # fmt: skip
SUGGESTIONS = 3
ALIKE = 70.0  # of 100; below it a suggestion misleads more than it helps


class UnknownRegion(Refusal):
    """No area has this code; the message names it."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """`code` is None unless exactly one village is meant; `suggestions` are (code, name), the likeliest first.

    `how`: code, exact (the official spelling), alias (another known way of writing it), ambiguous, suggested, unknown.
    """

    code: str | None
    how: str
    suggestions: tuple[tuple[str, str], ...] = ()


def by_code(code: str) -> Region:
    """The area with this dotted code, or UnknownRegion."""
    try:
        return Region.objects.get(pk=code)
    except Region.DoesNotExist:
        raise UnknownRegion(_("Tidak ada wilayah dengan kode %(code)s.") % {"code": code}) from None


def children(code: str) -> QuerySet[Region]:
    return Region.objects.filter(parent_id=code).order_by("code")


def within(code: str) -> QuerySet[Region]:
    """The area itself and everything below it, in the order of codes."""
    return Region.objects.filter(_within(code)).order_by("code")


def path(code: str) -> list[Region]:
    """From the province down to the area itself; UnknownRegion when the code is not known."""
    parts = code.split(".")
    found = {r.code: r for r in Region.objects.filter(pk__in=[".".join(parts[: n + 1]) for n in range(4)])}
    if code not in found:
        raise UnknownRegion(_("Tidak ada wilayah dengan kode %(code)s.") % {"code": code})
    return [found[key] for key in sorted(found)]


def regencies() -> QuerySet[Region]:
    """The 22 regencies and cities."""
    return Region.objects.filter(level=2).order_by("code")


def villages_of(code: str) -> QuerySet[Region]:
    return within(code).filter(level=4)


def quota_facts(code: str) -> Quota:
    """The known figures of a regency's places; UnknownRegion for any other area."""
    try:
        return official.quotas()[code]
    except KeyError:
        raise UnknownRegion(
            _("Tidak ada kuota untuk %(code)s: hanya kabupaten dan kota yang mempunyainya.") % {"code": code}
        ) from None


def resolve_village(text: str, *, inside: str) -> Resolution:
    """Which village of a regency or district (`inside`, dotted code) a typed name means."""
    return resolve_villages([(text, inside)])[text, inside]


def resolve_villages(pairs: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Resolution]:
    """The same for many (text, inside) at once, with two queries in all."""
    asked = set(pairs)
    places = {inside: _Villages(inside) for inside in {inside for _, inside in asked}}
    _fill(places)
    return {(text, inside): places[inside].resolve(text) for text, inside in asked}


class _Villages:
    """The villages of one regency or district, by spelling and by key."""

    def __init__(self, inside: str) -> None:
        if official.level_of(inside) not in (
            2,
            3,
        ):  # a name repeats across the province (Merdeka: four times)
            raise UnknownRegion(
                _("Nama desa dicari di dalam kabupaten, kota, atau kecamatan, bukan di dalam %(code)s.")
                % {"code": inside}
            )
        self.inside = inside
        self.name: dict[str, str] = {}
        self.spelled: dict[str, set[str]] = {}
        self.keyed: dict[str, set[str]] = {}

    def add(self, code: str, name: str) -> None:
        self.name[code] = name
        self.spelled.setdefault(names.fold(name), set()).add(code)
        self.keyed.setdefault(names.key(name), set()).add(code)

    def resolve(self, text: str) -> Resolution:
        by_code = self._code_in(text)
        if by_code:
            return Resolution(by_code, "code")
        key = names.key(text)
        for how, codes in (("exact", self.spelled.get(names.fold(text))), ("alias", self.keyed.get(key))):
            if codes and len(codes) == 1:
                return Resolution(next(iter(codes)), how)
            if codes:
                return Resolution(None, "ambiguous", self._named(sorted(codes)))
        alike = self._alike(key)
        return Resolution(None, "suggested" if alike else "unknown", alike)

    def _code_in(self, text: str) -> str | None:
        """The village code written in the text, dotted or as ten digits, when it is one of these."""
        for word in text.replace(",", " ").split():
            plain = word.replace(".", "")
            dotted = f"{plain[:2]}.{plain[2:4]}.{plain[4:6]}.{plain[6:]}"
            if len(plain) == 10 and dotted in self.name:
                return dotted
        return None

    def _alike(self, key: str) -> tuple[tuple[str, str], ...]:
        near = process.extract(
            key, list(self.keyed), scorer=fuzz.ratio, limit=SUGGESTIONS, score_cutoff=ALIKE
        )
        codes = dict.fromkeys(code for found, _, _ in near for code in sorted(self.keyed[found]))
        return self._named(list(codes))

    def _named(self, codes: list[str]) -> tuple[tuple[str, str], ...]:
        return tuple((code, self.name[code]) for code in codes[:SUGGESTIONS])


def _fill(places: dict[str, _Villages]) -> None:
    villages = Region.objects.filter(level=4).order_by("code").values_list("code", "name")
    aliases = Alias.objects.filter(region__level=4).values_list("region_id", "text")
    for code, name in villages:
        for inside in (code[:5], code[:8]):
            if inside in places:
                places[inside].add(code, name)
    for code, text in aliases:
        for inside in (code[:5], code[:8]):
            if inside in places:
                places[inside].keyed.setdefault(text, set()).add(code)


def _within(code: str) -> Q:
    return Q(pk=code) | Q(pk__startswith=code + ".")
