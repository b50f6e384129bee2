"""What is said of a line: R01-R17, with the cell, and never an identity number."""

from datetime import date

import pytest

from naung.delivery.intake.reading.read import read
from naung.delivery.intake.reading.rules import Rules
from tests.delivery.intake import books
from tests.delivery.intake.books import MARTA, PETRUS, YOHANES, changed

RULES = Rules(date(2025, 7, 14), 17, 65)
KK = "5371011505100123"


def one(person, headings=None):
    """(values, findings by code) of a list with one person."""
    rows = books.people(person) if headings is None else [("DATA CONTOH",), headings, person]
    result = read(books.xlsx(rows), RULES)
    (found,) = result["lists"]
    values = {name: column[0] for name, column in found["values"].items()}
    return values, {
        code: (field, cell, params, severity) for _, code, field, cell, params, severity in found["findings"]
    }


def test_it_works():
    values, said = one(MARTA)
    assert said == {}
    assert (values["nik"], values["name"], values["born_on"], values["sex"]) == (
        MARTA[0],
        "Marta Tefa",
        "1978-08-12",
        "P",
    )
    assert (values["occupation"], values["occupation_text"], values["decile"]) == (
        "pedagang_keliling",
        "Papalele",
        1,
    )


def test_r01_fifteen_digits():
    _, said = one(changed(MARTA, nik=MARTA[0][:15]))
    assert said["R01"] == ("nik", "B6", {"n": 15}, "block")


def test_r02_a_number_that_excel_has_cut():
    _, said = one(changed(MARTA, nik=5371015208789000))
    assert said["R02"] == ("nik", "B6", {"shown": "5,37E+15"}, "block")


def test_r02_a_whole_csv_column_that_ends_in_zero():
    persons = [changed(MARTA, nik=f"53710152087890{n}0") for n in range(6)]
    (found,) = read(books.text(books.people(*persons)), RULES)["lists"]
    assert {code for _, code, *_ in found["findings"]} >= {"R02"}
    assert found["values"]["nik"] == [None] * 6


def test_r03_day_and_month_turned_round_is_repaired_by_the_nik():
    values, said = one(changed(MARTA, born="08-12-1978"))
    assert values["born_on"] == "1978-08-12"
    assert said["R03"] == ("born_on", "E6", {"a": "1978-12-08", "b": "1978-08-12", "turned": True}, "fixed")


def test_r03_any_other_difference_waits():
    values, said = one(changed(MARTA, born="13-08-1978"))
    assert values["born_on"] == "1978-08-13"
    assert said["R03"] == ("born_on", "E6", {"a": "1978-08-13", "b": "1978-08-12"}, "block")


def test_r03_a_blank_is_filled_from_the_nik():
    values, said = one(changed(MARTA, born=""))
    assert values["born_on"] == "1978-08-12"
    assert said["R03"][3] == "fixed"


def test_r03_a_day_that_stands_for_not_known_is_kept_and_said():
    _, said = one(changed(MARTA, nik="5371014101789001", born="01-01-1978"))
    assert said["R03"] == ("born_on", "E6", {"a": "1978-01-01", "default": True}, "warn")


def test_r03_digits_that_are_no_day():
    _, said = one(changed(MARTA, nik="5371015213789001"))
    assert said["R03"] == ("nik", "B6", {"impossible": True}, "block")


def test_r04_the_husbands_nik():
    _, said = one(changed(MARTA, nik=YOHANES[0]))
    assert said["R04"] == ("sex", "F6", {"nik": "L", "list": "P"}, "block")
    assert said["R03"][3] == "block"


def test_r04_a_blank_sex_is_filled_from_the_nik():
    values, said = one(changed(MARTA, sex=""))
    assert values["sex"] == "P"
    assert said["R04"][3] == "fixed"


def test_r05_a_district_that_never_was():
    _, said = one(changed(MARTA, nik="5377015208789001"))
    assert said["R05"][3] == "block"


@pytest.mark.parametrize("kk", [KK, ""])
def test_r06_the_family_cards_number(kk):
    _, said = one((KK, kk, *MARTA[1:5]), ("NIK", "No KK", "Nama", "Tempat Lahir", "Tgl Lahir", "L/P"))
    assert set(said) == {"R06", "R13"}
    assert said["R06"][3] == "block"


def test_r06_the_two_numbers_in_each_others_columns():
    _, said = one((KK, MARTA[0], *MARTA[1:5]), ("NIK", "No KK", "Nama", "Tempat Lahir", "Tgl Lahir", "L/P"))
    assert said["R06"][3] == "block"


def test_r10_too_old_goes_on_and_is_said():
    _, said = one(changed(MARTA, nik="5371015208589001", born="12-08-1958"))
    assert said["R10"] == ("born_on", "E6", {"age": 66, "from": 17, "to": 64}, "warn")


def test_r10_not_born_yet_waits():
    _, said = one(changed(MARTA, nik="", born="12-08-2031"))
    assert said["R10"][3] == "block"


def test_a_future_year_that_the_nik_explains_is_repaired():
    values, said = one(changed(MARTA, nik="5371015208289001", born=date(2028, 8, 12)))
    assert values["born_on"] == "1928-08-12"
    assert said["R03"][3] == "fixed"


def test_r11_late_before_the_name():
    values, said = one(changed(MARTA, name="Almh. Marta Tefa"))
    assert values["name"] == "Marta Tefa"
    assert said["R11"][3] == "block"


def test_r13_no_mother():
    assert one(changed(MARTA, mother="-"))[1]["R13"] == ("mother", "G6", {}, "warn")


def test_r14_an_occupation_that_we_do_not_know_goes_on():
    values, said = one(changed(MARTA, job="astronot"))
    assert said["R14"] == ("occupation", "H6", {"text": "astronot"}, "warn")
    assert (values["occupation"], values["occupation_text"]) == ("", "astronot")


def test_r14_never_shows_a_number_typed_into_the_wrong_cell():
    assert MARTA[0] not in str(one(changed(MARTA, job=f"x{MARTA[0]}"))[1])


def test_r16_no_name():
    assert one(changed(MARTA, name=""))[1]["R16"][3] == "block"


def test_r17_a_date_that_cannot_be_read():
    values, said = one(changed(MARTA, born="bulan panen"))
    assert values["born_on"] is None
    assert said["R17"] == ("born_on", "E6", {"b": "1978-08-12"}, "block")


def test_place_and_date_of_birth_in_one_column():
    values, said = one(
        (MARTA[0], "Marta Tefa", "Kupang, 12 Agust 78", "P", "Yuliana"),
        ("NIK", "Nama", "TTL", "JK", "Nama Ibu"),
    )
    assert said == {}
    assert (values["birth_place"], values["born_on"]) == ("Kupang", "1978-08-12")


def test_the_line_is_kept_as_it_was_sent():
    values, _ = one(changed(PETRUS, name="  PETRUS   ndun (RT 05)"))
    assert "  PETRUS   ndun (RT 05)" in values["raw"]


def test_no_finding_holds_an_identity_number():
    for person in (
        changed(MARTA, nik=YOHANES[0]),
        changed(MARTA, nik=MARTA[0] + "1"),
        changed(MARTA, nik=5371015208789000),
    ):
        _, said = one(person)
        assert "537101" not in str(said)
