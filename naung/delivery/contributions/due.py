"""By when a month is due, how late it is, and whose payments wait for the treasury: looked up in the law, by the month or the day."""

from datetime import date

from naung import law
from naung.kit.months import Month


def due_on(month: Month) -> date:
    """The last day to pay a month in time (law: contribution.due_day, unverified); never past the month's own last day."""
    day = figure(month.first).value
    return month.first.replace(day=min(day, month.last.day))


def figure(on: date) -> law.Provision:
    """The due day with its article and how sure it is."""
    return law.provision("contribution.due_day", on=on)


def days_late(month: Month, on: date) -> int:
    """Calendar days after the due day; 0 when in time. There is no fine: it is told, not charged."""
    return max((on - due_on(month)).days, 0)


def months_late(month: Month, on: date) -> int:
    """How many due days have gone by unpaid since this month's, its own included: 1 in the first month after it, 4 when grace is over."""
    return max(Month.of(on) - month + (on > due_on(Month.of(on))), 0)


def grace(on: date) -> law.Provision:
    """The months of arrears that may still be paid."""
    return law.provision("membership.grace_months", on=on)


def waits_for_papers(payer: str, on: date) -> bool:
    """Do this payer's orders wait for SPP, SPM and SP2D? (law: treasury.disbursement_first)"""
    return payer in law.provision("treasury.disbursement_first", on=on).value
