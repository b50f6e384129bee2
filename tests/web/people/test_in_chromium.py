"""In Chromium: finding, the page and the reveal, accessible in both themes, whole at 320 px, by keyboard, without script, on paper."""

import os
from pathlib import Path

import pytest

from tests.web.fixtures import entered
from tests.web.world import code_of

pytestmark = pytest.mark.browser
AXE = (Path(__file__).parents[1] / "axe.min.js").read_text()
SHOTS = os.environ.get("NAUNG_SHOTS")  # a folder: pictures of every page looked at


@pytest.fixture
def look(chromium, site):
    opened = []

    def open_(path, *, login="dewi", theme="light", width=1240, script=True):
        context = chromium.new_context(
            color_scheme=theme,
            viewport={"width": width, "height": 900},
            java_script_enabled=script,
            bypass_csp=True,
        )
        opened.append(context)
        context.add_cookies(
            [{"name": "sessionid", "value": entered(login).cookies["sessionid"].value, "url": site}]
        )
        page = context.new_page()
        page.goto(site + path.format(marta=code_of("Marta Contoh Tefa")))
        return page

    yield open_
    for context in opened:
        context.close()


def problems(page):
    page.evaluate(AXE)
    found = page.evaluate("async () => (await axe.run(document, {resultTypes: ['violations']})).violations")
    return [
        f"{v['id']}: {node['target']} {node.get('failureSummary', '')}" for v in found for node in v["nodes"]
    ]


@pytest.mark.parametrize(
    "name",
    [
        "/orang/cari",
        "/orang/cari?q=contoh",
        "/orang/cari?q=mrata+tfea",
        "/orang/cari?q=zzz",
        "/orang/{marta}",
        "/orang/{marta}/buka/nik",
    ],
)
def test_axe_finds_nothing_in_either_theme_or_on_a_phone(look, name):
    for theme, width in (("light", 1240), ("dark", 1240), ("light", 320), ("dark", 320)):
        page = look(name, theme=theme, width=width)
        if SHOTS:
            page.screenshot(
                path=f"{SHOTS}/{name.strip('/').replace('/', '-').replace('?', '-')}-{theme}-{width}.png",
                full_page=True,
            )
        assert problems(page) == [], (theme, width)
        assert page.evaluate("document.documentElement.scrollWidth") <= width, (theme, width)


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
