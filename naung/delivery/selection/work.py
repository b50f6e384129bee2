"""What an occupation says of a person: the words the law reads, the status it implies, whether the work is risky."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

FILE = Path(__file__).parent / "work.yaml"


@dataclass(frozen=True, slots=True)
class Work:
    label: str
    status: str | None  # None: the occupation alone implies none
    risky: bool


@cache
def table() -> dict[str, Work]:
    """By occupation code of intake."""
    rows = yaml.safe_load(FILE.read_text(encoding="utf-8"))
    return {
        code: Work(row["label"], row.get("status"), row.get("risky", False)) for code, row in rows.items()
    }


def of(code: str, text: str) -> Work:
    """By code where it is known; otherwise the words as they were given, implying nothing."""
    return table().get(code) or Work(text, None, False)
