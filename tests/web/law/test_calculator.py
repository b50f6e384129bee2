"""/hak/hitung: three questions, an honest answer, nothing that needs a script or a sign-in."""

from datetime import date

import pytest
from django.test import Client

ILLNESS = {"kejadian": "illness", "hari": "2025-11-05", "mulai": "2025-07-01", "bulan": "6"}


@pytest.fixture
def ask(db):
    def get(language: str = "id", status: int = 200, **query: str) -> str:
        client = Client()
        client.cookies["naung_language"] = language
        client.cookies["django_language"] = language
        found = client.get("/hak/hitung", query)
        assert found.status_code == status, found.content.decode()
        return found.content.decode()

    return get


def test_it_works(ask):
    page = ask(**ILLNESS)
    assert "Rp42.000.000" in page and "Rp20.000.000" in page and "Rp12.000.000" in page
    assert "Akta kematian" in page and "3 hari kerja setelah berkas lengkap" in page
    assert "PP 82/2019 (manfaat JKM)" in page and "Suami, istri, atau anak" in page


def test_the_empty_page_asks_three_questions_and_answers_none(ask):
    page = ask()
    assert "1. Apa yang terjadi?" in page and "3. Sejak kapan dilindungi" in page
    assert 'id="jawaban"' not in page and "govuk-error-summary" not in page


def test_within_three_months_it_says_ten_million_and_why_not_forty_two(ask):
    page = ask(**{**ILLNESS, "hari": "2025-08-20"})
    assert '<p class="figure">Rp10.000.000</p>' in page
    assert (
        "Mengapa bukan Rp42.000.000: jumlah itu baru berlaku untuk yang meninggal mulai 1 Oktober 2025"
        in page
    )


def test_a_work_accident_has_no_waiting_time_and_names_both_lists_of_papers(ask):
    page = ask(**{**ILLNESS, "kejadian": "work_accident", "hari": "2025-07-05", "bulan": "1"})
    assert "Rp70.000.000" in page and "Mengapa bukan" not in page
    assert "Kronologi kejadian" in page and "Surat keterangan ahli waris" in page
    assert "2 x 24 jam" in page and "sampai 5 Juli 2030" in page


def test_children_add_their_first_year(ask):
    page = ask(**{**ILLNESS, "kejadian": "work_accident", "anak1": "tk-sd", "anak2": "s1"})
    assert "Rp83.500.000" in page and 'value="s1" selected' in page


def test_an_injury_is_treated_and_shows_ceilings(ask):
    page = ask(**{**ILLNESS, "kejadian": "injury"})
    assert "Diobati sampai sembuh" in page and "Rp56.000.000" in page and "Rp2.000.000" in page
    assert "Siapa yang menerima" not in page


def test_an_event_outside_cover_is_told_with_the_laws_own_sentence(ask):
    assert "Aturan tidak menjawab ya atau tidak" in ask(**{**ILLNESS, "hari": "2026-02-05"})
    assert "kepesertaan sudah berakhir" in ask(**{**ILLNESS, "hari": "2026-05-05"})
    assert "Perlindungan baru mulai 1 Juli 2025" in ask(
        **{**ILLNESS, "kejadian": "injury", "hari": "2025-06-30"}
    )


def test_every_mistake_is_named_at_its_question(ask):
    page = ask(status=400, hari="kemarin", bulan="-1")
    for sentence in (
        "Pilih apa yang terjadi",
        "Isi tanggal kejadian",
        "Isi tanggal mulai dilindungi",
        "Isi berapa bulan iuran",
    ):
        assert page.count(sentence) == 2, sentence
    assert ask(status=400, **{**ILLNESS, "bulan": "1201"}).count("Isi berapa bulan") == 2
    assert ask(status=400, **{**ILLNESS, "bulan": "٣"}).count("Isi berapa bulan") == 2


def test_an_unverified_figure_shows_as_such(ask):
    assert "belum diperiksa pada naskah aslinya" in ask(
        **{**ILLNESS, "kejadian": "work_accident", "anak1": "smp"}
    )


def test_what_was_typed_is_shown_as_text(ask):
    assert "<script>x" not in ask(status=400, hari="<script>x")


def test_the_page_needs_no_script(ask):
    assert "<script" not in ask(**ILLNESS)


def test_the_day_of_an_old_change_is_in_the_new_law():
    from naung.web.law.answers import answer
    from naung.web.law.questions import Asked

    before = answer(Asked("illness", date(2025, 2, 23), date(2025, 2, 1), 1, ()))
    after = answer(Asked("illness", date(2025, 2, 24), date(2025, 2, 1), 1, ()))
    assert (before.total, before.waits) == (42_000_000, None)
    assert (after.total, after.waits) == (10_000_000, (date(2025, 5, 1), 42_000_000))
