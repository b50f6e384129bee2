"""The process is killed in the middle of a step, anywhere; taken again, the tables are those of a road that was never disturbed.

`python scripts/crash.py` tries every statement of the road; here are a few, spread over all of it."""

import json
import subprocess
import sys

import pytest

from tests.town import PROJECT

POINTS = 10


def crash(*words):
    done = subprocess.run(
        [sys.executable, "scripts/crash.py", "--json", *words],
        cwd=PROJECT,
        capture_output=True,
        text=True,
        timeout=600,
    )
    assert done.stdout.strip(), done.stderr
    return json.loads(done.stdout)


@pytest.mark.slow
def test_killed_at_ten_points_the_road_ends_in_the_same_tables(days):
    answer = crash("--sample", str(POINTS))
    assert answer == {"tried": POINTS, "wrong": []}


@pytest.mark.slow
def test_the_harness_would_see_a_writer_without_care(days):
    """Five places taken in five transactions: wrong wherever it is killed but before the first."""
    answer = crash("--naive")
    assert answer["tried"] == 5
    assert [statement for _, statement, _ in answer["wrong"]] == [2, 3, 4, 5]
    assert all("programme_quota" in said[0] for _, _, said in answer["wrong"])
