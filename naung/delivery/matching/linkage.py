"""Splink on DuckDB over rows and people: which pairs are near enough to be weighed, and what each weighs.

Input is one frame of records (see records.py). `fresh` marks records to be placed now; two that are both settled are
never compared again.
"""

from typing import Any

import duckdb
import polars as pl
from splink import DuckDBAPI, Linker, SettingsCreator
from splink.blocking_rule_library import CustomRule

from naung.delivery.matching.compare import COMPARISONS, ELSE, Comparison
from naung.delivery.matching.weights import Weights, shipped

# Pairs worth weighing. Every rule begins with an equality, so that DuckDB joins by hash; the rest narrows.
FRESH = "(l.fresh or r.fresh)"
SOME_NAME = "list_has_any(l.words, r.near)"
RULES = (
    f"l.born_on = r.born_on and l.sex = r.sex and {FRESH} and {SOME_NAME}",
    f"l.kk = r.kk and l.sex = r.sex and {FRESH} and {SOME_NAME}",
    f"l.name_key = r.name_key and l.village = r.village and l.sex = r.sex and {FRESH}",
    f"l.name_key = r.name_key and l.mother_key = r.mother_key and l.sex = r.sex and {FRESH}",
)
PAIRS = {"left": pl.Int64, "right": pl.Int64, "weight": pl.Float64}


def pairs(records: pl.DataFrame, *, at_least: float, weights: Weights | None = None) -> pl.DataFrame:
    """Pairs that weigh at least `at_least` (powers of two): columns left, right (ids, in no order), weight."""
    weights = weights or shipped()
    if records.height < 2 or not records["fresh"].any():
        return pl.DataFrame(schema=PAIRS)
    found = linker(records, weights).inference.predict(threshold_match_weight=at_least, warning_mode="never")
    frame = pl.DataFrame(pl.from_arrow(found.as_pyarrow_table()))
    return frame.select(
        pl.col("id_l").alias("left"),
        pl.col("id_r").alias("right"),
        pl.col("match_weight").alias("weight").cast(pl.Float64),
    )


def linker(records: pl.DataFrame, weights: Weights | None = None) -> Linker:
    api = DuckDBAPI(duckdb.connect(":memory:"))
    registered = api.register(records.to_arrow(), dataset_display_name="records")
    return Linker(registered, _settings(weights), log_level="ERROR")


def rule(sql: str) -> CustomRule:
    return CustomRule(sql)


def _settings(weights: Weights | None) -> SettingsCreator:
    return SettingsCreator(
        link_type="dedupe_only",
        comparisons=[_comparison(c, weights) for c in COMPARISONS],
        blocking_rules_to_generate_predictions=[rule(sql) for sql in RULES],
        probability_two_random_records_match=weights.prior if weights else 1e-5,
        retain_matching_columns=False,
        unique_id_column_name="id",
    )


def _comparison(comparison: Comparison, weights: Weights | None) -> dict[str, Any]:
    levels: list[dict[str, Any]] = []
    if comparison.blank:
        blank = f"{comparison.blank}_l is null or {comparison.blank}_r is null"
        levels.append({"sql_condition": blank, "label_for_charts": "blank", "is_null_level": True})
    for key, sql in [*((level.key, level.sql) for level in comparison.levels), (ELSE, "ELSE")]:
        level: dict[str, Any] = {"sql_condition": sql, "label_for_charts": key}
        if weights:
            level["m_probability"] = weights.m[comparison.field][key]
            level["u_probability"] = weights.u[comparison.field][key]
        levels.append(level)
    return {"output_column_name": comparison.field, "comparison_levels": levels}
