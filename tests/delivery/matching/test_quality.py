"""How good the matching is on the generator's truth: spreadsheets in, people out, measured by kind of error."""

import pytest

from naung.delivery.intake import jobs as intake
from naung.delivery.matching import quality
from naung.delivery.matching.quality import Decided
from tests.delivery.matching import cast
from tests.people import MACHINE, NOW


def row(number: int, decision: str, person: str, entity: str, *errors: str) -> Decided:
    return Decided(("a.xlsx", "Daftar", number), decision, person, entity, errors)


def test_it_works():
    rows = [
        row(5, "clean", "N1", "P1"),
        row(6, "repeated", "N1", "P1", "E16"),
        row(7, "review", "", "P1", "E18"),
        row(8, "clean", "N2", "P2"),
        row(9, "flawed", "", "P3", "E07"),
    ]
    found = quality.judge(rows)
    assert (found.total.precision, found.total.recall, found.total.work, found.flawed) == (1.0, 1.0, 0.25, 1)
    assert found.by_error["E18"].found == 1 and "E07" not in found.by_error


def test_a_wrong_merge_is_counted_under_its_error():
    found = quality.judge([row(5, "clean", "N1", "P1"), row(6, "repeated", "N1", "P2", "E19")])
    assert (found.total.precision, found.wrong_lines) == (0.0, [("a.xlsx", "Daftar", 6)])
    assert found.by_error["E19"].wrong == 1


def test_a_missed_duplicate_is_counted_under_its_error():
    found = quality.judge([row(5, "clean", "N1", "P1"), row(6, "clean", "N2", "P1", "E18")])
    assert (found.total.recall, found.missed_lines) == (0.0, [("a.xlsx", "Daftar", 6)])
    assert found.by_error["E18"].found == 0


def test_a_line_that_repeats_one_that_waits_for_the_village_is_judged_with_it():
    found = quality.judge([row(5, "flawed", "", "P1"), row(6, "repeated", "", "P1")])
    assert (found.total.rows, found.total.merges, found.flawed) == (0, 0, 1)


def test_each_aim_that_is_missed_is_named():
    wrong = [row(5, "clean", "N1", "P1"), row(6, "repeated", "N1", "P2"), row(7, "clean", "N3", "P2")]
    assert quality.judge(wrong).total.missed_aims() == ["precision", "found"]
    assert quality.judge([row(5, "review", "", "P1")]).total.missed_aims() == ["work"]


def test_several_measurements_are_one():
    whole = quality.Quality()
    for _ in range(2):
        whole.add(quality.judge([row(5, "clean", "N1", "P1"), row(6, "repeated", "N1", "P1", "E16")]))
    assert (whole.total.merges, whole.by_error["E16"].rows) == (2, 2)


@pytest.mark.slow
@pytest.mark.django_db
@pytest.mark.parametrize("mess", ["clean", "chaotic"])
def test_the_generators_people(tmp_path, mess):
    from click.testing import CliRunner

    from naung.project.cli.sample import sample

    made = CliRunner().invoke(
        sample, [str(tmp_path / "lists"), "--people", "3000", "--seed", "11", "--mess", mess]
    )
    assert made.exit_code == 0, made.output
    intake.receive(paths=[tmp_path / "lists"], programme=cast.programme(), region="53.71", by=MACHINE, at=NOW)
    cast.match()
    found = quality.measure(cast.programme().pk, tmp_path / "lists" / "truth.csv").total
    print(mess, found)
    assert found.rows > 2500 and found.duplicates > 20
    assert found.missed_aims() == []
