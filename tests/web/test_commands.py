"""naung story, indicators and serve, as a script meets them."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request

import pytest
from click.testing import CliRunner

from naung.project import database, postgres
from naung.project.cli.monitoring import indicators, story
from tests.web.world import code_of


def run(command, *arguments):
    return CliRunner().invoke(command, list(arguments))


def test_it_works(world):
    found = run(story, code_of("Marta Contoh Tefa"), "--json")
    told = json.loads(found.stdout)
    assert found.exit_code == 0
    assert told["name"] == "Marta Contoh Tefa"
    assert [stamp["step"] for stamp in told["stamps"]][0] == "intake"


def test_a_story_is_found_by_nik_too(world):
    assert "Marta Contoh Tefa" in run(story, "5371014108789001").stdout


def test_nobody_is_said_in_a_sentence_without_the_number(world):
    found = run(story, "5371014108789999")
    assert found.exit_code == 1
    assert "5371 •••• •••• ••99" in found.stderr
    assert "5371014108789999" not in found.output


def test_indicators_are_one_document(world):
    found = json.loads(run(indicators, "--region", "53.71", "--on", "2025-09-20", "--json").stdout)
    assert {one["id"] for one in found["indicators"]} >= {1, 3, 5, 8, 12, 17}


def test_an_unknown_region_is_a_sentence_and_one(world):
    found = run(indicators, "--region", "99")
    assert found.exit_code == 1
    assert "99" in found.stderr


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def serve(port: int, name: str = "") -> "subprocess.Popen[str]":
    """On the named database of the tests' server, or on the home's own (which nobody has set up)."""
    there = (
        {"NAUNG_DATABASE_URL": postgres.connection_string(database.cluster(), database=name)} if name else {}
    )
    return subprocess.Popen([sys.executable, "-m", "naung", "serve", "--port", str(port), "--json"], stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                            text=True, start_new_session=True, env={**os.environ, "DJANGO_SETTINGS_MODULE": "naung.project.settings", **there})  # fmt: skip


def is_gone(pid: int) -> bool:
    for _ in range(100):
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            return True
        time.sleep(0.1)
    return False


@pytest.mark.slow
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL], ids=["Ctrl-C", "kill -9"])
def test_serve_answers_and_leaves_nobody_behind(own_database, how):
    port = free_port()
    running = serve(port, own_database)
    first = running.stdout.readline()
    assert first, running.communicate(timeout=60)[1]
    facts = json.loads(first)
    assert urllib.request.urlopen(f"http://127.0.0.1:{port}/sehat").status == 200
    running.send_signal(how)
    assert running.wait(20) == (0 if how == signal.SIGINT else -signal.SIGKILL)
    assert is_gone(facts["site"]) and is_gone(facts["worker"])


@pytest.mark.slow
def test_a_taken_port_is_said_with_what_to_do(own_database):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        running = serve(port, own_database)
        __, said = running.communicate(timeout=60)
    assert running.returncode == 1
    assert f"Port {port} sudah dipakai" in said


@pytest.mark.slow
def test_a_house_that_nobody_set_up_says_what_to_do(own_database):
    __, said = serve(free_port()).communicate(timeout=60)
    assert "naung setup" in said
