"""naung books, as a script meets it."""

import json

from click.testing import CliRunner

from naung.kit.canonical import sha256
from naung.project.cli.books import books

MONTH = 27 * 16_800


def run(*arguments):
    return CliRunner().invoke(books, list(arguments))


def test_it_works(world):
    found = run("--month", "2025-10", "--json")
    told = json.loads(found.stdout)
    assert (found.exit_code, told["sum"], told["realisation"][0]["realised"]) == (0, 0, 3 * MONTH)
    assert [one["closing"] for one in told["accounts"] if one["code"] == "2.1.1"] == [-MONTH]
    assert "Neraca saldo 2025-10" in run("--month", "2025-10").stdout


def test_two_officers_close_a_month_and_one_does_not(own_world):
    assert run("--month", "2025-07", "--close").exit_code == 2
    alone = run("--month", "2025-07", "--close", "--by", "tina", "--approve-by", "tina")
    assert alone.exit_code == 1 and "orang lain yang memutuskannya" in alone.stderr
    closed = run("--month", "2025-07", "--close", "--by", "tina", "--approve-by", "budi", "--json")
    assert [one["month"] for one in json.loads(closed.stdout)["months"] if one["closed"]] == ["2025-07"]
    again = run("--month", "2025-09", "--close", "--by", "tina")
    assert again.exit_code == 1 and "yang berikutnya Agustus 2025" in again.stderr


def test_the_working_paper_is_the_file_that_was_registered(own_world, tmp_path):
    assert run("--working-paper", str(tmp_path / "a.xlsx")).exit_code == 2, "a sample has a published seed"
    told = [
        json.loads(
            run(
                "--month", "2025-10", "--working-paper", str(tmp_path / name), "--seed", "benih", "--json"
            ).stdout
        )
        for name in ("a.xlsx", "b.xlsx")
    ]
    files = [(tmp_path / name).read_bytes() for name in ("a.xlsx", "b.xlsx")]
    assert files[0] == files[1] and sha256(files[0]) == told[0]["working_paper"]["sha256"]
