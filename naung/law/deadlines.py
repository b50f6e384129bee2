"""By when: payment in working days, interest for lateness, and the day on which the right to claim ends."""

from datetime import date, timedelta

from naung.kit.months import add_months
from naung.kit.rupiah import say
from naung.law.errors import BadCase
from naung.law.lines import Result, line, percent_of, result
from naung.law.parameters import current_book, provision

BENEFITS = ("jkm", "jkk")
SATURDAY = 5


def is_working_day(day: date) -> bool:
    """Monday to Friday, neither a public holiday nor joint leave. NotProvided for a year whose decree is not in the files."""
    holidays = provision("deadline.holidays", on=day).value
    return day.weekday() < SATURDAY and day not in holidays


def add_working_days(day: date, count: int) -> date:
    """The day on which `count` working days have gone by; the day itself is not counted."""
    while count:
        day += timedelta(days=1)
        count -= is_working_day(day)
    return day


def pay_by(*, benefit: str, complete_on: date) -> date:
    """The last day to pay a benefit ("jkm" or "jkk") whose file was complete on that day."""
    _known(benefit)
    return add_working_days(complete_on, provision(f"deadline.{benefit}_days", on=complete_on).value)


def days_late(*, due: date, paid_on: date) -> int:
    """Working days after the deadline up to and with the day of payment; 0 when in time."""
    late, day = 0, due
    while day < paid_on:
        day += timedelta(days=1)
        late += is_working_day(day)
    return late


def late_payment(*, benefit: str, amount: int, days_late: int) -> Result:
    """Compensation for `days_late` working days after the deadline: one per cent of the amount a day, by today's text."""
    _known(benefit)
    if amount < 0 or days_late < 0:
        raise BadCase(
            "Jumlah dan hari tidak boleh kurang dari nol.", "Neither amount nor days may be below zero."
        )
    percent = current_book().latest(f"deadline.{benefit}_late_percent")
    due = line(
        f"{benefit}.late_payment",
        percent_of(amount * days_late, percent.value),
        f"Ganti rugi keterlambatan {benefit.upper()}: {percent.value}% x {say(amount)} x {days_late} hari kerja.",
        f"Compensation for late {benefit.upper()}: {percent.value}% x {say(amount)} x {days_late} working days.",
        percent,
    )
    return result([due] if due.amount else [])


def claim_until(*, accident_on: date) -> date:
    """The last day on which JKK can still be claimed; the law that was in force on the day of the accident counts."""
    return add_months(accident_on, 12 * provision("jkk.expiry_years", on=accident_on).value)


def _known(benefit: str) -> None:
    if benefit not in BENEFITS:
        raise BadCase(
            f"Manfaat {benefit!r} tidak dikenal.", f"Benefit {benefit!r} is unknown: {', '.join(BENEFITS)}."
        )
