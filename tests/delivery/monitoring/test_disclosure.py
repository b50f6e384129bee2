"""Which counts would point at somebody."""

from hypothesis import given
from hypothesis import strategies as st

from naung.delivery.monitoring.disclosure import hidden

COUNTS = st.dictionaries(st.text("abcdef", min_size=1, max_size=3), st.integers(0, 60), max_size=12)


def test_it_works():
    assert hidden({"namosain": 14, "nunhila": 10, "oebobo": 3}) == {"oebobo", "nunhila"}


def test_two_small_ones_protect_each_other():
    assert hidden({"a": 2, "b": 4, "c": 90}) == {"a", "b"}


def test_nobody_at_all_is_no_secret():
    assert hidden({"a": 0, "b": 0, "c": 7}) == frozenset()


@given(COUNTS)
def test_no_small_count_is_left_and_none_is_total_minus_the_rest(counts):
    gone = hidden(counts)
    assert all(key in gone for key, count in counts.items() if 0 < count < 5)
    others = [key for key, count in counts.items() if count]
    if gone and len(others) > 1:
        assert len(gone) >= 2
