"""Somebody changes what the bank or the insurer said behind everybody's back; the independent checker says what."""

from datetime import date

import psycopg
import pytest

from naung.delivery.contributions.reconciling import actions as reconciling
from naung.foundation.payments import explaining
from naung.foundation.payments.models import BankLine
from naung.partners import statements
from naung.project import database, postgres
from naung.project.verify import proof
from tests.delivery.contributions.reconciling.test_reconciling import listed, members, take
from tests.delivery.contributions.test_month import carry, decided
from tests.delivery.selection.renewal.cast import standing
from tests.partners.statement_files import camt
from tests.people import NOW, officer

LATER = date(2025, 8, 2)


def walked():
    """Three members' July, paid; a list without one of them; a charge that one officer explained, and a sum that two did."""
    members(3)
    carry(decided())
    take(listed("missing"))
    agus, berta = officer("agus", "treasurer", "53"), officer("berta", "approver", "53")
    content = camt(
        [("K1", 2500, "", "BIAYA ADM"), ("K2", 1_500_000, "", "TANPA KETERANGAN")], opening=2_000_000
    )
    reconciling.take_statement(
        partner="bank_ntt",
        content=content,
        file=statements.read(content),
        region="53",
        by=agus,
        at=NOW,
        on=LATER,
    )
    for ref, kind in (("K1", "CHARGE"), ("K2", "OTHER")):
        made = explaining.explain(booking=BankLine.objects.get(bank_ref=ref), kind=kind, orders=[], reason="Menurut rekening koran", document="RK 1",
                                  by=agus, at=NOW, on=LATER)  # fmt: skip
        if made.state == "PREPARED":
            explaining.decide_explanation(
                explanation=made, approve=True, content_hash=made.content_hash, by=berta, at=NOW, on=LATER
            )


@pytest.fixture(scope="module")
def name(django_db_setup, django_db_blocker):
    with standing(walked, django_db_blocker) as found:
        yield found


@pytest.fixture
def owner(name):
    """The owner in a transaction that nobody commits."""
    with psycopg.connect(postgres.connection_string(database.cluster(), database=name)) as connection:
        yield connection
        connection.rollback()


def wrong(owner):
    return [said for check in proof.CHECKS for said in check.find(owner)[1]]


TAMPERING = [
    ("update payments_bankline set amount = amount + 1 where order_id is not null", "a finished month whose four sums differ"),
    ("update exchange_line set state = 'WAITING' where state = 'ACCEPTED' and batch_id in (select batch_id from contributions_invoice)",
     "a finished month whose four sums differ"),
    ("update approvals_approval set rupiah = rupiah + 1 where kind = 'contributions.run'", "a finished month whose four sums differ"),
    ("update payments_sheet set closing = closing - 1", "a statement whose balances do not join"),
    ("update payments_part set amount = amount - 1", "an explanation whose parts are not its booking"),
    ("update payments_bankline set state = 'UNMATCHED' where bank_ref = 'K1'", "a booking that was explained and waits"),
    ("update payments_explanation set approval_id = null where approval_id is not null", "an explanation above the limit that one person decided"),
    ("update approvals_approval set decided_human = prepared_human where kind = 'payments.explain'", "an explanation above the limit that one person decided"),
    ("update ledger_journal set key = key || 'x' where kind = 'booking'", "an explained booking that the books do not carry"),
    ("update contributions_difference set state = 'SETTLED'", "a difference that was settled without a reason"),
]  # fmt: skip


@pytest.mark.parametrize(("statement", "says"), TAMPERING)
def test_what_was_changed_is_named(owner, statement, says):
    assert wrong(owner) == []
    owner.execute("set session_replication_role = replica")
    for table, check in owner.execute(
        """select conrelid::regclass::text, conname from pg_constraint where contype = 'c' and connamespace = 'public'::regnamespace
             and conrelid::regclass::text in ('payments_sheet', 'payments_bankline', 'payments_explanation', 'contributions_difference', 'exchange_line',
                 'approvals_approval')"""
    ).fetchall():
        owner.execute(f'alter table {table} drop constraint "{check}"')
    assert owner.execute(statement).rowcount
    assert any(said.startswith(says) for said in wrong(owner))
