"""Places by a formula: whole, exact in sum, within floor and ceiling."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naung.delivery.programme import allocation

TODAY = date(2025, 7, 14)


def test_it_works():
    formula, known = allocation.in_force(TODAY), allocation.facts()
    shared = allocation.by_formula(100_000, formula, known)
    assert (len(shared), sum(shared.values()), min(shared.values()) >= formula.floor) == (22, 100_000, True)
    assert all(
        places * 1000 <= known[code].population * formula.cap_per_1000 for code, places in shared.items()
    )


def test_the_rest_goes_to_the_largest_remainder_and_then_to_the_lower_code():
    weights = {code: Fraction(1) for code in "abc"}
    assert allocation.share(10, weights, dict.fromkeys("abc", 0), dict.fromkeys("abc", 10)) == {"a": 4, "b": 3, "c": 3}  # fmt: skip


def test_what_a_ceiling_cuts_off_goes_to_the_others():
    weights = {"a": Fraction(8), "b": Fraction(1), "c": Fraction(1)}
    assert allocation.share(10, weights, dict.fromkeys("abc", 0), {"a": 4, "b": 10, "c": 10}) == {"a": 4, "b": 3, "c": 3}  # fmt: skip


def test_floors_that_are_more_than_there_is_are_refused():
    with pytest.raises(allocation.CannotShare, match="5 tempat tidak dapat dibagi"):
        allocation.share(5, {"a": Fraction(1), "b": Fraction(1)}, {"a": 3, "b": 3}, {"a": 9, "b": 9})


def test_a_figure_that_is_not_known_everywhere_is_not_weighed():
    formula = replace(allocation.in_force(TODAY), weights={"population": 50, "poor": 50})
    with pytest.raises(allocation.CannotShare, match="menimbang poor"):
        allocation.by_formula(100_000, formula, allocation.facts())


def test_before_the_first_formula_there_is_none():
    with pytest.raises(allocation.NoFormula, match="Belum ada rumus"):
        allocation.in_force(date(2024, 12, 31))


regions = st.lists(
    st.tuples(st.integers(1, 10**6), st.integers(0, 50), st.integers(0, 400)), min_size=1, max_size=22
)


@settings(max_examples=80, deadline=None)
@given(regions, st.integers(0, 9000))
def test_the_sum_is_exact_and_nobody_is_outside_the_bounds(lines, places):
    weights = {str(i): Fraction(weight) for i, (weight, _, _) in enumerate(lines)}
    floors = {str(i): floor for i, (_, floor, _) in enumerate(lines)}
    ceilings = {str(i): floor + room for i, (_, floor, room) in enumerate(lines)}
    try:
        shared = allocation.share(places, weights, floors, ceilings)
    except allocation.CannotShare:
        assert not sum(floors.values()) <= places <= sum(ceilings.values())
        return
    assert sum(shared.values()) == places
    assert all(floors[code] <= got <= ceilings[code] for code, got in shared.items())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(1, 10**6), min_size=2, max_size=22), st.integers(100, 5000))
def test_who_weighs_more_never_gets_less(weights, places):
    codes = [f"{i:02}" for i in range(len(weights))]
    shared = allocation.share(places, {c: Fraction(w) for c, w in zip(codes, weights, strict=True)},
                              dict.fromkeys(codes, 2), dict.fromkeys(codes, places))  # fmt: skip
    order = sorted(codes, key=lambda c: (weights[int(c)], -int(c)))
    got = [shared[c] for c in order]
    assert got == sorted(got)
