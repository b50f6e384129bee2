"""The moment that a page speaks of."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import connection

from naung.kit.clock import WITA

STEPS = [
    "registry",
    "intake",
    "matching",
    "selection",
    "enrolment",
    "banking",
    "contributions",
    "handover",
    "claims",
]

# Told on the trail, and nothing is otherwise than before.
LOOKS = [
    "registry.reveal",
    "intake.open",
    "intake.download",
    "matching.take",
    "exchange.download",
    "trail.export",
]


@dataclass(frozen=True, slots=True)
class AsOf:
    """`at`: the newest thing known; `on`: the day that is counted, never after the programme's last day of cover."""

    at: datetime
    on: date
    ended: bool


def as_of(last_day: date, *, now: datetime, on: date | None = None) -> AsOf | None:
    """What is known at `now`; None before anything happened. A day given by the reader (`on`) is kept within the same bounds."""
    newest = newest_entry()
    if newest is None:
        return None
    at = min(newest, now)
    day = min(on or last_day, at.astimezone(WITA).date(), last_day)
    return AsOf(at=at, on=day, ended=at.astimezone(WITA).date() > last_day)


def newest_entry() -> datetime | None:
    """When the last step of the road was taken, by the trail."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select max(at) from trail_entry where split_part(verb, '.', 1) = any(%s) and not verb = any(%s)",
            [STEPS, LOOKS],
        )
        (at,) = cursor.fetchone()
    return at


def trail_head() -> int:
    """The number of the newest entry that may have changed a figure: as long as it is the same, every figure is."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select id from trail_entry where verb not like 'staff.%%' and not verb = any(%s) order by id desc limit 1",
            [LOOKS],
        )
        found = cursor.fetchone()
    return int(found[0]) if found else 0


_seen: set[tuple[str, ...]] = set()  # tables do not go away: who was there is not asked again


def there(*tables: str) -> bool:
    """Are these tables in the database? A step that is not built yet has none, and its figures are simply absent."""
    if tables not in _seen and _asked(tables):
        _seen.add(tables)
    return tables in _seen


def _asked(tables: tuple[str, ...]) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "select bool_and(to_regclass(t) is not null) from unnest(%s::text[]) t", [list(tables)]
        )
        (all_there,) = cursor.fetchone()
    return bool(all_there)
