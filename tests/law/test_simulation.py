"""What would it cost: contributions by the law, benefits under assumptions that are shown."""

from decimal import Decimal

from naung import law
from naung.kit.months import Month
from tests.law.test_functions import refused

NTT_2026 = {
    "people": {"53": 50_000},
    "start": Month(2026, 1),
    "months": 12,
    "payer": "apbd",
    "sector": "other",
    "income": 10**6,
}


def test_it_works() -> None:
    found = law.simulate(**NTT_2026)  # type: ignore[arg-type]
    assert found["contributions"] == 10_080_000_000
    assert found["benefits"] == 9_350_000_000
    assert found["benefits_low"] < found["benefits"] < found["benefits_high"]
    assert (found["benefits_low"], found["benefits_high"]) == (7_824_000_000, 10_956_000_000)
    assert found["version"] == law.version() and found["assumptions"][1] == {
        "key": "simulation.work_deaths",
        "value": "0.3",
    }


def test_deaths_within_the_waiting_time_cost_the_funeral_alone() -> None:
    """1,200 people, ten deaths by illness per 1,000 and year: one a month; three months of 10, nine of 42 million."""
    none = {"work_deaths": 0, "accidents": 0, "deaths": 10}
    found = law.simulate(**{**NTT_2026, "people": {"53": 1_200}, "assumptions": none})  # type: ignore[arg-type]
    assert found["benefits"] == 3 * 10_000_000 + 9 * 42_000_000


def test_each_region_and_year_has_its_row() -> None:
    two = {**NTT_2026, "people": {"53.71": 2_558, "53.07": 6_041}, "start": Month(2025, 7)}
    found = law.simulate(**two)  # type: ignore[arg-type]
    rows = [(year["region"], year["year"], year["months"], year["contributions"]) for year in found["years"]]
    assert rows == [
        ("53.71", 2025, 6, 257_846_400), ("53.71", 2026, 6, 257_846_400),
        ("53.07", 2025, 6, 608_932_800), ("53.07", 2026, 6, 608_932_800),
    ]  # fmt: skip
    assert found["contributions"] == sum(row[3] for row in rows)
    assert found["benefits"] == sum(year["benefits"] for year in found["years"])
    first, second = found["years"][:2]
    assert first["benefits"] < second["benefits"] and first["people"] == 2_558


def test_work_accidents_cost_what_is_assumed() -> None:
    none = {"deaths": 0, "work_deaths": 0, "accidents": 1000, "accident_cost": 5}
    found = law.simulate(**{**NTT_2026, "people": {"53": 12}, "months": 2, "assumptions": none})  # type: ignore[arg-type]
    assert found["benefits"] == 2 * 5


def test_nothing_expected_costs_nothing() -> None:
    none = {"deaths": 0, "work_deaths": 0, "accidents": 0}
    found = law.simulate(**{**NTT_2026, "assumptions": none})  # type: ignore[arg-type]
    assert (found["benefits"], found["benefits_low"], found["benefits_high"]) == (0, 0, 0)


def test_an_interval_for_few_and_for_many() -> None:
    """Two expected deaths: none to five; 1,000 expected accidents: 1,000 -/+ 52."""
    few = {"deaths": 0, "work_deaths": Decimal("0.04"), "accidents": 0}
    found = law.simulate(**{**NTT_2026, "assumptions": few})  # type: ignore[arg-type]
    assert (found["benefits_low"], found["benefits_high"]) == (0, 5 * 70_000_000)
    many = {"deaths": 0, "work_deaths": 0, "accidents": 20, "accident_cost": 1}
    found = law.simulate(**{**NTT_2026, "assumptions": many})  # type: ignore[arg-type]
    assert (found["benefits"], found["benefits_low"], found["benefits_high"]) == (1_000, 947, 1_052)


def test_the_exact_and_the_normal_interval_meet() -> None:
    """At 500 expected events the sum is exact, at 501 the normal curve: nothing jumps."""
    highs, lows = [], []
    for people in (500_000, 501_000):
        assumed = {"deaths": 0, "work_deaths": 0, "accidents": 1, "accident_cost": 1}
        found = law.simulate(**{**NTT_2026, "people": {"53": people}, "assumptions": assumed})  # type: ignore[arg-type]
        highs.append(found["benefits_high"])
        lows.append(found["benefits_low"])
    assert (highs, lows) == ([537, 537], [464, 464])


def test_nobody_and_no_month_are_refused() -> None:
    for changed in ({"people": {}}, {"people": {"53": 0}}, {"months": 0}):
        assert "at least one person" in refused(lambda c=changed: law.simulate(**{**NTT_2026, **c}))  # type: ignore[misc, arg-type]


def test_an_unknown_or_negative_assumption_is_refused() -> None:
    for assumed in ({"floods": 1}, {"deaths": -1}):
        assert "cannot be used" in refused(lambda a=assumed: law.simulate(**{**NTT_2026, "assumptions": a}))  # type: ignore[misc, arg-type]


def test_one_person_and_one_month_are_enough() -> None:
    found = law.simulate(**{**NTT_2026, "people": {"53": 1}, "months": 1})  # type: ignore[arg-type]
    assert found["contributions"] == 16_800
