"""What a decree rests on, as dated data."""

from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

FILE = Path(__file__).parent / "basis.yaml"


def on(day: date) -> list[dict[str, Any]]:
    """The instruments in force on the day, highest first: `says`, `confidence` (stated, secondary, unverified), `since`."""
    return [one for one in _all() if one["since"] <= day]


@cache
def _all() -> tuple[dict[str, Any], ...]:
    return tuple(yaml.safe_load(FILE.read_text(encoding="utf-8")))
