"""The weights of agreement, shipped in weights.json; made by `training.train`, see there.

m is how often records of one person fall into a level, u how often those of two people do; the weight of a level is
log2(m/u). The file keeps m and u, so that an auditor can argue with each."""

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from naung.delivery.matching.compare import COMPARISONS, ELSE, Record, levels

FILE = Path(__file__).parent / "weights.json"


@dataclass(frozen=True, slots=True)
class Weights:
    prior: float  # the chance that two records drawn at random are one person
    m: dict[str, dict[str, float]]  # field -> level -> probability
    u: dict[str, dict[str, float]]
    merge_at: float  # from this weight on, and only under the rules of plan.py, without a person
    review_at: float  # from this weight on a person looks
    seeds: tuple[int, ...] = ()  # of the generator's people that taught these weights: never measured with

    @property
    def base(self) -> float:
        return math.log2(self.prior / (1 - self.prior))

    def of(self, field: str, level: str) -> float:
        return math.log2(self.m[field][level] / self.u[field][level])

    def score(self, a: Record, b: Record) -> tuple[float, dict[str, float]]:
        """(weight in powers of two, its parts by field): above 0, one person is likelier than two."""
        parts = self.parts(levels(a, b))
        return self.base + sum(parts.values()), parts

    def parts(self, seen: Mapping[str, str]) -> dict[str, float]:
        return {field: self.of(field, level) for field, level in seen.items()}


@cache
def shipped() -> Weights:
    return from_facts(json.loads(FILE.read_text()))


def from_facts(facts: dict[str, Any]) -> Weights:
    """Weights from the JSON; every level of every comparison has to be there (KeyError names what is missing)."""
    m: dict[str, dict[str, float]] = {}
    u: dict[str, dict[str, float]] = {}
    for comparison in COMPARISONS:
        keys = [*(level.key for level in comparison.levels), ELSE]
        m[comparison.field] = {key: facts["levels"][comparison.field][key]["m"] for key in keys}
        u[comparison.field] = {key: facts["levels"][comparison.field][key]["u"] for key in keys}
    return Weights(facts["prior"], m, u, facts["merge_at"], facts["review_at"], tuple(facts.get("seeds", ())))
