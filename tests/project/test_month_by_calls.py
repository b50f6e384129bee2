"""`naung month`, a call an officer: each says who is next and what to type, and whoever calls again goes on where the month stands."""

import json
from datetime import date

import pytest
from click.testing import CliRunner

from naung.project.cli import main
from tests.delivery.contributions.cast import enrol
from tests.people import officer

pytestmark = pytest.mark.django_db
JULY = ("month", "2025-07", "--programme", "ntt-2025")
IN_TIME = ("--on", "2025-07-28")


@pytest.fixture(autouse=True)
def cast():
    enrol(2)
    officer("agus", "treasurer", "53")
    officer("berta", "approver", "53")


def call(*words, on=IN_TIME, exit_code=0):
    """The command's answer, or what it said when it refused."""
    done = CliRunner().invoke(main, [*JULY, *on, *words, "--json"])
    assert done.exit_code == exit_code, f"{done.output} {done.exception!r}"
    return json.loads(done.stdout) if done.stdout.strip() else done.stderr


def waits(said):
    return [(one["waits"], one["call"].removeprefix("naung month 2025-07 --programme ntt-2025")) for one in said["next"]]  # fmt: skip


def test_it_works():
    assert waits(call()) == [("proposal", " --by LOGIN")]
    assert waits(call("--by", "agus")) == [("decision", " --approve-by LOGIN")]
    decided = call("--approve-by", "berta", exit_code=1)
    assert (waits(decided), decided["runs"][0]["state"]) == ([("papers", " --by LOGIN")], "BILLED")
    written = call("--by", "agus", "--spp", "900/1", "--spm", "900/2", exit_code=1)
    assert waits(written) == [("signature", " --approve-by LOGIN")]
    signed = call("--approve-by", "berta")
    assert (signed["next"], signed["agree"], signed["runs"][0]["state"]) == ([], True, "RECONCILED")
    assert {**call(), "steps": []} == {**signed, "steps": []}


def test_a_person_reads_who_is_next():
    said = CliRunner().invoke(main, [*JULY, *IN_TIME, "--by", "agus"]).stdout
    assert "orang lain daripada yang mengajukan, memutus" in said
    assert "naung month 2025-07 --programme ntt-2025 --approve-by LOGIN" in said


def test_the_same_call_twice_is_once_and_other_numbers_are_refused():
    call("--by", "agus")
    assert waits(call("--by", "agus")) == [("decision", " --approve-by LOGIN")]
    call("--approve-by", "berta", exit_code=1)
    call("--by", "agus", "--spp", "900/1", "--spm", "900/2", exit_code=1)
    assert waits(call("--by", "agus", exit_code=1)) == [("signature", " --approve-by LOGIN")]
    assert "sudah mempunyai SPP 900/1 dan SPM 900/2" in call("--by", "agus", "--spp", "900/9", exit_code=1)


def test_nobody_is_taken_for_granted():
    call("--by", "agus")
    assert "tidak berwenang" in call("--approve-by", "agus", exit_code=1)
    call("--approve-by", "berta", exit_code=1)
    assert "tidak berwenang" in call("--by", "berta", exit_code=1)


def test_a_list_that_changed_is_put_forward_again():
    call("--by", "agus")
    enrol(1, mark="b")
    assert waits(call()) == [("proposal", " --by LOGIN")]


def test_too_early_too_late_and_closed_are_refused_with_the_reason():
    from tests.closing import close

    assert "terlalu awal: paling cepat disiapkan satu bulan sebelumnya" in call(on=("--on", "2025-05-31"), exit_code=1)  # fmt: skip
    assert "sudah lewat masa tenggang 3 bulan" in call(on=("--on", "2025-10-16"), exit_code=1)
    assert call("--by", "agus", "--approve-by", "berta")["agree"]
    close(date(2025, 7, 1))
    enrol(1, mark="b")
    assert "Pembukuan Juli 2025 sudah ditutup" in call(on=("--on", "2025-08-20"), exit_code=1)
