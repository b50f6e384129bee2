"""In Chromium: the lists' pages in both themes and on a phone; a list handed in and a line put right by keyboard alone, with script and without."""

import pytest

from naung.kit import clock
from tests.web.decisions.conftest import look, served  # noqa: F401
from tests.web.eyes import problems, wrong
from tests.web.lists.clerk import ADOLF, workbook

pytestmark = pytest.mark.browser
PAGES = {
    "village": ("lurah", "/usulan"), "city": ("dewi", "/usulan"), "province": ("sari", "/usulan"), "upload": ("lurah", "/usulan/unggah"), "add": ("lurah", "/usulan/tambah"),
    "list": ("lurah", "/usulan/2"), "lines": ("lurah", "/usulan/2/baris"), "all": ("dewi", "/usulan/baris?keadaan=semua"), "line": ("lurah", "/usulan/baris/31"),
    "used": ("lurah", "/usulan/baris/32"), "refused": ("lurah", "/usulan/kiriman/2"), "home": ("lurah", "/beranda"), "home of the verifier": ("sari", "/beranda"),
    "home of the approver": ("budi", "/beranda"), "home of the administrator": ("admin", "/beranda"),
}  # fmt: skip


def test_axe_finds_nothing(look):  # noqa: F811
    assert wrong(look, PAGES) == {}


def read_what_waits() -> None:
    """The worker's part, done here and now."""
    from naung.foundation.staff.scope import seeing
    from naung.foundation.work import running
    from naung.foundation.work.models import Job

    with seeing(["*"]):
        job = Job.objects.order_by("-pk").first()
    running.run(job.pk, now=clock.now, today=clock.today())


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_list_is_handed_in_and_put_right_by_keyboard_alone(look, tmp_path, script):  # noqa: F811
    path = tmp_path / "usulan namosain.xlsx"
    path.write_bytes(workbook())
    page = look("lurah", "/usulan", script=script)
    page.focus("main .acts a:has-text('Unggah daftar')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/usulan/unggah?wilayah=*")
    page.set_input_files("#berkas", path)  # the file dialogue is the browser's own
    page.focus("#berkas")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_url("**/pekerjaan/*")
    read_what_waits()
    page.reload()
    page.focus("main a:has-text('Lihat hasilnya')")
    page.keyboard.press("Enter")
    page.wait_for_url("**/usulan/4")
    assert page.inner_text("h1") == "3 baris terbaca, 2 perlu diperbaiki."
    page.focus("main a:has-text('Perbaiki sekarang')")
    page.keyboard.press("Enter")
    page.focus("tbody a >> nth=0")
    page.keyboard.press("Enter")
    page.wait_for_url("**/usulan/baris/*")
    _put_right(page, script)


def _put_right(page, script: bool) -> None:
    """First wrong again: the summary is read first and its link leads to the field; then right, and the next line comes."""
    page.focus("#nik")
    page.keyboard.press("Enter")
    page.wait_for_selector(".govuk-error-summary")
    assert page.title().startswith("Galat: Baris 7") and page.input_value("#nik") == ADOLF[:-1]
    if script:
        assert page.evaluate("document.activeElement.className") == "govuk-error-summary"
        assert problems(page) == []  # axe itself needs script
    page.focus(".govuk-error-summary a")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "nik"
    page.keyboard.press("End")
    page.keyboard.type(ADOLF[-1])
    page.keyboard.press("Enter")
    page.wait_for_selector("text=Baris 7 sudah siap.")
    assert page.inner_text("h1") == "Selfina Contoh Tanone"


def test_the_same_in_english(look):  # noqa: F811
    page = look("dewi", "/usulan", language="en")
    assert page.inner_text("h1") == "3 of 51 villages in Kota Kupang have sent a list."
    assert problems(page) == []
    page = look("lurah", "/usulan/baris/31", language="en")
    assert "As sent (A3): 53710112" in page.inner_text("main")
    assert problems(page) == []
