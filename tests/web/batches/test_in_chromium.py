"""In Chromium: batches, months, trail, figures and the job's page in both themes and on a phone; a job from the button to its outcome."""

from datetime import date

import pytest

from naung.kit import clock
from tests.web.decisions.conftest import look, served  # noqa: F401
from tests.web.eyes import problems, wrong
from tests.web.world import who

pytestmark = pytest.mark.browser
PAGES = {
    "membership": ("sari", "/kepesertaan"), "batch": ("sari", "/kepesertaan/1?baris=ACCEPTED"), "accounts": ("sari", "/rekening"), "months": ("tina", "/iuran"),
    "month": ("tina", "/iuran/2025-10"), "invoice": ("tina", "/iuran/berkas/2"), "trail": ("sari", "/audit"), "wrong day": ("sari", "/audit?dari=kemarin"), "entry": ("sari", "/audit/1"),
    "copy": ("adit", "/audit/unduh"), "work": ("sari", "/pekerjaan"), "figures": ("", "/aturan"), "figure": ("", "/aturan/jkk.disability_table"),
}  # fmt: skip


@pytest.fixture
def cast(own_world):
    from naung.foundation.staff import actions as staff
    from naung.kit.actor import system

    staff.appoint(login="adit", name="Adit Contoh Auditor", identity="NIP-adit", password="contoh-kata-sandi", role="auditor",
                  region="53", since=date(2025, 1, 1), by=system("test"), at=clock.now(), once=False)  # fmt: skip


def test_axe_finds_nothing_in_either_theme_or_on_a_phone(cast, look):  # noqa: F811
    assert wrong(look, PAGES) == {}


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_work_from_the_button_to_its_outcome_by_keyboard(look, script):  # noqa: F811
    """The page is closed while it waits; opened again it tells what came of it."""
    page = look("sari", "/rekening", script=script)
    page.focus("button[value=send]")
    page.keyboard.press("Enter")
    page.wait_for_url("**/pekerjaan/*")
    assert "Menunggu giliran" in page.inner_text("#pekerjaan")
    if script:  # axe needs the page's timers, which do not run without script
        assert problems(page) == []
    _worker()
    # htmx asks every two seconds, and no more at the end; without script the page asks for itself every five
    page.wait_for_selector("text=Lihat hasilnya")
    if script:
        assert page.locator("#pekerjaan[hx-get]").count() == 0
        assert problems(page) == []
    page.focus("text=Lihat hasilnya")
    page.keyboard.press("Enter")
    page.wait_for_url("**/rekening")
    assert "ntt-2025/53.71/01" in page.inner_text("main")


def _worker() -> None:
    from naung.foundation.work import queries, running

    running.run(queries.of(who("sari").officer).first().pk, now=clock.now, today=clock.today())
