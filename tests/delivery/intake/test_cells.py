"""Numbers, dates and words as they are typed."""

from datetime import UTC, date, datetime

import pytest

from naung.delivery.intake.reading import dates, numbers, words

ON = date(2025, 7, 14)
NIK = "5371015208789001"


@pytest.mark.parametrize("typed", [
    NIK, f" {NIK} ", f"'{NIK}", f"`{NIK}", "537101 520878 9001", "537101.520878.9001", "5371-0152-0878-9001",
    f"NIK: {NIK}", float(NIK), f"{NIK}.0",
])  # fmt: skip
def test_a_nik_however_it_is_written(typed):
    assert numbers.sixteen(typed) == (NIK, None)


@pytest.mark.parametrize(("typed", "code"), [
    (5371015208789000.0, "R02"),  # Excel keeps fifteen digits
    ("5,37102E+15", "R02"), ("5.37102E+15", "R02"), ("5,37E+15", "R02"),
    (9.2710152087890e15, "R02"),  # above 2^53 a number cell cannot hold every number
    ("537101520878900", "R01"), ("53710152087890011", "R01"), (537101520878.0, "R01"),
    ("", "R01"), ("-", "R01"), ("tidak ada", "R01"), ("53710I5208789OO1", "R01"),
])  # fmt: skip
def test_a_nik_that_has_to_be_typed_again(typed, code):
    number, problem = numbers.sixteen(typed)
    assert number is None
    assert problem[0] == code


def test_a_blank_is_told_from_a_wrong_length():
    assert numbers.sixteen("")[1] == ("R01", {"n": 0})
    assert numbers.sixteen("537101520878900")[1] == ("R01", {"n": 15})


def test_letters_like_digits_are_only_a_hint():
    assert numbers.sixteen("537101520878900l")[1] == ("R01", {"n": 15, "letters": True})


def test_no_problem_shows_the_number():
    for typed in ("5,37101520878E+15", 5371015208789000.0, NIK + "1"):
        assert "53710152" not in str(numbers.sixteen(typed)[1])


@pytest.mark.parametrize(("typed", "kept"), [
    ("081234567890", "081234567890"), (81234567890.0, "081234567890"), ("+62 812-3456-7890", "081234567890"),
    ("0812 3456 7890 / 0813", "081234567890"), ("", None), ("-", None),
])  # fmt: skip
def test_a_telephone(typed, kept):
    assert numbers.phone(typed) == (kept, True)


def test_a_telephone_of_three_digits_is_not_readable():
    assert numbers.phone("081") == (None, False)


@pytest.mark.parametrize("typed", [
    "12-08-1978", "12/08/1978", "12.8.1978", "12 08 1978", "12 Agustus 1978", "12 Agust 1978", "12-Agu-78", "12 Agust '78", "12 AGS 78",
    "12 August 1978", "1978-08-12", "1978-08-12 00:00:00", "12/8/78", 28714.0, "28714", 12081978.0, 19780812.0, "19780812", "12081978",
    datetime(1978, 8, 12, tzinfo=UTC), date(1978, 8, 12), " 12-08-1978 ", "'12-08-1978",
])  # fmt: skip
def test_one_date_in_many_ways(typed):
    assert dates.parse(typed, ON)[0] == date(1978, 8, 12)


@pytest.mark.parametrize(
    "typed", ["31-02-1978", "12 Bulan 1978", "1978", 1978.0, "12-1978", "entah", True, 1e300, "99999999"]
)
def test_no_date_is_made_up(typed):
    assert dates.parse(typed, ON) == (None, "unreadable")


def test_a_two_digit_year_is_one_that_has_been():
    assert dates.parse("01/02/25", ON) == (date(2025, 2, 1), "short")
    assert dates.parse("01/02/26", ON) == (date(1926, 2, 1), "short")


def test_month_first_is_read_only_where_nothing_else_is_possible():
    assert dates.parse("08/25/1978", ON) == (date(1978, 8, 25), "turned")
    assert dates.parse("08/12/1978", ON) == (date(1978, 12, 8), "ok")


def test_place_and_date_in_one_cell():
    assert dates.place_and_date("Kupang, 12-08-1978") == ("Kupang", "12-08-1978")
    assert dates.place_and_date("So'e / 12 Agustus 1978") == ("So'e", "12 Agustus 1978")
    assert dates.place_and_date("Kupang") == ("Kupang", "")


@pytest.mark.parametrize(("typed", "name"), [
    ("MARTA  TEFA", "Marta Tefa"), ("Ibu Marta Tefa", "Marta Tefa"), ("Bpk. Yohanes Nalle", "Yohanes Nalle"),
    ("Marta Tefa (RT 05)", "Marta Tefa"), ("12. Marta Tefa", "Marta Tefa"), ("Marta Tefa, S.Pd", "Marta Tefa"),
    ("Bapak Nalle", "Nalle"), ("F.X. Seran", "F.X. Seran"), ("Ja'far da Silva", "Ja'far da Silva"), ("Kaka", "Kaka"), ("KAKA BILI", "Kaka Bili"), ("Mama Yuliana RT 03/RW 01", "Yuliana"),
])  # fmt: skip
def test_a_name_without_its_extras(typed, name):
    assert words.name(typed)[0] == name


@pytest.mark.parametrize(
    "typed", ["Alm. Petrus Ndun", "Almh Marta Tefa", "Petrus Ndun (Alm)", "Mendiang Petrus Ndun"]
)
def test_late_is_noticed(typed):
    assert words.name(typed)[2] == "dead"


@pytest.mark.parametrize("typed", ["", "-", "...", "tidak ada", "123"])
def test_no_name(typed):
    assert words.name(typed)[:2] == ("", "")


@pytest.mark.parametrize(("typed", "sex"), [
    ("L", "L"), ("lk", "L"), ("Laki-laki", "L"), ("laki2", "L"), ("Pria", "L"), ("1", "L"), (1.0, "L"), ("M", "L"),
    ("P", "P"), ("PR", "P"), ("Perempuan", "P"), ("prmpuan", "P"), ("Wanita", "P"), ("2", "P"), (2.0, "P"), ("F", "P"),
    ("", ""), ("-", ""), ("banci", None), ("3", None),
])  # fmt: skip
def test_sex(typed, sex):
    assert words.sex(typed) == sex


@pytest.mark.parametrize(("typed", "code"), [
    ("Petani/Pekebun", "petani"), ("PETANI", "petani"), ("tani", "petani"), ("Petani/Pekebun (ladang)", "petani"), ("ojek online", "ojek"),
    ("kerja serabutan", "serabutan"), ("Buruh Harian Lepas", "buruh_harian_lepas"), ("IRT", "mengurus_rumah_tangga"), ("PNS", "pegawai_negeri_sipil"),
    ("penenun selendang", "penenun"), ("", ""), ("astronot", None),
])  # fmt: skip
def test_occupation(typed, code):
    assert words.occupation(typed) == code


@pytest.mark.parametrize(("typed", "group"), [
    ("tuna netra", "sensorik netra"), ("Disabilitas netra", "sensorik netra"), ("tuli", "sensorik rungu"), ("cacat kaki", "fisik"),
    ("tuna grahita", "intelektual"), ("ODGJ", "mental"), ("tuli dan bisu", "ganda"), ("Tidak", ""), ("-", ""), ("entah", None),
])  # fmt: skip
def test_disability_by_the_groups_of_the_law(typed, group):
    assert words.disability(typed) == group


@pytest.mark.parametrize(
    ("typed", "decile"),
    [(1.0, 1), ("1", 1), ("Desil 2", 2), ("D3", 3), ("10", 10), ("11", None), ("", None), ("miskin", None)],
)
def test_decile(typed, decile):
    assert words.decile(typed) == decile
