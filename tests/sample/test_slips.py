from datetime import date
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naung.foundation.regions import names as region_names
from naung.kit import nik as niks
from naung.sample import places, slips, spots
from naung.sample.numbers import COUNT, NoSerialLeft, Register
from naung.sample.truth import near

NIK = "5371010812789012"
SEEDS = st.integers(0, 10_000)


@given(SEEDS)
def test_a_mistyped_nik_differs_and_is_nobodys(seed):
    taken = {slips.mistype(NIK, set(), Random(seed)), NIK}
    wrong = slips.mistype(NIK, taken, Random(seed))
    assert wrong not in taken and len(wrong) == 16 and wrong.isdigit()


@given(SEEDS)
def test_a_wrong_length_is_one_digit_off(seed):
    assert len(slips.wrong_length(NIK, Random(seed))) in (15, 17)


@given(st.dates(date(1945, 1, 1), date(2012, 12, 31)))
def test_a_swapped_date_is_another_day_that_exists(day):
    other = slips.swapped(day)
    assert other is None or (other != day and slips.swapped(other) == day)


@given(
    SEEDS, st.sampled_from(["Yohanes Kase", "Maria Yasinta Bere", "Ngongo", "Umbu Landu da Silva", "Hu Li"])
)
def test_a_name_always_keeps_something_of_itself(seed, name):
    r = Random(seed)
    for slip in (slips.respell, slips.rearrange, slips.nickname):
        written = slip(name, r)
        assert written and {w[0] for w in written.split()} and "  " not in written


def test_excel_keeps_fifteen_digits():
    assert slips.as_excel_keeps(NIK) == 5371010812789010
    assert slips.as_excel_shows(NIK) == "5,37101E+15"


def test_a_day_as_excel_counts_it():
    class Third:
        def randrange(self, _: int) -> int:
            return 2

    assert slips.odd_date(date(2025, 7, 1), Third(), in_text=False) == 45839


@pytest.mark.parametrize("village", places.villages("53.71"), ids=lambda v: v.name)
def test_a_village_written_otherwise_is_still_that_village(village):
    """What spots calls sure, the product's own key reads; what it calls unsure, is no village of the city."""
    keys = {region_names.key(v.name): v.code for v in places.villages("53.71")}
    for seed in range(60):
        written, stray = spots.otherwise(village.name, 5, 2, Random(seed))
        assert keys.get(region_names.key(written)) == (None if stray else village.code), written


def test_no_number_is_given_twice_and_a_full_day_is_refused():
    register, r = Register(), Random(1)
    first = [register._draw("537101", date(1990, 1, 1), False, r) for _ in range(COUNT)]
    assert len(set(first)) == COUNT and all(niks.parse(n).serial >= 9000 for n in first)
    with pytest.raises(NoSerialLeft, match="1,000 made-up people a district, day and sex"):
        register._draw("537101", date(1990, 1, 1), False, r)
    assert len({register.phone() for _ in range(10_000)}) == 10_000


@given(SEEDS)
def test_a_mistyped_nik_is_near_and_an_old_one_is_not(seed):
    wrong = slips.mistype(NIK, set(), Random(seed))
    assert near(wrong, NIK) and near(NIK, NIK)
    assert not near("5302140812789555", NIK)
