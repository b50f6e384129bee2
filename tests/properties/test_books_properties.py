"""Any sequence of posts, reversals and closings: the books sum to zero, a month opens with what the one before closed on, what
is reversed is as if it had never been, and a closed month never changes."""

import contextlib
import itertools
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naung.foundation.ledger import actions, books, closing
from naung.foundation.ledger.chart import BANK, CONTRIBUTIONS, PAYABLE
from naung.kit.months import Month
from tests.closing import CLEAN, WHY, two
from tests.people import MACHINE, NOW

pytestmark = pytest.mark.django_db
MONTHS = [Month(2025, 10), Month(2025, 11), Month(2025, 12), Month(2026, 1)]
STEPS = st.lists(
    st.one_of(
        st.tuples(st.just("post"), st.sampled_from(MONTHS), st.integers(1, 10**9), st.sampled_from([CONTRIBUTIONS, BANK])),
        st.tuples(st.just("reverse"), st.sampled_from(MONTHS), st.integers(0, 5)),
        st.tuples(st.just("close")),
    ),
    min_size=3,
    max_size=10,
)  # fmt: skip


class Undone(Exception):
    """Every example begins with empty books."""


@settings(max_examples=8, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(STEPS)
def test_the_books_hold_whatever_is_done_with_them(steps):
    with contextlib.suppress(Undone), transaction.atomic():
        walk(steps)
        raise Undone


def walk(steps):
    people, numbers = two(), itertools.count()
    model: dict[str, dict[Month, int]] = {}  # account, month: what was booked
    posted, kept = [], {}
    for what, *given_ in steps:
        with contextlib.suppress(
            actions.MonthClosed, actions.AlreadyReversed, closing.NotInOrder, closing.MonthNotOver
        ):
            if what == "post":
                month, amount, account = given_
                lines = {account: amount, PAYABLE: -amount}
                journal = actions.post(key=f"k{next(numbers)}", on=month.first, kind="x", memo="", by=MACHINE, at=NOW,
                                       lines=[(code, n, None, "53.71") for code, n in lines.items()])  # fmt: skip
                posted.append((journal, lines))
                note(model, lines, month, 1)
            elif what == "reverse" and posted:
                month, which = given_
                journal, lines = posted[which % len(posted)]
                there = books.reversal_of(journal)
                actions.reverse(journal=journal, on=month.first, why="x", by=MACHINE, at=NOW)
                if there is None:
                    note(model, lines, month, -1)
            elif what == "close":
                month = shut(people)
                kept[month] = closing.month_hash(month)
                if month.month == 12:
                    result = sum(n for when, n in model.get(CONTRIBUTIONS, {}).items() if when <= month)
                    note(model, {CONTRIBUTIONS: -result, "3.2.1": result}, month, 1)
        holds(model, kept)


def shut(people):
    treasurer, approver = people
    month = closing.next_month() or MONTHS[0]
    when = {"at": NOW, "on": date(2026, 2, 1)}
    made = closing.prepare_closing(month=month, road=CLEAN, why=WHY, by=treasurer, **when)
    closing.decide_closing(
        closing=made, approve=True, content_hash=made.content_hash, road=CLEAN, by=approver, **when
    )
    return month


def note(model, lines, month, sign):
    for code, amount in lines.items():
        of = model.setdefault(code, {})
        of[month] = of.get(month, 0) + sign * amount


def holds(model, kept):
    before: dict[str, int] = {}
    for month in MONTHS:
        turns = books.trial(month.first, month.last)
        assert sum(turn.closing for turn in turns) == 0
        assert sum(turn.debit for turn in turns) == sum(turn.credit for turn in turns)
        for turn in turns:
            assert turn.opening == before.get(turn.code, 0), (
                "a month opens with what the one before closed on"
            )
            assert turn.closing == sum(n for when, n in model.get(turn.code, {}).items() if when <= month)
            before[turn.code] = turn.closing
    assert all(closing.month_hash(month) == digest for month, digest in kept.items()), (
        "a closed month never changes"
    )
