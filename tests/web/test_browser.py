"""In Chromium: accessible in both themes, whole at 320 px, one's way with the keyboard alone, no script needed."""

import pytest

from tests.web.eyes import problems, windows, wrong
from tests.web.world import PASSWORD, code_of

pytestmark = pytest.mark.browser
PAGES = {
    "province": ("", "/?pada=2025-09-20"), "region": ("", "/wilayah/53.71?pada=2025-09-20"), "village": ("lurah", "/wilayah/53.71.01.1001"),
    "empty": ("", "/wilayah/53.02.01"), "sign-in": ("", "/masuk"), "data": ("", "/data"), "nowhere": ("", "/entah"), "home": ("dewi", "/beranda"),
    "find": ("dewi", "/orang/cari?q=contoh"), "person": ("dewi", "/orang/{marta}"), "not-chosen": ("dewi", "/orang/{daud}"),
}  # fmt: skip


def address(path: str) -> str:
    return path.format(marta=code_of("Marta Contoh Tefa"), daud=code_of("Daud Contoh Nope " + chr(64 + 27)))


@pytest.fixture
def look(chromium, site):
    with windows(chromium, site) as open_:
        yield lambda login, path, **how: open_(login, address(path), **how)


def test_axe_finds_nothing_in_either_theme_or_on_a_phone(look):
    assert wrong(look, {name: (login, address(path)) for name, (login, path) in PAGES.items()}) == {}


def test_axe_finds_nothing_in_english(look):
    english = {name: (PAGES[name][0], address(PAGES[name][1])) for name in ("province", "region", "home", "person")}  # fmt: skip
    assert wrong(lambda login, path: look(login, path, language="en"), english) == {}


def test_the_language_is_changed_by_one_click_and_the_page_stays(look):
    page = look("", "/wilayah/53.71?pada=2025-09-20")
    page.click("text=English")
    page.wait_for_load_state()
    assert page.url.endswith("/wilayah/53.71?pada=2025-09-20")
    assert "places in Kota Kupang are covered" in page.inner_text("h1")
    page.click("text=Bahasa Indonesia")
    assert "terlindungi" in page.inner_text("h1")


def test_axe_would_find_something(look):
    page = look("", "/data")
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=x><input>')")
    assert {line.split(": ")[1] for line in problems(page)} >= {"image-alt", "label"}


def test_an_officer_walks_from_the_door_to_a_person_by_keyboard_alone(look):
    page = look("", "/beranda")
    page.focus("#id_login")
    page.keyboard.type("dewi")
    page.keyboard.press("Tab")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/beranda")
    page.focus("#q")
    page.keyboard.type("marta")
    page.keyboard.press("Enter")
    page.wait_for_url("**/orang/cari?q=marta")
    page.focus("tbody a")
    page.keyboard.press("Enter")
    page.wait_for_url("**/orang/N*")
    assert page.inner_text("h1") == "Marta Contoh Tefa"


def test_the_first_tab_offers_the_way_to_the_content(look):
    page = look("", "/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == "Langsung ke isi"


def test_everything_is_there_without_script(look):
    page = look("dewi", "/orang/{marta}", script=False)
    page.click(".govuk-details summary")
    assert page.locator(".govuk-details__text").is_visible()


def test_no_page_asks_another_host_and_nothing_is_refused_by_the_policy(chromium, site):
    context = chromium.new_context()
    page, asked, said = context.new_page(), [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: said.append(message.text))
    page.goto(site + "/")
    context.close()
    assert all(url.startswith(site) for url in asked)
    assert said == []


def test_targets_are_large_enough_for_a_thumb(look):
    page = look("dewi", "/beranda", width=320)
    sizes = page.evaluate(
        "[...document.querySelectorAll('nav a, button')].map(e => e.getBoundingClientRect().height)"
    )
    assert min(sizes) >= 24


def test_it_prints_on_paper(look, tmp_path):
    page = look("", "/?pada=2025-09-20")
    assert len(page.pdf(format="A4")) > 10_000
