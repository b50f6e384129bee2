"""All batches of a kind to and from a partner. Every step can be stopped and run again: it goes on with what is missing."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import TypeVar

from naung.foundation.exchange import actions, queries
from naung.foundation.exchange.ports import Taken
from naung.foundation.exchange.queries import Batch
from naung.kit.actor import Actor

Progress = Callable[[int, int | None], None]
T = TypeVar("T")
# ANSWERED too: a run that was ended between the last answer and the closing leaves the closing to the next.
OPEN = ("SENT", "ACKNOWLEDGED", "ANSWERED")


def send(
    *, waiting: Sequence[T], prepare: Callable[[T], object], batches: Callable[[], Iterable[Batch]], by: Actor, at: datetime,
    progress: Progress,
) -> list[Batch]:  # fmt: skip
    """Prepares a batch for each of `waiting` (a transaction each) and sends it, with those that a stopped run left behind.
    Returns what was sent now; run again, nothing."""
    for done, one in enumerate(waiting, 1):
        prepare(one)
        progress(done, len(waiting))
    return [actions.send(batch=batch, by=by, at=at) for batch in batches() if batch.state == "PREPARED"]


def take(
    *, batches: Iterable[Batch], answers: Callable[[bytes], Iterable[bytes]], take_one: Callable[[Batch, bytes], Taken | None],
    by: Actor, at: datetime, progress: Progress,
) -> list[Taken]:  # fmt: skip
    """Asks the partner (`answers`, given the file that was sent) about every batch that still waits and takes what has come;
    a batch all of whose lines are answered is closed. What comes late is taken by the next run."""
    waiting = [batch for batch in batches if batch.state in OPEN]
    taken: list[Taken | None] = []
    for done, batch in enumerate(waiting, 1):
        contents = answers(queries.file_of(batch)) if batch.state != "ANSWERED" else []
        taken += [take_one(batch, content) for content in contents]
        _close(batch, by, at)
        progress(done, len(waiting))
    return [one for one in taken if one]


def _close(batch: Batch, by: Actor, at: datetime) -> None:
    batch = queries.by_number(batch.pk)
    if batch.state == "ANSWERED":
        actions.close(batch=batch, by=by, at=at)
