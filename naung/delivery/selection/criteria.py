"""The weights of ranking, as dated data: which were in force on a day, and under which version they are kept."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from django.utils.translation import gettext as _

from naung.kit.canonical import canonical, sha256
from naung.kit.refusal import Refusal

FILE = Path(__file__).parent / "criteria.yaml"
WEIGHED = ("seed", "disability", "risky_work", "age", "household", "waited", "months")


class NoCriteria(Refusal):
    """No weights were in force on that day, so nobody is ranked."""


@dataclass(frozen=True)
class Criteria:
    """`weights` is what scoring.py reads: seed, decile, disability, risky_work, age, household, waited, months.

    `rests_on`: by criterion `says` and `confidence` (stated, secondary, unverified), for whoever asks why it counts."""

    since: date
    source: str
    confidence: str
    weights: dict[str, Any]
    rests_on: dict[str, dict[str, str]]

    @property
    def version(self) -> str:
        """The day it is from, and a short hash over everything that moves a rank."""
        return f"{self.since}/{sha256(canonical(self.weights))[:12]}"


def in_force(on: date) -> Criteria:
    """The newest version of criteria.yaml that is not younger than `on`; NoCriteria when there is none."""
    found = [one for one in _all() if one.since <= on]
    if not found:
        raise NoCriteria(_("Belum ada bobot prioritas yang berlaku pada %(on)s.") % {"on": on})
    return found[-1]


def of_version(version: str) -> Criteria | None:
    """The weights that ranked somebody; None where the file no longer holds them."""
    return next((one for one in _all() if one.version == version), None)


@cache
def _all() -> tuple[Criteria, ...]:
    entries = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return tuple(sorted((_one(entry) for entry in entries), key=lambda c: c.since))


def _one(entry: dict[str, Any]) -> Criteria:
    weights = {name: entry[name] for name in WEIGHED}
    weights["decile"] = {str(decile): points for decile, points in entry["decile"].items()}
    return Criteria(entry["since"], entry["source"], entry["confidence"], weights, entry["rests_on"])
