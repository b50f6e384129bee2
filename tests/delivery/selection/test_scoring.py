"""Points and order without a database: whoever comes in whatever order, the same list."""

import random

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from naung.delivery.selection import criteria, scoring

WEIGHTS = {
    "seed": "contoh", "decile": {"1": 40, "2": 30}, "disability": 25, "risky_work": 10, "age": [{"from": 50, "to": 64, "points": 10}],
    "household": 10, "waited": {"each": 5, "at_most": 15}, "months": {"each": 1, "at_most": 36},
}  # fmt: skip


def people(*lines: dict) -> pl.DataFrame:
    plain = {"region": "53.71", "village": "53.71.01.1001", "sex": "P", "decile": 1, "disability": 0, "risky_work": 0, "age": 30,
             "waited": 0, "months": None, "household": None, "held": None, "placed": None}  # fmt: skip
    rows = [{**plain, "id": n, "person_id": n, "code": f"N{n:014}", **line} for n, line in enumerate(lines)]
    return pl.DataFrame(rows, schema=scoring.SCHEMA)


def ranks(frame: pl.DataFrame, **how) -> dict[int, int]:
    ordered = scoring.order(frame, WEIGHTS, **how)
    return dict(ordered.select("id", "rank").iter_rows())


def test_it_works():
    ordered = scoring.order(people({"decile": 2}, {"disability": 1}, {"age": 55, "risky_work": 1}), WEIGHTS)
    assert ordered["id"].to_list() == [1, 2, 0]
    assert ordered["score"].to_list() == [65, 60, 30]
    assert scoring.points_of(ordered.row(1, named=True)) == {"decile": 40, "risky_work": 10, "age": 10}


def test_what_is_not_known_gives_nothing():
    (row,) = scoring.order(people({"decile": None, "age": None, "waited": None, "disability": None}), WEIGHTS).iter_rows(named=True)  # fmt: skip
    assert (row["score"], row["rank"]) == (0, 1)


def test_one_member_of_a_family_goes_first_and_the_next_family_before_the_second():
    family = [{"household": "a", "disability": 1}, {"household": "a"}, {"household": "b"}]
    assert ranks(people(*family)) == {0: 1, 2: 2, 1: 3}


def test_a_family_in_which_somebody_holds_a_place_gets_nothing_more():
    ordered = scoring.order(people({"household": "a", "held": 1}, {"household": "a"}, {"household": "b"}), WEIGHTS)  # fmt: skip
    assert dict(ordered.select("id", "points_household").iter_rows()) == {0: 0, 1: 0, 2: 10}


def test_a_card_that_is_not_known_gives_nothing_and_joins_nobody():
    assert scoring.order(people({}, {}), WEIGHTS)["points_household"].to_list() == [0, 0]


def test_waiting_counts_to_a_ceiling():
    found = scoring.order(people({"waited": 2}, {"waited": 9}), WEIGHTS)
    assert dict(found.select("id", "points_waited").iter_rows()) == {0: 10, 1: 15}


def test_who_holds_a_place_keeps_its_rank_and_the_others_follow():
    frame = people({"decile": 3, "held": 4}, {"decile": 1}, {"decile": 2})
    assert ranks(frame) == {0: 4, 1: 5, 2: 6}
    assert ranks(frame, anew=True) == {1: 1, 2: 2, 0: 3}


def test_who_gave_a_place_up_keeps_the_rank_and_no_number_moves():
    frame = people(
        {"decile": 2, "placed": 1, "household": "a"},
        {"held": 2, "placed": 2},
        {"household": "a"},
        {"decile": 2},
    )
    assert ranks(frame) == {0: 1, 1: 2, 2: 3, 3: 4}


def test_each_region_has_its_own_order_and_its_own_places():
    ordered = scoring.order(people({}, {"region": "53.07"}, {"region": "53.07", "decile": 2}), WEIGHTS, anew=True)  # fmt: skip
    assert ordered["rank"].to_list() == [1, 2, 1]
    assert scoring.places(ordered, {"53.07": 1})["id"].to_list() == [1]


def test_nobody_has_no_order():
    assert scoring.order(people(), WEIGHTS).height == 0


def test_the_criteria_in_force_weigh_every_criterion_and_say_what_it_rests_on():
    from datetime import date

    chosen = criteria.in_force(date(2025, 7, 14))
    assert set(chosen.weights) == {"seed", *scoring.CRITERIA}
    assert set(chosen.rests_on) == set(scoring.CRITERIA)
    assert criteria.of_version(chosen.version) is chosen


one = st.fixed_dictionaries({
    "region": st.sampled_from(["53.71", "53.07"]), "decile": st.sampled_from([None, 1, 2, 3]), "disability": st.integers(0, 1),
    "risky_work": st.integers(0, 1), "age": st.one_of(st.none(), st.integers(17, 64)), "waited": st.integers(0, 4),
    "household": st.sampled_from([None, "a", "b", "c"]),
})  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(one, min_size=1, max_size=25), st.integers(0, 3), st.randoms(use_true_random=False))
def test_the_same_people_have_the_same_order_however_they_come(lines, holders, chance: random.Random):
    lines = [{**line, "held": n + 1 if n < holders else None} for n, line in enumerate(lines)]
    frame = people(*lines)
    rows = frame.rows(named=True)
    chance.shuffle(rows)
    assert ranks(pl.DataFrame(rows, schema=scoring.SCHEMA)) == ranks(frame)


@settings(max_examples=60, deadline=None)
@given(st.lists(one, min_size=1, max_size=25))
def test_ranks_are_whole_and_follow_the_points(lines):
    ordered = scoring.order(people(*lines), WEIGHTS)
    for part in ordered.partition_by("region"):
        assert part["rank"].to_list() == list(range(1, part.height + 1))
        keys = list(part.select(pl.col("score").neg(), "draw", "code").iter_rows())
        assert keys == sorted(keys)


@pytest.mark.parametrize("criterion", ["disability", "risky_work"])
@settings(max_examples=40, deadline=None)
@given(lines=st.lists(one, min_size=2, max_size=15))
def test_a_fact_that_counts_never_costs_a_rank(criterion, lines):
    plain = [{**line, "household": None} for line in lines]
    with_it = [{**plain[0], criterion: 1}, *plain[1:]]
    assert ranks(people(*with_it))[0] <= ranks(people({**plain[0], criterion: 0}, *plain[1:]))[0]
