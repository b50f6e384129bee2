"""What raw SQL cannot do to the books."""

from datetime import date

import pytest
from django.db import Error, connection, transaction

from naung.foundation.ledger import actions, queries
from naung.foundation.ledger.chart import BANK, PAYABLE
from naung.foundation.ledger.models import Journal
from naung.foundation.trail import actions as trail
from tests.foundation.ledger.test_ledger import WHO, bill
from tests.people import MACHINE, NOW, TODAY


def sneak(statement, params=()):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


def raw_journal(lines, on=TODAY, reverses=None):
    """A journal written past the action, with a trail entry."""
    with transaction.atomic():
        entry = trail.record(by=MACHINE, verb="test.sneak", subject="test:1", at=NOW)
        journal = Journal.objects.create(
            key="raw", on=on, kind="x", memo="", content_hash="", reverses=reverses, trail=entry
        )
        for account, amount in lines:
            sneak(
                "insert into ledger_entry (journal_id, account_id, amount, region) values (%s, %s, %s, '')",
                [journal.pk, account, amount],
            )


@pytest.mark.parametrize("lines", [[], [(BANK, 1)], [(BANK, 2), (PAYABLE, -1)]])
def test_an_unbalanced_journal_never_commits(own_database, lines):
    with pytest.raises(Error, match="does not balance"):
        raw_journal(lines)
    assert queries.by_key("raw") is None


def test_no_entry_joins_a_journal_later(own_database):
    journal = bill()
    with pytest.raises(Error, match="never later"):
        sneak(
            "insert into ledger_entry (journal_id, account_id, amount, region) values (%s, '1.1.1', 5, '')",
            [journal.pk],
        )


def test_an_unknown_account_refuses(own_database):
    with pytest.raises(Error, match="chart does not have"):
        raw_journal([("9", 1), (BANK, -1)])


def test_a_reversal_that_does_not_undo_refuses(own_database):
    with pytest.raises(Error, match="does not undo"):
        raw_journal([(BANK, 1), (PAYABLE, -1)], reverses=bill())


def test_a_closed_month_refuses(own_database):
    actions.close_month(month=date(2025, 7, 1), **WHO)
    with pytest.raises(Error, match="2025-07 is closed"):
        raw_journal([(BANK, 1), (PAYABLE, -1)])


COLUMN = {"ledger_journal": "memo", "ledger_entry": "region", "ledger_closedmonth": "trail"}


@pytest.mark.parametrize("table", COLUMN)
@pytest.mark.parametrize("statement", ["update {0} set {1} = {1}", "delete from {0}"])
def test_books_are_never_rewritten(own_database, table, statement):
    bill()
    with pytest.raises(Error, match="append-only|permission denied"):
        sneak(statement.format(table, COLUMN[table]))
