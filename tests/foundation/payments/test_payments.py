"""A treasurer pays an invoice through the bank, once."""

import contextlib
from datetime import date

import pytest

from naung.foundation.approvals import actions as approvals
from naung.foundation.exchange import queries as exchange
from naung.foundation.exchange.ports import Unreadable
from naung.foundation.ledger import queries as ledger
from naung.foundation.ledger.chart import BANK, PAYABLE
from naung.foundation.payments import actions, queries
from naung.foundation.payments.ports import StatementLine
from naung.partners.bank_ntt.payments import Bank
from tests.people import MACHINE, NOW, TODAY, officer

pytestmark = pytest.mark.django_db
WHO = {"by": MACHINE, "at": NOW}
CODE = "539000000017"


def approve(rupiah=50400):
    approval = approvals.prepare(
        kind="run",
        subject="r:1",
        content_hash="x",
        rows=3,
        rupiah=rupiah,
        at=NOW,
        by=officer("agus", "treasurer"),
    )
    approvals.decide(
        approval=approval, approve=True, content_hash="x", by=officer("berta", "approver"), at=NOW
    )


def order(**kw):
    facts = {"key": "july", "reference": CODE, "payee": "BPJS Ketenagakerjaan", "account": CODE, "amount": 50400, "purpose": "Iuran Juli",
             "debits": PAYABLE, "region": "53.71", "approval_kind": "run", "approval_subject": "r:1"}  # fmt: skip
    return actions.order(**{**facts, **WHO, **kw})


def pay(bank=None, *orders):
    bank = bank or Bank(misbehave=())
    states = actions.send(orders=orders or [order()], key="july", region="53", bank=bank, on=TODAY, **WHO)
    files = [exchange.file_of(b) for b in exchange.batches("bank_ntt", "payment")]
    for content in bank.statement(files, on=TODAY):
        with contextlib.suppress(Unreadable):
            take(*bank.read_statement(content), content=content)
    return states, actions.match(partner="bank_ntt", **WHO)


def take(*lines, content=b"mutasi"):
    return actions.take_statement(partner="bank_ntt", content=content, lines=lines, region="53", **WHO)


def test_it_works():
    approve()
    assert pay() == ({"SENT": 1}, 1)
    paid = queries.by_key("july")
    assert (paid.state, paid.paid_on) == ("PAID", TODAY)
    assert (ledger.balance(PAYABLE), ledger.balance(BANK)) == (50400, -50400)
    assert not queries.unmatched()


def test_run_again_it_pays_nothing_more():
    approve()
    pay()
    assert pay() == ({"PAID": 1}, 0)
    assert ledger.balance(BANK) == -50400


def test_the_account_is_sealed_at_rest():
    approve()
    there = order()
    assert CODE.encode() not in bytes(there.account_sealed)
    assert queries.account_of(there) == CODE


def test_without_an_approval_nothing_is_ordered():
    with pytest.raises(actions.NotApproved, match=r"Rp50\.400 kepada BPJS Ketenagakerjaan belum disetujui"):
        order()


def test_more_than_was_approved_refuses():
    approve(rupiah=50400 + 16799)
    order()
    with pytest.raises(actions.NotApproved, match="belum disetujui"):
        order(key="more", reference="2", amount=16800)


def test_the_same_key_with_another_amount_refuses():
    approve()
    order()
    with pytest.raises(actions.AnotherOrder, match="sudah ada dengan isi lain"):
        order(amount=1)


def test_the_bank_refuses_with_its_reason():
    approve()
    assert pay(None, order(account="bukan-rekening"))[0] == {"REJECTED": 1}
    assert queries.by_key("july").refusal.startswith("R02 Kode iuran")


def test_another_amount_never_matches():
    approve()
    actions.send(orders=[order()], key="july", region="53", bank=Bank(misbehave=()), on=TODAY, **WHO)
    take(StatementLine("B1", TODAY, 50300, CODE))
    assert actions.match(partner="bank_ntt", **WHO) == 0
    assert [line.why for line in queries.unmatched()] == ["OTHER_AMOUNT"]


def test_never_by_amount_alone():
    approve()
    actions.send(orders=[order()], key="july", region="53", bank=Bank(misbehave=()), on=TODAY, **WHO)
    take(StatementLine("B1", TODAY, 50400, "another reference"))
    assert actions.match(partner="bank_ntt", **WHO) == 0
    assert [line.why for line in queries.unmatched()] == ["UNKNOWN"]


def test_a_second_debit_for_a_paid_order_is_seen():
    approve()
    pay()
    take(StatementLine("B2", TODAY, 50400, CODE))
    assert actions.match(partner="bank_ntt", **WHO) == 0
    assert [line.why for line in queries.unmatched()] == ["TWICE"]


def test_a_known_booking_that_says_something_else_goes_to_suspense():
    assert take(StatementLine("B1", TODAY, 5, "x")) == 1
    assert take(StatementLine("B1", date(2025, 7, 15), 5, "x"), content=b"lain") == 0
    assert "B1" in exchange.suspended("bank_ntt").get().facts["why"]


@pytest.mark.parametrize("fault", ["late", "twice", "wrong", "partial", "unknown", "garbled"])
def test_a_misbehaving_bank_is_paid_through_in_the_end(fault, tmp_path):
    approve()
    bank = Bank(misbehave={fault}, lists=tmp_path)
    for _ in range(3):
        pay(bank)
    assert queries.by_key("july").state == "PAID"
    assert ledger.balance(BANK) == -50400


def test_a_garbled_answer_is_kept_in_suspense(tmp_path):
    approve()
    actions.send(
        orders=[order()],
        key="july",
        region="53",
        bank=Bank(misbehave={"garbled"}, lists=tmp_path),
        on=TODAY,
        **WHO,
    )
    assert "tidak terbaca" in exchange.suspended("bank_ntt").get().facts["why"]
    assert queries.by_key("july").state == "SENT"
