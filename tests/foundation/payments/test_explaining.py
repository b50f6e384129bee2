"""A treasurer says what a booking is: a fee inside, two payments in one debit, a return. Above the limit another person agrees."""

from datetime import date

import pytest
from django.db import connection

from naung.foundation.approvals.actions import SamePerson
from naung.foundation.ledger import chart
from naung.foundation.ledger import queries as ledger
from naung.foundation.payments import actions, explaining, likely, queries
from naung.foundation.payments.models import BankLine, Explanation
from naung.foundation.payments.ports import StatementLine
from naung.foundation.staff.queries import NotAllowed
from naung.partners.bank_ntt.payments import Bank
from tests.foundation.payments.test_payments import CODE, WHO, approve, order, pay, take
from tests.people import NOW, TODAY, officer

pytestmark = pytest.mark.django_db
OTHER = "539000000999"


def agus():
    return officer("agus", "treasurer", "53")


def berta():
    return officer("berta", "approver", "53")


def sent(*amounts):
    """Orders on their way to the bank: the first under CODE, the second under OTHER."""
    approve(rupiah=sum(amounts))
    made = [
        order(key=f"k{n}", reference=ref, account=ref, amount=amount)
        for n, (ref, amount) in enumerate(zip((CODE, OTHER), amounts, strict=False))
    ]
    actions.send(orders=made, key="file", region="53", bank=Bank(misbehave=()), on=TODAY, **WHO)
    return list(queries.orders([one.key for one in made]))


def booked(amount, reference="", text="", ref="B1", code=""):
    take(StatementLine(ref, TODAY, amount, reference, text, code=code), content=ref.encode())
    actions.match(partner="bank_ntt", **WHO)
    return BankLine.objects.get(bank_ref=ref)


def explain(
    booking, kind, orders=(), reason="Bank menulis kode yang keliru", document="Surat bank 12/2025", by=None
):
    return explaining.explain(booking=booking, kind=kind, orders=list(orders), reason=reason, document=document, by=by or agus(), at=NOW, on=TODAY)  # fmt: skip


def decide(made, approve=True, by=None):
    return explaining.decide_explanation(explanation=made, approve=approve, content_hash=made.content_hash, by=by or berta(), at=NOW, on=TODAY)  # fmt: skip


def proposed(booking):
    return [(p.kind, [o.reference for o in p.orders], p.rest, p.because) for p in likely.proposals(booking, queries.sent_or_paid(booking))]  # fmt: skip


def test_it_works_a_wrongly_typed_reference():
    (one,) = sent(50400)
    booking = booked(50400, CODE[:-1] + "8")
    assert proposed(booking) == [("NEAR", [CODE], 0, "TYPED_WRONG")]
    made = explain(booking, "NEAR", [one])
    one.refresh_from_db()
    booking.refresh_from_db()
    assert (made.state, made.approval, one.state, one.paid_on, booking.state) == ("DECIDED", None, "PAID", TODAY, "EXPLAINED")  # fmt: skip
    assert (ledger.balance(chart.PAYABLE), ledger.balance(chart.BANK)) == (50400, -50400)
    assert not queries.unmatched()


def test_a_statement_that_comes_after_its_month_was_closed_is_booked_on_the_first_open_day(monkeypatch):
    (one,) = sent(50400)
    monkeypatch.setattr(ledger, "closed_until", lambda: date(2025, 7, 31))
    explain(booked(50400, CODE[:-1] + "8"), "NEAR", [one])
    assert ledger.by_key("booking/bank_ntt/B1").on == date(2025, 8, 1)
    assert queries.by_key("k0").paid_on == TODAY


def test_said_again_it_is_the_same():
    (one,) = sent(50400)
    booking = booked(50400, CODE[:-1] + "8")
    assert explain(booking, "NEAR", [one]).pk == explain(booking, "NEAR", [one]).pk
    assert ledger.balance(chart.BANK) == -50400


def test_a_fee_inside_the_debit_is_booked_apart():
    (one,) = sent(50400)
    booking = booked(52900, CODE)
    assert proposed(booking) == [("FEE", [CODE], 2500, "REFERENCE")]
    explain(booking, "FEE", [one])
    assert (ledger.balance(chart.BANK_FEES), ledger.balance(chart.PAYABLE), ledger.balance(chart.BANK)) == (2500, 50400, -52900)  # fmt: skip


def test_two_orders_in_one_debit():
    orders = sent(50400, 16800)
    booking = booked(67200, "GABUNGAN", f"bayar {CODE} dan {OTHER}")
    assert proposed(booking) == [("SEVERAL", [CODE, OTHER], 0, "MENTIONED")]
    explain(booking, "SEVERAL", orders)
    assert {one.state for one in queries.orders(["k0", "k1"])} == {"PAID"}
    assert [(p.order.reference, p.amount) for p in queries.parts(Explanation.objects.get())] == [(CODE, 50400), (OTHER, 16800)]  # fmt: skip


def test_a_payment_that_comes_back():
    approve()
    pay()
    (one,) = queries.orders(["july"])
    booking = booked(-50400, CODE, "RETUR REKENING TUTUP", ref="R1")
    assert proposed(booking) == [("RETURN", [CODE], 0, "REFERENCE")]
    explain(booking, "RETURN", [one])
    assert (ledger.balance(chart.BANK), ledger.balance(chart.RETURNS)) == (0, -50400)
    with connection.cursor() as cursor:
        cursor.execute("select sum(amount) from payments_debit where order_id = %s", [one.pk])
        assert cursor.fetchone() == (0,)


def test_charges_and_interest_are_told_by_the_banks_words():
    charge, interest = booked(2500, "", "BIAYA ADM AGUSTUS"), booked(-1200, "", "JASA GIRO", ref="B2")
    assert [proposed(charge)[0][0], proposed(interest)[0][0]] == ["CHARGE", "INTEREST"]
    explain(charge, "CHARGE")
    explain(interest, "INTEREST")
    assert (ledger.balance(chart.BANK_FEES), ledger.balance(chart.INTEREST)) == (2500, -1200)


def test_by_amount_alone_nothing_is_proposed_and_nobody_matches_alone():
    (one,) = sent(50400)
    booking = booked(50400, "KODE LAIN SAMA SEKALI")
    assert proposed(booking) == []
    made = explain(booking, "NEAR", [one])
    assert (made.state, queries.by_key("k0").state) == ("PREPARED", "SENT")
    decide(made)
    assert queries.by_key("k0").state == "PAID"


def test_above_the_limit_a_second_person_agrees():
    (one,) = sent(1_680_000)
    booking = booked(1_682_500, CODE)
    made = explain(booking, "FEE", [one])
    assert (made.state, queries.by_key("k0").state, ledger.balance(chart.BANK)) == ("PREPARED", "SENT", 0)
    decide(made)
    assert (queries.by_key("k0").state, ledger.balance(chart.BANK)) == ("PAID", -1_682_500)


def test_who_prepared_it_does_not_decide_it():
    (one,) = sent(1_680_000)
    made = explain(booked(1_682_500, CODE), "FEE", [one])
    with pytest.raises(SamePerson, match="orang lain yang memutuskannya"):
        decide(made, by=agus())


def test_a_refused_explanation_leaves_the_booking_open_for_another():
    (one,) = sent(1_680_000)
    booking = booked(1_682_500, CODE)
    assert decide(explain(booking, "FEE", [one]), approve=False).state == "REFUSED"
    assert queries.unmatched().count() == 1
    assert explain(booking, "FEE", [one], reason="Bank sudah mengirim rinciannya").state == "PREPARED"


def test_taken_back_it_waits_no_more():
    (one,) = sent(1_680_000)
    made = explain(booked(1_682_500, CODE), "FEE", [one])
    taken = explaining.withdraw_explanation(explanation=made, why="Salah pilih", by=agus(), at=NOW, on=TODAY)
    assert (taken.state, taken.approval.state) == ("VOID", "VOID")


def test_while_one_explanation_waits_no_rule_and_no_other_takes_the_booking():
    (one,) = sent(1_680_000)
    booking = booked(1_682_500, CODE)
    explain(booking, "FEE", [one])
    with pytest.raises(explaining.AlreadyExplained, match="sudah dijelaskan"):
        explain(booking, "OTHER")


@pytest.mark.parametrize(
    ("kind", "amount", "match"),
    [
        ("NEAR", 50400 + 1, "Jumlahnya tidak bertemu: mutasi Rp50.401, perintah bayar Rp50.400, sisa Rp1"),
        ("FEE", 50400 + 30_001, "sisa Rp30.001"),
        ("SEVERAL", 50400, "Jumlahnya tidak bertemu"),
        ("RETURN", -50400, "sudah didebit, dengan jumlah yang sama"),
        ("CHARGE", 50400, "Pilih apa mutasi ini"),
    ],
)
def test_what_does_not_add_up_refuses(kind, amount, match):
    (one,) = sent(50400)
    with pytest.raises((explaining.DoesNotAddUp, explaining.NotThisOrder), match=match):
        explain(booked(amount, CODE[:-1] + "8"), kind, [one])


def test_without_reason_or_document_nothing_is_said():
    booking = booked(2500)
    for words in ({"reason": "pendek"}, {"document": " "}):
        with pytest.raises(explaining.NoReason, match="nomor dokumen"):
            explain(booking, "CHARGE", **words)


def test_only_a_treasurer_explains():
    with pytest.raises(NotAllowed, match="yang berwenang: Bendahara"):
        explain(booked(2500), "CHARGE", by=berta())
