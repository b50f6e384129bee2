"""`naung law` as scripts and people use it."""

import json
import subprocess
import sys
from typing import Any

from click.testing import CliRunner, Result

from naung.project.cli.law import law
from tests.law.test_calculate import CONTRIBUTION, DEATH, FULL


def run(*words: str, given: Any = None) -> Result:
    written = given if isinstance(given, str | bytes | None) else json.dumps(given)
    return CliRunner().invoke(law, list(words), input=written)


def test_it_works() -> None:
    found = run("contribution", given=CONTRIBUTION)
    assert found.exit_code == 0 and json.loads(found.stdout)["total"] == 100_800
    assert json.loads(run("benefit", "--json", given=DEATH).stdout)["total"] == 42_000_000


def test_many_cases_answer_in_their_order_and_one_error_sets_the_exit_code() -> None:
    found = run("benefit", given={"cases": [DEATH, {"kind": "death"}, *FULL.values()]})
    results = json.loads(found.stdout)["results"]
    assert found.exit_code == 1 and len(results) == 2 + len(FULL)
    assert results[0]["total"] == 42_000_000 and results[1]["error"]["code"] == "missing_field"
    assert run("benefit", given={"cases": list(FULL.values())}).exit_code == 0
    assert json.loads(run("benefit", given={"cases": []}).stdout) == {"results": []}


def test_each_door_answers_its_kinds() -> None:
    assert json.loads(run("contribution", given=DEATH).stdout)["error"]["code"] == "unknown_kind"
    assert json.loads(run("eligibility", given=FULL["eligibility"]).stdout)["eligible"] is True
    assert run("contribution", given=DEATH).exit_code == 1


def test_what_is_not_a_case_is_wrong_use() -> None:
    for given in (
        "",
        "{",
        "[]",
        "3",
        b"\xff",
        '{"cases": 3}',
        '{"cases": [], "kind": "death"}',
        '{"kind": "a", "kind": "b"}',
        "[" * 100_000,
    ):
        found = run("benefit", given=given)
        assert (
            found.exit_code == 2 and found.stdout == "" and found.stderr and "Traceback" not in found.stderr
        ), given


def test_show_tells_one_figure_as_it_stood() -> None:
    found = run("show", "jkm.waiting_paid_months", "--on", "2025-02-24", "--json")
    assert json.loads(found.stdout)["value"] == 3
    assert "jkm.funeral" in run("show", "jkm.funeral", "--on", "2025-07-01").stdout
    silent = run("show", "jkm.funeral", "--on", "2019-12-01")
    assert silent.exit_code == 1 and "Untuk 1 Desember 2019 belum ada ketentuan" in silent.stderr
    assert run("show", "jkm.funeral", "--on", "tomorrow").exit_code == 2


SIMULATE = ("simulate", "--from", "2026-01", "--months", "12", "--payer", "apbd", "--sector", "other")


def test_simulate_shows_cost_and_assumptions() -> None:
    found = json.loads(run(*SIMULATE, "--people", "53.71=2558,53.07=6041", "--json").stdout)
    assert found["contributions"] == 8_599 * 201_600 and [year["region"] for year in found["years"]] == [
        "53.71",
        "53.07",
    ]
    told = run(*SIMULATE, "--people", "50000", "--deaths", "3.5").stdout
    assert "iuran Rp10.080.000.000" in told and "Asumsi simulation.deaths: 3.5" in told


def test_simulate_refuses_what_it_cannot_read() -> None:
    assert run(*SIMULATE).exit_code == 2
    assert run(*SIMULATE, "--people", "many").exit_code == 2
    assert run(*SIMULATE, "--people", "10", "--deaths", "few").exit_code == 2
    assert run(*SIMULATE, "--people", "0").exit_code == 1
    assert "Orang dan bulan paling sedikit satu" in run(*SIMULATE, "--people", "0").stderr


def test_it_starts_without_a_framework() -> None:
    code = "import sys, naung.project.cli.law; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
