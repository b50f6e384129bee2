"""Statements and their balances: the same file twice nothing, a hole between two is told."""

import pytest

from naung.foundation.exchange import queries as exchange
from naung.foundation.payments import queries, statements
from naung.foundation.payments.models import BankLine
from naung.partners import statements as reader
from tests.foundation.payments.test_payments import CODE, WHO, approve, order
from tests.partners.statement_files import ACCOUNT, DAY, camt, mt940
from tests.people import TODAY

pytestmark = pytest.mark.django_db


def take(content):
    return statements.take_file(partner="bank_ntt", content=content, file=reader.read(content), region="53", **WHO)  # fmt: skip


def test_it_works():
    assert take(camt([("B1", 50400, CODE, "Iuran")])) == 1
    sheet = queries.sheets(queries.statements().get()).get()
    assert (sheet.opening, sheet.moved, sheet.closing, sheet.account_ends, sheet.bookings) == (100_000, 50400, 49_600, ACCOUNT[-4:], 1)  # fmt: skip
    line = BankLine.objects.get()
    assert (line.value_on, line.code, line.statement.format) == (DAY, "PMNT/ICDT/DMCT", "camt.053.001.08")


def test_the_account_is_kept_as_an_index_only():
    take(camt([("B1", 1, "a", "")]))
    sheet = queries.sheets(queries.statements().get()).get()
    assert ACCOUNT.encode() not in bytes(sheet.account_index)


def test_the_same_file_and_the_same_bookings_in_another_language_add_nothing():
    content = camt([("B1", 50400, CODE, "Iuran")])
    assert [take(content), take(content), take(mt940([("D", 50400, CODE, "B1", "Iuran")]))] == [1, 0, 0]
    assert (queries.statements().count(), BankLine.objects.count(), queries.breaks()) == (2, 1, [])


def test_a_statement_that_says_something_else_of_a_known_booking_goes_to_suspense():
    take(camt([("B1", 50400, CODE, "")]))
    assert take(camt([("B1", 50401, CODE, "")])) == 0
    assert "B1" in exchange.suspended("bank_ntt").get().facts["why"]


def test_a_missing_statement_is_told_by_number_and_by_balance():
    take(camt([("B1", 400, "a", "")], number="3"))
    take(camt([("B2", 100, "b", "")], number="5", opening=90_000, day=DAY.replace(day=17)))
    (found,) = queries.breaks()
    assert (found.before, found.after, found.missing, found.gap) == ("RK-3", "RK-5", 1, 90_000 - 99_600)


def test_statements_that_join_have_no_break():
    take(camt([("B1", 400, "a", "")], number="3"))
    take(camt([("B2", 100, "b", "")], number="4", opening=99_600, day=DAY.replace(day=16)))
    assert queries.breaks() == []


def test_a_camt_statement_pays_the_order_by_reference_and_amount():
    from naung.foundation.payments import actions
    from naung.partners.bank_ntt.payments import Bank

    approve()
    actions.send(orders=[order()], key="july", region="53", bank=Bank(misbehave=()), on=TODAY, **WHO)
    take(camt([("B1", 50400, CODE, "Iuran")], day=TODAY))
    assert statements.match(partner="bank_ntt", **WHO) == 1
    assert queries.by_key("july").state == "PAID"


def test_the_file_comes_back_byte_for_byte():
    content = camt([("B1", 1, "a", "")])
    take(content)
    assert queries.statement_file(queries.statements().get()) == content


def test_a_line_with_cents_waits_in_suspense_once_and_the_others_are_booked():
    content = camt([("B1", 50400, CODE, "Iuran"), ("B2", 2500, "", "BIAYA")]).replace(b">2500.00<", b">2500.55<").replace(b">47100.00<", b">47099.45<")  # fmt: skip
    assert [take(content), take(content)] == [1, 0]
    held = exchange.suspended("bank_ntt").get()
    assert "memuat sen (2500.55)" in held.facts["why"]
    assert BankLine.objects.get().bank_ref == "B1"
    sheet = queries.sheets(queries.statements().get()).get()
    assert (sheet.opening, sheet.closing, queries.breaks()) == (None, None, [])
