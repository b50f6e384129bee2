"""A village's list that comes again, and words that are explained once, as officers see them."""

import io

import pytest
from openpyxl import load_workbook

from naung.delivery.intake.models import Row
from naung.foundation.staff.scope import seeing
from tests.web.decisions.conftest import look, served  # noqa: F401
from tests.web.eyes import wrong
from tests.web.lists.clerk import ADOLF, ROSALIN, workbook
from tests.web.world import NAMOSAIN


def text(answer):
    return answer.content.decode()


def revised() -> bytes:
    """Adolf's number put right, Rosalin's telephone new, Selfina taken out, somebody written with a job nobody knows."""
    book = load_workbook(io.BytesIO(workbook()))
    sheet = book["usulan fix"]
    sheet["C7"], sheet["F6"], sheet["H6"] = ADOLF, "Orpa Contoh Baru", "badut pesta"
    for at, value in enumerate(
        (
            "Tobias Contoh Lena",
            "5371010203859605",
            "Kupang, 2 Maret 1985",
            "L",
            "",
            "RT 05/02",
            "badut pesta",
            "",
        )
    ):
        sheet.cell(8, 2 + at).value = value
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


@pytest.fixture
def twice(upload):
    upload()
    return upload(name="usulan namosain FINAL.xlsx", data=revised())


def test_it_works(twice, door):
    client, sent = twice
    page = text(client.get(f"/usulan/{sent.file_id}"))
    assert "1 baru, 2 berubah, 0 sama, 1 hilang." in page and f'href="/usulan/{sent.file_id}/beda"' in page
    page = text(client.get(f"/usulan/{sent.file_id}/beda"))
    assert "<b>Nama ibu kandung</b> Orpa Contoh Bessie → Orpa Contoh Baru" in page
    assert "<b>NIK</b> – → 5371" in page and ADOLF not in page and ROSALIN not in page
    assert (
        "Tobias Contoh Lena" in page
        and "Selfina Contoh Tanone" in page
        and "Baris baru menggantikan yang lama." in page
    )
    assert door("jauh").get(f"/usulan/{sent.file_id}/beda").status_code == 404


def test_a_line_that_was_replaced_leads_to_the_one_that_counts(twice):
    client, sent = twice
    with seeing(["*"]):
        old, new = Row.objects.filter(name="Adolf Contoh Ledoh").order_by("pk")
    page = text(client.get(f"/usulan/baris/{old.pk}"))
    assert "Sudah diganti daftar yang lebih baru" in page and f'href="/usulan/baris/{new.pk}"' in page
    assert "Simpan, lalu baris berikutnya" not in page and ADOLF not in page
    assert "sudah diganti oleh daftar" in text(client.post(f"/usulan/baris/{old.pk}", {"nik": ADOLF}))
    notes = load_workbook(io.BytesIO(client.get(f"/usulan/{old.file_id}/catatan.xlsx").content))
    assert {row[0].value: row[1].value for row in notes["RINGKASAN"].iter_rows(max_col=2)}[
        "SUDAH DIGANTI"
    ] == 2


def test_somebody_asked_about_says_whom_to_turn_to(own_world, door):
    page = text(door("lurah").get("/usulan/baris/32"))
    assert (
        "Sampaikan perbaikannya kepada petugas yang memutuskan" in page
        and "Petugas dinas: Dewi Contoh Dinas." in page
    )


def test_an_officer_explains_a_word_once_and_takes_it_back(twice, door):
    dewi = door("dewi")
    page = text(dewi.get("/usulan/kata"))
    assert "1 tulisan pada 2 baris belum kami kenal." in page and "badut pesta" in page
    form = {"jenis": "pekerjaan", "wilayah": "53.71", "teks": "badut pesta", "dalam": "53.71"}
    answer = dewi.post("/usulan/kata", form)
    assert answer.status_code == 422 and text(answer).count("Pilih satu arti dari daftar.") == 2
    answer = dewi.post("/usulan/kata", {**form, "arti": "serabutan"}, follow=True)
    assert "“badut pesta” sekarang berarti serabutan" in text(
        answer
    ) and "Tidak ada tulisan yang menunggu arti." in text(answer)
    with seeing(["*"]):
        assert set(
            Row.objects.filter(occupation_text="badut pesta").values_list("occupation", flat=True)
        ) == {"serabutan"}
    answer = dewi.post("/usulan/kata/1/cabut", follow=True)
    assert "Jawaban untuk “badut pesta” dicabut" in text(answer) and "1 tulisan pada 2 baris" in text(answer)
    assert dewi.post("/usulan/kata", {**form, "dalam": "53"}).status_code == 404


def test_who_has_sent_by_district_with_words_to_copy(own_world, door):
    page = text(door("dewi").get("/usulan/kelengkapan"))
    assert "3 dari 51 desa dan kelurahan di Kota Kupang sudah mengirim daftar." in page
    assert "Pengingat untuk Alak" in page and "se-Alak" in page and "Namosain" in page
    page = text(door("lurah").get(f"/usulan/kelengkapan?wilayah={NAMOSAIN}"))
    assert (
        "1 dari 1 desa dan kelurahan di Namosain" in page
        and "Nunhila" not in page
        and "Pengingat" not in page
    )


@pytest.mark.browser
def test_axe_finds_nothing(twice, look):  # noqa: F811
    _, sent = twice
    pages = {
        "compared": ("lurah", f"/usulan/{sent.file_id}/beda"),
        "words": ("dewi", "/usulan/kata"),
        "complete": ("dewi", "/usulan/kelengkapan"),
    }
    assert wrong(look, pages) == {}
