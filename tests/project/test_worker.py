"""The worker seals what is finished, outlives the database and its own death, and does nothing twice."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time

import psycopg
import pytest
from django.db import connection

from naung.project import database, postgres

pytestmark = pytest.mark.slow


@pytest.fixture
def house(own_database, tmp_path):
    """Its own database with three entries that wait for a block, and its own home: (owner's url, environment)."""
    url = postgres.connection_string(database.cluster(), database=own_database)
    write(3)
    keys = os.path.join(os.environ["NAUNG_HOME"], "keys.json")
    more = {"NAUNG_HOME": str(tmp_path), "NAUNG_KEYS": keys, "NAUNG_DATABASE_URL": url}
    return url, {**os.environ, "DJANGO_SETTINGS_MODULE": "naung.project.settings", **more}


def write(entries):
    from django.db import transaction

    from naung.foundation.trail import actions as trail
    from tests.people import MACHINE, NOW

    for n in range(entries):
        with transaction.atomic():
            trail.record(by=MACHINE, verb="test.write", subject=f"test.thing:{n}", at=NOW)


@contextlib.contextmanager
def worker(environment):
    child = subprocess.Popen([sys.executable, "-m", "naung", "worker"], env=environment, text=True,
                             stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True)  # fmt: skip
    try:
        yield child
    finally:
        if child.poll() is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


def ask(url, sql):
    with psycopg.connect(url, autocommit=True) as owner:
        return owner.execute(sql).fetchone()[0]


def until(url, sql, *, seconds=120):
    deadline = time.monotonic() + seconds
    while not (answer := ask(url, sql)):
        assert time.monotonic() < deadline, f"still not: {sql}"
        time.sleep(0.1)
    return answer


ALL_SEALED = "select count(*) = 0 from trail_entry e left join trail_leaf l on l.entry_id = e.id where l.entry_id is null"
SEALING = "select count(*) > 0 from procrastinate_jobs where task_name = 'seal' and status = 'doing'"
SEALED_ONCE = "select count(*) = (select sum(entries) from trail_block) and count(*) = (select count(*) from trail_entry) from trail_leaf"


def test_it_works(house):
    """The minute's task seals all in one block, and Ctrl-C ends the worker without a word."""
    url, environment = house
    with worker(environment) as one:
        until(url, ALL_SEALED)
        one.send_signal(signal.SIGINT)
        said, complained = one.communicate(timeout=90)
    assert (one.returncode, said, complained) == (0, "", "")
    assert ask(url, SEALED_ONCE)
    assert ask(url, "select count(*) from procrastinate_workers") == 0, "it signed off"


def test_a_killed_worker_leaves_its_job_to_the_next(house):
    """Killed in the middle of sealing: the next one does that job, and nothing is sealed twice."""
    url, environment = house
    with psycopg.connect(url) as holding, worker(environment) as one:
        holding.execute("select pg_advisory_xact_lock(53, 9)")  # the seal waits for this
        until(url, SEALING)
        os.killpg(one.pid, signal.SIGKILL)
        one.wait()
    assert ask(url, "select count(*) from trail_block") == 0
    assert ask(url, SEALING), "nobody did it yet"
    with psycopg.connect(url) as later:
        later.execute("update procrastinate_workers set last_heartbeat = now() - interval '1 hour'")
    with worker(environment):
        until(url, ALL_SEALED)
        until(url, "select count(*) = 0 from procrastinate_jobs where task_name = 'seal'")
    assert ask(url, SEALED_ONCE)
    assert ask(url, "select count(*) from trail_block") == 1


def test_it_works_as_the_app_and_not_as_the_owner(house):
    url, environment = house
    with psycopg.connect(url) as owner:
        owner.execute("revoke insert on trail_block from naung_app")
    with worker(environment) as one:
        until(url, "select count(*) = 1 from procrastinate_periodic_defers where task_name = 'seal'")
        until(url, "select count(*) = 0 from procrastinate_jobs where task_name = 'seal'")
        assert one.poll() is None, "one failed attempt is not the end"
        one.send_signal(signal.SIGINT)
        _, complained = one.communicate(timeout=90)
    assert "permission denied for table trail_block" in complained
    assert "Traceback" not in complained
    assert not ask(url, ALL_SEALED)


def test_two_workers_seal_once(house):
    url, environment = house
    with worker(environment), worker(environment):
        until(url, ALL_SEALED)
        until(url, "select count(*) = 0 from procrastinate_jobs where task_name = 'seal'")
    assert ask(url, SEALED_ONCE)


def test_the_minutes_of_a_night_are_one_job(house):
    """Last at work eight hours ago: it seals once, not 480 times."""
    url, environment = house
    with psycopg.connect(url) as owner:
        owner.execute("""insert into procrastinate_periodic_defers (task_name, periodic_id, defer_timestamp)
            values ('seal', '', extract(epoch from date_trunc('minute', now()))::bigint - 8 * 3600)""")
    with worker(environment):
        until(url, ALL_SEALED)
    assert ask(url, "select last_value from procrastinate_jobs_id_seq") <= 7, (
        "seal, verify, old sessions, unclaimed deaths, school years, and what a minute brings that passed meanwhile"
    )


def test_it_outlives_connections_that_are_cut(house):
    """As when the database restarts: it says so in a line, comes back by itself, and goes on."""
    url, environment = house
    with worker(environment) as one:
        until(url, ALL_SEALED)
        connection.close()
        ask(
            url,
            """select count(pg_terminate_backend(pid)) from pg_stat_activity
            where datname = current_database() and pid <> pg_backend_pid()""",
        )
        write(1)
        with psycopg.connect(url) as owner:
            owner.execute(
                "select procrastinate_defer_periodic_job_v2('default', null, 'seal', 'seal', 0, '', 1, '{\"timestamp\": 1}')"
            )
        until(url, ALL_SEALED)
        assert one.poll() is None, "it ended"
        one.send_signal(signal.SIGTERM)
        _, complained = one.communicate(timeout=90)
    assert one.returncode == 0
    assert "Traceback" not in complained
    assert ask(url, SEALED_ONCE)


def test_the_nightly_check_leaves_its_outcome(house, tmp_path):
    url, environment = house
    with worker(environment):
        deadline = time.monotonic() + 120
        while not (tmp_path / "verify.json").exists():
            assert time.monotonic() < deadline
            time.sleep(0.2)
    outcome = json.loads((tmp_path / "verify.json").read_text())
    assert outcome["ok"] is True and len(outcome["promises"]) == 14 and outcome["at"]


def test_a_check_that_could_not_be_made_does_not_hold(tmp_path, monkeypatch):
    from naung.project import tasks

    monkeypatch.setenv("NAUNG_HOME", str(tmp_path))
    assert tasks._keep(b"", "no database") is False
    assert json.loads((tmp_path / "verify.json").read_text())["error"] == "no database"
