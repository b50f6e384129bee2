"""An order that the bank refused is made again, once, by two people; the old one stays refused."""

import pytest
from django.db import Error

from naung.delivery.contributions import jobs, queries
from naung.delivery.contributions.mending import retrying
from naung.delivery.contributions.reconciling import words
from naung.foundation.approvals.actions import SamePerson
from naung.foundation.ledger import queries as ledger
from naung.foundation.ledger.chart import BANK, PAYABLE
from naung.foundation.payments import actions as payments
from naung.foundation.payments import queries as paid
from naung.foundation.payments import statements
from naung.foundation.payments.ports import StatementLine
from naung.partners import languages
from naung.partners.bank_ntt.payments import Bank
from naung.partners.bpjs_tk.contributions import Insurer
from naung.partners.orders import Told
from tests.delivery.contributions.cast import enrol, one, papered, write
from tests.delivery.contributions.test_month import WHO, approver, carry, decided, treasurer
from tests.people import NOW, TODAY, moved

pytestmark = pytest.mark.django_db
WHY = "Batas harian dinaikkan; dipastikan lewat telepon dengan cabang."


class Limited(Bank):
    """A bank that refuses every order above its limit, and books none of them."""

    def __init__(self, limit=0):
        super().__init__(misbehave=())
        self.limit, self.refused = limit, set()

    def pay(self, content, *, on):
        language = languages.of_order(content)
        ordered = language.read_order(content)
        if all(line.amount <= self.limit for line in ordered.lines):
            return super().pay(content, on=on)
        self.refused.add(content)
        told = [Told(line.number, line.reference, line.amount, ok=False, code="L01", reason="Melebihi batas harian.") for line in ordered.lines]  # fmt: skip
        return [language.write_answer(ordered, told, on=on, off=0)]

    def statement(self, sent, *, on):
        return super().statement([content for content in sent if content not in self.refused], on=on)


def refused():
    """A run whose one order the bank refused."""
    enrol(2)
    run = decided()
    jobs.bill(run=run, insurer=Insurer(misbehave=()), on=TODAY, **WHO)
    papered(run, TODAY)
    run.bank = Limited()
    jobs.pay(run=run, bank=run.bank, on=TODAY, **WHO)
    run.refresh_from_db()
    return run, queries.invoices(run).get()


def put(invoice, why=WHY, by=None):
    return retrying.prepare(invoice=invoice, why=why, by=by or treasurer(), at=NOW, on=TODAY)


def decide(retry, by=None, approve=True):
    return retrying.decide(retry=retry, approve=approve, content_hash=retry.content_hash, by=by or approver(), at=NOW, on=TODAY)  # fmt: skip


def test_it_works():
    run, invoice = refused()
    old = invoice.order
    assert (old.state, old.refusal) == ("REJECTED", "L01 Melebihi batas harian.")
    new = decide(put(invoice)).order
    assert (new.amount, new.subject, new.reference) == (old.amount, invoice.pk, f"{invoice.code}-1")
    run.bank.limit = 10**9
    assert jobs.pay(run=run, bank=run.bank, on=TODAY, **WHO) == 0
    old.refresh_from_db(), new.refresh_from_db()
    assert (old.state, new.state) == ("REJECTED", "PAID")
    assert (ledger.balance(BANK), ledger.balance(PAYABLE)) == (-33600, 0)
    run.refresh_from_db()
    assert carry(run) == (0, 0, 0)


def test_put_and_decided_again_makes_one_order():
    _run, invoice = refused()
    retry = put(invoice)
    assert put(invoice).pk == retry.pk
    assert decide(retry).order_id == decide(retry).order_id
    assert one("select count(*) from payments_order") == 2


def test_who_asks_for_it_does_not_decide_it():
    _run, invoice = refused()
    agus = treasurer()
    retry = put(invoice, by=agus)
    with pytest.raises(SamePerson):
        decide(retry, by=moved(agus, "kepala", "approver", "53", identity="NIP-agus"))


def test_an_order_that_was_not_refused_is_not_made_again():
    enrol(1)
    run = decided()
    carry(run)
    with pytest.raises(retrying.NotRefused, match="tidak ditolak bank"):
        put(queries.invoices(run).get())


def debited_all_the_same(order, amount=None):
    """The next statement shows the debit of an order that the bank had refused; why it waits."""
    line = StatementLine(f"B{amount}", TODAY, amount or order.amount, order.reference)
    statements.take_statement(
        partner="bank_ntt", content=f"statement {amount}".encode(), lines=[line], region="53", **WHO
    )
    payments.match(partner="bank_ntt", **WHO)
    return [booking.why for booking in paid.unmatched()]


def test_an_order_refused_and_debited_all_the_same_is_not_made_again():
    _run, invoice = refused()
    retry = put(invoice)
    assert debited_all_the_same(invoice.order) == ["REFUSED"]
    with pytest.raises(retrying.MoneyLeft, match="uangnya keluar dua kali"):
        decide(retry)
    assert "Jangan bayar ulang" in words.said("booking", "REFUSED")[1]


def test_and_not_put_forward_either_until_the_money_came_back():
    _run, invoice = refused()
    debited_all_the_same(invoice.order)
    with pytest.raises(retrying.MoneyLeft, match=r"Rp33\.600 sudah didebit"):
        put(invoice)
    debited_all_the_same(invoice.order, -invoice.order.amount)
    assert decide(put(invoice)).state == "DECIDED"


def test_it_must_be_said_what_was_mended():
    _run, invoice = refused()
    with pytest.raises(retrying.NoReason, match="apa yang sudah dibetulkan"):
        put(invoice, why="coba lagi")


def test_two_treasurers_with_two_stories_refuse():
    _run, invoice = refused()
    put(invoice)
    with pytest.raises(retrying.AnotherRetry, match="sudah diajukan"):
        put(invoice, why="Rekening tujuan sudah dipastikan dengan BPJS.")


def test_refused_by_the_second_person_it_may_be_put_again_with_other_words():
    _run, invoice = refused()
    decide(put(invoice), approve=False)
    retry = put(invoice, why="Rekening tujuan sudah dipastikan dengan BPJS.")
    assert (retry.number, decide(retry).state) == (2, "DECIDED")


ORDER = """insert into payments_order (key, reference, payee, account_sealed, amount, purpose, debits, region, subject, approval_id, refusal, state, trail)
    select 'contributions/again' || n, 'again' || n, 'x', '', i.rupiah, 'x', '2.1.1', i.region, i.id, r.approval_id, '', 'APPROVED', %(trail)s
      from contributions_invoice i join contributions_run r on r.id = i.run_id, generate_series(1, {n}) n"""
AROUND = {
    "contributions_one_order_an_invoice|pass the approved": ORDER.format(n=2),
    "made again only when the bank refused it": ORDER.format(n=1)
    + "; update contributions_invoice set order_id = (select max(id) from payments_order)",
    "a retry is decided by another person": ORDER.format(n=1)
    + "; update contributions_retry set state = 'DECIDED', order_id = (select max(id) from payments_order), trail = %(trail)s",
    "not possible in payments_order": "update payments_order set state = 'SENT', refusal = '', trail = %(trail)s",
}


def test_raw_sql_does_not_make_it_again_after_a_debit_either():
    _run, invoice = refused()
    retry = put(invoice)
    debited_all_the_same(invoice.order)
    with pytest.raises(Error, match="debited this order although it refused it"):
        write(f"update contributions_retry set state = 'DECIDED', trail = %(trail)s where id = {retry.pk}")


@pytest.mark.parametrize("sentence", AROUND)
def test_raw_sql_pays_no_invoice_twice(sentence):
    _run, invoice = refused()
    put(invoice)
    with pytest.raises(Error, match=sentence):
        write(AROUND[sentence])
