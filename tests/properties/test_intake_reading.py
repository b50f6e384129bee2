"""Whatever bytes come, reading ends in a list or a reason; whatever a cell holds, no number is made up."""

from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from naung.delivery.intake.reading import dates, identity, numbers
from naung.delivery.intake.reading.read import read
from naung.delivery.intake.reading.rules import Rules
from naung.delivery.intake.sentences import finding, refusal
from naung.kit import nik as niks
from tests.delivery.intake import books

ON = date(2025, 7, 14)
RULES = Rules(ON, 17, 65)
GOOD = books.xlsx(books.people(books.MARTA, books.YOHANES))
CSV = books.text(books.people(books.MARTA, books.YOHANES), ";")
birthdays = st.dates(date(1926, 1, 1), date(2008, 7, 13))
cells = st.one_of(
    st.text(max_size=30), st.floats(), st.integers(-(10**18), 10**18), st.booleans(), st.dates(), st.none()
)


def ends_well(data: bytes) -> None:
    result = read(data, RULES)
    if "refused" in result:
        assert refusal(result["refused"], result["params"])
    for found in result.get("lists", ()):
        counts = {len(column) for column in found["values"].values()}
        assert counts == {len(found["values"]["number"])}
        for line, code, field, _, params, severity in found["findings"]:
            assert 0 <= line < len(found["values"]["number"])
            assert severity in {"block", "warn", "fixed"}
            assert finding(code, field, params)


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes(data):
    ends_well(data)


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(GOOD) - 1), st.binary(min_size=1, max_size=30))
def test_a_workbook_with_some_bytes_changed(at, patch):
    ends_well(GOOD[:at] + patch + GOOD[at + len(patch) :])


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(GOOD)))
def test_a_workbook_cut_off(length):
    ends_well(GOOD[:length])


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(CSV) - 1), st.binary(min_size=1, max_size=30))
def test_a_csv_with_some_bytes_changed(at, patch):
    ends_well(CSV[:at] + patch + CSV[at + len(patch) :])


@settings(max_examples=100, deadline=None)
@given(st.lists(st.lists(st.text(max_size=20), min_size=9, max_size=9), max_size=8))
def test_any_texts_under_the_headings(rows):
    ends_well(books.text([books.HEADINGS, *rows], ","))


@given(cells)
@example(-100_000_000_000_000)  # sixteen characters, and no NIK
def test_a_number_is_sixteen_digits_or_a_problem(cell):
    number, problem = numbers.sixteen(cell)
    assert (number is None) != (problem is None)
    assert number is None or (len(number) == 16 and number.isdigit())


@given(st.integers(10**15, 10**16 - 1))
def test_a_number_cell_is_believed_only_where_excel_kept_every_digit(number):
    kept, _ = numbers.sixteen(float(number))
    assert kept is None or int(kept) == number


@given(cells)
def test_a_date_is_a_day_or_nothing(cell):
    day, how = dates.parse(cell, ON)
    assert (day is None) == (how in {"blank", "unreadable"})


@given(
    birthdays,
    st.sampled_from(["%d-%m-%Y", "%d/%m/%Y", "%Y-%m-%d", "%d.%m.%Y", "%Y%m%d", "%d%m%Y", "%d %b %Y"]),
)
def test_a_written_day_is_read_back(day, style):
    assert dates.parse(day.strftime(style), ON)[0] == day


@given(birthdays)
def test_excels_number_of_a_day_is_read_back(day):
    assert dates.parse(float((day - dates.EPOCH).days), ON)[0] in {day, None}


@given(
    birthdays, st.booleans(), st.integers(9000, 9999), st.sampled_from(["L", "P", "", None]), st.booleans()
)
def test_the_short_way_and_the_long_way_agree(born_on, female, serial, sex, other):
    number = niks.make("537101", born_on, female, serial)
    written = (dates.turned(born_on) or born_on) if other else born_on
    short = identity.all_agree(number, None, (written, "ok"), sex, RULES)
    long = identity.check(number, None, (written, "ok"), sex, RULES)
    assert short == (long.said == [])
    if short:
        assert (long.born_on, long.sex) == (written, sex)
