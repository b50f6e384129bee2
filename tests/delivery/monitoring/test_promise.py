"""What a family would receive, by the law of the day."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from naung.delivery.monitoring.promise import Cover, promises

JULY, YEAR_END = date(2025, 7, 1), date(2025, 12, 31)


def cover(months):
    return Cover(JULY, YEAR_END, months, 1_000_000)


def test_it_works():
    accident, illness = promises(cover(6), date(2025, 12, 15))
    assert (accident.total, illness.total) == (70_000_000, 42_000_000)


def test_in_the_first_three_months_illness_pays_the_funeral_and_says_when_it_is_more():
    _, illness = promises(cover(3), date(2025, 9, 20))
    assert illness.total == 10_000_000
    assert illness.later == (date(2025, 10, 1), 42_000_000)


def test_where_the_law_is_silent_the_page_says_so():
    _, illness = promises(cover(3), date(2025, 10, 20))
    assert illness.total is None
    assert "tanyakan kepada BPJS" in illness.silent


def test_nothing_paid_promises_nothing():
    assert [amount.total for amount in promises(cover(0), date(2025, 8, 1))] == [None, None]


@given(st.dates(JULY, YEAR_END), st.integers(0, 6))
def test_every_total_is_the_sum_of_its_lines_and_later_is_later(on, months):
    for amount in promises(cover(months), on):
        assert amount.total is None or amount.total == sum(line.amount for line in amount.lines)
        assert amount.later is None or (amount.later[0] > on and amount.later[1] != amount.total)
