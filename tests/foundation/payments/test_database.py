"""What raw SQL cannot pay."""

import pytest
from django.db import Error, connection, transaction

from naung.foundation.payments import actions
from naung.foundation.trail import actions as trail
from naung.partners.bank_ntt.payments import Bank
from tests.foundation.payments.test_explaining import booked
from tests.foundation.payments.test_payments import approve, order, pay
from tests.people import MACHINE, NOW, TODAY

SNEAK = {
    "pass the approved": """insert into payments_order (key, reference, payee, account_sealed, amount, purpose, debits, region, approval_id,
        refusal, state, trail) select 'k', 'r', 'x', '', 1, '', '2.1.1', '53', approval_id, '', 'APPROVED', %s from payments_order""",
    "keeps its": "update payments_order set amount = 1 where %s > 0",
}


@pytest.mark.parametrize("sentence", SNEAK)
def test_the_database_refuses_too(own_database, sentence):
    approve()
    order()
    with (
        pytest.raises(Error, match=f"naung: .*{sentence}"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        entry = trail.record(by=MACHINE, verb="test.sneak", subject="test:1", at=NOW)
        cursor.execute(SNEAK[sentence], [entry])


def test_paid_needs_a_booking(own_database):
    approve()
    actions.send(
        orders=[order()], key="july", region="53", bank=Bank(misbehave=()), on=TODAY, by=MACHINE, at=NOW
    )
    with (
        pytest.raises(Error, match="paid by no booking"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        entry = trail.record(by=MACHINE, verb="test.sneak", subject="test:1", at=NOW)
        cursor.execute(
            "update payments_order set state = 'PAID', paid_on = '2025-07-14', trail = %s", [entry]
        )


def test_a_booking_is_bound_to_reference_and_amount(own_database):
    approve()
    pay()
    with pytest.raises(Error, match="same_reference_and_amount|keeps its"), connection.cursor() as cursor:
        cursor.execute("update payments_bankline set amount = 1")


EXPLAINED_BY_SQL = {
    "explained by nobody": "update payments_bankline set state = 'EXPLAINED', trail = %(trail)s",
    "two_people_above_the_limit": """insert into payments_explanation (booking_id, kind, rupiah, reason, document, region, content_hash, prepared_on,
        state, trail) select id, 'OTHER', 2000000, 'x', 'x', '53', 'x', "on", 'DECIDED', %(trail)s from payments_bankline""",
    "the parts of explanation": """insert into payments_explanation (booking_id, kind, rupiah, reason, document, region, content_hash, prepared_on,
        state, trail) select id, 'OTHER', 2500, 'x', 'x', '53', 'x', "on", 'DECIDED', %(trail)s from payments_bankline""",
    "keeps its": "update payments_bankline set counterparty = 'other' where %(trail)s > 0",
    "append-only|permission denied": "update payments_sheet set closing = 1 where %(trail)s > 0",
}


def test_what_was_explained_adds_up_and_was_explained_by_somebody(own_database):
    booked(2500)
    for sentence, statement in EXPLAINED_BY_SQL.items():
        with pytest.raises(Error, match=sentence), transaction.atomic(), connection.cursor() as cursor:
            entry = trail.record(by=MACHINE, verb="test.sneak", subject="test:1", at=NOW)
            cursor.execute(statement, {"trail": entry})
