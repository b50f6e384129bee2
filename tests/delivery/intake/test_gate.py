"""What a file really is, whatever its name says."""

import io
import zipfile

import pytest

from naung.delivery.intake.reading import gate
from naung.delivery.intake.reading.errors import Unreadable
from tests.delivery.intake import books


def why(data: bytes) -> str:
    with pytest.raises(Unreadable) as refused:
        gate.kind_of(data)
    return refused.value.code


def packed(*names: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as pack:
        for name in names:
            pack.writestr(name, "x")
    return out.getvalue()


def test_it_works():
    assert gate.kind_of(books.xlsx(books.people(books.MARTA))) == "workbook"
    assert gate.kind_of(books.text(books.people(books.MARTA))) == "text"


def test_an_empty_file():
    assert why(b"") == "empty"


def test_a_pdf_named_xlsx():
    assert why(b"%PDF-1.7\nDATA CONTOH") == "pdf"


def test_a_photo():
    assert why(b"\xff\xd8\xff\xe0JFIF") == "picture"


def test_a_workbook_with_a_password():
    assert why(books.locked()) == "locked"


def test_a_workbook_with_macros():
    assert why(packed("xl/workbook.xml", "xl/vbaProject.bin")) == "macro"


def test_a_word_document():
    assert why(packed("word/document.xml")) == "document"


def test_a_zip_of_files():
    assert why(packed("daftar.xlsx")) == "archive"


def test_a_bomb_is_known_by_its_directory():
    data = books.bomb()
    assert len(data) < 2**20
    assert why(data) == "bomb"


def test_too_many_parts():
    assert why(packed("xl/workbook.xml", *(f"x{n}" for n in range(gate.ENTRIES)))) == "bomb"


def test_a_small_honest_workbook_packs_well_and_passes():
    same = [books.changed(books.MARTA) for _ in range(3_000)]
    assert gate.kind_of(books.xlsx(books.people(*same))) == "workbook"


def test_a_web_page_named_xls():
    assert why(b"<html><table><tr><td>NIK</td></tr></table></html>") == "web_page"


def test_half_a_workbook():
    data = books.xlsx(books.people(books.MARTA))
    assert why(data[: len(data) // 2]) == "broken"


def test_bytes_that_are_no_text():
    assert why(bytes(range(32)) * 20) == "not_a_spreadsheet"
