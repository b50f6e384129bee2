"""The worker: procrastinate's, kept alive. It ends when it is told to, and never because the database was away.

It works as naung_app like every door, and sees every region because its own connections say so (NAUNG_REGIONS=*)."""

import asyncio
import contextlib
import logging
import signal
from collections.abc import Callable
from typing import Any

import psycopg
from procrastinate import App, exceptions
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.jobs import Job, Status
from procrastinate.psycopg_connector import PsycopgConnector

AGAIN, GRACE, SWEEP = (
    3.0,
    5,
    15.0,
)  # seconds: until the next try, for running jobs at the end, between two sweeps
HOUSE, WORK = ["default"], ["work"]  # the house's own tasks never stand behind an officer's long work
AT_A_TIME = 2  # pieces of long work
SILENT = 30  # seconds without a heartbeat: that worker is dead
TRIES = 3
# The pool says every attempt to connect, asyncio every job whose end could not be written down: procrastinate says it once.
LOUDNESS = {"procrastinate": logging.WARNING, "psycopg.pool": logging.ERROR, "asyncio": logging.CRITICAL}
Say = Callable[[str], None]


class OneLine(logging.Formatter):
    """What happened in one line; the traceback of a database that restarts helps nobody."""

    def formatException(self, info: Any) -> str:  # noqa: N802  logging's own name
        return ""

    def format(self, record: logging.LogRecord) -> str:
        cause = record.exc_info[1] if record.exc_info else None
        said = f"{record.getMessage()} {cause.__cause__ or cause}" if cause else record.getMessage()
        return "worker: " + " ".join(said.split())


def run(say: Say) -> None:
    """Works until SIGINT or SIGTERM."""
    _speak_in_lines()
    asyncio.run(_work(connector_params("default"), say))


def _speak_in_lines() -> None:
    handler = logging.StreamHandler()
    handler.setFormatter(OneLine())
    for name, level in LOUDNESS.items():
        logger = logging.getLogger(name)
        logger.handlers, logger.propagate = [handler], False
        logger.setLevel(level)


async def _work(connection: dict[str, Any], say: Say) -> None:
    told = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, told.set)
    while not told.is_set():
        try:
            await _until_told_or_broken(connection, told)
        except (exceptions.ConnectorException, psycopg.Error) as failed:
            say(f"worker: {failed.__cause__ or failed}")
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(told.wait(), AGAIN)


async def _until_told_or_broken(connection: dict[str, Any], told: asyncio.Event) -> None:
    """One life of procrastinate's worker, which ends itself when the database goes."""
    async with await psycopg.AsyncConnection.connect(**connection):
        pass  # the pool would ask an absent database for half a minute, deaf to Ctrl-C
    connector = PsycopgConnector(kwargs=connection, min_size=1, max_size=5, timeout=10)
    with app.replace_connector(connector) as house:
        async with house.open_async():
            taking = [_take_jobs(house, HOUSE, 1), _take_jobs(house, WORK, AT_A_TIME)]
            lives = [asyncio.create_task(one) for one in (*taking, told.wait(), _sweep(house))]
            await asyncio.wait(lives, return_when=asyncio.FIRST_COMPLETED)
            for task in lives:
                task.cancel()
            ended = await asyncio.gather(*lives, return_exceptions=True)
    for one in ended:
        if isinstance(one, Exception):
            raise one


async def _take_jobs(house: App, queues: list[str], at_a_time: int) -> None:
    """A finished job is deleted: a periodic one comes again by itself, and its failure was said in the log."""
    await house.run_worker_async(
        queues=queues,
        concurrency=at_a_time,
        install_signal_handlers=False,
        shutdown_graceful_timeout=GRACE,
        delete_jobs="always",
        stalled_worker_timeout=SILENT,
    )


async def _sweep(house: App) -> None:
    """What a killed worker left half done is done again."""
    while True:
        for job in await house.job_manager.get_stalled_jobs(seconds_since_heartbeat=SILENT):
            await _again(house, job)
        await asyncio.sleep(SWEEP)


async def _again(house: App, job: Job) -> None:
    """Not a fourth time (a job that kills its worker would do so for ever), and not where another of its kind waits already."""
    if job.attempts < TRIES:
        with contextlib.suppress(exceptions.UniqueViolation):
            await house.job_manager.retry_job(job)
            return
    await house.job_manager.finish_job(job, Status.FAILED, delete_job=True)
