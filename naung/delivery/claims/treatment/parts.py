"""The parts of a partial disability, sealed: what a doctor found of somebody's body is read by few."""

import json
from collections.abc import Sequence
from decimal import Decimal

from naung import law
from naung.foundation.vault import seals

FIELD = "claim.care.parts"


def sealed(parts: Sequence[law.Part]) -> bytes | None:
    if not parts:
        return None
    plain = [[one.part, _text(one.percent), _text(one.function_lost_percent)] for one in parts]
    return seals.seal(json.dumps(plain, separators=(",", ":")), FIELD)


def opened(stored: bytes | memoryview | None) -> tuple[law.Part, ...]:
    if not stored:
        return ()
    return tuple(
        law.Part(part=part, percent=_number(percent), function_lost_percent=_number(lost))
        for part, percent, lost in json.loads(seals.open_sealed(stored, FIELD))
    )


def _text(number: int | Decimal | None) -> str | None:
    return None if number is None else str(number)


def _number(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)
