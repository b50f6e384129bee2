"""A region's picture, kept while nothing new is on the trail: the same numbers are not counted twice.

Where counting takes long (a province of a million), it is not counted again for every new entry: at most a twentieth of the
time is spent on it; one visitor counts, the others see the picture before (which says of which moment it is) or wait for the first."""

import threading
import time
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.cache import cache

from naung.delivery.monitoring import queries as monitoring
from naung.kit import clock

KEPT = 3600  # seconds
_ALONE = tuple(
    threading.Lock() for _ in range(64)
)  # shared by hash: anybody may ask for any day, so not one for each
LONG, REST = 0.5, 20  # a count of so many seconds is long, and rests so many times as long


@dataclass(frozen=True, slots=True)
class _Kept:
    picture: monitoring.Picture | None
    head: int
    rests_until: float


def picture_of(programme: Any, code: str, *, on: date | None = None) -> monitoring.Picture | None:
    key, head = f"picture:{programme.pk}:{code}:{on}", monitoring.trail_head()
    kept: _Kept | None = cache.get(key)
    if kept and (kept.head == head or time.monotonic() < kept.rests_until):
        return kept.picture
    alone = _ALONE[hash(key) % len(_ALONE)]
    if kept and alone.locked():
        return kept.picture
    with alone:
        now: _Kept | None = cache.get(key)  # somebody else may have counted while this one waited
        return now.picture if now and now.head == head else _counted(key, head, programme, code, on)


def _counted(key: str, head: int, programme: Any, code: str, on: date | None) -> monitoring.Picture | None:
    began = time.monotonic()
    picture = monitoring.picture(programme, code, now=clock.now(), on=on)
    spent = time.monotonic() - began
    cache.set(key, _Kept(picture, head, began + spent * REST if spent > LONG else began), KEPT)
    return picture
