"""Wilson's interval, against values worked out by hand and what must hold for any count."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naung.kit.shares import wilson


def test_it_works():
    low, high = wilson(8, 10)
    assert (round(low, 4), round(high, 4)) == (0.4902, 0.9433)


def test_all_of_a_thousand_is_not_certainty():
    low, high = wilson(1000, 1000)
    assert round(low, 4) == 0.9962 and high == 1.0


def test_of_nothing_nothing_is_known():
    assert wilson(0, 0) == (0.0, 1.0)


def test_more_than_there_are_is_no_share():
    with pytest.raises(ValueError, match="11 of 10 is no share"):
        wilson(11, 10)


@given(st.integers(1, 10_000).flatmap(lambda of: st.tuples(st.integers(0, of), st.just(of))))
def test_the_share_lies_within_and_the_ends_within_0_and_1(counts):
    hits, of = counts
    low, high = wilson(hits, of)
    assert 0 <= low <= hits / of <= high <= 1
