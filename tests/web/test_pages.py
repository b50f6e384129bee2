"""What the pages say."""

import csv
import io
import re

import pytest

from tests.web.world import PASSWORD, code_of


def text(answer) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_it_works(door):
    said = text(door().get("/?pada=2025-09-20"))
    assert "Pada 20 September 2025, 27 pekerja di NTT bekerja dengan perlindungan." in said
    assert "Keadaan data 17 Oktober 2025, 09.00 WITA." in said
    assert "100.000 tempat" in said


def test_the_open_door_leads_on_to_the_year_that_goes_on(door, monkeypatch):
    """The first programme is shown as on its last day; whoever reads a year later is not left there."""
    assert "sedang berjalan" not in text(door().get("/"))
    monkeypatch.setenv("NAUNG_TODAY", "2026-02-16")
    page = door().get("/")
    assert "sudah berakhir dan ditampilkan seperti pada hari terakhirnya" in text(page)
    assert 'href="?program=ntt-2026"' in page.content.decode()
    assert door().get("/?program=tidak-ada").status_code == 404


def test_whoever_reads_one_year_stays_in_it(door):
    said = door().get("/?program=ntt-2026").content.decode()
    assert 'aria-current="true">' in said
    assert said.count("/wilayah/53.71?program=ntt-2026") and '"/wilayah/53.71"' not in said
    assert "?program=" not in re.sub(r"<nav.*?</nav>", "", door().get("/").content.decode(), flags=re.DOTALL)


def test_every_page_of_made_up_people_says_so(door):
    marta = code_of("Marta Contoh Tefa")
    for address in (
        "/",
        "/wilayah/53.71",
        "/wilayah/53.71.01",
        f"/orang/{marta}",
        "/orang/cari?q=marta",
        "/beranda",
        "/data",
        "/tidak-ada",
    ):
        assert "DATA CONTOH" in door("sari").get(address).content.decode(), address


def test_the_table_says_where_a_quota_comes_from(door):
    said = text(door().get("/"))
    assert said.count("diumumkan") >= 12
    assert said.count("perkiraan") >= 10


@pytest.mark.parametrize("code", ["53.71", "53.71.01", "53.71.01.1001", "53.01"])
def test_one_drills_down_to_the_village(door, code):
    assert door().get(f"/wilayah/{code}").status_code == 200


def test_a_small_village_is_not_published(door):
    said = text(door().get("/wilayah/53.71.04.1001"))
    assert "terlalu sedikit orang" in said
    assert "3 dari 3" not in said


def test_the_public_never_sees_a_name(door):
    for address in ("/", "/wilayah/53.71", "/wilayah/53.71.01.1001"):
        assert "Contoh Tefa" not in door().get(address).content.decode()
    assert "Contoh Tefa" in door("lurah").get("/wilayah/53.71.01.1001").content.decode()


def test_a_region_without_anybody_says_what_to_do(door):
    from naung.foundation.regions import queries as regions

    said = text(door().get(f"/wilayah/{regions.children('53.01').first().code}"))
    assert "belum ada yang terlindungi" in said
    assert "naung intake" in said


def test_a_fresh_installation_says_what_to_do(own_database, client):
    said = text(client.get("/"))
    assert "belum ada yang terlindungi lewat program ini" in said
    assert "make demo" in said


def test_an_unknown_region_and_an_unknown_address_are_not_found(door):
    for address in ("/wilayah/99", "/wilayah/53.71'", "/entah"):
        answer = door().get(address)
        assert answer.status_code == 404
        assert "tidak ditemukan" in text(answer)


def test_open_data_is_counts_with_their_day(door):
    rows = list(csv.DictReader(io.StringIO(door().get("/data/wilayah.csv").content.decode())))
    assert len(rows) == 22
    assert sum(int(row["quota"]) for row in rows) == 100_000
    assert {row["note"] for row in rows} == {"DATA CONTOH"}
    assert {row["source"] for row in rows} == {"published", "estimate"}


def test_marta_s_page_tells_her_road(door):
    said = text(door("dewi").get(f"/orang/{code_of('Marta Contoh Tefa')}"))
    assert "Marta Contoh Tefa" in said
    assert "Diusulkan: baris 7 lembar “Usulan” berkas “usulan-kota.xlsx”" in said
    assert "Terlindungi sampai 31 Desember 2025" in said
    assert re.search(r"Penyandang disabilitas ya .{0,200}\+25", said)
    assert "diobati sampai sembuh" in said


def test_identity_numbers_are_masked(door):
    page = door("sari").get(f"/orang/{code_of('Marta Contoh Tefa')}").content.decode()
    assert "5371 •••• •••• ••01" in page
    # a file's hash may begin with eleven digits, and the form's token may hold them
    assert not re.search(r"\d{11,16}", re.sub(r"csrfmiddlewaretoken[^>]*|sha256 [0-9a-f]{12}\b", "", page))


def test_home_greets_and_says_what_waits(door):
    said = text(door("dewi").get("/beranda"))
    assert "Selamat bekerja, Dewi Contoh Dinas." in said
    assert "Petugas dinas kabupaten/kota, Kota Kupang" in said
    assert "pasangan menunggu: orang yang sama atau bukan?" in said


def test_a_wrong_password_is_told_kindly_and_keeps_the_name(door):
    answer = door().post("/masuk", {"login": "dewi", "password": "salah"})
    assert answer.status_code == 422
    assert "tidak cocok" in text(answer)
    assert 'value="dewi"' in answer.content.decode()


def test_signing_in_leads_back_to_where_one_wanted_to_go(client, world):
    answer = client.post(
        "/masuk?next=/orang/cari", {"login": "dewi", "password": PASSWORD, "next": "/orang/cari"}
    )
    assert (answer.status_code, answer["Location"]) == (302, "/orang/cari")


def test_signing_in_never_leads_to_another_site(client, world):
    answer = client.post("/masuk", {"login": "dewi", "password": PASSWORD, "next": "https://contoh.invalid/"})
    assert answer["Location"] == "/beranda"


def test_signing_out_ends_it(door):
    client = door("sari")
    assert client.post("/keluar").status_code == 302
    assert client.get("/beranda").status_code == 302


def test_no_page_carries_a_script_or_a_style_of_its_own(door):
    marta = code_of("Marta Contoh Tefa")
    for address in ("/", "/wilayah/53.71", f"/orang/{marta}", "/masuk", "/beranda", "/orang/cari"):
        answer = door("sari").get(address)
        assert not re.search(
            r'<script(?! src="/static/)|<style|\sstyle=|\son\w+=', answer.content.decode()
        ), address
        assert "unsafe-inline" not in answer["Content-Security-Policy"]


def test_indonesian_whatever_the_browser_was_set_to(door):
    answer = door().get("/", headers={"accept-language": "en-US"})
    assert '<html lang="id"' in answer.content.decode()
    assert "100.000" in answer.content.decode()


def test_a_page_makes_the_same_number_of_queries_however_many_rows(door, django_assert_max_num_queries):
    client = door("dewi")
    for address, most in (
        (f"/orang/{code_of('Marta Contoh Tefa')}", 75),
        ("/orang/cari?q=contoh", 20),
        ("/wilayah/53.71", 35),
    ):
        with django_assert_max_num_queries(most):
            client.get(address)


def test_a_second_look_counts_nothing_again(door, django_assert_max_num_queries):
    client = door()
    client.get("/")
    with django_assert_max_num_queries(12):
        client.get("/")
