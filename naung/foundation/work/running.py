"""One attempt at one job, in a worker. It works in the name of the officer who asked, and sees what that officer sees."""

import logging
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import Any

from django.db import InterfaceError, OperationalError, connection
from django.utils import translation
from django.utils.translation import gettext as _

from naung.foundation.staff import queries as staff
from naung.foundation.work import actions, kinds, progress
from naung.foundation.work.models import Job
from naung.foundation.work.ports import Interrupted, Outcome, Stopped, Task
from naung.kit.refusal import Refusal

logger = logging.getLogger("naung.work")


def run(
    number: int, *, now: Callable[[], datetime], today: date, told_to_end: Callable[[], bool] = lambda: False
) -> None:
    """Does the job, or nothing where it has ended or another worker is at it. How it ended stands in its row.

    A database that goes away ends the attempt with Django's own error and leaves the row as it is: the sweep queues it again."""
    with progress.beside() as side:
        if progress.mine(side, number) and (job := actions.take(number=number, at=now())):
            with translation.override(job.language):
                _attempt(job, progress.Progress(side, job, told_to_end), now, today)


def _attempt(job: Job, report: progress.Progress, now: Callable[[], datetime], today: date) -> None:
    try:
        outcome = _work(job, report, now(), today)
        report.flush()
    except Stopped:
        actions.end_cancelled(job=job, at=now())
    except Interrupted:
        actions.put_back(job=job, at=now())
    except Refusal as refusal:
        actions.fail(job=job, because=str(refusal), at=now())
    except (OperationalError, InterfaceError):
        raise
    except Exception:  # a mistake of ours: the officer gets a sentence, the log gets the rest
        logger.exception("job %s (%s) failed", job.pk, job.kind)
        actions.fail(job=job, because=_broken(job), at=now())
    else:
        actions.finish(job=job, outcome=outcome, at=now())


def _broken(job: Job) -> str:
    return _("Ada yang salah pada program ini, bukan pada pekerjaan Anda. Yang sudah selesai tetap tersimpan. Sebutkan nomor pekerjaan %(number)s kepada administrator.") % {"number": job.pk}  # fmt: skip


def _work(job: Job, report: progress.Progress, at: datetime, today: date) -> Outcome:
    regions = _still(job.regions, staff.regions_of(job.officer_id, on=today))
    task = Task(
        number=job.pk,
        arguments=job.arguments,
        by=staff.as_actor(_active(job)),
        regions=regions,
        on=job.on,
        at=at,
        attempt=job.attempt,
    )
    with seeing_only(regions):
        return kinds.find(job.kind)(task, report)


def _active(job: Job) -> Any:
    if not job.officer.is_active:
        raise staff.NoSuchOfficer(_("Akun yang memulai pekerjaan ini sudah tidak aktif."))
    return job.officer


def _still(then: Iterable[str], now: Iterable[str]) -> tuple[str, ...]:
    """What the officer saw on starting it and still may see: the narrower of the two."""
    before, after = list(then), list(now)
    inner = {code for code in before if _within(code, after)} | {
        code for code in after if _within(code, before)
    }
    return tuple(sorted(inner))


def _within(code: str, others: list[str]) -> bool:
    return any(code == other or code.startswith(f"{other}.") for other in others)


@contextmanager
def seeing_only(regions: Iterable[str]) -> Iterator[None]:
    """This thread's connection names these regions when it connects, so every transaction of the work is held to them, after
    a reconnection too. (`staff.scope.seeing` would be one transaction for the whole work.)"""
    before = connection.settings_dict
    options = [o for o in before["OPTIONS"].get("options", "").split("-c ") if o.strip() and not o.startswith("naung.regions")]  # fmt: skip
    wanted = f"naung.regions={','.join(sorted(regions))}"
    connection.close()
    connection.settings_dict = {
        **before,
        "OPTIONS": {**before["OPTIONS"], "options": " ".join(f"-c {o.strip()}" for o in [*options, wanted])},
    }
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict = before
