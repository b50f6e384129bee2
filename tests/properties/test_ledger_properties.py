"""No sequence of posts leaves an unbalanced ledger."""

import contextlib
import itertools

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naung.foundation.ledger import actions, queries
from naung.foundation.ledger.chart import ACCOUNTS
from naung.foundation.ledger.models import Journal
from tests.people import MACHINE, NOW, TODAY

pytestmark = pytest.mark.django_db
CODES = [code for code, _, _ in ACCOUNTS]
COUNTER = itertools.count()
LINES = st.lists(
    st.tuples(
        st.sampled_from(CODES), st.integers(-(10**9), 10**9), st.none() | st.integers(0, 3), st.just("53.71")
    ),
    max_size=6,
)
POSTS = st.lists(st.tuples(st.integers(0, 3), LINES, st.booleans(), st.booleans()), max_size=6)


def balance(lines):
    """The same lines with one more that takes the difference, where there is one."""
    total = sum(line[1] for line in lines)
    return [*lines, ("2.9.1", -total, None, "")] if total else lines


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@given(POSTS)
def test_the_books_always_balance(posts):
    run = next(COUNTER)
    for key, lines, balanced, reversed_ in posts:
        with contextlib.suppress(actions.NotBalanced, actions.AnotherJournal, actions.AlreadyReversed):
            journal = actions.post(
                key=f"{run}/{key}",
                on=TODAY,
                kind="x",
                memo="",
                lines=balance(lines) if balanced else lines,
                by=MACHINE,
                at=NOW,
            )
            if reversed_:
                actions.reverse(journal=journal, on=TODAY, why="x", by=MACHINE, at=NOW)
    sides = queries.trial_balance()
    assert sum(b.debit for b in sides) == sum(b.credit for b in sides)
    for journal in Journal.objects.filter(key__startswith=f"{run}/"):
        entries = queries.entries(journal)
        assert len(entries) >= 2
        assert sum(e.amount for e in entries) == 0
