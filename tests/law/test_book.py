"""docs/law.md is made from the files, and is up to date."""

from pathlib import Path

from naung import law
from naung.law import book

PAGE = Path(__file__).parents[2] / "docs" / "law.md"


def test_the_page_is_up_to_date() -> None:
    assert PAGE.read_text() == book.page(law.current_book()), "run: make law"


def test_every_figure_stands_on_the_page() -> None:
    page = book.page(law.current_book())
    for overlay, key in law.current_book().figures:
        where = f" ({overlay})" if overlay else ""
        assert f"### `{key}`{where}\n" in page


def test_an_unverified_figure_shows_as_such() -> None:
    page = book.page(law.current_book())
    section = page[page.index("### `jkk.disability_cap_percent`") :]
    assert "| 2019-12-02 | 70 % | PP 82/2019 Lampiran III | **BELUM DIPERIKSA** |" in section
    assert "| `phalanx1_index_right` | ruas pertama telunjuk kanan | 4,5 % | 1 |" in page
    assert "| `scalp` | terkelupasnya kulit kepala | 10; 30 % | 1 |" in page
