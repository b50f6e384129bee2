"""The form of a village: filled, read without a question, sent back with notes, corrected, sent again."""

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from naung.delivery.intake import annotating, jobs, mapping, queries, template
from naung.delivery.intake.models import File, Row
from naung.delivery.intake.reading import looking, words
from naung.delivery.programme import queries as programmes
from tests.delivery.intake import books
from tests.delivery.intake.books import MARTA, PETRUS, YOHANES, changed
from tests.delivery.intake.test_people import RULES
from tests.people import MACHINE, NAMOSAIN, NOW, officer

pytestmark = [pytest.mark.django_db, pytest.mark.filterwarnings("ignore:Print area cannot be set")]
ODD = Path(__file__).parent / "odd"


def column(heading: str) -> int:
    return template.HEADINGS.index(heading) + 1


@pytest.fixture
def lurah():
    return officer("lurah", "village_operator", NAMOSAIN)


@pytest.fixture
def receive(tmp_path):
    def run(data: bytes, name: str) -> File:
        (tmp_path / name).write_bytes(data)
        programme = programmes.by_code("ntt-2025")
        (outcome,) = jobs.receive(
            paths=[tmp_path / name], programme=programme, region="53.71", by=MACHINE, at=NOW
        )
        assert outcome.state == "read", outcome
        return File.objects.get(name=name)

    return run


def filled(*people, data: bytes = b"") -> bytes:
    """As somebody at the village types into it."""
    book = load_workbook(io.BytesIO(data or template.template(NAMOSAIN)))
    for n, (nik, name, place, born, sex, mother, job, decile) in enumerate(people):
        typed = {"NIK": nik, "Nama sesuai KTP": name, "Tempat lahir": place, "Tanggal lahir": born, "L/P": sex, "Nama ibu kandung": mother,
                 "Pekerjaan": job, "Desil": decile}  # fmt: skip
        for heading, value in typed.items():
            book["Daftar"].cell(template.FIRST + 1 + n, column(heading)).value = value
    return saved(book)


def saved(book) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def sheet_of(data: bytes, name: str = "Daftar"):
    return load_workbook(io.BytesIO(data))[name]


def test_it_works(receive):
    file = receive(filled(MARTA, YOHANES), "templat-namosain.xlsx")
    assert (file.rows, queries.notes(file.pk)) == (2, [])
    assert {(row.state, row.village) for row in Row.objects.all()} == {("CLEAN", NAMOSAIN)}
    assert not mapping.doubtful(looking.look(filled(MARTA, YOHANES), RULES))


def test_numbers_and_days_are_typed_as_text_and_the_headings_are_locked():
    sheet = sheet_of(template.template(NAMOSAIN))
    for heading in template.TEXT:
        cell = sheet.cell(template.FIRST + 1, column(heading))
        assert (cell.number_format, cell.protection.locked) == ("@", False)
    assert sheet.protection.sheet and sheet.cell(template.HEAD + 1, column("NIK")).protection.locked
    assert sheet.column_dimensions["C"].hidden and sheet["C4"].value == "NAUNG"
    assert (sheet["A4"].value, sheet["B4"].value) == ("STATUS", "CATATAN SISTEM")
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 9)
    assert sheet["D2"].value == "Kelurahan Namosain, Kecamatan Alak, Kota Kupang (53.71.01.1001)"


def test_every_choice_of_the_drop_downs_is_understood():
    occupations, disabilities = template.choices()
    assert len(occupations) > 30 and all(words.occupation(one) for one in occupations)
    assert disabilities[0] == "Tidak ada" and words.disability("Tidak ada") == ""
    assert all(words.disability(one) == one.lower() for one in disabilities[1:])


def test_the_same_village_gives_the_same_bytes():
    assert template.template(NAMOSAIN) == template.template(NAMOSAIN)


@pytest.mark.parametrize("ending", ["xlsx", "ods", "xls"])
def test_a_form_that_libreoffice_saved_is_read_like_our_own(receive, ending):
    file = receive((ODD / f"templat.{ending}").read_bytes(), f"templat.{ending}")
    assert (file.rows, queries.notes(file.pk)) == (2, [])
    assert list(Row.objects.order_by("number").values_list("name", "state", "village")) == [
        ("Marta Tefa", "CLEAN", NAMOSAIN),
        ("Yohanes Nalle", "CLEAN", NAMOSAIN),
    ]


def test_notes_stand_in_the_columns_that_are_there_and_come_back_with_the_number_of_the_row(receive, lurah):
    file = receive(filled(changed(MARTA, nik="53710152087890"), YOHANES), "templat.xlsx")
    wrong, good = Row.objects.order_by("number")
    data = annotating.annotated(file=file, by=lurah, at=NOW)
    sheet = sheet_of(data)
    assert (sheet["A5"].value, sheet["A6"].value) == ("PERLU DIPERBAIKI", "SIAP")
    assert "14 angka" in sheet["B5"].value and "14 angka" in sheet["E5"].comment.text
    assert (sheet["C5"].value, sheet["C6"].value) == (wrong.pk, good.pk)
    assert sheet.cell(4, len(template.HEADINGS) + 1).value is None
    assert _earlier(data) == [wrong.pk, good.pk]


def _earlier(data: bytes) -> list[int]:
    from naung.delivery.intake.reading.read import read

    (found,) = read(data, RULES)["lists"]
    return found["values"]["earlier"]


def test_a_list_of_their_own_gets_our_columns_at_the_right_and_only_once(receive, lurah):
    first = receive(books.xlsx(books.people(changed(MARTA, mother=""), PETRUS)), "a.xlsx")
    data = annotating.annotated(file=first, by=lurah, at=NOW)
    sheet = sheet_of(data, "Sheet1")
    at = len(books.HEADINGS) + 1
    assert [sheet.cell(5, at + n).value for n in range(3)] == ["STATUS", "CATATAN SISTEM", "NAUNG"]
    assert sheet.column_dimensions["L"].hidden and sheet["B6"].value == MARTA[0]
    again = receive(data, "b.xlsx")
    assert queries.notes(again.pk) == []
    twice = load_workbook(io.BytesIO(annotating.annotated(file=again, by=lurah, at=NOW)))
    assert twice.sheetnames == ["RINGKASAN", "Sheet1"]
    assert twice["Sheet1"].max_column == at + 2


@pytest.mark.parametrize("name", ["daftar.csv", "templat.ods", "templat.xls"])
def test_what_is_no_xlsx_comes_back_as_one_cell_by_cell(receive, lurah, name):
    if name.endswith("csv"):
        data = books.text(books.people(changed(MARTA, job="=1+1"), YOHANES), ";")
    else:
        data = (ODD / name).read_bytes()
    file = receive(data, name)
    book = load_workbook(io.BytesIO(annotating.annotated(file=file, by=lurah, at=NOW)))
    sheet, row = book["Daftar"], Row.objects.order_by("number").first()
    texts = {cell.value: cell for cell in sheet[row.number] if cell.value is not None}
    assert (
        texts[MARTA[0]].number_format == "@" and row.pk in texts and {"SIAP", "PERLU DIPERBAIKI"} & set(texts)
    )
    assert "=1+1" not in texts or texts["=1+1"].data_type == "s"
    assert _earlier(saved(book)) == list(Row.objects.order_by("number").values_list("pk", flat=True))


def test_the_summary_says_what_came_of_it_and_what_to_do(receive, lurah):
    file = receive(books.xlsx(books.people(changed(MARTA, nik="5371"), YOHANES)), "a.xlsx")
    sheet = sheet_of(annotating.annotated(file=file, by=lurah, at=NOW), "RINGKASAN")
    told = {row[0].value: row[1].value for row in sheet.iter_rows(max_col=2)}
    assert (told["Baris terbaca"], told["PERLU DIPERBAIKI"], told["SIAP"]) == (2, 1, 1)
    assert "DATA CONTOH" in told and any("unggah berkas ini lagi" in str(line) for line in told)
    assert told["R01: NIK harus 16 angka. Yang tertulis 4 angka. Mohon cocokkan dengan KTP."] == 1


def test_a_workbook_that_only_more_forgiving_programs_open_still_comes_back(receive, lurah):
    import zipfile

    out, good = io.BytesIO(), books.xlsx(books.people(MARTA, YOHANES))
    with zipfile.ZipFile(io.BytesIO(good)) as pack, zipfile.ZipFile(out, "w") as odd:
        for part in pack.namelist():
            odd.writestr(part, pack.read(part).replace(b"<sheetView ", b'<sheetView view="lain" '))
    file = receive(out.getvalue(), "a.xlsx")
    assert sheet_of(annotating.annotated(file=file, by=lurah, at=NOW), "Sheet1")["B6"].value == MARTA[0]
