"""A list with headings of its own: asked, looked at, answered, read; and the form to fill instead."""

import io
import zipfile

import pytest

from naung.delivery.intake.models import Columns, Upload
from naung.foundation.staff.scope import seeing
from tests.delivery.intake import books
from tests.delivery.intake.test_columns import ANSWER, LINES, odd


def text(answer):
    return answer.content.decode()


def chosen(answers=None):
    return {f"kolom-0-{at}": field for at, field in (answers or ANSWER).items()}


def test_it_works(upload):
    client, sent = upload(data=odd(), name="catatan pak RT.xlsx")
    page = client.get(f"/usulan/kiriman/{sent.pk}", follow=True)
    assert "Kolom mana berisi apa?" in text(page) and "Judul ini belum kami kenal." in text(page)
    assert LINES[0][1] not in text(page) and "5371 ••" in text(page)
    assert "menunggu jawaban Anda" in text(client.get("/usulan"))
    answer = client.post(f"/usulan/kiriman/{sent.pk}/kolom", chosen(), follow=True)
    assert "Jawaban Anda kami ingat" in text(answer)
    with seeing(["*"]):
        assert (Upload.objects.get(pk=sent.pk).state, Columns.objects.get().by.login) == ("WAITING", "lurah")
    assert "Nomor Kartu" in text(client.get("/usulan/kolom"))


def test_the_first_lines_are_shown_as_they_would_be_read_before_anything_is_kept(upload):
    client, sent = upload(data=odd())
    page = text(client.post(f"/usulan/kiriman/{sent.pk}/kolom", {**chosen(), "lihat": "1"}))
    assert "Begini kami membacanya" in page and "12-08-1978" in page and "Marta Tefa" in page
    assert '<option value="mother" selected>' in page and LINES[0][1] not in page
    with seeing(["*"]):
        assert not Columns.objects.exists()


def test_an_unclear_answer_is_shown_again_with_what_was_chosen(upload):
    client, sent = upload(data=odd())
    answer = client.post(f"/usulan/kiriman/{sent.pk}/kolom", chosen({1: "nik", 2: "name", 3: "name"}))
    page = text(answer)
    assert answer.status_code == 422 and "<title>Galat:" in page and 'href="#kolom-0-3"' in page
    assert page.count("Dua kolom dipilih untuk hal yang sama.") == 2


def test_an_answer_is_forgotten_again(upload):
    client, sent = upload(data=odd())
    client.post(f"/usulan/kiriman/{sent.pk}/kolom", chosen())
    with seeing(["*"]):
        said = Columns.objects.get().pk
    assert "kami lupakan" in text(client.post("/usulan/kolom", {"lupakan": said}, follow=True))
    assert client.post("/usulan/kolom", {"lupakan": said}).status_code == 404


def test_columns_of_another_region_are_not_there(upload, door):
    _, sent = upload(data=odd())
    for client in (door("jauh"),):
        assert client.get(f"/usulan/kiriman/{sent.pk}/kolom").status_code == 404
        assert client.post(f"/usulan/kiriman/{sent.pk}/kolom", chosen()).status_code == 404


def test_an_answered_upload_leads_on(upload):
    client, sent = upload(data=books.xlsx([("DATA CONTOH",), *books.people(*books_people())]))
    assert client.get(f"/usulan/kiriman/{sent.pk}/kolom")["Location"] == f"/usulan/kiriman/{sent.pk}"


def books_people():
    return (books.MARTA, books.YOHANES)


# --- the form -------------------------------------------------------------------------------------------------------


def test_a_village_finds_its_form_where_it_looks_first(world, door):
    client = door("lurah")
    for path in ("/usulan", "/usulan/unggah"):
        assert 'href="/usulan/templat' in text(client.get(path))
    assert "/usulan/templat/53.71.01.1001.xlsx" in text(client.get("/usulan/templat"))
    answer = client.get("/usulan/templat/53.71.01.1001.xlsx")
    assert answer["Content-Disposition"] == 'attachment; filename="templat-namosain-53.71.01.1001.xlsx"'
    assert answer.content.startswith(b"PK")


def test_a_district_takes_all_of_them_at_once(world, door):
    pack = zipfile.ZipFile(io.BytesIO(door("dewi").get("/usulan/templat/53.71.01.zip").content))
    assert "templat-namosain-53.71.01.1001.xlsx" in pack.namelist()
    page = text(door("dewi").get("/usulan/templat?wilayah=53.71.01"))
    assert "/usulan/templat/53.71.01.zip" in page and f"templat {len(pack.namelist())} desa" in page


@pytest.mark.parametrize("path", ["53.71.01.1004.xlsx", "53.71.01.zip", "53.71.01.xlsx", "99.xlsx"])
def test_the_form_of_another_region_is_not_there(world, door, path):
    assert door("lurah").get(f"/usulan/templat/{path}").status_code == 404
