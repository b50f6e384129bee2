"""What must hold for every case: never below zero, lines that add up, more paid is never less, the ceiling holds."""

from datetime import date, timedelta
from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from naung import law
from naung.kit.months import Month
from naung.law.lines import percent_of

TABLE = law.provision("jkk.disability_table", on=date(2025, 7, 1)).value
FIXED = sorted(part for part, row in TABLE.items() if not isinstance(row["percent"], list))
incomes = st.integers(0, 40_000_000)
days = st.dates(date(2019, 12, 2), date(2035, 12, 31))
paid = st.integers(1, 120)
levels = st.lists(st.sampled_from(["tk-sd", "smp", "sma", "s1"]), max_size=4)
payers = st.sampled_from(["apbn", "apbd", "village", "donor", "self"])
sectors = st.sampled_from(["transport", "other"])
months_of_law = st.builds(Month, st.integers(2020, 2030), st.integers(1, 12))


def adds_up(found: law.Result) -> bool:
    return found.total == sum(line.amount for line in found.lines) and all(
        line.amount >= 0 for line in found.lines
    )


@settings(deadline=None)
@given(incomes, months_of_law, st.integers(1, 24), payers, sectors, st.integers(1, 1000))
def test_contributions_add_up_month_by_month(
    income: int, start: Month, months: int, payer: str, sector: str, people: int
) -> None:
    facts = {"income": income, "payer": payer, "sector": sector, "programmes": ("jkk", "jkm", "jht")}
    whole = law.contribution(start=start, months=months, people=people, **facts)  # type: ignore[arg-type]
    single = [law.contribution(start=start.plus(i), months=1, **facts).total for i in range(months)]  # type: ignore[arg-type]
    assert adds_up(whole) and whole.total == people * sum(single)


@settings(deadline=None)
@given(incomes, incomes, months_of_law, payers, sectors)
def test_more_income_never_owes_less(one: int, other: int, start: Month, payer: str, sector: str) -> None:
    low, high = sorted((one, other))
    facts = {
        "start": start,
        "months": 1,
        "payer": payer,
        "sector": sector,
        "programmes": ("jkk", "jkm", "jht"),
    }
    assert law.contribution(income=low, **facts).total <= law.contribution(income=high, **facts).total  # type: ignore[arg-type]


@settings(deadline=None)
@given(incomes, months_of_law, sectors)
def test_public_money_never_pays_less_than_the_worker(income: int, start: Month, sector: str) -> None:
    facts = {"income": income, "start": start, "months": 1, "sector": sector, "programmes": ("jkk", "jkm")}
    owed = {payer: law.contribution(payer=payer, **facts).total for payer in ("apbd", "self")}  # type: ignore[arg-type]
    assert owed["self"] <= owed["apbd"]


@settings(deadline=None)
@given(st.sampled_from(["illness", "work_accident"]), days, st.integers(0, 3000), paid, paid, incomes, levels)
def test_more_months_paid_never_lower_a_death_benefit(
    cause: str, start: date, lived: int, one: int, other: int, income: int, children: list[str]
) -> None:
    low, high = sorted((one, other))
    died_on = start + timedelta(days=lived)
    assume(died_on <= law.last_covered_day(start, low))
    facts = {
        "cause": cause,
        "died_on": died_on,
        "covered_from": start,
        "income": income,
        "children": children,
    }
    less, more = (law.death(months_paid=months, **facts) for months in (low, high))  # type: ignore[arg-type]
    assert adds_up(less) and adds_up(more) and less.total <= more.total


@settings(deadline=None)
@given(days, st.integers(0, 200), paid)
def test_a_death_by_illness_pays_ten_or_forty_two_million(start: date, lived: int, months: int) -> None:
    died_on = start + timedelta(days=lived)
    assume(died_on <= law.last_covered_day(start, months))
    found = law.death(cause="illness", died_on=died_on, covered_from=start, months_paid=months, income=0)
    assert found.total in (10_000_000, 42_000_000)


@settings(deadline=None)
@given(
    days, incomes, st.lists(st.sampled_from(FIXED), min_size=1, max_size=6, unique=True), st.integers(0, 100)
)
def test_partial_disability_stays_under_its_ceiling(
    day: date, income: int, parts: list[str], lost: int
) -> None:
    named = [law.Part(part, lost) for part in parts]
    total = law.disability(accident_on=day, income=income, form="total").lines[0].amount
    lose = law.disability(accident_on=day, income=income, form="partial_anatomical", parts=named)
    weaken = law.disability(accident_on=day, income=income, form="partial_functional", parts=named)
    assert adds_up(lose) and adds_up(weaken)
    assert weaken.total <= lose.total <= total
    assert len(lose.lines) == len(parts)


@settings(deadline=None)
@given(days, incomes, st.integers(0, 2000))
def test_a_longer_inability_pays_more_and_no_day_more_than_a_thirtieth(
    day: date, income: int, spent: int
) -> None:
    one = law.temporary_inability(accident_on=day, income=income, days=spent)
    two = law.temporary_inability(accident_on=day, income=income, days=spent + 1)
    base, _ = law.base_of(income, on=day)
    assert adds_up(one) and one.total < two.total <= one.total + base // 30 + 2


@settings(deadline=None)
@given(days, incomes, st.integers(0, 60))
def test_thirty_days_are_a_month(day: date, income: int, months: int) -> None:
    by_month = law.temporary_inability(accident_on=day, income=income, months=months)
    by_day = law.temporary_inability(accident_on=day, income=income, days=30 * months)
    assert by_month.total == by_day.total


receipts = st.integers(0, 30_000_000)


@settings(deadline=None)
@given(days, receipts, receipts, receipts)
def test_transport_never_pays_more_than_was_spent(day: date, land: int, sea: int, air: int) -> None:
    found = law.transport(accident_on=day, land=land, sea=sea, air=air)
    assert adds_up(found) and found.total <= min(land + sea + air, 17_000_000)


@settings(deadline=None)
@given(days, receipts, st.integers(1, 40))
def test_home_care_never_pays_more_than_was_spent(day: date, cost: int, months: int) -> None:
    assert 0 <= law.home_care(accident_on=day, cost=cost, months=months).total <= min(cost, 20_000_000)


@settings(deadline=None)
@given(days, st.sampled_from(["illness", "work_accident"]), paid, levels)
def test_scholarships_stay_under_two_whole_ones(
    day: date, cause: str, months: int, children: list[str]
) -> None:
    found = law.scholarship(event_on=day, cause=cause, months_paid=months, children=children)
    assert adds_up(found) and found.total <= 174_000_000


@settings(deadline=None)
@given(st.sampled_from(["jkm", "jkk"]), st.integers(0, 10**9), st.integers(0, 1000))
def test_lateness_is_exact(benefit: str, amount: int, late: int) -> None:
    assert (
        law.late_payment(benefit=benefit, amount=amount, days_late=late).total == (amount * late + 50) // 100
    )


@settings(deadline=None)
@given(st.integers(0, 10**12), st.fractions(0, 100))
def test_a_per_cent_is_off_by_half_a_rupiah_at_most(amount: int, percent: Fraction) -> None:
    assert abs(percent_of(amount, percent) - amount * percent / 100) <= Fraction(1, 2)


@settings(deadline=None)
@given(st.dates(date(2024, 1, 1), date(2027, 10, 1)), st.integers(1, 15))
def test_a_deadline_is_a_working_day_and_never_late_on_itself(day: date, count: int) -> None:
    due = law.add_working_days(day, count)
    assert law.is_working_day(due) and law.days_late(due=due, paid_on=due) == 0
    assert law.days_late(due=day, paid_on=due) == count


@settings(deadline=None)
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    ),
    st.sampled_from(sorted({"kind", "income", "died_on", "children", "parts", "from"})),
)
def test_whatever_is_written_there_is_an_answer(value: object, name: str) -> None:
    for kind in ("death", "contribution", "disability", "eligibility"):
        found = law.calculate({"kind": kind, name: value})
        assert set(found["error"]) == {"code", "message", "message_en"}
