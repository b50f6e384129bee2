"""Pictures are data: never more cover than there is."""

import re
from datetime import date
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naung.web.pictures import coast
from naung.web.pictures.band import THREADS, Cell, Row, band, knot, threads
from naung.web.pictures.shades import shade

MONTHS = [date(2025, n, 1) for n in range(7, 13)]
CELLS = st.builds(
    Cell,
    places=st.integers(0, 10_000),
    paid=st.integers(0, 10_000),
    billed=st.integers(0, 10_000),
    reached=st.booleans(),
    grace=st.integers(0, 10_000),
)


def full(places=10, paid=10, billed=0, reached=True):
    return Cell(places, paid, billed, reached)


def test_it_works():
    drawn = band([Row("Namosain", tuple([full()] * 6))], MONTHS, title="Jaring", desc="Satu baris")
    whole = ElementTree.fromstring(drawn)
    assert whole.get("role") == "img"
    assert "100 %" in drawn
    assert 'width="720" height="20" fill="url(#k-paid)"' in drawn  # six months, one piece of cloth


def test_one_place_without_cover_in_a_thousand_is_a_visible_hole():
    assert threads(full(1000, 999), 6) == (6 * THREADS - 1, 0, 0)


def test_a_month_that_has_not_come_is_no_hole():
    drawn = band(
        [Row("Namosain", tuple([full()] * 3 + [full(paid=0, reached=False)] * 3))],
        MONTHS,
        title="t",
        desc="d",
    )
    assert 'width="360" height="20" fill="url(#k-ahead)"' in drawn
    assert "100 %" in drawn


def test_billed_is_yellow_and_not_paid():
    assert threads(full(10, 5, 5), 6) == (21, 21, 0)


def test_a_month_within_the_grace_is_neither_cover_nor_a_hole_and_each_kind_has_a_shape_of_its_own():
    assert threads(Cell(10, 5, 0, True, grace=5), 6) == (21, 0, 21)
    drawn = band([Row("Namosain", tuple([Cell(10, 0, 0, True, grace=10)] * 6))], MONTHS, title="t", desc="d")
    assert 'width="720" height="20" fill="url(#k-grace)"' in drawn
    without_colour = {
        re.sub(r' class="[^"]*"', "", knot(kind)) for kind in ("paid", "billed", "grace", "hole")
    }
    assert len(without_colour) == 4


@given(CELLS, st.sampled_from([3, 6]))
def test_threads_never_show_more_than_there_is(cell, knots):
    woven, waiting, late = threads(cell, knots)
    total = knots * THREADS
    assert min(woven, waiting, late) >= 0 and woven + waiting + late <= total
    if cell.places and cell.reached:
        assert woven * cell.places <= min(cell.paid, cell.places) * total
        assert (woven == total) == (cell.paid >= cell.places)


@given(st.lists(CELLS, min_size=6, max_size=6), st.text("<&>\"'abc", max_size=40))
def test_every_band_is_well_formed_whatever_the_name(cells, name):
    ElementTree.fromstring(band([Row(name, tuple(cells))], MONTHS, title="t", desc="d"))


def test_bubbles_stand_on_the_coast_s_own_coordinates():
    x, y = coast.where(-10.17, 123.6)  # Kupang, at the west end of Timor
    assert 660 < x < 720 and 300 < y < 345


def test_the_map_is_well_formed_and_the_larger_number_is_the_larger_bubble():
    bubbles = [
        coast.Bubble("Kecil & <jauh>", -8.5, 119.9, 100, 50, "50 %"),
        coast.Bubble("Besar", -9.0, 121.0, 9000, 99, "99 %"),
    ]
    drawn = coast.bubble_map(bubbles, title="Peta", desc="Dua")
    ElementTree.fromstring(drawn)
    radii = [float(r) for r in re.findall(r' r="([\d.]+)"', drawn)]
    assert radii == sorted(radii, reverse=True)


@pytest.mark.parametrize(
    ("percent", "step"), [(None, 0), (0, 1), (59, 1), (60, 2), (75, 3), (90, 4), (96, 4), (97, 5), (100, 5)]
)
def test_shades_step_where_the_legend_says(percent, step):
    assert shade(percent) == step
