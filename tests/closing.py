"""A closed month, for tests of what comes after: every open month up to it, through the action, by two people."""

from datetime import date, datetime

from naung.delivery.monitoring import books_checks
from naung.foundation.ledger import closing
from naung.foundation.ledger.ports import ROAD, Finding
from naung.kit.months import Month
from tests.people import NOW, officer

CLEAN = [Finding(what, 0) for what in sorted(ROAD)]
WHY = dict.fromkeys(("suspense", *ROAD), "Dijelaskan untuk pengujian (DATA CONTOH)")


def two():
    """A treasurer and an approver of the province."""
    return officer("tutup-siap", "treasurer", "53"), officer("tutup-putus", "approver", "53")


def close(month: date, *, at: datetime = NOW, road: bool = False) -> None:
    """Closes every month to `month`. `road`: with what the road says of each, explained; else as if it said nothing is left."""
    treasurer, approver = two()
    wanted = Month.of(month)
    while (turn := closing.next_month()) and turn <= wanted:
        found, when = books_checks.road(turn) if road else CLEAN, {"at": at, "on": turn.plus(1).first}
        made = closing.prepare_closing(month=turn, road=found, why=WHY, by=treasurer, **when)
        closing.decide_closing(closing=made, approve=True, content_hash=made.content_hash, road=found, by=approver, **when)  # fmt: skip
