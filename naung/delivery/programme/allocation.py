"""Places by a formula: parts of the whole, a floor and a ceiling, whole places whose sum is exact. Pure; decides nothing."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from naung.foundation.regions import official
from naung.kit.refusal import Refusal

FILE = Path(__file__).parent / "allocation.yaml"


class NoFormula(Refusal):
    """No formula was in force on that day."""


class CannotShare(Refusal):
    """The floors together are more than there is, or the ceilings less; or a weighed figure is missing."""


@dataclass(frozen=True)
class Formula:
    """weights: parts by figure. floor: places each; cap_per_1000: places for 1,000 people at most."""

    since: date
    source: str
    confidence: str
    weights: dict[str, int]
    floor: int
    cap_per_1000: int


@dataclass(frozen=True, slots=True)
class Facts:
    """What the formula knows of a region."""

    population: int
    villages: int


def in_force(on: date) -> Formula:
    found = [one for one in _all() if one.since <= on]
    if not found:
        raise NoFormula(_("Belum ada rumus pembagian kuota yang berlaku pada %(on)s.") % {"on": on})
    return found[-1]


@cache
def _all() -> tuple[Formula, ...]:
    entries: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(sorted((Formula(**entry) for entry in entries), key=lambda one: one.since))


@cache
def facts() -> dict[str, Facts]:
    """By regency code, from the reference file of the regions."""
    return {row["code"]: Facts(int(row["pop_2024"]), int(row["kelurahan"]) + int(row["desa"]))
            for row in official.rows("ntt_regions.csv")}  # fmt: skip


def by_formula(places: int, formula: Formula, known: Mapping[str, Facts]) -> dict[str, int]:
    """Whole places by region; their sum is `places`. CannotShare."""
    weights = _weights(formula, known)
    ceilings = {code: one.population * formula.cap_per_1000 // 1000 for code, one in known.items()}
    return share(places, weights, dict.fromkeys(known, formula.floor), ceilings)


def _weights(formula: Formula, known: Mapping[str, Facts]) -> dict[str, Fraction]:
    """Each region's part of every weighed figure, together."""
    parts = {figure: part for figure, part in formula.weights.items() if part}
    if unknown := sorted(set(parts) - set(Facts.__slots__)):
        raise CannotShare(_("Rumus menimbang %(figures)s, tetapi angkanya belum ada untuk semua wilayah.") % {"figures": ", ".join(unknown)})  # fmt: skip
    wholes = {figure: sum(getattr(one, figure) for one in known.values()) for figure in parts}
    return {code: sum((Fraction(part * getattr(one, figure), wholes[figure]) for figure, part in parts.items()), Fraction(0))
            for code, one in known.items()}  # fmt: skip


def share(places: int, weights: Mapping[str, Fraction], floors: Mapping[str, int], ceilings: Mapping[str, int]) -> dict[str, int]:  # fmt: skip
    """`places` in proportion to the weights, none below its floor or above its ceiling, whole by the largest remainder.

    Equal remainders: the lower code. The more weighs never gets less, where floors and ceilings allow it. CannotShare."""
    if not sum(floors.values()) <= places <= sum(max(ceilings[code], floors[code]) for code in weights):
        raise CannotShare(_("%(places)s tempat tidak dapat dibagi: batas bawah dan batas atas tidak memungkinkan.") % {"places": places})  # fmt: skip
    bounds = {code: (floors[code], max(ceilings[code], floors[code])) for code in weights}
    exact = _within(places, weights, bounds)
    whole = {code: int(part) for code, part in exact.items()}
    order = sorted(exact, key=lambda code: (whole[code] - exact[code], code))
    more = set(order[: places - sum(whole.values())])
    return {code: part + (code in more) for code, part in whole.items()}


def _within(places: int, weights: Mapping[str, Fraction], bounds: Mapping[str, tuple[int, int]]) -> dict[str, Fraction]:  # fmt: skip
    """The exact shares: one rate for all, clamped. Between two neighbouring rates at which somebody meets a bound, the sum is a line."""

    def at(rate: Fraction) -> dict[str, Fraction]:
        return {code: min(max(rate * weight, Fraction(bounds[code][0])), Fraction(bounds[code][1])) for code, weight in weights.items()}  # fmt: skip

    rates = sorted({Fraction(bound) / weights[code] for code, pair in bounds.items() for bound in pair if weights[code]})  # fmt: skip
    above = next((rate for rate in rates if sum(at(rate).values()) >= places), None)
    if above is None:
        raise CannotShare(_("%(places)s tempat tidak dapat dibagi: batas bawah dan batas atas tidak memungkinkan.") % {"places": places})  # fmt: skip
    high = sum(at(above).values(), Fraction(0))
    if high == places:
        return at(above)
    below = max(rate for rate in rates if rate < above)
    low = sum(at(below).values(), Fraction(0))
    return at(below + (above - below) * (places - low) / (high - low))
