"""Deaths expected of people under cover, by age and sex, beside those reported; and how evenly a programme reaches."""

from datetime import date
from fractions import Fraction

import pytest

from naung.delivery.monitoring import mortality, reach
from naung.delivery.monitoring.mortality import Told
from naung.delivery.programme import queries as programmes


def of(region="53.71", on=date(2025, 9, 20)):
    return mortality.by_area(programmes.by_code("ntt-2025"), region, on)


def test_it_works(world):
    (namosain_and_nunhila, oebobo) = of()
    assert (namosain_and_nunhila.code, oebobo.code) == ("53.71.01", "53.71.04")
    assert oebobo.days == 3 * 82  # three women from 1 July to 20 September
    assert 0 < oebobo.expected < namosain_and_nunhila.expected
    assert (oebobo.reported, oebobo.unclaimed, oebobo.percent, oebobo.low) == (
        0,
        0,
        None,
        False,
    )  # too few to say anything


def test_the_parts_add_up_to_the_whole(world):
    whole = mortality.whole(programmes.by_code("ntt-2025"), "53.71", date(2025, 9, 20))
    assert whole is not None and whole.days == sum(part.days for part in of())
    assert whole.expected == sum(part.expected for part in of())


def test_men_die_earlier_and_the_old_more_often():
    bands = mortality.table(date(2025, 9, 1)).bands
    assert [band.since for band in bands] == sorted(band.since for band in bands) and bands[0].since == 0
    assert all(band.men > band.women for band in bands)
    assert all(one.men < next_.men for one, next_ in zip(bands, bands[1:], strict=False))
    assert mortality._rate(bands, "L", 39) == Fraction(23, 10) and mortality._rate(bands, "P", 75) == 36


def test_before_the_first_table_nothing_is_said():
    with pytest.raises(mortality.NoTable, match="2010-01-01"):
        mortality.table(date(2010, 1, 1))


@pytest.mark.parametrize(("reported", "percent", "low"), [(0, 0.0, True), (2, 40.0, True), (3, 60.0, False)])
def test_under_half_of_what_was_expected_is_low(reported, percent, low):
    told = Told("53.71", 1, Fraction(5), reported, 0)
    assert (told.percent, told.low) == (percent, low)


def test_an_even_reach_has_no_gini_and_one_who_has_all_nearly_one():
    assert reach.gini([(10, 100), (20, 200), (5, 50)]) == 0
    assert reach.gini([(0, 100)] * 9 + [(50, 100)]) == Fraction(9, 10)
    assert reach.gini([(0, 100)]) is None
