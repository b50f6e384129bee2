"""Working days with Indonesia's holidays, lateness, and the last day to claim."""

from datetime import date

from naung import law
from tests.law.test_functions import refused


def test_it_works() -> None:
    """A file complete on Wednesday 3 September 2025; Friday the 5th is Maulid."""
    assert law.pay_by(benefit="jkm", complete_on=date(2025, 9, 3)) == date(2025, 9, 9)
    assert law.pay_by(benefit="jkk", complete_on=date(2025, 9, 3)) == date(2025, 9, 15)


def test_joint_leave_around_lebaran_is_not_worked() -> None:
    """17 March 2026 and three working days: the 25th, 26th and 27th, as other calendars of the same decree say."""
    assert law.add_working_days(date(2026, 3, 17), 3) == date(2026, 3, 27)


def test_saturday_and_sunday_are_not_worked() -> None:
    assert [law.is_working_day(date(2025, 7, day)) for day in range(14, 21)] == [True] * 5 + [False] * 2


def test_18_august_2025_was_joint_leave_by_a_late_change() -> None:
    assert not law.is_working_day(date(2025, 8, 18)) and law.is_working_day(date(2025, 8, 19))


def test_no_working_day_later_is_the_day_itself() -> None:
    assert law.add_working_days(date(2025, 7, 20), 0) == date(2025, 7, 20)


def test_days_late_counts_working_days_only() -> None:
    assert law.days_late(due=date(2025, 7, 18), paid_on=date(2025, 7, 18)) == 0
    assert law.days_late(due=date(2025, 7, 18), paid_on=date(2025, 7, 20)) == 0
    assert law.days_late(due=date(2025, 7, 18), paid_on=date(2025, 7, 21)) == 1
    assert law.days_late(due=date(2025, 7, 18), paid_on=date(2025, 7, 10)) == 0
    assert law.days_late(due=date(2025, 7, 14), paid_on=date(2025, 7, 18)) == 4


def test_the_holidays_of_every_year_are_whole() -> None:
    """Sums that move when a single day does."""
    days = {
        year: law.provision("deadline.holidays", on=date(year, 6, 1)).value
        for year in (2024, 2025, 2026, 2027)
    }
    assert {
        year: (len(found), sum(day.timetuple().tm_yday for day in found)) for year, found in days.items()
    } == HOLIDAYS
    assert all(day.year == year for year, found in days.items() for day in found)


HOLIDAYS = {2024: (29, 3996), 2025: (28, 3793), 2026: (25, 3198), 2027: (17, 2068)}


def test_a_year_without_its_decree_is_refused() -> None:
    assert "in force on 2028-01-01" in refused(lambda: law.is_working_day(date(2028, 1, 1)))
    assert law.is_working_day(date(2027, 12, 31))
    assert "in force on 2023-12-31" in refused(lambda: law.is_working_day(date(2023, 12, 31)))


def test_the_claim_lives_five_years_and_its_last_day_counts() -> None:
    assert law.claim_until(accident_on=date(2025, 7, 5)) == date(2030, 7, 5)
    assert law.claim_until(accident_on=date(2024, 2, 29)) == date(2029, 2, 28)
    assert law.claim_until(accident_on=date(2019, 12, 2)) == date(2024, 12, 2)
    assert law.claim_until(accident_on=date(2019, 12, 1)) == date(2021, 12, 1)
    assert "2015-06-30" in refused(lambda: law.claim_until(accident_on=date(2015, 6, 30)))


def test_an_unknown_benefit_is_refused() -> None:
    assert "Benefit 'jht' is unknown" in refused(
        lambda: law.pay_by(benefit="jht", complete_on=date(2025, 9, 3))
    )
    assert "Benefit 'jht' is unknown" in refused(
        lambda: law.late_payment(benefit="jht", amount=1, days_late=1)
    )
