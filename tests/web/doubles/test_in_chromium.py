"""In Chromium: the queue and a pair in both themes and on a phone; an answer given and taken back by keyboard alone."""

import pytest

from tests.web.decisions.conftest import look, served  # noqa: F401
from tests.web.eyes import problems, wrong

pytestmark = pytest.mark.browser


def test_axe_finds_nothing(look):  # noqa: F811
    paths = ("", "/1", "/1?jawaban=different", "/1?jawaban=unclear")
    assert wrong(look, {path: ("dewi", "/antrean/ganda" + path) for path in paths}) == {}


def test_an_answer_by_three_keys_and_taken_back(look, monkeypatch):  # noqa: F811
    from naung.delivery.matching import onward

    monkeypatch.setattr(onward, "MONEY", ())
    page = look("dewi", "/antrean/ganda")
    page.keyboard.press("a")
    page.wait_for_url("**/antrean/ganda/1")
    page.keyboard.press("b")
    page.wait_for_url("**/antrean/ganda/1?jawaban=different*")
    assert page.evaluate("document.activeElement.id") == "alasan-card"
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Tersimpan: orang berbeda.")
    assert "Bersaudara atau kembar." in page.inner_text("main") and problems(page) == []
    page.focus("text=Batalkan jawaban")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Jawaban dibatalkan.")
    assert "Menunggu jawaban" in page.inner_text("main")
    page.focus(".scroll")
    page.keyboard.press("ArrowRight")  # scrolls the table, and brings nothing
    page.focus("main")
    with page.expect_navigation():
        page.keyboard.press("ArrowRight")
    assert "Jawaban dibatalkan." not in page.inner_text("main")


def test_an_answer_without_script_and_without_a_mouse(look):  # noqa: F811
    page = look("dewi", "/antrean/ganda/1", script=False)
    page.focus("text=Orang sama >> nth=0")
    page.keyboard.press("Enter")
    page.wait_for_url("**?jawaban=same*")
    page.focus("#alasan-card")
    page.keyboard.press("Space")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Jawaban Anda tersimpan. Petugas kedua mengukuhkannya.")


def test_the_keys_do_nothing_while_somebody_types(look):  # noqa: F811
    page = look("dewi", "/antrean/ganda/1?jawaban=same")
    page.focus("#catatan")
    page.keyboard.type("saya lihat KTP, bukan KK, jelas")
    assert page.input_value("#catatan") == "saya lihat KTP, bukan KK, jelas" and "jawaban=same" in page.url
