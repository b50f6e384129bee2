"""Where the list is in a sheet, and who is a person in it."""

from datetime import date

import pytest

from naung.delivery.intake.reading import read as reading
from naung.delivery.intake.reading.errors import Unreadable
from naung.delivery.intake.reading.headings import field_of
from naung.delivery.intake.reading.rules import Rules
from tests.delivery.intake import books
from tests.delivery.intake.books import MARTA, PETRUS, YOHANES

RULES = Rules(date(2025, 7, 14), 17, 65)


def table(*rows, **more):
    (found,), _ = reading.tables_of(books.xlsx(rows, **more))
    return found


def why(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        reading.tables_of(data)
    return refused.value.code


@pytest.mark.parametrize(("heading", "field"), [
    ("NIK", "nik"), ("No. KTP", "nik"), ("Nomor Induk Kependudukan", "nik"), ("NO. KTP/NIK", "nik"), ("NIK (sesuai KTP)", "nik"),
    ("No KK", "kk"), ("Nomor Kartu Keluarga", "kk"), ("NKK", "kk"), ("NIK Kepala Keluarga", "nik"),
    ("NAMA SESUAI KTP", "name"), ("Nama Lengkap (tanpa gelar)", "name"), ("Nama Gadis Ibu Kandung", "mother"), ("NAMA IBU", "mother"),
    ("TTL", "birth"), ("Tempat, Tanggal Lahir", "birth"), ("TEMPAT TGL LAHIR", "birth"), ("Tempat Lahir", "birth_place"),
    ("Tgl. Lahir", "born_on"), ("TANGGAL LAHIR (hh-bb-tttt)", "born_on"), ("L/P", "sex"), ("Jenis\nKelamin", "sex"),
    ("Desa/Kel", "village"), ("Kelurahan", "village"), ("Kec.", "district"), ("Kab/Kota", "regency"), ("RT / RW", "rtrw"), ("RT", "rt"),
    ("Mata Pencaharian", "occupation"), ("Desil DTSEN", "decile"), ("No. HP/WA", "phone"), ("Ket. Disabilitas", "disability"),
    ("Keterangan", None), ("Status Perkawinan", None), ("", None), (12.0, None),
])  # fmt: skip
def test_headings(heading, field):
    assert field_of(heading) == field


def test_it_works():
    found = table(*books.people(MARTA, YOHANES))
    assert found.numbers == [6, 7]
    assert found.columns["nik"] == 1
    assert "KELURAHAN NAMOSAIN KECAMATAN ALAK" in found.titles


def test_headings_on_two_rows_with_merged_cells_above():
    above = ("No", "NIK", "Nama", "Lahir", "", "L/P")
    below = ("", "", "", "Tempat", "Tanggal", "")
    found = table(("DATA CONTOH",), above, below, (1, *MARTA[:5]), (2, *YOHANES[:5]))
    assert found.columns | {} == {
        "numbering": 0,
        "nik": 1,
        "name": 2,
        "birth_place": 3,
        "born_on": 4,
        "sex": 5,
    }
    assert found.numbers == [4, 5]


def test_column_numbers_under_the_headings_are_nobody():
    found = table(books.HEADINGS, tuple(range(1, 10)), (1, *MARTA))
    assert found.numbers == [3]


def test_blank_lines_totals_and_signatures_are_nobody():
    rows = [*books.people(MARTA, YOHANES), (), ("", "JUMLAH", 2), (), ("", "", "", "", "", "", "Mengetahui,"),
            ("", "", "", "", "", "", "Lurah Namosain"), ("", "NIP. 19700101 199003 1 001")]  # fmt: skip
    found = table(*rows)
    assert found.numbers == [6, 7]
    assert found.skipped == [("total", 9), ("other", 11), ("other", 12), ("other", 13)]


def test_numbered_lines_that_nobody_filled_are_passed_over():
    assert table(*books.people(MARTA), (2,), (3,)).numbers == [6]


def test_the_headings_again_on_the_next_printed_page():
    rows = books.people(MARTA)
    assert table(*rows, books.HEADINGS, (2, *YOHANES)).numbers == [6, 8]


def test_a_person_without_a_nik_is_still_a_person():
    assert table(*books.people(MARTA, books.changed(YOHANES, nik=""))).numbers == [6, 7]


def test_a_sheet_of_notes_beside_the_list():
    data = books.xlsx(
        [("Petunjuk (DATA CONTOH)",), ("Isi sesuai KTP",)], books.people(MARTA), names=("Petunjuk", "Data")
    )
    (found,), others = reading.tables_of(data)
    assert (found.sheet, others) == ("Data", ["Petunjuk"])


def test_two_sheets_of_people():
    data = books.xlsx(books.people(MARTA), books.people(YOHANES), names=("RT 1", "RT 2"))
    found, others = reading.tables_of(data)
    assert [(t.sheet, t.numbers) for t in found] == [("RT 1", [6]), ("RT 2", [6])]
    assert others == []


def test_a_list_that_begins_far_to_the_right_and_below():
    rows = [() for _ in range(20)] + [("", "", "", *books.HEADINGS), ("", "", "", 1, *MARTA)]
    assert table(*rows).numbers == [22]


def test_a_list_without_a_nik_column():
    assert why(books.xlsx([("Nama", "L/P", "Alamat"), ("Marta Tefa", "P", "Namosain")])) == "no_nik"


def test_a_workbook_without_people():
    assert why(books.xlsx(books.people())) == "no_rows"


def test_a_workbook_without_anything():
    assert why(books.xlsx([])) == "no_rows"


def test_text_that_is_no_list():
    assert why(b"Selamat pagi, daftarnya menyusul. DATA CONTOH\n") == "no_heading"


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "windows-1252"])
def test_csv_in_many_hands(separator, encoding):
    person = books.changed(MARTA, name="Marta José Tefa", job="jual kue; sayur, ikan")
    (found,), _ = reading.tables_of(books.text(books.people(person, PETRUS), separator, encoding))
    assert found.rows[0][2] == "Marta José Tefa"
    assert found.numbers == [6, 7]


def test_a_csv_line_is_numbered_where_it_begins():
    person = books.changed(MARTA, job="jual kue\njual ikan")
    (found,), _ = reading.tables_of(books.text(books.people(person, PETRUS)))
    assert found.numbers == [6, 8]


def test_a_million_columns():
    data = b"NIK,Nama,L/P" + b"," * 1_000_000 + b"\n5371015208789001,Marta Tefa,P\n"
    assert why(data) == "too_wide"


def test_formulas_give_their_values_and_are_never_worked_out():
    import io

    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out)
    sheet = book.add_worksheet()
    for column, heading in enumerate(("NIK", "Nama", "L/P")):
        sheet.write(0, column, heading)
    sheet.write_formula(1, 0, "=HYPERLINK(A9)", None, MARTA[0])
    sheet.write(1, 1, "Marta Tefa")
    sheet.write(1, 2, "P")
    book.close()
    (found,), _ = reading.tables_of(out.getvalue())
    assert found.rows[0][0] == MARTA[0]
