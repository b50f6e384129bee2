"""Figures with their definition, unit, day and source."""

from datetime import UTC, date, datetime

import pytest

from naung.delivery.monitoring import queries as monitoring
from naung.delivery.programme import queries as programmes
from naung.foundation.regions.queries import UnknownRegion

NOW = datetime(2025, 12, 1, tzinfo=UTC)


def of(region="53.71", on=date(2025, 9, 20)):
    found = monitoring.indicators(programme=programmes.by_code("ntt-2025"), region=region, now=NOW, on=on)
    return {one["id"]: one for one in found}


def test_it_works(world):
    found = of()
    assert (found[1]["covered"], found[1]["places"], found[1]["value"]) == (27, 2558, 1.0)
    assert found[3]["value"] == 81
    assert found[5]["value"] == 16_800
    assert found[8]["rows"] == 32  # two of them wait: the world of tests/web/world.py


def test_every_indicator_says_what_it_is(world):
    for one in of("53").values():
        assert {"id", "name", "value", "unit", "as_of", "on", "definition", "source"} <= set(one)


def test_the_province_s_budget_is_the_province_s_alone(world):
    assert 4 in of("53") and 4 not in of("53.71")


def test_expected_deaths_print_their_assumption(world):
    assert "4 kematian per 1.000" in of()[13]["assumption"]


def test_an_empty_month_is_counted_when_it_is_only_billed(world):
    assert of(on=date(2025, 9, 20))[12]["value"] == 0
    assert of(on=date(2025, 10, 15))[12]["value"] == 27


def test_a_village_counts_its_own(world):
    assert of("53.71.01.1001")[1]["covered"] == 14


def test_a_code_that_is_no_region_refuses(world):
    with pytest.raises(UnknownRegion):
        of("99")


def test_before_anything_happened_there_is_nothing_to_say(own_database):
    assert of() == {}


def test_the_figures_of_claims_and_of_reach_are_there(world):
    found = of("53")
    assert {2, 6, 13, 14, 16, 17, 18, 20} <= set(found)
    assert (found[14]["value"], found[14]["found"], found[14]["target"]) == (0, 0, 0)
    assert (found[2]["people"], found[2]["ours"], found[2]["value"]) == (27, 27, 100.0)
    assert found[6]["value"] == found[6]["each"] * sum(
        found[6].get(why, 0) for why in ("twice", "dead", "elsewhere", "not_eligible")
    )
    assert found[6]["each"] == 100_800  # six months
    assert (found[20]["value"], "belum dicatat" in found[20]["note"]) == (None, True)


def test_who_is_covered_is_laid_beside_who_may(world):
    found = of()[17]
    assert found["against_target"]["women"] == 1.0


def test_an_even_reach_is_a_number_between_nothing_and_one(world):
    found = of("53")[18]
    assert 0.9 < found["gini"] < 1 and found["villages"] - found["villages_empty"] == 3
