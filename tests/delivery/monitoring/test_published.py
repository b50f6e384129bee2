"""What anybody may read of a region: counts, never somebody."""

from datetime import UTC, date, datetime

import pytest

from naung.delivery.monitoring import queries as monitoring
from naung.delivery.programme import queries as programmes
from naung.foundation.regions.queries import UnknownRegion
from naung.foundation.staff.scope import seeing

NOW = datetime(2025, 12, 1, tzinfo=UTC)
NAMOSAIN, NUNHILA, OEBOBO = "53.71.01.1001", "53.71.01.1004", "53.71.04.1001"


def of(code, **more):
    return monitoring.picture(programmes.by_code("ntt-2025"), code, now=NOW, **more)


def test_it_works(world):
    found = of("53.71", on=date(2025, 9, 20))
    assert (found.places, found.enrolled, found.covered) == (2558, 27, 27)
    assert found.money.contributed == 27 * 3 * 16_800
    assert found.money.person_months == 81


def test_nothing_newer_is_said_than_is_known(world):
    found = of("53")
    assert found.as_of.at == datetime(2025, 10, 17, 1, tzinfo=UTC)  # somebody told of a death that morning
    assert found.as_of.on == date(2025, 10, 17)


def test_accepted_is_not_yet_covered_while_the_month_is_only_billed(world):
    found = of("53.71")  # 15 October: billed, not paid
    assert (found.enrolled, found.covered) == (27, 0)
    october = found.woven[NAMOSAIN][3]
    assert (october.paid, october.billed, october.hole) == (0, 14, 0)


def test_the_months_of_a_village_are_woven_as_they_were_paid(world):
    months = of("53.71").woven[NAMOSAIN]
    assert [(m.paid, m.billed, m.reached) for m in months] == [(14, 0, True)] * 3 + [(0, 14, True)] + [
        (0, 0, False)
    ] * 2


def test_a_village_of_three_people_is_hidden_and_its_neighbour_with_it(world):
    rows = {r.code: r for r in of("53.71", on=date(2025, 9, 20)).rows}
    assert rows[OEBOBO].hidden and rows[NUNHILA].hidden and not rows[NAMOSAIN].hidden
    assert rows[OEBOBO].covered == rows[OEBOBO].places == 0
    assert OEBOBO not in of("53.71").woven


def test_a_hidden_village_s_own_page_hides_it_as_well(world):
    assert [r.hidden for r in of(OEBOBO).rows] == [True]


def test_the_public_counts_do_not_depend_on_who_looks(world):
    with seeing([]):
        assert of("53", on=date(2025, 9, 20)).covered == 27


def test_the_scope_before_comes_back(world):
    with seeing(["53.03"]):
        of("53.71")
        assert monitoring.search("marta") == []


def test_a_code_that_is_no_region_refuses(world):
    with pytest.raises(UnknownRegion, match="53.99"):
        of("53.99")


def test_before_anything_happened_there_is_no_picture(own_database):
    assert of("53") is None


def test_a_few_claims_of_a_city_are_not_published_and_the_province_s_are():
    from naung.delivery.monitoring.money import Money
    from naung.delivery.monitoring.published import discreet

    few = Money(contributed=1000, reported=2, deaths=1, benefits=42_000_000, benefits_paid=1)
    assert discreet(few, "53.71") == Money(contributed=1000)
    assert discreet(few, "53") == few
