"""Was the person covered that day? Cover runs by calendar month, in a row from its start, as far as was contributed.

Whether a paid month ends with the calendar month or on the day of the start is an open question; this house books
cover by calendar month, and the days on which the two readings differ fall to a person.
"""

from datetime import date

from naung.kit.clock import say_date
from naung.kit.months import Month
from naung.law.errors import ManualReview, NotCovered
from naung.law.parameters import provision


def last_covered_day(covered_from: date, months_paid: int) -> date:
    """The last day of the last month contributed for; `months_paid` at least 1."""
    return Month.of(covered_from).plus(months_paid - 1).last


def must_be_covered(*, covered_from: date, months_paid: int, on: date) -> None:
    """Returns on a covered day; NotCovered before the start, without any month paid, or after the grace;
    ManualReview within the months of grace, where no text says whether a claim is paid."""
    if on < covered_from:
        raise NotCovered(
            f"Perlindungan baru mulai {say_date(covered_from)}, setelah kejadian {say_date(on)}.",
            f"Cover began on {covered_from}, after the event of {on}.",
        )
    if months_paid < 1:
        raise NotCovered("Belum ada satu bulan pun yang diiur.", "Not one month has been contributed for.")
    _within_paid_months(last_covered_day(covered_from, months_paid), on)


def _within_paid_months(last: date, on: date) -> None:
    if on <= last:
        return
    unpaid, grace = Month.of(on) - Month.of(last), provision("membership.grace_months", on=on)
    if unpaid <= grace.value:
        raise ManualReview(
            f"Kejadian {say_date(on)} ada di bulan ke-{unpaid} yang belum diiur (perlindungan sampai {say_date(last)}). "
            "Aturan tidak menjawab ya atau tidak: tanyakan kepada BPJS Ketenagakerjaan.",
            f"The event of {on} lies in unpaid month {unpaid} (covered until {last}). "
            "The law as known says neither yes nor no: ask BPJS Ketenagakerjaan.",
        )
    raise NotCovered(
        f"Perlindungan berakhir {say_date(last)}, dan {unpaid} bulan sesudahnya tidak diiur: kepesertaan sudah berakhir.",
        f"Cover ended on {last} and {unpaid} months after it were not paid: the membership has ended.",
    )
