"""Whoever tries many numbers waits: wrong tries are counted by address, in this stretch of minutes and the one before.

Only what did not fit is counted: a whole village comes through one address of its telephone company."""

import time

from django.core.cache import cache
from django.http import HttpRequest

SECONDS = 600


def address_of(request: HttpRequest) -> str:
    return str(request.META.get("REMOTE_ADDR", ""))


def tries(door: str, of: str, *, one_more: bool = False) -> int:
    """Wrong tries at this door in the last ten to twenty minutes, for all the site's processes. A stretch has a key of its own
    because not every cache keeps a key's end when it counts on."""
    now = int(time.time() // SECONDS)
    cache.add(f"{door}:{of}:{now}", 0, 3 * SECONDS)
    here = cache.incr(f"{door}:{of}:{now}") if one_more else cache.get(f"{door}:{of}:{now}", 0)
    return int(here) + int(cache.get(f"{door}:{of}:{now - 1}", 0))
