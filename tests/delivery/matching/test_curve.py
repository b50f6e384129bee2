"""Thresholds read from one scored run, and the range of them that a curve supports."""

import polars as pl
import pytest

from naung.delivery.matching import curve, names, plan, records
from naung.delivery.matching.curve import NEVER, Curve
from naung.delivery.matching.quality import Tally
from naung.delivery.matching.weights import shipped
from tests.delivery.matching.cast import MARTA_LINE, STRANGER, YOHANES_LINE, number

OTHER_NIK = number(9777, region="530104")
ROWS = (
    ("P1", MARTA_LINE), ("P1", MARTA_LINE.but(nik=OTHER_NIK)), ("P1", MARTA_LINE.but(nik=MARTA_LINE.nik[:-1] + "8")),
    ("P2", YOHANES_LINE), ("P3", STRANGER.but(name=MARTA_LINE.name)),
)  # fmt: skip


@pytest.fixture(scope="module")
def drawn() -> Curve:
    whole = [
        (n, True, n, names.key(r.name), names.key(r.mother), r.born_on, r.sex, r.nik, r.kk, None, r.village)
        for n, (_, r) in enumerate(ROWS, 1)
    ]
    frame = pl.DataFrame(whole, schema=records.SCHEMA, orient="row")
    truth = {n: (("a.xlsx", "Daftar", n), entity, ()) for n, (entity, _) in enumerate(ROWS, 1)}
    return curve.draw(plan.scored(frame, curve.lowest(shipped())), truth, shipped())


def test_it_works(drawn):
    asked, silent = drawn.review[6.0], drawn.review[NEVER]
    assert (asked.rows, asked.duplicates, asked.found, asked.review) == (5, 2, 2, 1)
    assert (silent.found, silent.review) == (1, 0), "without questions, the other NIK is another person"
    assert curve.questions(drawn, 6.0) == {"asked": 1, "asked_right": 1}


def test_a_near_number_is_merged_up_to_a_threshold_and_asked_about_beyond(drawn):
    assert drawn.near(25.0) == {"near_merges": 1, "near_wrong": 0}
    assert (drawn.merge[NEVER].review, drawn.merge[NEVER].found) == (2, 2)


def test_curves_are_added_before_anything_is_read_from_them(drawn):
    whole = Curve()
    whole.add(drawn)
    whole.add(drawn)
    assert whole.review[6.0].rows == 10 and drawn.review[6.0].rows == 5


def tally(found: int, review: int) -> Tally:
    return Tally(rows=10_000, merges=100, duplicates=50, found=found, review=review)


def test_a_threshold_is_supported_where_nothing_is_lost_and_every_second_question_is_right():
    made = Curve(review={0.0: tally(50, 60), 5.0: tally(50, 20), 10.0: tally(49, 12), NEVER: tally(40, 0)})
    assert curve.review_supported(made) == [5.0]


def test_a_merge_threshold_is_not_supported_once_a_merge_was_wrong():
    def merges(count: int, wrong: int) -> Tally:
        return Tally(rows=10_000, merges=count, wrong=wrong, duplicates=50, found=50)

    made = Curve(
        merge={5.0: merges(5_010, 1), 25.0: merges(5_009, 0), 40.0: merges(5_004, 0), NEVER: merges(5_000, 0)}
    )
    assert curve.merge_supported(made) == []
    del made.merge[5.0]
    assert curve.merge_supported(made) == [25.0]
