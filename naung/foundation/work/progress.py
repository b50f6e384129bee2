"""A connection beside the work's own: what is written here is seen at once, whatever transaction the work is in.

It also holds the lock that makes a job one worker's: the lock goes when the process goes, however it goes."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections

from naung.foundation.work.models import Job
from naung.foundation.work.ports import Interrupted, Stopped

AT_MOST_EVERY = 0.5  # seconds between two writes
LOCKS = 5307  # the class of our advisory locks

SAY = """
update work_job set done = %(done)s, total = %(total)s, says = %(says)s, beat_at = clock_timestamp(),
       step_at = case when says = %(says)s and done <= %(done)s and step_at is not null then step_at else clock_timestamp() end
 where id = %(job)s and attempt = %(attempt)s and state = 'RUNNING' returning cancel_at is not null
"""


class Progress:
    """The Report of one attempt (ports.Report)."""

    def __init__(self, side: Any, job: Job, told_to_end: Callable[[], bool]) -> None:
        self._side, self._job, self._told_to_end = side, job, told_to_end
        self._last: tuple[int, int | None, str] = (0, None, "")
        self._written: tuple[int, int | None, str] = self._last
        self._next = 0.0

    def __call__(self, done: int, total: int | None = None, say: str = "") -> None:
        self._last = (done, total, say or self._last[2])
        if time.monotonic() >= self._next:
            self._write()
        if self._told_to_end():
            raise Interrupted

    def flush(self) -> None:
        """The last word, which may have come too soon after the one before."""
        if self._last != self._written:
            self._write()

    def _write(self) -> None:
        self._next = time.monotonic() + AT_MOST_EVERY
        done, total, says = self._written = self._last
        with self._side.cursor() as cursor:
            cursor.execute(SAY, {"done": done, "total": total, "says": says, "job": self._job.pk, "attempt": self._job.attempt})  # fmt: skip
            row = cursor.fetchone()
        if row is None:
            raise Interrupted  # another worker has it
        if row[0]:
            raise Stopped


@contextmanager
def beside() -> Iterator[Any]:
    """A second connection to the same database, as the app; closed at the end."""
    side = connections.create_connection("default")
    side.settings_dict = dict(connections["default"].settings_dict)
    try:
        yield side
    finally:
        side.close()


def mine(side: Any, number: int) -> bool:
    """Is this job ours alone from now on? It stays so until `side` is closed."""
    with side.cursor() as cursor:
        cursor.execute("select pg_try_advisory_lock(%s, %s)", [LOCKS, number])
        return bool(cursor.fetchone()[0])
