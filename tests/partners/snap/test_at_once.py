"""Two processes at the same file, in a database where what is committed stays."""

import threading

from django.db import connections

from naung.foundation.exchange import queries as exchange
from naung.foundation.exchange.models import Call
from naung.foundation.payments import actions
from naung.partners.snap.bank import Bank
from tests.partners.snap.test_bank import CODE, WHO, approve, order
from tests.people import TODAY


class Later(Bank):
    """Writes the file and carries nothing yet."""

    def pay(self, content, *, on):
        return []


def test_of_two_who_pay_at_once_one_moves_the_money(own_database, open_bank, client_of):
    approve(50400)
    bank = open_bank(forgetful=True)
    actions.send(
        orders=[order()], key="juli", region="53", bank=Later(client=client_of(bank)), on=TODAY, **WHO
    )
    (batch,) = exchange.batches("bank_ntt", "payment")
    content, start, failed = exchange.file_of(batch), threading.Barrier(2), []

    def pay():
        try:
            start.wait(60)
            Bank(client=client_of(bank)).pay(content, on=TODAY)
        except Exception as wrong:  # told below: a thread's own error fails no test
            failed.append(wrong)
        finally:
            connections["default"].close()

    both = [threading.Thread(target=pay) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join(90)
    assert failed == []
    assert (bank.books.debits(CODE), Call.objects.filter(moves=True).count()) == (1, 1)
