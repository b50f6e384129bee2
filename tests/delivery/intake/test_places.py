"""Which village a list and its lines speak of."""

import pytest

from naung.delivery.intake.places import Places, Surroundings, of_workbook
from tests.people import NAMOSAIN, NUNHILA, OEBOBO

pytestmark = pytest.mark.django_db
ALAK, KUPANG_CITY, KUPANG = "53.71.01", "53.71", "53.01"


def of_list(*texts: str, region: str = "53"):
    *titles, name, folder = texts
    (place,) = Places(region).of_lists([Surroundings(titles, name, [folder])])
    return place


def of_line(typed, *texts: str, region: str = "53.71"):
    places = Places(region)
    (place,) = places.of_lists([Surroundings(texts, "x")])
    return places.of_lines([(place, typed)])[0]


@pytest.mark.parametrize("texts", [
    ("DAFTAR PEKERJA RENTAN", "KELURAHAN NAMOSAIN KECAMATAN ALAK", "KOTA KUPANG TAHUN 2025", "daftar", ""),
    ("Kode Wilayah 53.71.01.1001", "daftar", ""), ("5371011001 Namosain", ""), ("Kelurahan Namosain", "daftar", "Kota Kupang"),
    ("BNBA Kelurahan Namosain", "53.71.01 Alak"), ("DATA PEKERJA RENTAN NAMOSAIN", "Kota Kupang"), ("USULAN Alak - Namosain", "Kota Kupang"),
    ("Daftar BPJS TK Namosain fix", "53.71.01 Alak"), ("NAMOSAIN 2025", "53.71.01 Alak"), ("daftar", "Namosain"),
])  # fmt: skip
def test_the_village_of_a_list(texts):
    assert of_list(*texts).village == NAMOSAIN


@pytest.mark.parametrize("sheet, titles, others, said", [
    ("DUSUN II", [], [["KELURAHAN NAMOSAIN", "KECAMATAN ALAK"], []], ["KELURAHAN NAMOSAIN", "KECAMATAN ALAK"]),
    ("Sheet2", ["DUSUN II"], [["Kelurahan Namosain"], ["DUSUN II"], ["KELURAHAN  NAMOSAIN"]], ["DUSUN II", "Kelurahan Namosain"]),
    ("RT 03", ["Kelurahan Nunhila"], [["Kelurahan Namosain"], ["Kelurahan Nunhila"]], ["Kelurahan Nunhila"]),
    ("DUSUN II", [], [["Kelurahan Namosain"], ["Kelurahan Nunhila"], []], []),  # of which of the two nobody knows
    ("Nunhila", [], [["Kelurahan Namosain"], []], []),  # perhaps another village's sheet
])  # fmt: skip
def test_a_hamlets_sheet_is_of_the_one_village_that_the_workbook_names(sheet, titles, others, said):
    assert of_workbook(sheet, titles, others) == said


def test_a_name_that_is_in_one_regency_only_needs_no_other():
    assert of_list("Kelurahan Namosain", "x", "").village == NAMOSAIN


def test_a_name_of_four_villages_is_nobodys_without_its_regency():
    assert of_list("Kelurahan Merdeka", "x", "").village is None
    assert of_list("Kelurahan Merdeka", "x", "", region=KUPANG_CITY).village is not None


def test_a_village_of_another_region_than_the_one_asked_for_is_not_taken():
    assert of_list("Kode 53.71.01.1001", "x", "", region=KUPANG).village is None


def test_a_list_of_a_whole_district_is_placed_there():
    assert of_list("KECAMATAN ALAK", "KOTA KUPANG", "x", "Alak").best == ALAK


def test_a_line_says_its_own_village():
    assert of_line(("Kel. Oebobo", "Oebobo", "Kota Kupang"), "Kelurahan Namosain").village == OEBOBO


def test_a_blank_takes_the_villages_name_from_above():
    assert of_line(("", "", ""), "Kelurahan Namosain Kecamatan Alak").village == NAMOSAIN


def test_a_hamlet_is_no_village_and_takes_it_from_above():
    assert of_line(("RT 05/RW 02", "", ""), "Kelurahan Nunhila").village == NUNHILA


def test_a_misspelt_village_is_asked_with_suggestions():
    placed = of_line(("Nmosainn", "Alak", ""), "x")
    assert placed.village is None
    assert placed.best == KUPANG_CITY
    assert placed.question["inside"] == "Alak"
    assert "Namosain" in placed.question["near"]


def test_nothing_said_anywhere_is_asked():
    placed = of_line(("", "", ""), "x", region="53")
    assert (placed.village, placed.best) == (None, "53")
    assert placed.question["text"] == ""


def test_a_village_region_places_every_line():
    assert of_line(("", "", ""), "x", region=NAMOSAIN).village == NAMOSAIN


def test_a_district_and_its_village_of_the_same_name():
    """Alak is a district, and a village in it."""
    assert of_list("Daftar BPJS TK Alak fix", "53.71.01 Alak").village == "53.71.01.1008"
    assert of_list("daftar", "53.71.01 Alak").village is None
