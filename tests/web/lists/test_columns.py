"""A list with headings of its own: asked, looked at, answered, read; and the form to fill instead."""

import io
import zipfile

import pytest

from naung.delivery.intake.models import Columns, Upload
from naung.foundation.staff.scope import seeing
from tests.delivery.intake.test_columns import ANSWER, LINES, odd


def text(answer):
    return answer.content.decode()


def chosen(answers=None):
    return {f"kolom-0-{at}": field for at, field in (answers or ANSWER).items()}


def test_it_works(upload, door):
    """Asked, looked at, answered unclearly, answered, remembered, forgotten: one list's way."""
    client, sent = upload(data=odd(), name="catatan pak RT.xlsx")
    where = f"/usulan/kiriman/{sent.pk}/kolom"
    page = text(client.get(f"/usulan/kiriman/{sent.pk}", follow=True))
    assert "Kolom mana berisi apa?" in page and "Judul ini belum kami kenal." in page
    assert LINES[0][1] not in page and "5371 ••" in page
    assert "menunggu jawaban Anda" in text(client.get("/usulan"))

    page = text(client.post(where, {**chosen(), "lihat": "1"}))
    assert "Begini kami membacanya" in page and "12-08-1978" in page and "Marta Tefa" in page
    assert '<option value="mother" selected>' in page and LINES[0][1] not in page

    answer = client.post(where, chosen({1: "nik", 2: "name", 3: "name"}))
    page = text(answer)
    assert answer.status_code == 422 and "<title>Galat:" in page and 'href="#kolom-0-3"' in page
    assert page.count("Dua kolom dipilih untuk hal yang sama.") == 2
    with seeing(["*"]):
        assert not Columns.objects.exists()

    assert door("jauh").get(where).status_code == door("jauh").post(where, chosen()).status_code == 404

    assert "Jawaban Anda kami ingat" in text(client.post(where, chosen(), follow=True))
    with seeing(["*"]):
        said = Columns.objects.get()
        assert (Upload.objects.get(pk=sent.pk).state, said.by.login) == ("WAITING", "lurah")
    assert client.get(where)["Location"] == f"/usulan/kiriman/{sent.pk}"
    assert "Nomor Kartu" in text(client.get("/usulan/kolom"))

    assert "kami lupakan" in text(client.post("/usulan/kolom", {"lupakan": said.pk}, follow=True))
    assert client.post("/usulan/kolom", {"lupakan": said.pk}).status_code == 404


def test_a_list_s_page_shows_how_it_was_read(world, door):
    page = text(door("lurah").get("/usulan/2"))
    assert "Begini kami membacanya" in page and "C Tanggal lahir" in page and "01-08-1978" in page
    assert "5301 ••••" in page


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
