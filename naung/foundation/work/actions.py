"""Asking for long work, taking it up, ending it. Who asks and who does are two processes; the row is what they share."""

from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from procrastinate.contrib.django import app

from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.foundation.work import kinds
from naung.foundation.work.models import Job
from naung.foundation.work.ports import Outcome
from naung.foundation.work.queries import under_way
from naung.foundation.work.states import JOB, UNDER_WAY
from naung.kit.actor import Actor, system
from naung.kit.canonical import canonical, sha256
from naung.kit.clock import say_time
from naung.kit.refusal import Refusal

QUEUE, TASK = "work", "work"
TRIES = 3  # workers that may die of one job


class OfficersOnly(Refusal):
    """A machine or a stranger starts no long work."""


class AlreadyUnderWay(Refusal):
    """Somebody else started the same work; the message says who and when."""


class AlreadyEnded(Refusal):
    """What ended cannot be cancelled."""


@transaction.atomic
def start(
    *,
    kind: str,
    arguments: dict[str, Any],
    by: Actor,
    at: datetime,
    on: date,
    key: str = "",
    about: str = "",
) -> Job:
    """Writes the job down and wakes a worker, both in the caller's transaction: undone together.

    key: what makes two of a kind the same work ("ntt-2025 53.71"); the arguments' own hash if left out. The same officer asking
    the same again while it is under way gets the job there is (a double click); another asker or other arguments: AlreadyUnderWay.
    arguments: JSON without floats, names or identity numbers. NoSuchWork, OfficersOnly refuse."""
    kinds.known(kind)
    if by.officer is None:
        raise OfficersOnly(_("Pekerjaan panjang dimulai oleh petugas yang masuk dengan namanya."))
    key = key or sha256(canonical(arguments))
    _one_at_a_time(kind, key)
    if there := under_way(kind, key):
        return _the_same(there, arguments, by)
    number = _next_number()
    entry = trail.record(by=by, verb="work.start", subject=f"work.job:{number}", at=at, facts={"kind": kind, "key": key, "about": about})  # fmt: skip
    job = Job.objects.create(
        id=number, kind=kind, key=key, arguments=arguments, about=about, officer_id=by.officer, on=on, asked_at=at, state=JOB.start,
        regions=staff.regions_of(by.officer, on=on), language=(get_language() or "id")[:2], trail=entry,
    )  # fmt: skip
    _queue(number)
    return job


def _one_at_a_time(kind: str, key: str) -> None:
    """Two who start the same at once wait for each other; the second finds the first's."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 53))", [f"work {kind} {key}"])


def _the_same(there: Job, arguments: dict[str, Any], by: Actor) -> Job:
    if there.officer_id == by.officer and there.arguments == arguments:
        return there
    raise AlreadyUnderWay(
        _(
            "Pekerjaan yang sama sedang berjalan, dimulai oleh %(name)s pada %(at)s. Tunggu sampai selesai; yang sudah dikerjakannya tidak perlu diulang."
        )
        % {"name": there.officer.name, "at": say_time(there.asked_at)}
    )


def _next_number() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select nextval(pg_get_serial_sequence('work_job', 'id'))")
        return int(cursor.fetchone()[0])


def _queue(number: int) -> None:
    app.configure_task(TASK, queue=QUEUE, queueing_lock=f"{TASK}:{number}").defer(number=number)


@transaction.atomic
def cancel(*, job: Job, by: Actor, at: datetime) -> Job:
    """Asks the work to end after the chunk it is at; work that waits ends here. Asked again: nothing changes."""
    job = _locked(job.pk)
    if job.state not in UNDER_WAY:
        raise AlreadyEnded(_("Pekerjaan ini sudah selesai, jadi tidak ada yang dapat dibatalkan."))
    if job.cancel_at is not None:
        return job
    job.cancel_at = at
    entry = trail.record(by=by, verb="work.cancel", subject=f"work.job:{job.pk}", at=at)
    if job.state == "WAITING":
        return _ended(job, "cancel", at, entry)
    job.save(update_fields=["cancel_at"])
    return job


def _locked(number: int) -> Job:
    return Job.objects.select_for_update(of=("self",)).select_related("officer").get(pk=number)


@transaction.atomic
def take(*, number: int, at: datetime) -> Job | None:
    """The worker begins, or begins again; None where there is nothing to do any more."""
    job = _locked(number)
    if job.state not in UNDER_WAY:
        return None
    if job.cancel_at is not None:
        _ended(job, "cancel", at, _entry(job, "work.cancelled", at))
        return None
    if job.attempt >= TRIES:
        _give_up(job, at)
        return None
    job.attempt, job.taken_at, job.step_at, job.beat_at = job.attempt + 1, at, None, None
    job.trail, job.state = _entry(job, "work.take", at, attempt=job.attempt), "RUNNING"
    job.save(update_fields=["attempt", "taken_at", "step_at", "beat_at", "trail", "state"])
    return job


def _entry(job: Job, verb: str, at: datetime, **facts: Any) -> int:
    return trail.record(by=system("worker"), verb=verb, subject=f"work.job:{job.pk}", at=at, facts={"kind": job.kind, **facts})  # fmt: skip


def _ended(job: Job, verb: str, at: datetime, entry: int) -> Job:
    job.state, job.ended_at, job.trail = JOB.after(job.state, verb), at, entry
    job.save(update_fields=["state", "ended_at", "trail", "cancel_at", "result", "refusal", "done"])
    return job


def _give_up(job: Job, at: datetime) -> None:
    job.refusal = _("Pekerjaan ini tiga kali terputus, lalu dihentikan. Yang sudah selesai tetap tersimpan. Beri tahu administrator.")  # fmt: skip
    _ended(job, "fail", at, _entry(job, "work.fail", at, attempts=job.attempt))


@transaction.atomic
def finish(*, job: Job, outcome: Outcome, at: datetime) -> None:
    job = _locked(job.pk)
    job.result = {"says": outcome.says, "counts": outcome.counts, "href": outcome.href}
    job.done = job.total if job.total is not None else job.done
    _ended(job, "finish", at, _entry(job, "work.finish", at, counts=outcome.counts))


@transaction.atomic
def fail(*, job: Job, because: str, at: datetime) -> None:
    """`because`: the sentence that the officer reads."""
    job = _locked(job.pk)
    job.refusal = because
    _ended(job, "fail", at, _entry(job, "work.fail", at))


@transaction.atomic
def end_cancelled(*, job: Job, at: datetime) -> None:
    job = _locked(job.pk)
    _ended(job, "cancel", at, _entry(job, "work.cancelled", at, done=job.done))


@transaction.atomic
def put_back(*, job: Job, at: datetime) -> None:
    """The worker was told to end: not a failed attempt, and the next worker finds it in the queue."""
    job = _locked(job.pk)
    job.state, job.attempt, job.trail = JOB.after(job.state, "put_back"), job.attempt - 1, _entry(job, "work.put_back", at)  # fmt: skip
    job.save(update_fields=["state", "attempt", "trail"])
    _queue_unless_queued(job.pk)


LOST = """
select j.id from work_job j where j.state in ('WAITING', 'RUNNING') and not exists (
    select from procrastinate_jobs q where q.task_name = %s and q.status in ('todo', 'doing') and (q.args ->> 'number')::bigint = j.id)
 order by j.id
"""


def sweep() -> int:
    """Work under way that no queue knows of (its worker died too often, its database went): queued again. How many."""
    with connection.cursor() as cursor:
        cursor.execute(LOST, [TASK])
        lost = [number for (number,) in cursor.fetchall()]
    for number in lost:
        with transaction.atomic():
            _one_at_a_time("sweep", str(number))
            _queue_unless_queued(number)
    return len(lost)


def _queue_unless_queued(number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "select count(*) from procrastinate_jobs where queueing_lock = %s and status = 'todo'",
            [f"{TASK}:{number}"],
        )
        if not cursor.fetchone()[0]:
            _queue(number)
