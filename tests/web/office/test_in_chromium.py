"""The administrator's pages in a real browser: axe in both themes and on a phone, an appointment by keyboard."""

import pytest

from tests.web.account.chrome import browser_page, own_site  # noqa: F401
from tests.web.eyes import problems

pytestmark = pytest.mark.browser


def test_axe_finds_nothing_on_the_pages_of_one_officer(browser_page, own_site):  # noqa: F811
    from naung.foundation.staff import queries

    page, dewi = browser_page("/admin/petugas", "admin"), queries.officer("dewi").pk
    for part in ("", "/jabatan", "/sandi", "/akun"):
        page.goto(f"{own_site}/admin/petugas/{dewi}{part}")
        assert problems(page) == [], part


def test_somebody_is_appointed_by_keyboard_after_one_mistake(browser_page):  # noqa: F811
    page = browser_page("/admin/petugas/angkat", "admin", theme="dark", width=320)
    page.focus("#id_name")
    for word in ("Maria Contoh Baru", "199001012015012998", "maria"):
        page.keyboard.type(word)
        page.keyboard.press("Tab")
    page.keyboard.press("Tab")  # the role is forgotten
    page.keyboard.type("53.71")
    page.keyboard.press("Enter")
    page.wait_for_selector(".govuk-error-summary")
    assert problems(page) == []
    assert page.input_value("#id_name") == "Maria Contoh Baru"
    page.focus("#id_role")
    page.keyboard.type("Verif")
    page.focus("#id_region")
    page.keyboard.press("Enter")
    page.wait_for_selector("code.secret")
    assert "Verifikator provinsi" in page.inner_text("main")
    assert problems(page) == []
