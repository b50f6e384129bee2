"""The working paper's sheets and the road's word before a closing, on the small town's world."""

import hashlib
import io

import openpyxl
import pytest

from naung.delivery.monitoring import books, books_checks, books_paper
from naung.kit.canonical import list_hash
from naung.kit.months import Month

MONTH = 27 * 16_800
JULY, OCTOBER = Month(2025, 7), Month(2025, 10)
OF = books_paper.scope(JULY, OCTOBER, seed="benih contoh", size=4)


def rows_of(made, name):
    sheet = openpyxl.load_workbook(io.BytesIO(made.content), read_only=True)[name]
    return [list(row) for row in sheet.iter_rows(min_row=2, values_only=True)]


def test_it_works(world):
    made = books_paper.made(OF)
    sheets = {name: (rows, sha) for name, rows, sha in made.sheets}
    assert sheets["Tagihan"][0] == 4 and sheets["Mutasi bank"][0] == 3 and sheets["Contoh"][0] == 4
    assert made.digest == list_hash(f"{name};{rows};{sha}" for name, rows, sha in made.sheets)
    cover = dict(row[:2] for row in rows_of(made, "Sampul"))
    assert cover["Periode"] == "2025-07 sampai 2025-10" and cover["Benih contoh"] == "benih contoh"
    assert cover["Entri: 14 baris"] == sheets["Entri"][1]


def test_the_same_facts_give_the_same_bytes_and_another_seed_others(world):
    assert books_paper.made(OF).content == books_paper.made(OF).content
    other = books_paper.made(books_paper.scope(JULY, OCTOBER, seed="benih lain", size=4))
    assert [sha for name, _, sha in books_paper.made(OF).sheets if name != "Contoh"] == [
        sha for name, _, sha in other.sheets if name != "Contoh"
    ]
    assert rows_of(other, "Contoh") != rows_of(books_paper.made(OF), "Contoh")


def test_a_sheet_that_is_full_goes_on_in_the_next_and_keeps_its_hash(world):
    whole, split = books_paper.made(OF), books_paper.made(OF, longest=5)
    assert split.sheets == whole.sheets
    again = [row for name in ("Entri", "Entri 2", "Entri 3", "Entri 4") for row in rows_of(split, name)]
    assert again == rows_of(whole, "Entri")


def test_the_sample_can_be_drawn_again_by_anybody(world):
    drawn = rows_of(books_paper.made(OF), "Contoh")
    lots = [row[0] for row in drawn]
    assert lots == sorted(lots)
    assert lots[0] == hashlib.sha256(f"benih contoh:{drawn[0][1]}:{drawn[0][2][:7]}".encode()).hexdigest()


def test_a_text_like_a_formula_is_text():
    assert [books_paper.safe(text) for text in ("=1+1", "@x", "+62", "biasa")] == [
        "'=1+1",
        "'@x",
        "'+62",
        "biasa",
    ]


def test_nobody_copies_a_period_that_ends_before_it_begins(world):
    with pytest.raises(books_paper.NothingToCopy, match="Periode harus urut"):
        books_paper.scope(OCTOBER, JULY, seed="x", size=1)


def test_realised_in_the_month_and_to_date(world):
    report = books.lra(2025, Month(2025, 9))
    (line,) = [row for row in report.spending if row.to_date]
    assert (line.month, line.to_date, line.remaining) == (MONTH, 3 * MONTH, line.granted - 3 * MONTH)
    assert report.differences == []
    assert books.lra(2025, Month(2025, 9), ["53.03"]).total("to_date") == 0


def test_the_road_names_what_is_not_finished(world):
    found = {one.what: one for one in books_checks.road(OCTOBER)}
    assert (found["runs_waiting"].count, found["runs_waiting"].rupiah) == (1, MONTH)
    assert all(one.clean for one in books_checks.road(JULY))
