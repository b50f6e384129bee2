"""How good the matching is on the generator's truth: spreadsheets in, people out, measured by kind of error."""

import pytest

from naung.delivery.intake import jobs as intake
from naung.delivery.matching import quality
from naung.delivery.matching.quality import Decided
from tests.delivery.matching import cast
from tests.people import MACHINE, NOW


def row(number: int, state: str, person: int | None, entity: str, *errors: str) -> Decided:
    return Decided(("a.xlsx", "Daftar", number), state, person, entity, errors)


def test_it_works():
    rows = [
        row(5, "ADMITTED", 1, "P1"),
        row(6, "REPEATED", 1, "P1", "E16"),
        row(7, "IN_REVIEW", None, "P1", "E18"),
        row(8, "ADMITTED", 2, "P2"),
    ]
    found = quality.judge(rows)
    assert (found.precision, found.recall, found.review_share) == (1.0, 1.0, 0.25)
    assert found.by_error["E18"]["found"] == 1


def test_a_wrong_merge_is_counted_under_its_error():
    found = quality.judge([row(5, "ADMITTED", 1, "P1"), row(6, "REPEATED", 1, "P2", "E19")])
    assert (found.precision, found.wrong_lines) == (0.0, [("a.xlsx", "Daftar", 6)]) and found.by_error["E19"][
        "wrong"
    ] == 1


def test_a_missed_duplicate_is_counted_under_its_error():
    found = quality.judge([row(5, "ADMITTED", 1, "P1"), row(6, "ADMITTED", 2, "P1", "E18")])
    assert (found.recall, found.missed_lines) == (0.0, [("a.xlsx", "Daftar", 6)])


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
    found = quality.measure(cast.programme().pk, tmp_path / "lists" / "truth.csv")
    print(mess, found)
    assert found.rows > 2500 and found.duplicates > 20
    assert found.precision >= 0.999 and found.recall >= 0.985 and found.review_share < 0.02
