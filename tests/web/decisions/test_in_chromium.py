"""In Chromium: every page of the room in both themes and at 320 px, and an approval by keyboard alone."""

import os
from pathlib import Path

import pytest

from tests.web.eyes import problems, wrong
from tests.web.world import paper_of_the_first_decree

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("NAUNG_SHOTS")  # a folder to look at the pages afterwards


def shoot(page, name: str) -> None:
    if SHOTS:
        page.screenshot(path=Path(SHOTS) / f"{name}.png", full_page=True)


def fine(page, name: str) -> None:
    shoot(page, name)
    assert problems(page) == [], name


def test_axe_finds_nothing_in_either_theme_or_on_a_phone(look, waiting, november):
    pages = {
        "inbox": ("budi", "/persetujuan"), "empty": ("jauh", "/persetujuan"), "done": ("budi", "/persetujuan?keadaan=selesai"),
        "one": ("budi", f"/persetujuan/{waiting.approval_id}"), "prepared": ("sari", f"/persetujuan/{waiting.approval_id}"),
        "month": ("budi", f"/persetujuan/{november.approval_id}"), "proposals": ("sari", "/penetapan"), "pending": ("sari", f"/penetapan/{waiting.pk}"),
        "decree": ("dewi", "/penetapan/1"), "check": ("", "/periksa"), "checked": ("", f"/periksa/{paper_of_the_first_decree()}"),
        "unknown": ("", "/periksa/ABCD-EFGH-JKMN"),
    }  # fmt: skip
    assert wrong(look, pages) == {}
    page = look("budi", f"/persetujuan/{waiting.approval_id}", language="en")
    assert "You decide on 3 people and Rp151,200." in page.inner_text("main")
    fine(page, "one-english")


def test_a_refusal_by_keyboard_is_read_first_and_loses_nothing(look, waiting):
    page = look("budi", f"/persetujuan/{waiting.approval_id}", width=320)
    page.focus("#ketik")
    page.keyboard.type("9")
    page.keyboard.press("Enter")
    page.wait_for_selector(".govuk-error-summary")
    assert page.title().startswith("Galat:") and page.input_value("#ketik") == "9"
    assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("location.hash") == "#ketik"
    fine(page, "galat")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_an_approval_by_keyboard_alone(look, waiting, script):
    page = look("budi", "/beranda", script=script)
    page.focus("text=Persetujuan >> nth=0")
    page.keyboard.press("Enter")
    page.wait_for_url("**/persetujuan")
    page.focus("tbody a")
    page.keyboard.press("Enter")
    page.wait_for_url(f"**/persetujuan/{waiting.approval_id}")
    page.focus("#ketik")
    page.keyboard.type("3")
    page.keyboard.press("Tab")
    page.keyboard.type("sudah dibaca seluruhnya")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Anda menyetujui")
    waiting.refresh_from_db()
    assert waiting.state == "DECIDED"
    if script:
        fine(page, "approved")
