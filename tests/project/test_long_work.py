"""Long work outlives its worker: killed in the middle, told to end, or never told anything."""

import os
import signal

import psycopg
import pytest

from naung.project import database, postgres
from tests.project.test_worker import ask, until, worker, write

pytestmark = pytest.mark.slow
SETTINGS = """
from naung.project.settings import *
NAUNG_WORK = {"test.count": "tests.foundation.work.kinds.count", "test.look": "tests.foundation.work.kinds.look"}
"""
COUNTED = "select count(*) from trail_entry where verb = 'test.count'"
STATE = "select state from work_job where id = {}"


@pytest.fixture
def house(own_database, tmp_path):
    """(owner's url, environment of a worker that knows the test's kinds)."""
    url = postgres.connection_string(database.cluster(), database=own_database)
    (tmp_path / "long_work_settings.py").write_text(SETTINGS)
    keys = os.path.join(os.environ["NAUNG_HOME"], "keys.json")
    path = os.pathsep.join([str(tmp_path), os.getcwd()])
    more = {"NAUNG_HOME": str(tmp_path), "NAUNG_KEYS": keys, "NAUNG_DATABASE_URL": url, "PYTHONPATH": path}
    return url, {**os.environ, **more, "DJANGO_SETTINGS_MODULE": "long_work_settings"}


def start(settings, kind="test.count", **arguments):
    from naung.foundation.work import actions
    from tests.people import NOW, TODAY, officer

    settings.NAUNG_WORK = {"test.count": "x", "test.look": "x"}
    dewi = officer("dewi", "regency_officer")
    return actions.start(kind=kind, arguments=arguments, by=dewi, at=NOW, on=TODAY).pk


def test_it_works(house, settings):
    url, environment = house
    number = start(settings, to=5)
    with worker(environment):
        until(url, f"select state = 'DONE' from work_job where id = {number}")
    assert ask(url, COUNTED) == 5


def test_it_sees_the_officer_s_regions_in_a_worker_that_sees_all(house, settings):
    url, environment = house
    number = start(settings, "test.look")
    with worker(environment):
        until(url, f"select state = 'DONE' from work_job where id = {number}")
    assert ask(url, f"select result ->> 'says' from work_job where id = {number}").startswith(
        "53.71 | 53.71 | naung_app"
    )


def test_the_killed_worker_s_job_is_gone_on_with(house, settings):
    """Killed at the third number and later: the next worker counts the rest, and no number twice."""
    url, environment = house
    number = start(settings, to=30, milliseconds=100)
    with worker(environment) as one:
        until(url, COUNTED.replace("count(*)", "count(*) >= 3"))
        os.killpg(one.pid, signal.SIGKILL)
        one.wait()
    assert ask(url, STATE.format(number)) == "RUNNING" and ask(url, COUNTED) < 30
    forget_the_dead(url)
    with worker(environment):
        until(url, f"select state = 'DONE' from work_job where id = {number}")
    assert ask(url, COUNTED) == 30
    assert ask(url, f"select attempt from work_job where id = {number}") == 2


def forget_the_dead(url):
    """Half a minute without a heartbeat, made short."""
    with psycopg.connect(url) as later:
        later.execute("update procrastinate_workers set last_heartbeat = now() - interval '1 hour'")


def test_a_worker_that_is_told_to_end_puts_it_back_and_does_not_count_it_as_a_death(house, settings):
    url, environment = house
    number = start(settings, to=200, milliseconds=100)
    with worker(environment) as one:
        until(url, COUNTED.replace("count(*)", "count(*) >= 2"))
        one.send_signal(signal.SIGTERM)
        one.wait(90)
    assert ask(url, STATE.format(number)) == "WAITING"
    assert ask(url, f"select attempt from work_job where id = {number}") == 0
    assert (
        ask(url, "select count(*) from procrastinate_jobs where task_name = 'work' and status = 'todo'") == 1
    )


def test_long_work_keeps_no_seal_waiting(house, settings):
    """While it counts for minutes, what others wrote meanwhile is sealed."""
    url, environment = house
    number = start(settings, to=5000, milliseconds=100)
    with worker(environment):
        until(url, COUNTED.replace("count(*)", "count(*) >= 1"))
        write(1)
        seal_soon(url)
        until(
            url,
            "select count(*) > 0 from trail_leaf join trail_entry e on e.id = entry_id where verb = 'test.write'",
        )
        assert ask(url, STATE.format(number)) == "RUNNING"


def seal_soon(url):
    """The minute, made short."""
    with psycopg.connect(url) as owner:
        owner.execute(
            "select procrastinate_defer_periodic_job_v2('default', null, 'seal', 'seal', 0, '', 1, '{\"timestamp\": 1}')"
        )
