"""/hak/biaya: what a budget year would cost, with its assumptions in sight."""

import pytest
from django.test import Client


@pytest.fixture
def ask(db):
    def get(status: int = 200, **query: str) -> str:
        found = Client().get("/hak/biaya", query)
        assert found.status_code == status, found.content.decode()
        return found.content.decode()

    return get


def test_it_works(ask):
    page = ask(orang="50.000", mulai="2026-01", bulan="12")
    assert "Rp10.080.000.000" in page and "Rp9.350.000.000" in page
    assert 'name="deaths" value="4"' in page and "versi hukum" in page.lower()


def test_the_empty_page_shows_the_assumptions_and_no_answer(ask):
    page = ask()
    assert 'name="work_deaths" value="0.3"' in page and "Tahun demi tahun" not in page


def test_an_assumption_can_be_changed(ask):
    page = ask(orang="1200", mulai="2026-01", bulan="12", deaths="10", work_deaths="0", accidents="0,0")
    assert "Rp408.000.000" in page


def test_two_years_have_two_rows(ask):
    assert ask(orang="100", mulai="2026-07", bulan="12").count('<th scope="row">202') == 2


def test_every_mistake_is_named(ask):
    page = ask(status=400, orang="0", mulai="kapan", bulan="121", pembayar="csr", sektor="laut", deaths="-1")
    for sentence in (
        "Isi banyaknya orang",
        "Isi bulan pertama",
        "Isi banyaknya bulan",
        "Pilih pembayarnya",
        "Pilih sektornya",
        "Isi asumsi",
    ):
        assert sentence in page, sentence
    assert "Isi asumsi" in ask(status=400, orang="1", deaths="NaN")


def test_months_without_law_are_told(ask):
    assert "belum ada ketentuan" in ask(status=400, orang="10", mulai="2019-01", bulan="1")
