"""What if, without a database: two lists of the same people, and what lies between them."""

import random

import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st

from naung.delivery.selection.whatif import actions as whatif
from naung.delivery.selection.whatif.actions import Setting
from tests.delivery.selection.test_scoring import WEIGHTS, people

PRICE = 100_800
NOW = Setting(WEIGHTS, {"53.71": 2, "53.07": 1}, PRICE, 10 * PRICE)
HERE, THERE = {"region": "53.71"}, {"region": "53.07"}


def asked(frame: pl.DataFrame, then: Setting, now: Setting = NOW, others: pl.DataFrame | None = None):
    return whatif.answer(whatif.compare(frame, now, frame if others is None else others, then), now, then, {})


def turned(**changes) -> Setting:
    return Setting(**{"weights": WEIGHTS, "quotas": NOW.quotas, "per_place": PRICE, "budget": NOW.budget, **changes})  # fmt: skip


def ids(frame: pl.DataFrame, by: Setting) -> set[int]:
    return set(whatif.on_list(frame, by)[0]["id"])


CAST = people({"decile": 1}, {"decile": 1}, {"decile": 2, "disability": 1, "sex": "L"}, {"decile": 2, **THERE}, {**THERE, "decile": 2})  # fmt: skip


def test_it_works():
    heavier = turned(weights={**WEIGHTS, "decile": {"1": 10, "2": 30}})
    found = asked(CAST, heavier)
    assert (found.before.people, found.after.people, found.enters, found.leaves) == (3, 3, 0, 0)
    # the disabled man of decile 2 was first already; with more places in the other region its second enters
    found = asked(CAST, turned(quotas={"53.71": 1, "53.07": 2}))
    assert (found.enters, found.leaves) == (1, 1)
    assert found.groups["region"] == {"53.07": (1, 2, 1, 0), "53.71": (2, 1, 0, 1)}
    assert found.groups["disability"] == {"0": (2, 2, 1, 1), "1": (1, 1, 0, 0)}
    assert found.groups["sex"] == {"L": (1, 1, 0, 0), "P": (2, 2, 1, 1)}
    assert found.before.rupiah == found.after.rupiah == 3 * PRICE


def test_a_region_without_a_figure_has_no_places_and_a_dearer_place_buys_fewer():
    assert ids(CAST, turned(quotas={"53.71": 3})) == {0, 1, 2}
    dear = asked(CAST, turned(per_place=5 * PRICE))
    assert (dear.after.people, dear.after.unpaid, dear.after.rupiah) == (2, 1, 10 * PRICE)


def test_where_money_is_short_every_region_is_cut_by_the_same_share():
    frame = people(*[dict(HERE)] * 8, *[dict(THERE)] * 4)
    short = turned(quotas={"53.71": 8, "53.07": 4}, budget=6 * PRICE)
    listed, unpaid = whatif.on_list(frame, short)
    assert unpaid == 6
    assert dict(listed.group_by("region").len().iter_rows()) == {"53.71": 4, "53.07": 2}


def test_who_holds_a_place_keeps_it_where_that_is_asked_and_free_places_go_to_the_next():
    frame = people({"decile": 3, "held": 4}, {"decile": 1}, {"decile": 1, "disability": 1}, {"decile": 2})
    assert ids(frame, NOW) == {1, 2}
    assert ids(frame, turned(holders=True)) == {0, 2}
    found = asked(frame, turned(weights={**WEIGHTS, "disability": 0}), now=turned(quotas={"53.71": 3}))
    assert found.leaves_held == 0


def test_leaving_holders_are_counted_apart():
    frame = people({"decile": 2, "held": 1}, {"decile": 1, "held": 2}, {"decile": 3, "disability": 1})
    found = asked(frame, turned(quotas={"53.71": 1}))
    assert (found.leaves, found.leaves_held) == (1, 1)


def test_nobody_is_nobody():
    found = asked(people(), NOW)
    assert (found.before.people, found.after.people, found.groups["sex"]) == (0, 0, {})


line = st.fixed_dictionaries({
    "region": st.sampled_from(["53.71", "53.07", "53.11"]), "decile": st.sampled_from([None, 1, 2, 3]), "disability": st.sampled_from([None, 0, 1]),
    "age": st.integers(17, 70), "household": st.sampled_from([None, "a", "b", "c"]), "held": st.none(), "sex": st.sampled_from(["L", "P"]),
})  # fmt: skip
crowds = st.lists(line, min_size=1, max_size=25)
quotas = st.fixed_dictionaries({"53.71": st.integers(0, 12), "53.07": st.integers(0, 12)})
points = st.fixed_dictionaries({name: st.integers(0, 50) for name in ("disability", "risky_work", "household")})  # fmt: skip
settings_of = st.builds(
    lambda q, w, price, budget: Setting({**WEIGHTS, **w}, q, price, budget),
    quotas, points, st.integers(0, 9), st.integers(0, 60),
)  # fmt: skip


@given(crowds, settings_of)
@settings(max_examples=20, deadline=None)
def test_no_change_moves_nobody(crowd, now):
    found = asked(people(*crowd), now, now)
    assert (found.enters, found.leaves, found.before) == (0, 0, found.after)


@given(crowds, settings_of, settings_of, st.randoms())
@settings(max_examples=25, deadline=None)
def test_it_adds_up_in_every_group_and_is_the_same_whoever_comes_first(crowd, now, then, dice):
    found = asked(people(*crowd), then, now)
    assert found.enters - found.leaves == found.after.people - found.before.people
    for keys in found.groups.values():
        assert [sum(column) for column in zip(*keys.values(), strict=True)] in ([], [found.before.people, found.after.people, found.enters, found.leaves])  # fmt: skip
        assert all(was + enters - leaves == would for was, would, enters, leaves in keys.values())
    assert found.after.rupiah <= then.budget or then.per_place == 0
    mixed = people(*crowd).sample(fraction=1, shuffle=True, seed=dice.randrange(2**32))
    assert asked(mixed, then, now) == found


@given(crowds, settings_of, st.sampled_from(["53.71", "53.07"]), st.integers(0, 9))
@settings(max_examples=25, deadline=None)
def test_more_places_throw_nobody_out_while_the_money_lasts(crowd, now, region, more):
    rich = Setting(now.weights, now.quotas, now.per_place, 10**9)
    wider = Setting(now.weights, {**now.quotas, region: now.quotas[region] + more}, now.per_place, 10**9)
    assert asked(people(*crowd), wider, rich).leaves == 0


@given(crowds, settings_of, st.integers(0, 40))
@settings(max_examples=25, deadline=None)
def test_more_money_throws_nobody_out(crowd, now, more):
    richer = Setting(now.weights, now.quotas, now.per_place, now.budget + more)
    assert asked(people(*crowd), richer, now).leaves == 0


def test_twenty_thousand_people_are_compared_in_a_moment():
    dice = random.Random(7)
    frame = people(*({"region": f"53.{i % 22:02}", "decile": dice.randint(1, 4), "disability": int(dice.random() < 0.05), "age": dice.randint(17, 64),
                      "household": str(dice.randrange(9_000))} for i in range(20_000)))  # fmt: skip
    everywhere = {f"53.{n:02}": 600 for n in range(22)}
    found = asked(frame, turned(quotas=everywhere, budget=10**12, weights={**WEIGHTS, "disability": 0}), turned(quotas=everywhere, budget=10**12))  # fmt: skip
    assert found.before.people == found.after.people == 22 * 600
    assert found.enters == found.leaves > 0
