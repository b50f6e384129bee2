"""What raw SQL cannot do to the books."""

import contextlib
from datetime import date

import pytest
from django.db import Error, connection, transaction

from naung.foundation.ledger import closing, drafts, queries
from naung.foundation.ledger.chart import BANK, PAYABLE
from naung.foundation.ledger.models import Journal
from naung.foundation.trail import actions as trail
from naung.kit.months import Month
from tests.closing import CLEAN, close, two
from tests.foundation.ledger.test_ledger import bill
from tests.people import MACHINE, NOW, TODAY


@contextlib.contextmanager
def patched(module, name, value):
    """The action without one of its halves: what the database says then is what is asked here."""
    kept = getattr(module, name)
    setattr(module, name, value)
    try:
        yield
    finally:
        setattr(module, name, kept)


def written():
    treasurer, _ = two()
    lines = [(BANK, 500, None, ""), (PAYABLE, -500, None, "")]
    return drafts.prepare_manual(
        lines=lines,
        posted_on=TODAY,
        memo="Jasa giro bulan Juli",
        document="RK-07",
        by=treasurer,
        at=NOW,
        on=TODAY,
    )


def sneak(statement, params=()):
    with connection.cursor() as cursor:
        cursor.execute(statement, params)


def raw_journal(lines, on=TODAY, reverses=None, kind="x"):
    """A journal written past the action, with a trail entry."""
    with transaction.atomic():
        entry = trail.record(by=MACHINE, verb="test.sneak", subject="test:1", at=NOW)
        journal = Journal.objects.create(
            key="raw", on=on, kind=kind, memo="", content_hash="", reverses=reverses, trail=entry
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
    bill()
    close(date(2025, 7, 1))
    for day in (TODAY, date(2025, 3, 1)):
        with pytest.raises(Error, match=r"2025-0[37] is closed"):
            raw_journal([(BANK, 1), (PAYABLE, -1)], on=day)


def test_a_journal_by_hand_needs_two_people(own_database):
    for kind in ("manual", "closing"):
        with pytest.raises(Error, match="no two people signed it"):
            raw_journal([(BANK, 1), (PAYABLE, -1)], kind=kind)


def test_an_account_keeps_its_meaning_and_its_days(own_database):
    with pytest.raises(Error, match="keeps its code, kind"):
        sneak("update ledger_account set kind = 'expense' where code = %s", [BANK])
    sneak("update ledger_account set until = '2025-06-30' where code = %s", [BANK])
    with pytest.raises(Error, match="not in use on that day"):
        raw_journal([(BANK, 1), (PAYABLE, -1)])


def test_a_draft_is_booked_word_for_word(own_database):
    draft = written()
    journal = bill()
    with pytest.raises(Error, match="not the journal that two people signed"):
        sneak(
            "update ledger_draft set state = 'POSTED', journal_id = %s where id = %s", [journal.pk, draft.pk]
        )
    with pytest.raises(Error, match="ledger_draft keeps its"):
        sneak("update ledger_draft set memo = 'lain' where id = %s", [draft.pk])


def test_a_month_is_closed_by_two_people_in_its_turn_and_as_it_is(own_database):
    bill()
    bill(key="august", on=date(2025, 8, 3))
    treasurer, _ = two()
    made = closing.prepare_closing(
        month=Month(2025, 7), road=CLEAN, by=treasurer, at=NOW, on=date(2025, 8, 1)
    )
    shut = "insert into ledger_closedmonth (month, closed_at, closing_id, content_hash, trail) values (%s, now(), %s, %s, 1)"
    with pytest.raises(Error, match="2025-08 is not the next"):
        sneak(shut, [date(2025, 8, 1), made.pk, "x"])
    with pytest.raises(Error, match="closed by two people"):
        sneak(shut, [date(2025, 7, 1), made.pk, made.books_hash])


def test_a_year_does_not_end_with_something_on_expense(own_database):
    bill(on=date(2025, 12, 3))
    close(date(2025, 11, 1))
    with (
        pytest.raises(Error, match="nothing left on revenue and expense"),
        patched(closing, "_year_result", lambda *_: None),
    ):
        close(date(2025, 12, 1))


COLUMN = {"ledger_journal": "memo", "ledger_entry": "region", "ledger_closedmonth": "trail"}


@pytest.mark.parametrize("table", COLUMN)
@pytest.mark.parametrize("statement", ["update {0} set {1} = {1}", "delete from {0}"])
def test_books_are_never_rewritten(own_database, table, statement):
    bill()
    with pytest.raises(Error, match="append-only|permission denied"):
        sneak(statement.format(table, COLUMN[table]))
