"""The visitor chooses the language; the page, its figures and its pictures follow."""

import re

import pytest
from django.conf import settings

from tests.web.world import code_of


def page(client, address: str) -> str:
    return client.get(address).content.decode()


def english(door, login: str = ""):
    client = door(login)
    client.cookies["bahasa"] = "en"
    return client


def test_it_works(door):
    client = door()
    answer = client.get("/bahasa?ke=en&dari=/wilayah/53.71%3Fpada%3D2025-09-20")
    assert (answer.status_code, answer["Location"]) == (302, "/wilayah/53.71?pada=2025-09-20")
    said = page(client, answer["Location"])
    assert '<html lang="en"' in said
    assert "20 September 2025" in said
    client.get("/bahasa?ke=id")
    assert '<html lang="id"' in page(client, "/")


def test_the_switch_stands_on_every_page_and_leads_back_to_it(door):
    said = page(door(), "/wilayah/53.71?pada=2025-09-20")
    assert (
        'href="/bahasa?ke=en&amp;dari=%2Fwilayah%2F53.71%3Fpada%3D2025-09-20" lang="en" hreflang="en"' in said
    )
    assert '<b lang="id" aria-current="true">Bahasa Indonesia</b>' in said
    assert '<b lang="en" aria-current="true">English</b>' in page(english(door), "/data")


@pytest.mark.parametrize(
    "address", ["https://jahat.example/", "//jahat.example", "/\\jahat.example", "javascript:alert(1)"]
)
def test_it_never_leads_to_another_host(door, address):
    assert door().get("/bahasa", {"ke": "en", "dari": address})["Location"] == "/"


@pytest.mark.parametrize("language", ["", "xx", "en-US", "id;"])
def test_an_unknown_language_changes_nothing(door, language):
    answer = door().get("/bahasa", {"ke": language})
    assert settings.LANGUAGE_COOKIE_NAME not in answer.cookies


def test_a_cookie_that_somebody_bent_is_indonesian(door):
    client = door()
    client.cookies["bahasa"] = "../../en"
    assert '<html lang="id"' in page(client, "/")


def test_the_answer_says_which_language_it_is_in(door):
    assert door().get("/", headers={"accept-language": "en-US"})["Content-Language"] == "id"
    assert english(door).get("/")["Content-Language"] == "en"


def test_figures_days_and_months_are_english(door):
    said = page(english(door), "/?pada=2025-09-20")
    assert "100,000" in said and "100.000" not in said
    assert re.search(r"class=\"band-head\"[^>]*>Aug<|>Aug 2025<", said)
    assert not re.search(r">(?:Agu|Okt|Des|Mei)\b", said)


def test_rupiah_on_a_person_s_page(door):
    address = f"/orang/{code_of('Marta Contoh Tefa')}"
    said = page(english(door, "dewi"), address)
    assert "Contribution August 2025, Rp16,800, paid and acknowledged by the insurer" in said
    assert "Rp16.800" not in said
    assert "Rp16.800" in page(door("dewi"), address)


@pytest.mark.parametrize("address", ["/", "/wilayah/53.71", "/data", "/masuk", "/hak/hitung", "/hak/biaya", "/entah",
                                     "/wilayah/53.02.01"])  # fmt: skip
def test_no_indonesian_is_left_on_a_public_page(door, address):
    _only_english(page(english(door), address))


@pytest.mark.parametrize("address", ["/beranda", "/orang/cari?q=contoh", "/orang/{marta}"])
def test_no_indonesian_is_left_on_an_officer_s_page(door, address):
    _only_english(page(english(door, "dewi"), address.format(marta=code_of("Marta Contoh Tefa"))))


def _only_english(said: str) -> None:
    assert '<html lang="en"' in said
    kept = r"<code>.*?</code>|<span class=\"reason\">.*?</span>"  # commands, file names and articles keep their names
    words = re.sub(r"<[^>]*>", " ", re.sub(kept, " ", said.replace("wilayah.csv", "")))
    found = re.findall(
        r".{0,40}\b(?:yang|belum|sudah|untuk|dengan|dari|tidak|orang|wilayah|pekerja|dibayar|tempat)\b.{0,40}",
        words,
    )
    assert found == []
