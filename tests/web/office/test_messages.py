"""The administrator reads what the house says to people, and the lists' reminder is said in the catalogue's words."""

import pytest

from naung.foundation.wording import queries as wording
from tests.web.account.conftest import text


def test_it_works(world, door):
    page = text(door("admin").get("/admin/pesan"))
    assert all(message.title["id"] in page for message in wording.every())
    assert f"{len(wording.every())} pesan." in page
    assert "naung.web.lists.overview" in page and "belum dipakai" in page
    assert "143 dari 160 tanda" in page
    assert (
        page.index("Awas penipuan")
        < page.index("Data diterima")
        < page.index("Terpilih")
        < page.index("Turut berduka")
    )
    assert "Mengubah pesan" in page and "orang kedua" in page


def test_a_message_is_shown_with_made_up_values_in_both_languages(world, door):
    answer = door("admin").get("/admin/pesan/claims.condolence")
    page = text(answer)
    assert "Data contoh" in page and "Kami turut berduka atas kepergian Marta Contoh." in page
    assert "We are sorry for the loss of Marta Contoh." in page
    assert '<p lang="en">We are sorry' in answer.content.decode()
    assert "tidak pernah ke nomor almarhum" in page
    assert "belum oleh orang kedua" in page and "claims.condolence.yaml" in page
    assert "Sejak 1 Januari 2025" in page


def test_it_reads_in_english(world, door):
    client = door("admin")
    client.cookies["bahasa"] = "en"
    page = text(client.get("/admin/pesan/claims.condolence"))
    assert "never to the number of the person who died" in page and "name of the officer" in page


@pytest.mark.parametrize(
    ("asked", "there", "away"),
    [("kanal=whatsapp", "Pengingat untuk desa", "Santunan dibayar"), ("kanal=sms", "Santunan dibayar", "Pengingat untuk desa"), ("dipakai=ya", "Pengingat untuk desa", "Santunan dibayar"), ("dipakai=belum", "Santunan dibayar", "Pengingat untuk desa"), ("kanal=radio", "Tidak ada pesan seperti itu", "Santunan dibayar")],
)  # fmt: skip
def test_chips_show_what_was_asked_for(world, door, asked, there, away):
    page = text(door("admin").get(f"/admin/pesan?{asked}"))
    assert there in page and away not in page


def test_a_message_that_nobody_wrote_is_not_found(world, door):
    assert door("admin").get("/admin/pesan/claims.tiada").status_code == 404


def test_the_catalogue_asks_nothing_of_the_database(world, door, django_assert_max_num_queries):
    client = door("admin")
    client.get("/admin/pesan")
    with django_assert_max_num_queries(12):  # who asks, and for which regions
        client.get("/admin/pesan")


def test_the_reminder_of_the_lists_is_the_catalogue_s(world, door):
    client = door("dewi")
    page = text(client.get("/usulan"))
    assert "Selamat pagi, Bapak/Ibu Lurah dan Kepala Desa se-Kota Kupang. Sampai 20 Oktober 2025 kami" in page
    assert "http://testserver/usulan/unggah" in page and "Dewi Contoh Dinas" in page
    client.cookies["bahasa"] = "en"
    assert "By 20 October 2025 we have not received" in text(client.get("/usulan"))
