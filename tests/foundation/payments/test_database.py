"""What raw SQL cannot pay."""

import pytest
from django.db import Error, connection, transaction

from naung.foundation.payments import actions
from naung.foundation.trail import actions as trail
from naung.partners.bank_ntt.payments import Bank
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
