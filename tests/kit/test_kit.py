"""The small things everything rests on."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naung.kit import canonical, clock, merkle, nik, rupiah, text
from naung.kit.months import Month, add_months, age_on
from naung.kit.states import NotInThisState, States

months = st.builds(Month, st.integers(1960, 2900), st.integers(1, 12))


def test_money_is_written_as_people_write_it():
    assert [rupiah.say(16_800), rupiah.say(10_080_000_000), rupiah.say(-5)] == [
        "Rp16.800",
        "Rp10.080.000.000",
        "-Rp5",
    ]


@pytest.mark.parametrize("wrong", [16_800.0, "16800", True, None])
def test_money_that_is_not_a_whole_number_refuses(wrong):
    with pytest.raises(TypeError, match="whole number of rupiah"):
        rupiah.rupiah(wrong)


@given(st.integers(0, 10**12), st.integers(0, 1000), st.integers(1, 1000))
def test_a_share_is_never_more_than_half_a_rupiah_off(amount, parts, whole):
    assert abs(rupiah.share(amount, parts, whole) * whole - amount * parts) * 2 <= whole


@given(months, st.integers(-600, 600))
def test_months_add_and_subtract(month, n):
    assert month.plus(n) - month == n
    assert Month.parse(str(month)) == month


@pytest.mark.parametrize("wrong", ["2025-13", "2025-7", "202507", "", "2025-07-01", "\uff12025-07"])
def test_a_month_is_written_in_one_way(wrong):
    with pytest.raises(ValueError, match="month"):
        Month.parse(wrong)


def test_a_month_later_stays_in_that_month():
    assert add_months(date(2025, 1, 31), 1) == date(2025, 2, 28)
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)


def test_born_on_a_leap_day_one_is_older_on_the_first_of_march():
    born = date(1960, 2, 29)
    assert age_on(born, date(2025, 2, 28)) == 64
    assert age_on(born, date(2025, 3, 1)) == 65


def test_the_day_in_kupang_begins_eight_hours_before_greenwich():
    assert clock.say_time(datetime(2025, 9, 2, 16, 30, tzinfo=UTC)) == "3 September 2025, 00.30 WITA"
    with pytest.raises(ValueError, match="time zone"):
        clock.say_time(datetime(2025, 9, 2))  # noqa: DTZ001


def test_a_womans_nik_carries_forty_more():
    parts = nik.parse("5371015208789001")
    assert (parts.sex, parts.day, parts.month, parts.year2) == ("P", 12, 8, 78)
    assert parts.born_on(near=date(2025, 7, 1)) == date(1978, 8, 12)


@pytest.mark.parametrize(
    "wrong",
    [
        "5371018107850001",
        "5371010113789001",
        "5371011208780000",
        "537101120878900",
        "5371013002789001",
        "5371014008789001",
    ],
)
def test_digits_that_cannot_be_a_nik(wrong):
    assert nik.parse(wrong) is None


@given(st.dates(date(1930, 1, 1), date(2024, 12, 31)), st.booleans(), st.integers(1, 9999))
def test_a_made_nik_reads_back(born, female, serial):
    parts = nik.parse(nik.make("537101", born, female, serial))
    assert (parts.female, parts.agrees_with(born), parts.serial) == (female, True, serial)


def test_an_identity_number_is_shown_masked():
    assert text.mask("5371015208789001") == "5371 •••• •••• ••01"
    assert text.mask("1234") == "••34"
    assert text.mask("12") == "••"


@pytest.mark.parametrize("typed", ["0812 3456 7890", "+62 812-3456-7890", "62812 34567890", "81234567890"])
def test_a_telephone_number_is_one_number_however_it_is_typed(typed):
    assert text.telephone(typed) == "081234567890"
    assert text.telephone(" - ") == ""


def test_names_fold_alike():
    assert text.fold("  JA'FAR  d'Ornay ") == "jafar dornay"
    assert text.title_name("MARIA da SILVA") == "Maria da Silva"


def test_a_float_has_no_canonical_form():
    assert canonical.canonical({"b": 1, "a": date(2025, 7, 1)}) == b'{"a":"2025-07-01","b":1}'
    with pytest.raises(TypeError, match="float"):
        canonical.canonical({"a": [1, {"b": 0.1}]})


@given(st.lists(st.binary(), min_size=1, max_size=40), st.data())
def test_every_leaf_climbs_to_the_root_and_no_other_does(payloads, data):
    leaves = [merkle.leaf(p) for p in payloads]
    index = data.draw(st.integers(0, len(leaves) - 1))
    path = merkle.path(leaves, index)
    assert merkle.climb(leaves[index], path) == merkle.root(leaves)
    assert merkle.climb(merkle.leaf(b"never drawn" + payloads[index]), path) != merkle.root(leaves)


def test_the_tree_is_the_one_of_rfc_6962():
    """Seven leaves: the left subtree takes the largest power of two."""
    a = [merkle.leaf(bytes([i])) for i in range(7)]
    left = merkle.node(merkle.node(a[0], a[1]), merkle.node(a[2], a[3]))
    assert merkle.root(a) == merkle.node(left, merkle.node(merkle.node(a[4], a[5]), a[6]))


def test_a_table_of_states_says_what_is_possible():
    door = States("SHUT", {("SHUT", "open"): "OPEN", ("OPEN", "shut"): "SHUT"})
    assert door.after("SHUT", "open") == "OPEN"
    with pytest.raises(NotInThisState, match="possible: shut"):
        door.after("OPEN", "open")
