"""A region's picture, kept while nothing new is on the trail: the same numbers are not counted twice."""

from datetime import date
from typing import Any

from django.core.cache import cache

from naung.delivery.monitoring import queries as monitoring
from naung.kit import clock

KEPT = 300  # seconds; the trail's head is in the key, so nothing stale is ever shown


def picture_of(programme: Any, code: str, *, on: date | None = None) -> monitoring.Picture | None:
    key = f"picture:{programme.pk}:{code}:{on}:{monitoring.trail_head()}"
    found = cache.get(key)
    if found is None:
        found = monitoring.picture(programme, code, now=clock.now(), on=on)
        cache.set(key, found, KEPT)
    return found
