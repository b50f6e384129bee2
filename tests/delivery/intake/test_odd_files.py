"""What villages really send, case by case: what was seen to go wrong, and does not any more."""

import io
from datetime import date

import pytest
import xlsxwriter

from naung.delivery.intake.reading import dates, numbers, words
from naung.delivery.intake.reading.read import read
from tests.delivery.intake import books
from tests.delivery.intake.books import MARTA, PETRUS, YOHANES
from tests.delivery.intake.test_people import RULES

ON = date(2025, 7, 14)


def values(data: bytes) -> dict:
    (found,) = read(data, RULES)["lists"]
    return found["values"]


@pytest.mark.parametrize("text", [
    "12–08–1978", "12\\08\\1978", "12,08,1978", "12-08-1978.", "tgl 12-8-1978", "Minggu, 12 Agustus 1978", "12/08/1978 0:00",
    "12/08/1978 12:00:00 AM", "12-VIII-1978", "Agustus 12, 1978", "12-081978", "12-08-1978 (KTP)", "12-8-'78", "28714.0", "12 08.78",
])  # fmt: skip
def test_dates_as_people_write_them(text):
    assert dates.parse(text, ON)[0] == date(1978, 8, 12)


@pytest.mark.parametrize("text", [
    "12-08-1978, Kupang", "12-08-1978/Kupang", "Kupang (12-08-1978)", "Kupang tgl 12-08-1978", "Kupang, Minggu 12 Agustus 1978", "Kupang; 12-08-1978",
])  # fmt: skip
def test_place_and_date_in_one_cell(text):
    place, day = dates.place_and_date(text)
    assert (place, dates.parse(day, ON)[0]) == ("Kupang", date(1978, 8, 12))


@pytest.mark.parametrize("text", [
    '="5371015208789001"', "5371015208789001*", "5371015208789001 (baru)", "５３７１０１５２０８７８９００１", "NIK: 5371 0152 0878 9001",
])  # fmt: skip
def test_a_nik_with_something_around_it(text):
    assert numbers.sixteen(text) == ("5371015208789001", None)


def test_two_numbers_in_one_cell_are_nobody_s():
    assert numbers.sixteen("5371015208789001/5371015208789002")[0] is None


def test_a_telephone_number_that_lost_its_end_is_not_made_up():
    assert numbers.phone("8,12346E+11") == (None, False)


@pytest.mark.parametrize(("text", "name"), [
    ("Bpk. Drs. Yohanes Nalle, M.Si", "Yohanes Nalle"), ("Yohanes Nalle S.Pd", "Yohanes Nalle"), ("YOHANES NALLE SH", "Yohanes Nalle"),
    ("Pdt. Yohanes Nalle, S.Th", "Yohanes Nalle"), ("Hj. Siti", "Siti"), ("H. Ahmad", "H. Ahmad"), ("F.X. Seran", "F.X. Seran"),
    ("Maria S. Pello", "Maria S. Pello"), ("Umbu", "Umbu"), ("Romo", "Romo"),
    ("Marta Tefa / Mama Ani", "Marta Tefa"), ("Marta Tefa alias Mama Ani", "Marta Tefa"),
])  # fmt: skip
def test_titles_and_degrees_are_no_names(text, name):
    assert words.name(text)[0] == name


def test_a_mark_under_l_or_under_p():
    above = ("No", "NIK", "Nama", "Tgl Lahir", "Jenis Kelamin", "", "Pekerjaan")
    below = ("", "", "", "", "L", "P", "")
    lines = [
        (1, *MARTA[:2], MARTA[3], "", "v", "Papalele"),
        (2, *YOHANES[:2], YOHANES[3], "√", "", "Nelayan"),
        (3, *PETRUS[:2], PETRUS[3], "", "", "ojek"),
    ]
    assert values(books.xlsx([("DATA CONTOH",), above, below, *lines]))["sex"] == [
        "P",
        "L",
        "L",
    ]  # the last by his NIK


def test_a_household_s_number_merged_over_its_lines_is_each_one_s():
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("DATA CONTOH")
    sheet.write_row(0, 0, ("No KK", "NIK", "Nama", "Tgl Lahir", "L/P"))
    for row, (nik, name, _, born, sex, *_) in enumerate((MARTA, YOHANES, PETRUS), 1):
        sheet.write_row(row, 0, ("", nik, name, born, sex))
    sheet.merge_range(1, 0, 2, 0, "5371010101209001")
    book.close()
    assert values(out.getvalue())["kk"] == ["5371010101209001", "5371010101209001", None]


def test_headings_again_in_the_words_of_a_remembered_list():
    from dataclasses import replace

    from naung.delivery.intake.reading import signatures

    head = ("Kartu", "Warga", "Hari")
    rows = [head, *((p[0], p[1], p[3]) for p in (MARTA,)), head, (YOHANES[0], YOHANES[1], YOHANES[3])]
    said = {
        signatures.of([list(head)], 0, 1): {
            "columns": {"nik": 0, "name": 1, "born_on": 2},
            "told": {"by": "Lusi", "on": "2025-07-01"},
        }
    }
    (found,) = read(books.text(rows), replace(RULES, answers=said))["lists"]
    assert found["values"]["name"] == ["Marta Tefa", "Yohanes Nalle"]


def test_the_person_s_own_name_is_read_beside_the_head_of_the_household_s():
    rows = [
        ("DATA CONTOH",),
        ("No", "Nama Kepala Keluarga", "NIK", "Nama", "Tgl Lahir", "L/P"),
        (1, "Stefanus Tefa", MARTA[0], MARTA[1], *MARTA[3:5]),
    ]
    assert values(books.xlsx(rows))["name"] == ["Marta Tefa"]


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_a_csv_of_two_bytes_a_letter_without_the_mark_that_says_so(encoding):
    assert values(books.text(books.people(MARTA, YOHANES), ",", encoding))["name"] == [
        "Marta Tefa",
        "Yohanes Nalle",
    ]


def test_a_csv_that_says_its_separator_and_keeps_numbers_as_text():
    data = b'sep=;\r\nDATA CONTOH;;;\r\n"N I K";"N A M A";"Tanggal\nLahir";JK\r\n="5371015208789001";"Tefa; Marta";12/08/1978;P\r\n;;;\r\nTotal;1;;\r\n'
    assert (values(data)["nik"], values(data)["number"]) == (["5371015208789001"], [5])
