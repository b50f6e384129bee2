"""What a reading is measured by, looked up in the law."""

from datetime import datetime
from typing import Any

from naung import law
from naung.delivery.intake.reading.rules import Rules
from naung.kit.clock import WITA


def rules(programme: Any, at: datetime) -> Rules:
    """The ages that the law lets in on that day, narrowed by the programme's overlay."""
    on = at.astimezone(WITA).date()
    ages = (
        law.provision(f"eligibility.{key}", on=on, overlay=programme.overlay).value
        for key in ("age_from", "age_below")
    )
    return Rules(on, *map(int, ages))
