"""What takes long to count is kept while nothing new is on the trail: the same numbers are not counted twice.

One visitor counts; the others wait for them, or see the count before where it may rest."""

import hashlib
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.cache import caches
from django.db import connection

from naung.delivery.monitoring import queries as monitoring

T = TypeVar("T")
KEPT = (
    7 * 24 * 3600
)  # seconds; an old count is shown while one visitor counts anew, so that nobody waits after a quiet night
LONG, REST = 0.5, 20  # a count of so many seconds is long, and rests so many times as long
_ALONE = tuple(
    threading.Lock() for _ in range(64)
)  # shared by hash: anybody may ask for any day, so not one for each


@dataclass(frozen=True, slots=True)
class _Kept:
    found: Any
    head: int
    rests_until: float


def kept(key: str, count: Callable[[], T], *, may_rest: bool = False) -> T:
    """`count()`, or what it gave before if the trail has not grown since (a folder of the house keeps it for all its processes).

    may_rest: where counting takes long it is not done again for every new entry: at most a twentieth of the time is spent on
    it. For figures that say of which moment they are, never for what an officer has just changed."""
    head, figures = monitoring.trail_head(), caches["figures"]
    key = f"{_house()}:{key}"
    before: _Kept | None = figures.get(key)
    if before and (before.head == head or may_rest and time.time() < before.rests_until):
        return before.found  # type: ignore[no-any-return]
    alone = _ALONE[hash(key) % len(_ALONE)]
    if before and may_rest and alone.locked():
        return before.found  # type: ignore[no-any-return]
    with alone:
        now: _Kept | None = figures.get(key)  # somebody else may have counted while this one waited
        return now.found if now and now.head == head else _counted(key, head, count)


def _house() -> str:
    """The folder of figures outlives a database; another database of the same home must not show them as its own."""
    database = connection.settings_dict
    return hashlib.sha256(f"{database['HOST']} {database['PORT']} {database['NAME']}".encode()).hexdigest()[
        :16
    ]


def _counted(key: str, head: int, count: Callable[[], T]) -> T:
    began = time.time()
    found = count()
    spent = time.time() - began
    caches["figures"].set(key, _Kept(found, head, began + spent * REST if spent > LONG else began), KEPT)
    return found
