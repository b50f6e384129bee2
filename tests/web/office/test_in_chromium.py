"""The administrator's pages in a real browser: axe in both themes and on a phone, an appointment by keyboard."""

import pytest

from tests.web.account.chrome import LOOKS, browser_page, own_site, problems, whole  # noqa: F401

pytestmark = pytest.mark.browser
ADDRESSES = ("/admin/petugas", "/admin/petugas/angkat", "/admin/petugas/{dewi}", "/admin/petugas/{dewi}/jabatan", "/admin/petugas/{dewi}/sandi",
             "/admin/petugas/{dewi}/akun", "/admin/peran", "/admin/kesehatan")  # fmt: skip


@pytest.mark.parametrize("path", ADDRESSES)
def test_axe_finds_nothing(browser_page, path):  # noqa: F811
    from naung.foundation.staff import queries

    for theme, width in LOOKS:
        page = browser_page(path.format(dewi=queries.officer("dewi").pk), "admin", theme=theme, width=width)
        assert problems(page) == [], (theme, width)
        assert whole(page, width), (theme, width)


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
