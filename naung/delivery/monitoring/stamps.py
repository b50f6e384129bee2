"""What a stamp is, and how rows of earlier steps become stamps."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from naung.delivery.monitoring.moments import there
from naung.kit.clock import WITA


@dataclass(frozen=True, slots=True)
class Stamp:
    """One thing that happened to a person. `subject` is what it happened to, as on the trail; `facts` never hold an identity number."""

    at: datetime
    step: str
    what: str
    by: str = ""
    why: str = ""
    subject: str = ""
    trail: int | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    exact: bool = True  # False: only the day is known, and `at` is its noon

    def as_json(self) -> dict[str, Any]:
        return {"at": self.at.astimezone(WITA).isoformat(), "step": self.step, "what": self.what, "by": self.by, "why": self.why,
                "subject": self.subject, "trail": self.trail, "exact": self.exact, "facts": self.facts}  # fmt: skip


Source = Callable[[list[int]], Iterable[Stamp]]


def rows(sql: str, needs: Iterable[str], **params: Any) -> list[dict[str, Any]]:
    """The rows as dicts; none where a step's tables are not there yet."""
    if not there(*needs):
        return []
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        names = [column.name for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def who(actor: str | None) -> str:
    """'officer:3 Marta Contoh' -> 'Marta Contoh'; a machine is the system, whichever of its commands it was."""
    text = actor or ""
    if text.startswith("system "):
        return _("sistem Naung")
    return text.split(" ", 1)[1] if text.startswith("officer:") and " " in text else text


def noon(day: date) -> datetime:
    """For what is only known by its day: noon in WITA, so that it is that day everywhere in Indonesia."""
    return datetime.combine(day, time(12), WITA).astimezone(UTC)


def on_day(day: date, step: str, what: str, by: str = "", **more: Any) -> Stamp:
    """A stamp of which only the day is known."""
    return Stamp(noon(day), step, what, by, exact=False, **more)
