"""The door in a real browser: keyboard alone, passkeys by a virtual device, axe in both themes."""

import pytest

from tests.web.account.chrome import browser_page, keyed, own_site  # noqa: F401
from tests.web.account.conftest import app_of, code, recovery_of
from tests.web.eyes import problems
from tests.web.world import PASSWORD

pytestmark = pytest.mark.browser
ADDRESSES = (
    "/masuk",
    "/akun/pengaman",
    "/akun/pengaman/aplikasi",
    "/akun/pengaman/kunci",
    "/akun/sandi",
    "/akun/sesi",
    "/keluar",
)


def test_it_works_with_the_keyboard_alone(browser_page):  # noqa: F811
    secret = app_of("budi")
    page = browser_page("/beranda")
    keyed(page, "budi")
    page.wait_for_url("**/masuk/kode")
    page.focus("#id_code")
    page.keyboard.type(code(secret))
    page.keyboard.press("Enter")
    page.wait_for_url("**/beranda")
    assert "Selamat bekerja, Budi Contoh Penyetuju." in page.inner_text("h1")


def test_an_error_is_read_first(browser_page):  # noqa: F811
    page = browser_page("/masuk")
    keyed(page, "dewi", "salah")
    page.wait_for_selector(".govuk-error-summary")
    assert page.title().startswith("Galat:")
    page.click(".govuk-error-summary a")
    assert page.evaluate("document.activeElement.id") == "id_login"
    assert page.input_value("#id_login") == "dewi"


def device(page, **more):
    """A virtual security key with a fingerprint sensor that always agrees."""
    cdp = page.context.new_cdp_session(page)
    cdp.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
               "isUserVerified": True, "automaticPresenceSimulation": True, **more}  # fmt: skip
    return cdp, cdp.send("WebAuthn.addVirtualAuthenticator", {"options": options})["authenticatorId"]


def test_a_passkey_is_made_and_opens_the_door_alone(browser_page, own_site):  # noqa: F811
    page = browser_page("/masuk")
    device(page)
    keyed(page, "budi")
    page.wait_for_url("**/akun/pengaman**")
    page.goto(own_site + "/akun/pengaman/kunci")
    page.fill("#id_name", "ponsel Budi")
    page.click("form[data-passkey] button")
    page.wait_for_url("**/akun/pengaman/cadangan")
    assert page.locator(".codes li").count() == 10
    page.goto(own_site + "/akun/pengaman")
    assert "ponsel Budi" in page.inner_text("main")
    page.click("header form button")  # out
    page.goto(own_site + "/masuk")
    page.click("form[data-passkey] button")
    page.wait_for_url("**/beranda")
    assert "Budi Contoh Penyetuju" in page.inner_text("h1")


def test_a_passkey_is_a_second_factor_too(browser_page, own_site):  # noqa: F811
    page = browser_page("/masuk")
    device(page)
    keyed(page, "budi")
    page.wait_for_url("**/akun/pengaman**")
    page.goto(own_site + "/akun/pengaman/kunci")
    page.click("form[data-passkey] button")
    page.wait_for_url("**/akun/pengaman/cadangan")
    page.click("header form button")
    page.goto(own_site + "/masuk")
    keyed(page, "budi")
    page.wait_for_url("**/masuk/kode")
    page.click("form[data-passkey] button")
    page.wait_for_url("**/beranda")


def test_a_device_that_says_no_is_told_and_the_codes_still_open(browser_page, own_site):  # noqa: F811
    page = browser_page("/masuk")
    _, _ = device(page, isUserVerified=False)
    page.click("form[data-passkey] button")
    page.wait_for_function(
        "document.querySelector('[role=status]').textContent.includes('tidak memberikan kunci')"
    )


def test_without_script_there_is_the_app(browser_page, own_site):  # noqa: F811
    page = browser_page("/masuk", script=False)
    assert page.locator("form[data-passkey]").is_hidden()
    page.fill("#id_login", "budi")
    page.fill("#id_password", PASSWORD)
    page.click("form[action='/masuk'] button")
    page.wait_for_url("**/akun/pengaman**")
    page.click("text=Tambah kunci masuk")
    assert "memerlukan JavaScript" in page.inner_text("main")
    page.goto(own_site + "/akun/pengaman/aplikasi")
    page.fill("#id_code", code(page.inner_text("code.secret")))
    page.click("main button")
    page.wait_for_url("**/akun/pengaman/cadangan")


def test_axe_finds_nothing(browser_page, own_site):  # noqa: F811
    page = browser_page("/masuk")
    found = {"/masuk": problems(page)}
    page = browser_page("/akun/pengaman", "dewi")
    for path in ADDRESSES[1:]:
        page.goto(own_site + path)
        found[path] = problems(page)
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_axe_finds_nothing_on_the_way_in(browser_page, own_site):  # noqa: F811
    secret = app_of("budi")
    recovery_of("budi")
    page = browser_page("/masuk")
    keyed(page, "budi", "salah")
    page.wait_for_selector(".govuk-error-summary")
    assert problems(page) == []
    page.fill("#id_password", PASSWORD)  # the name is still there
    page.keyboard.press("Enter")
    page.wait_for_url("**/masuk/kode")
    assert problems(page) == []
    page.fill("#id_code", code(secret))
    page.keyboard.press("Enter")
    page.wait_for_url("**/beranda")
    for path in ("", "/cadangan", "/cadangan/baru", "/aplikasi/hapus"):
        page.goto(f"{own_site}/akun/pengaman{path}")
        assert problems(page) == [], path


def test_axe_finds_nothing_where_what_was_typed_waits(browser_page, own_site):  # noqa: F811
    from django.contrib.sessions.backends.db import SessionStore

    page = browser_page("/masuk", theme="dark", width=320)
    keyed(page, "dewi")
    page.wait_for_url("**/beranda")
    page.goto(own_site + "/akun/sesi")
    store = SessionStore(next(c["value"] for c in page.context.cookies() if c["name"] == "sessionid"))
    store["seen"] -= 1000
    store.save()
    page.click("text=Akhiri semua sesi lain")
    page.wait_for_url("**/masuk?next=/akun/sesi")
    assert "15 menit" in page.inner_text("main")
    assert problems(page) == []
    keyed(page, "dewi")
    page.wait_for_url("**/akun/lanjutkan")
    assert problems(page) == []
    page.click("text=Lanjutkan: kirim isian ini")
    page.wait_for_url("**/akun/sesi")
    assert "Sesi sudah diakhiri" in page.inner_text("main")
