"""What long work is given, and what it gives back. `settings.NAUNG_WORK` names for each kind the function that does it."""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from naung.kit.actor import Actor


@dataclass(frozen=True, slots=True)
class Task:
    """One taking-up of a job. What was asked for stays the same at every attempt; `at` is the moment of this one."""

    number: int
    arguments: dict[str, Any]
    by: Actor  # the officer who started it
    regions: tuple[str, ...]  # what the officer sees; the database shows this transaction no more
    on: date  # the business day of the screen on which it was started
    at: datetime
    attempt: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """`says`: one sentence for the officer, without names or numbers of people. `href`: where to go on ("/usulan/12")."""

    says: str
    counts: dict[str, int] = field(default_factory=dict)
    href: str = ""


class Report(Protocol):
    """Says how far the work is. Cheap: it writes at most twice a second, so call it after every chunk.

    It raises Stopped where the officer cancelled, and Interrupted where the worker ends: let both pass."""

    def __call__(self, done: int, total: int | None = None, say: str = "") -> None: ...


class Kind(Protocol):
    """Does the work. It may have run before up to any chunk: it asks what is missing and does that."""

    def __call__(self, task: Task, report: Report) -> Outcome: ...


class Stopped(Exception):
    """The officer cancelled; what was done before stays."""


class Interrupted(Exception):
    """The worker ends, or another took this work over; the next attempt goes on."""
