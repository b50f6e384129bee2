"""How weights.json is made: by expectation maximisation on records of which nobody has said who is who.

u from pairs drawn at random; m from three rounds, each among pairs that are alike in one respect, which says nothing of
that respect and much of the others: same NIK, same name and village, same birth date. The shipped file was trained on the
generator's people (see "made_from" in it); a province trains again on its own lists when they have grown:

    from naung.delivery.matching import training
    training.train(records)   # the frame of records.py, every record fresh
"""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from naung.delivery.matching import linkage
from naung.delivery.matching.compare import COMPARISONS, ELSE
from naung.delivery.matching.weights import FILE

ROUNDS = (
    "l.nik = r.nik",
    "l.name_key = r.name_key and l.village = r.village",
    "l.born_on = r.born_on and l.sex = r.sex and list_has_any(l.words, r.words)",
)
RANDOM_PAIRS = 1_000_000
M_FLOOR, U_FLOOR = (
    0.01,
    1e-6,
)  # one in a hundred records of a person says something that no training met: never sure against
PRIOR = (
    2.0**-20
)  # two records of a province drawn at random are one person; fixed, so that a weight means the same everywhere


def train(records: pl.DataFrame, *, seed: int = 1) -> dict[str, Any]:
    """m and u of every level from these records: {"levels": {field: {level: {"m", "u"}}}, "prior"}."""
    linker = linkage.linker(records)
    linker.training.estimate_u_using_random_sampling(max_pairs=RANDOM_PAIRS, seed=seed)
    for rule in ROUNDS:
        linker.training.estimate_parameters_using_expectation_maximisation(
            linkage.rule(rule), fix_u_probabilities=True
        )
    return {"prior": PRIOR, "levels": _levels(linker.misc.save_model_to_json())}


def _levels(model: dict[str, Any]) -> dict[str, dict[str, dict[str, float]]]:
    found: dict[str, dict[str, dict[str, float]]] = {}
    for told, comparison in zip(model["comparisons"], COMPARISONS, strict=True):
        keys = [*(level.key for level in comparison.levels), ELSE]
        levels = [level for level in told["comparison_levels"] if not level.get("is_null_level")]
        m = _whole([level.get("m_probability") for level in levels], M_FLOOR)
        u = _whole([level.get("u_probability") for level in levels], U_FLOOR)
        found[comparison.field] = {key: {"m": a, "u": b} for key, a, b in zip(keys, m, u, strict=True)}
    return found


def _whole(probabilities: list[float | None], floor: float) -> list[float]:
    """No level at nought, all together one, six digits: what a person can read and the file keeps."""
    floored = [max(p or 0.0, floor) for p in probabilities]
    return [float(f"{p / sum(floored):.6g}") for p in floored]


def save(
    facts: dict[str, Any],
    *,
    made_from: str,
    seeds: Sequence[int],
    merge_at: float,
    review_at: float,
    path: Path = FILE,
) -> None:
    """seeds: of the generator's people that taught; `naung quality` refuses to measure with them."""
    whole = {
        "made_from": made_from, "seeds": [*seeds], "merge_at": merge_at, "review_at": review_at, **facts,
    }  # fmt: skip
    path.write_text(json.dumps(whole, indent=1) + "\n")
