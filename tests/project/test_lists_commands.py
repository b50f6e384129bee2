"""naung what-if and naung field-check, as a script and a clerk meet them: one document, or sentences; nothing is applied."""

import json

from click.testing import CliRunner

from naung.delivery.programme import queries as programmes
from naung.delivery.selection.models import Assessment, Place
from naung.delivery.selection.whatif.models import Scenario
from naung.project.cli.fieldcheck import fieldcheck
from naung.project.cli.whatif import whatif
from tests.web.fixtures import _world_of_the_run, own_world, world  # noqa: F401  30 people who walked the road

DAY = ("--on", "2025-10-20")


def run(command, *words, exit_code=0):
    done = CliRunner().invoke(command, ["--programme", "ntt-2025", *words])
    assert done.exit_code == exit_code, done.output
    return done


def told(command, *words):
    return json.loads(run(command, *words, "--json").stdout)


def test_what_if_says_who_leaves_and_changes_nothing(world):  # noqa: F811
    def before():
        return [
            list(model.objects.order_by("pk").values())
            for model in (Assessment, Place, Scenario, programmes.Quota)
        ]

    seen = before()
    found = told(whatif, "--set", "quota.53.71=10", *DAY)
    assert (found["programme"], found["on"], found["changes"], found["saved"]) == ("ntt-2025", "2025-10-20", {"quota.53.71": 10}, None)  # fmt: skip
    assert (found["before"]["people"], found["after"]["people"], found["enters"], found["leaves"]) == (27, 10, 0, 17)  # fmt: skip
    assert found["groups"]["disability"] == {"0": [26, 9, 0, 17], "1": [1, 1, 0, 0]}
    said = run(whatif, "--set", "quota.53.71=10", *DAY).stdout
    assert "Sekarang 27 orang, andai begitu 10: 0 masuk, 17 keluar (17 memegang tempat)." in said
    assert "region 53.71: 27 -> 10  (+0 -17)" in said and "Tidak ada yang diputuskan." in said
    held = told(whatif, "--set", "weights.disability=500", "--holders-stay", *DAY)
    assert (held["leaves"], held["changes"]) == (0, {"holders": 1, "weights.disability": 500})
    knobs = told(whatif, "--knobs", *DAY)
    assert (knobs["quota.53.71"], "weights.disability" in knobs, "eligibility.age_below" in knobs) == (2558, True, True)  # fmt: skip
    assert before() == seen


def test_what_if_refuses_what_cannot_be_asked(world):  # noqa: F811
    unknown = run(whatif, "--set", "weights.zodiak=3", exit_code=1).stderr
    assert "weights.zodiak tidak dapat diubah di sini" in unknown and "weights.disability" in unknown
    for turned in ("weights.disability=banyak", "weights.disability"):
        assert "weights.disability" in run(whatif, "--set", turned, exit_code=1).stderr
    assert "--save" in run(whatif, "--set", "quota.53.71=10", "--save", "Sepuluh", exit_code=2).stderr


def test_a_question_is_kept_and_a_sample_announced_and_drawn_by_an_officer(own_world):  # noqa: F811
    asked = ("--set", "quota.53.71=10", "--save", "Sepuluh tempat", "--by", "sari", *DAY)
    kept = told(whatif, *asked)["saved"]
    assert told(whatif, *asked)["saved"] == kept == Scenario.objects.get(name="Sepuluh tempat").pk
    first = told(fieldcheck, *DAY)
    assert (first["number"], first["state"], first["listed"]["frame"], first["listed"]["drawn"]) == (1, "DRAWN", 27, 13)  # fmt: skip
    assert first["unlisted"]["drawn"] == 3 and first["listed"]["wrong_of_found"]["of"] == 0
    assert "--by" in run(fieldcheck, "--draw", exit_code=2).stderr
    seed = ("--announce", "koran halaman satu", "--by", "sari", *DAY)
    assert "--draws-on" in run(fieldcheck, *seed, exit_code=2).stderr
    assert "sesudah hari ini" in run(fieldcheck, *seed, "--draws-on", "2025-10-20", exit_code=1).stderr
    told_ = told(fieldcheck, *seed, "--draws-on", "2025-10-22", "--points", "20")
    assert (told_["number"], told_["state"], told_["half_width_permille"], told_["drawn_on"]) == (2, "ANNOUNCED", 200, None)  # fmt: skip
    assert "22 Oktober 2025" in run(fieldcheck, "--draw", "--by", "sari", "--on", "2025-10-21", exit_code=1).stderr  # fmt: skip
    drawn = told(fieldcheck, "--draw", "--by", "sari", "--on", "2025-10-22")
    assert (drawn["state"], drawn["listed"]["drawn"], len(drawn["frame_hash"])) == ("DRAWN", 13, 64)
    assert "Pemeriksaan 2, benih “koran halaman satu”" in run(fieldcheck, "--on", "2025-10-22").stdout
    assert "fieldcheck.draw" in run(fieldcheck, "--announce", "koran lain lagi", "--draws-on", "2025-10-30", "--by", "lurah", *DAY, exit_code=1).stderr  # fmt: skip
