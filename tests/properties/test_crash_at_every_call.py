"""A month of contributions that dies before any one of its calls to the database, and is taken up again, ends in the same tables.

A call dies by an exception that nobody catches: what was released stays, what was open is undone, as when the process is gone.
Here are a few calls, spread over lines, decision, bills, the treasury's papers, payment and receipts;
NAUNG_EVERY_CALL=1 takes every one (some minutes). The whole road is killed for good, with SIGKILL, by scripts/crash.py."""

import os
import re
from uuid import uuid4

import pytest
from django.db import connection, transaction

from naung.foundation.ledger import actions as ledger
from naung.foundation.ledger.chart import CONTRIBUTIONS, PAYABLE
from tests import tables
from tests.delivery.contributions.cast import enrol
from tests.delivery.contributions.test_month import approver, carry, decided, treasurer
from tests.people import MACHINE, NOW, TODAY

pytestmark = pytest.mark.django_db
POINTS = 8
MONEY = (
    "contributions_",
    "payments_",
    "exchange_",
    "ledger_",
    "approvals_",
    "papers_",
    "programme_",
    "trail_",
)
# A month taken up again numbers its lines anew, and a journal's hash is over what its entries are for: those numbers.
HASHES = frozenset({("ledger_journal", "content_hash")})
NUMBERED = re.compile(tables.NUMBERED.pattern + r'|(?<="hash": ")[0-9a-f]{64}')


class Gone(BaseException):
    """The process is no more; nobody gets to answer this."""


class Dies:
    """Before the call with this number; 0 lives on and counts."""

    def __init__(self, before=0):
        self.before, self.calls = before, 0

    def __call__(self, execute, sql, params, many, context):
        self.calls += 1
        if self.calls == self.before:
            raise Gone
        return execute(sql, params, many, context)


def month(where):
    """July from nothing to receipts; whatever is done already is found done."""
    carry(decided(), where=where)


def naive(where):
    """Three journals in three transactions, under keys that nobody can look up again."""
    for n in (1, 2, 3):
        lines = [(CONTRIBUTIONS, n, n, "53.71"), (PAYABLE, -n, n, "53.71")]
        ledger.post(key=f"naive/{uuid4()}", on=TODAY, kind="naive", memo="", lines=lines, by=MACHINE, at=NOW)


def seen():
    """The tables that a month writes, as the app sees them, before anything is undone."""
    with connection.cursor() as cursor:
        return tables.seen_by(lambda sql: _asked(cursor, sql), MONEY, without=HASHES, numbered=NUMBERED)


def _asked(cursor, sql):
    cursor.execute(sql)
    return cursor.fetchall()


def walked(story, where, before=0):
    """The tables after the story, and how many calls it took; taken up again where it died. All of it is undone."""
    dies = Dies(before)
    with transaction.atomic():
        try:
            with connection.execute_wrapper(dies):
                story(where)
        except Gone:
            story(where)
        found = seen()
        transaction.set_rollback(True)
    return found, dies.calls


def wrong(story, where, points=None):
    """The calls before which a death shows in the tables."""
    whole, calls = walked(story, where / "whole")
    every = range(1, calls + 1)
    chosen = every if points is None or os.environ.get("NAUNG_EVERY_CALL") else every[:: calls // points]
    leave = frozenset({"ledger_journal"}) if story is naive else frozenset()  # its keys are new each time
    return [n for n in chosen if tables.differences(whole, walked(story, where / str(n), n)[0], leave=leave)]


def test_a_month_that_dies_anywhere_ends_as_if_it_had_lived(tmp_path):
    enrol(2)
    treasurer(), approver()  # their numbers are theirs before anything dies
    assert wrong(month, tmp_path, POINTS) == []


def test_the_same_look_sees_a_writer_without_care(tmp_path):
    """Right only where it died before anything was kept."""
    _, calls = walked(naive, tmp_path)
    found = wrong(naive, tmp_path)
    assert calls - len(found) == min(found) - 1 and 0 < min(found) <= calls // 3 + 1
