"""The law's figures for everybody: in force on a day, where written, how sure."""

import pytest

from naung.law import parameters
from tests.web.test_pages import text


def test_it_works(door):
    said = text(door().get("/aturan?pada=2025-09-30"))
    assert "Yang berlaku pada 30 September 2025." in said
    assert parameters.version() in said
    assert "BELUM DIPERIKSA" in said and "tertulis" in said


def test_every_figure_stands_there_once_and_has_its_page(door):
    page = door().get("/aturan").content.decode()
    client = door()
    for (overlay, key), figure in parameters.current_book().figures.items():
        assert f'href="/aturan/{key}"' in page, (overlay, key)
        said = client.get(f"/aturan/{key}").content.decode()
        assert all(entry.source.split("?")[0].split("&")[0] in said for entry in figure.entries), key


def test_another_day_another_value(door):
    """The figure that changed: what the page shows is what the calculator would take on that day."""
    changed = [
        f
        for (overlay, _key), f in parameters.current_book().figures.items()
        if len(f.entries) > 1 and not overlay
    ]
    assert changed
    figure = changed[0]
    for entry in figure.entries:
        said = door().get(f"/aturan?pada={entry.since}").content.decode()
        row = said[said.index(f'href="/aturan/{figure.key}"') :]
        assert entry.article in row.split("</tr>")[0].replace("&#x27;", "'").replace("&amp;", "&")


def test_where_the_law_is_silent_the_page_says_so(door):
    assert "kalkulator menolak menghitung" in text(door().get("/aturan?pada=1990-01-01"))


def test_by_confidence(door):
    said = door().get("/aturan?keyakinan=unverified").content.decode()
    tables = said[said.index("</ul>") :]
    assert '<span class="tag danger">' in tables
    assert "Tidak ada angka dengan keyakinan itu" in text(door().get("/aturan?keyakinan=entah"))


def test_a_table_is_a_table(door):
    page = door().get("/aturan/contribution.income_bands").content.decode()
    assert '<th scope="col">dari</th>' in page and "Rp" in page


@pytest.mark.parametrize("key", ["entah", "jkm", "53.71"])
def test_an_unknown_figure_is_not_found(door, key):
    assert door().get(f"/aturan/{key}").status_code == 404


def test_a_day_that_is_none_is_told(door):
    answer = door().get("/aturan?pada=kemarin")
    assert answer.status_code == 400
    assert answer.content.decode().count("bukan tanggal") == 2
