"""The law as officials write it down: each case of cases/*.yaml, with its article, against the calculator."""

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from naung import law

FOLDER = Path(__file__).parent / "cases"
FIELDS = {
    "name",
    "article",
    "case",
    "total",
    "lines",
    "count",
    "error",
    "eligible",
    "reasons",
    "confidence",
    "since",
}


def _plain(value: Any) -> Any:
    """Dates as the JSON of a case would carry them."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_plain(item) for item in value]
    return value.isoformat() if isinstance(value, date) else value


CASES = [
    (f"{path.stem}: {case['name']}", case)
    for path in sorted(FOLDER.glob("*.yaml"))
    for case in yaml.safe_load(path.read_text())
]


@pytest.mark.parametrize("case", [case for _, case in CASES], ids=[name for name, _ in CASES])
def test_case(case: dict[str, Any]) -> None:
    assert set(case) <= FIELDS and case["article"], "a case says what it expects, and quotes its article"
    found = law.calculate(_plain(case["case"]))
    if "error" in case:
        assert (
            found["error"]["code"] == case["error"]
            and found["error"]["message"]
            and found["error"]["message_en"]
        )
    elif "eligible" in case:
        _judge_verdict(case, found)
    else:
        _judge_amounts(case, found)


def _judge_verdict(case: dict[str, Any], found: dict[str, Any]) -> None:
    assert "error" not in found, found
    assert (found["eligible"], [reason["code"] for reason in found["reasons"]]) == (
        case["eligible"],
        case["reasons"],
    )
    assert all(
        reason["message"] and reason["message_en"] and reason["reference"] for reason in found["reasons"]
    )


def _judge_amounts(case: dict[str, Any], found: dict[str, Any]) -> None:
    assert "error" not in found, found
    lines = found["lines"]
    assert found["total"] == case["total"] == sum(line["amount"] for line in lines)
    assert "count" not in case or len(lines) == case["count"]
    if "lines" in case:
        amounts: Counter[str] = Counter()
        for line in lines:
            amounts[line["what"]] += line["amount"]
        assert dict(amounts) == case["lines"]
    confidence = [line["confidence"] for line in lines]
    assert "confidence" not in case or case["confidence"] in confidence
    assert "since" not in case or lines[0]["in_force_since"] == case["since"].isoformat()
    assert all(
        line["reference"] and line["sentence_id"] and line["sentence_en"] and line["version"]
        for line in lines
    )


def test_no_two_cases_have_one_name() -> None:
    assert len(CASES) == len({name for name, _ in CASES})


def test_every_row_of_the_disability_table_has_its_case() -> None:
    told = {part["part"] for _, case in CASES for part in case["case"].get("parts", [])}
    assert told >= set(law.provision("jkk.disability_table", on=date(2025, 7, 1)).value)
