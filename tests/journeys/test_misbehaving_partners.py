"""The insurer, the bank and the civil registry answer late, twice, wrong, in part, garbled, or speak of people nobody sent.
Whoever takes each step until it is done ends where one ends with partners who behave; what did not fit lies in suspense."""

import pytest

from naung.project.cli.base import Step
from tests import tables
from tests import town as small_town

FIRST, LAST = "Dukcapil menjawab", "Iuran 2025-07"  # every kind of exchange there is, once at least
MOST = 8  # a month is six files to and fro, and each may fail once
# What tells of the way rather than of the end: replies as they came, suspense, the trail, the bytes of files.
THE_WAY = frozenset(
    {"exchange_reply", "exchange_content", "exchange_suspense", "payments_statement", "trail_entry"}
)
SUSPENDED = {
    "late": set(),
    "twice": set(),
    "wrong": {"TOTALS", "UNREADABLE"},
    "partial": set(),
    "unknown": {"UNKNOWN"},
    "garbled": {"UNREADABLE"},
}


def part():
    names = [name for name, _ in small_town.steps()]
    return small_town.steps()[names.index(FIRST) : names.index(LAST) + 1]


def take_until_done(name, step, do):
    """As somebody does who calls the command again each day until there is nothing left to do; how often."""
    seen = tables.read(name)
    for count in range(1, MOST + 1):
        do(small_town.walk(), Step(""))
        seen, was = tables.read(name), seen
        if seen == was:
            return count
    raise AssertionError(f"{step} still changes after {MOST} times: {tables.differences(was, seen)}")


def the_end(name):
    """All tables, without bookings of the bank that no order of ours asked for: those wait for a person."""
    found = tables.read(name)
    found["payments_bankline"] = tables.Rows(
        {row: n for row, n in found["payments_bankline"].items() if "UNMATCHED" not in row}
    )
    return found


@pytest.mark.slow
@pytest.mark.parametrize("manner", SUSPENDED)
def test_the_end_is_the_same(before_alone, monkeypatch, manner):
    from naung.foundation.exchange import queries

    monkeypatch.setenv("NAUNG_MISBEHAVE", manner)
    name = before_alone(FIRST)
    times = {step: take_until_done(name, step, do) for step, do in part()}
    well_behaved = the_end(small_town.before(small_town.after(LAST)))
    assert tables.differences(well_behaved, the_end(name), leave=THE_WAY) == [], times
    assert {one.why for one in queries.suspended()} == SUSPENDED[manner]


@pytest.mark.slow
def test_in_another_language_the_end_is_the_same(before_alone, monkeypatch):
    """The bank speaks pain.001 and pain.002; what it misbehaves in is told in that language too."""
    from naung.foundation.exchange import queries

    step = LAST
    name = before_alone(step)
    monkeypatch.setenv("NAUNG_MISBEHAVE", "partial,unknown")
    monkeypatch.setenv("NAUNG_BANK_FORMAT", "pain001")
    take_until_done(name, step, dict(small_town.steps())[step])
    well_behaved = the_end(small_town.before(small_town.after(step)))
    assert tables.differences(well_behaved, the_end(name), leave=THE_WAY | {"exchange_batch"}) == []
    (batch,) = queries.batches("bank_ntt", "payment")
    assert b"pain.001.001.09" in queries.file_of(batch)


def test_a_fee_that_nobody_ordered_pays_no_bill_and_waits_for_a_person(before_alone, monkeypatch):
    from naung.foundation.payments import queries

    monkeypatch.setenv("NAUNG_MISBEHAVE", "unknown")
    name = before_alone("Iuran 2025-07")
    take_until_done(name, "Iuran 2025-07", dict(small_town.steps())["Iuran 2025-07"])
    strays = queries.unmatched()
    assert {stray.text for stray in strays} == {"Biaya yang tidak dipesan siapa pun"}
