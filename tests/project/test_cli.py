"""The `naung` command as a script meets it: its own process, its exit code, one JSON document on standard output and no more."""

import csv
import json
import os
import shutil
import subprocess
import sys

import pytest

from tests import town
from tests.home import HOME

PROGRAMME = ("--programme", "ntt-2025")
DEATH = {"kind": "death", "cause": "illness", "died_on": "2025-12-10", "covered_from": "2025-07-01", "months_paid": 6,
         "income": 1_000_000}  # fmt: skip


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    """Officers are appointed, the villages' lists lie ready, nothing was read yet: the environment of every command."""
    town.ensure()
    name, folder = f"cli_{os.getpid()}", tmp_path_factory.mktemp("naung-test-cli")
    town.copy(town.before("Daftar dibaca"), name)
    shutil.copytree(
        town.LISTS / "world", folder / "partners"
    )  # what the partners know; no checkpoint of a later day
    yield {**os.environ, "NAUNG_HOME": str(folder), "NAUNG_KEYS": str(HOME / "keys.json"), "NAUNG_DATABASE_URL": town.url(name),
           "DJANGO_SETTINGS_MODULE": "naung.project.settings"}  # fmt: skip
    town.drop(name)


@pytest.fixture
def naung(house):
    def call(*words, exit_code=0, given=None, **more):
        done = subprocess.run([sys.executable, "-m", "naung", *map(str, words)], env={**house, **more}, input=given,
                              capture_output=True, text=True, timeout=120)  # fmt: skip
        assert done.returncode == exit_code, f"naung {' '.join(map(str, words))}: {done.stdout} {done.stderr}"
        assert "Traceback" not in done.stderr
        return done

    return call


@pytest.fixture
def answer(naung):
    """The one document of a command under --json; json.loads refuses a second one."""

    def call(*words, **more):
        return json.loads(naung(*words, "--json", **more).stdout)

    return call


def test_help_names_every_command(naung):
    from naung.project.cli import COMMANDS

    said = naung("--help").stdout
    assert [name for name in COMMANDS if f"\n  {name} " not in said] == []


@pytest.mark.parametrize(
    "words, sentence",
    [
        (["walk"], "No such command 'walk'"),
        (["intake"], "Missing argument 'PATHS...'"),
        (["match"], "Missing option '--programme'"),
        (["month", "Juli", *PROGRAMME], "Juli"),
        (["select", *PROGRAMME, "--on", "17-07-2025"], "17-07-2025"),
        (["serve", "--port", "0"], "--port"),
    ],
)  # fmt: skip
def test_wrong_use_is_two_and_a_sentence(naung, words, sentence):
    done = naung(*words, exit_code=2)
    assert sentence in done.stderr and done.stdout == ""


@pytest.mark.parametrize(
    "words, sentence",
    [
        (["match", "--programme", "ntb-2031"], "ntb-2031"),
        (["story", "N00000000000000"], "N00000000000000"),
        (["indicators", "--region", "99"], "99"),
        (["enrol", *PROGRAMME, "--by", "siapa"], "siapa"),
    ],
)  # fmt: skip
def test_a_refusal_is_one_and_a_sentence(naung, words, sentence):
    done = naung(*words, "--json", exit_code=1)
    assert sentence in done.stderr and done.stdout == ""


def test_the_law_needs_no_database(answer, tmp_path):
    nowhere = {"NAUNG_HOME": str(tmp_path / "naung"), "NAUNG_DATABASE_URL": "postgresql:///nowhere"}
    assert answer("law", "benefit", given=json.dumps(DEATH), **nowhere)["total"] == 42_000_000
    silent = answer(
        "law", "benefit", given=json.dumps({"cases": [DEATH, {"kind": "luck"}]}), exit_code=1, **nowhere
    )
    assert [("error" in one) for one in silent["results"]] == [False, True]


@pytest.mark.slow
def test_the_road_in_documents(answer, naung, tmp_path):
    """Every command of the road once, by the words that commands.md gives."""
    assert {step["step"] for step in answer("setup")["steps"]}
    assert answer("intake", town.LISTS, *PROGRAMME, "--region", town.CITY)["steps"]
    assert answer("match", *PROGRAMME)["steps"]
    answer("rows", *PROGRAMME, "--csv", tmp_path / "rows.csv")
    rows = list(csv.DictReader((tmp_path / "rows.csv").open()))
    assert (
        {"clean", "flawed"} <= {row["decision"] for row in rows} <= {"clean", "flawed", "repeated", "review"}
    )

    two = ("--by", "verifikator", "--approve-by", "pejabat")
    chosen = answer("select", *PROGRAMME, "--on", "2025-07-17", *two)
    assert [decree["state"] for decree in chosen["decrees"]] == ["DECIDED"]
    assert answer("enrol", *PROGRAMME, "--on", "2025-07-21")["steps"]
    assert answer("bank", *PROGRAMME, "--on", "2025-07-25")["steps"]
    two = ("--by", "bendahara", "--approve-by", "pejabat")
    paid = answer("month", "2025-07", *PROGRAMME, "--on", "2025-07-28", *two)
    assert [run["state"] for run in paid["runs"]] == ["RECONCILED"] and not paid["differences"]

    told = answer("story", next(row["person"] for row in rows if row["decision"] == "clean"))
    assert {"intake", "matching"} <= {stamp["step"] for stamp in told["stamps"]}
    assert {one["id"] for one in answer("indicators", "--region", town.CITY)["indicators"]}
    checked = answer("verify")
    assert checked["ok"] and len(checked["promises"]) == 14
    assert "identity numbers do not leak" in naung("verify", NAUNG_LANG="en").stdout


@pytest.mark.slow
def test_the_database_is_named_for_whoever_audits(naung, house):
    assert naung("database").stdout.strip() == house["NAUNG_DATABASE_URL"]


def test_an_officer_is_appointed_by_command_and_the_password_is_shown_once(answer, naung):
    words = (
        "officers",
        "appoint",
        "wati",
        "--name",
        "Contoh Wati",
        "--region",
        "53.71",
        "--identity",
        "199001012015019998",
    )
    first, second = answer(*words, "--role", "verifier"), answer(*words, "--role", "bpjs_officer")
    assert len(first["password"]) >= 12 and second["password"] is None
    posts = [(o["login"], o["role"]) for o in answer("officers")["officers"] if o["login"] == "wati"]
    assert posts == [("wati", "bpjs_officer"), ("wati", "verifier")]
    assert "bukan petugas contoh" in naung("officers", "code", "wati", exit_code=1).stderr
    assert "verifier" in naung(*words, "--role", "king", exit_code=2).stderr
    assert (
        "tidak dapat sekaligus menjadi Pejabat penyetuju"
        in naung(*words, "--role", "approver", exit_code=1).stderr
    )
