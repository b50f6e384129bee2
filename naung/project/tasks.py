"""What is done in the background, and when: tables of procrastinate, run by naung/project/worker.py.

A periodic task asks what is missing and does it, so it may run twice, late, or not at all without harm. `queueing_lock`:
one of a kind waits, however many ticks have passed."""

import asyncio
import contextlib
import ctypes
import json
import os
import signal
import sys
from asyncio.subprocess import DEVNULL, PIPE
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from procrastinate import JobContext
from procrastinate.contrib.django import app

from naung.kit.home import home

EVERY_MINUTE, AT_NIGHT = "* * * * *", "13 18 * * *"  # cron in UTC: 02.13 in Kupang
PR_SET_PDEATHSIG = 1


@app.periodic(cron=EVERY_MINUTE)
@app.task(name="seal", queueing_lock="seal", pass_context=True)
def seal(context: JobContext, timestamp: int) -> int:
    """Seals what is finished; how many blocks. Told to stop, it ends after the block that it is at."""
    from django.db import connection

    from naung.foundation.trail import actions as trail

    connection.close()  # the one of a minute ago may have died with its database, and would fail this minute too
    blocks = 0
    while not context.should_abort() and trail.seal():
        blocks += 1
    return blocks


@app.task(name="work", queue="work", pass_context=True)
def work(context: JobContext, number: int) -> None:
    """One attempt at the long work that an officer asked for (foundation/work). Its outcome stands in its row, not here."""
    from django.db import connection

    from naung.foundation.work import running
    from naung.kit import clock

    connection.close()
    try:
        running.run(number, now=clock.now, today=clock.today(), told_to_end=context.should_abort)
    finally:
        connection.close()  # threads come and go with the work; their connections go with them


@app.periodic(cron=EVERY_MINUTE)
@app.task(name="sweep-work", queueing_lock="sweep-work")
def sweep_work(timestamp: int) -> int:
    """Long work that is under way and that no queue knows of any more is queued again; how many."""
    from django.db import connection

    from naung.foundation.work import actions

    connection.close()
    return actions.sweep()


@app.periodic(cron=AT_NIGHT)
@app.task(name="clear-sessions", queueing_lock="clear-sessions")
def clear_sessions(timestamp: int) -> None:
    """Sessions that are over, and with them the forms that were kept for who did not come back."""
    from django.core.management import call_command

    call_command("clearsessions")


@app.periodic(cron=AT_NIGHT)
@app.task(name="school-years", queueing_lock="school-years")
def school_years(timestamp: int) -> int:
    """School years that begin soon fall due for the children of claims; how many."""
    from django.db import connection

    from naung.delivery.claims.heirs import schooling
    from naung.foundation.staff.scope import seeing
    from naung.kit import clock
    from naung.kit.actor import system

    connection.close()
    with seeing(["*"]):
        return schooling.open_year(on=clock.today(), by=system("school-years"), at=clock.now()).due


@app.periodic(cron=AT_NIGHT)
@app.task(name="unclaimed-deaths", queueing_lock="unclaimed-deaths")
def unclaimed_deaths(timestamp: int) -> int:
    """Deaths that registers told, and notices still unread, meet the insured; patterns among claims become questions. How many questions."""
    from django.db import connection

    from naung.delivery.claims.deaths import actions, watching
    from naung.kit import clock
    from naung.kit.actor import system

    connection.close()
    when = {"on": clock.today(), "by": system("unclaimed-deaths"), "at": clock.now()}
    actions.look(**when)
    actions.look_again(on=when["on"])
    return watching.watch(**when)


@app.periodic(cron=AT_NIGHT)
@app.task(name="verify", queueing_lock="verify")
async def verify(timestamp: int) -> bool:
    """Recomputes every promise and leaves the outcome in NAUNG_HOME/verify.json; whether all hold.

    In a process of its own: its memory goes with it, and a worker that is told to stop need not wait for it."""
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "naung", "verify", "--json", stdin=DEVNULL, stdout=PIPE, stderr=PIPE, preexec_fn=_modest
    )  # fmt: skip
    try:
        said, complained = await child.communicate()
    except asyncio.CancelledError:
        with contextlib.suppress(ProcessLookupError):
            child.terminate()
        await child.wait()
        raise
    return _keep(said, complained.decode(errors="replace"))


def _modest() -> None:
    """People at the screens come first; and a worker that is killed takes its check with it (Linux)."""
    os.nice(10)
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def _keep(said: bytes, complained: str) -> bool:
    """A check that could not be made is not a check that holds."""
    outcome: dict[str, Any] = json.loads(said) if said.strip() else {"ok": False, "error": complained[-2000:]}
    fresh = Path(home() / f".verify.{os.getpid()}.json")
    fresh.write_text(json.dumps({"at": datetime.now(UTC).isoformat(timespec="seconds"), **outcome}, indent=1))
    fresh.replace(home() / "verify.json")
    return bool(outcome["ok"])
