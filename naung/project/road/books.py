"""The books of 2025, closed month by month by two people when the year was over; December with its year."""

from datetime import date

from naung.kit.months import Month
from naung.project.cli.base import Step
from naung.project.road.scene import Walk, at, who
from naung.project.words import _

DAY, LAST = date(2026, 1, 12), Month(2025, 12)
SAID = "Menunggu jawaban mitra; dicatat pada bulan berikutnya (DATA CONTOH)"


def close(walk: Walk, step: Step) -> None:
    """Every month of 2025 that has its turn; one that something stops stays open, with those behind it."""
    from naung.delivery.monitoring import books_checks
    from naung.foundation.ledger import closing

    step.into = step.out = 0
    while (month := closing.next_month()) and month <= LAST:
        step.into += 1
        road, when = books_checks.road(month), {"at": at(DAY), "on": DAY}
        try:
            made = closing.prepare_closing(month=month, road=road, why=dict.fromkeys(("suspense", *(one.what for one in road)), SAID), by=who("bendahara"), **when)  # fmt: skip
        except (closing.StillOpen, closing.NotExplained):
            step.held = {_("bulan masih terbuka"): 1}
            return
        closing.decide_closing(closing=made, approve=True, content_hash=made.content_hash, road=road, by=who("pejabat"), **when)  # fmt: skip
        step.out += 1
