"""In Chromium: finding, the page and the reveal, accessible in both themes, whole at 320 px, by keyboard, without script, on paper."""

import os

import pytest

from tests.web.eyes import problems, windows
from tests.web.world import code_of

pytestmark = pytest.mark.browser
SHOTS = os.environ.get("NAUNG_SHOTS")  # a folder: pictures of every page looked at


@pytest.fixture
def look(chromium, site):
    with windows(chromium, site) as open_:
        yield lambda path, *, login="dewi", **how: open_(
            login, path.format(marta=code_of("Marta Contoh Tefa")), **how
        )


def test_axe_finds_nothing(look):
    page = look("/orang/cari?q=mrata+tfea")
    assert problems(page) == []
    page.goto(page.url.replace("mrata+tfea", "zzz"))
    assert problems(page) == []


def test_a_form_without_a_reason_says_so_on_top_and_at_the_field(look):
    page = look("/orang/{marta}/buka/nik", theme="dark", width=320)
    page.fill("#note", "untuk keluarga")
    page.click("button:has-text('Buka sekali')")
    assert page.title().startswith("Galat:")
    assert (
        page.inner_text("#reason-error") == "Pilih satu alasan." == page.inner_text(".govuk-error-summary li")
    )
    assert page.input_value("#note") == "untuk keluarga"
    assert problems(page) == []


def test_by_keyboard_from_a_number_to_the_person(look):
    page = look("/orang/cari")
    page.focus("#q")
    page.keyboard.type("5371 0141 0878 9001")
    page.keyboard.press("Enter")
    page.wait_for_url("**/orang/N*")
    assert page.inner_text("h1") == "Marta Contoh Tefa"


def test_finding_works_without_script(look):
    page = look("/orang/cari", script=False)
    page.fill("#q", "tefa")
    page.click("main button")
    page.wait_for_url("**/orang/cari?q=tefa")
    assert "Marta Contoh Tefa" in page.inner_text("tbody")


def test_the_page_prints_on_paper_without_who_looked(look):
    page = look("/orang/{marta}")
    page.emulate_media(media="print")
    assert not page.locator("text=Siapa yang melihat").is_visible()
    assert not page.locator("text=buka dengan alasan").first.is_visible()
    assert page.locator("text=Perjalanan").is_visible()
    paper = page.pdf(format="A4", path=f"{SHOTS}/person.pdf" if SHOTS else None)
    assert paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page ") <= 4
