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
