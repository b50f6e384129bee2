"""Whatever misbehaviour in whatever order, and wherever we are killed: each order is debited once at most, and none is forgotten.

The bank does not remember references, so that a sender who asks again on a guess would pay twice (test_bank.py has one who does)."""

from itertools import count

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from naung.foundation.exchange import queries as exchange
from naung.foundation.payments import actions, queries
from naung.partners.snap.bank import Bank
from naung.partners.snap.simulator.manners import KNOWN
from tests.partners.snap.test_bank import WHO, approve, order
from tests.people import TODAY

pytestmark = pytest.mark.django_db
MANNERS = sorted(
    set(KNOWN) - {"slow", "lands_late", "name_differs"}
)  # late money and a bank without memory: nobody could help
NUMBER = count(1)


class Killed(BaseException):
    """As by the machine: nothing in between catches it."""


def killable(client, at):
    """A client that dies at its call number `at` (0: never): even numbers before the bytes leave, odd ones after the bank did its work."""
    post, made = client.wire.post, count(1)

    def carry(path, *rest):
        now = next(made)
        if now == at and at % 2 == 0:
            raise Killed
        answer = post(path, *rest)
        if now == at:
            raise Killed
        return answer

    client.wire.post = carry
    return client


def sitting(plug, batch, orders=()):
    try:
        actions.send(orders=orders, key=batch, region="53", bank=plug, on=TODAY, **WHO)
        files = [exchange.file_of(b) for b in exchange.batches("bank_ntt", "payment").filter(key=batch)]
        for content in plug.statement(files, on=TODAY):
            actions.take_statement(
                partner="bank_ntt", content=content, lines=plug.read_statement(content), region="53", **WHO
            )
        actions.match(partner="bank_ntt", **WHO)
    except Killed:
        return


@settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(met=st.lists(st.sampled_from(MANNERS), max_size=8), kills=st.lists(st.integers(0, 6), max_size=4))
@example(met=["moved_504", "lost_504", "moved_504", "down"], kills=[0])
@example(met=["pending_then_done", "token_expired", "closes", "garbled"], kills=[3, 0, 2])
@example(met=["lost_504", "garbled", "repeated_external_id", "pending_then_failed"], kills=[5, 3])
def test_no_order_is_debited_twice_and_none_is_forgotten(open_bank, client_of, clock, met, kills):
    number = next(NUMBER)
    if number == 1:
        approve(10**9)
    bank, batch, references = (
        open_bank(*met, forgetful=True),
        f"urutan/{number}",
        [f"U{number:04}-{i}" for i in (1, 2)],
    )
    orders = [order(reference, 16800) for reference in references]
    for kill in [*kills, 0]:
        sitting(Bank(client=killable(client_of(bank), kill)), batch, orders)
        clock.later(minutes=5)
    bank.manners = type(bank.manners)()  # from here on it behaves
    for _ in range(3):
        sitting(Bank(client=client_of(bank)), batch, orders)
        clock.later(minutes=5)
    told = " ".join(s.facts["why"] for s in exchange.suspended("bank_ntt"))
    for reference in references:
        state, debits = queries.by_key(f"snap/{reference}").state, bank.books.debits(reference)
        assert debits <= 1, (reference, met, kills)
        assert (state, debits) in (("PAID", 1), ("REJECTED", 0), ("SENT", 0))
        assert state != "SENT" or reference in told, "who waits has a reason that a person sees"
    bank.__exit__()
