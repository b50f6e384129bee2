"""Months paid for somebody after their last day: only where the agreement says so, by two people, once, in the books."""

from datetime import date

import pytest
from django.db import Error

from naung.delivery.contributions.mending import surplus
from naung.foundation.approvals.actions import SamePerson
from naung.foundation.ledger import queries as ledger
from naung.foundation.ledger.chart import BANK, CONTRIBUTIONS, REFUND_DUE
from tests.delivery.contributions.cast import PRICE, enrol, one, people, programme, write
from tests.delivery.contributions.test_month import AUGUST, JULY, approver, carry, decided, run, treasurer
from tests.people import NOW, moved, officer

pytestmark = pytest.mark.django_db
LATER = date(2025, 9, 20)
LETTER = {"why": "Meninggal 20 Juli, kabar datang September.", "document": "S-12/CONTOH"}


def left_too_late():
    """Two members with two months paid; one of them died in July, as everybody learned in September. Her membership."""
    enrol(2)
    for month in (JULY, AUGUST):
        on = month.first.replace(day=15)
        carry(decided(month, on=on), on=on)
    write("""update enrolment_membership set state = 'ENDED', ended_because = 'died', covered_until = '2025-07-20', trail = %(trail)s where person_id = %(who)s""",
          {"who": people()[0]})  # fmt: skip
    return one("select id from enrolment_membership where state = 'ENDED'")


def put(membership, how="refund", by=None, **other):
    return surplus.prepare(membership=membership, how=how, by=by or treasurer(), at=NOW, on=LATER, **{**LETTER, **other})  # fmt: skip


def decide(found, by=None, approve=True):
    return surplus.decide(surplus=found, approve=approve, content_hash=found.content_hash, by=by or approver(), at=NOW, on=LATER)  # fmt: skip


def back(found, reference="NTT-CONTOH-1"):
    return surplus.refunded(surplus=found, reference=reference, on=LATER, by=treasurer(), at=NOW)


def test_it_works():
    member = left_too_late()
    (unused,) = surplus.unused()
    assert (unused.membership, unused.months, unused.rupiah, unused.first) == (member, 1, PRICE, date(2025, 8, 1))  # fmt: skip
    cost, bank = ledger.balance(CONTRIBUTIONS), ledger.balance(BANK)
    found = decide(put(member))
    assert (ledger.balance(REFUND_DUE), ledger.balance(CONTRIBUTIONS)) == (PRICE, cost - PRICE)
    assert back(found).state == "SETTLED"
    assert (ledger.balance(REFUND_DUE), ledger.balance(BANK)) == (0, bank + PRICE)
    assert surplus.unused()[0].state == "SETTLED"


def test_again_changes_nothing():
    member = left_too_late()
    found = put(member)
    assert put(member).pk == found.pk
    assert decide(decide(found)).state == "DECIDED"
    assert back(back(found)).pk == found.pk
    assert one("select count(*) from ledger_journal where kind = 'refund'") == 2


def test_another_person_stands_in():
    member = left_too_late()
    other = one("select id from enrolment_membership where state = 'ENROLLED'")
    found = decide(put(member, "replace"))
    done = surplus.replaced(surplus=found, instead=other, on=LATER, by=treasurer(), at=NOW)
    assert (done.state, done.instead_id) == ("SETTLED", other)
    assert one("select count(*) from ledger_journal where kind = 'refund'") == 0
    with pytest.raises(surplus.NotDecided, match="bukan itu"):
        back(found)


def test_silence_in_the_agreement_means_nothing_is_asked():
    member = left_too_late()
    write("""insert into programme_agreement (programme_id, partner, number, signed_on, cover_starts, unused_months)
             select programme_id, partner, number || '/2', '2025-09-01', '2025-09-01', 'none' from programme_agreement
              where partner = 'bpjs_tk' and programme_id = %(programme)s and %(trail)s > 0""", {"programme": programme().pk})  # fmt: skip
    assert surplus.agreed("ntt-2025", LATER) == frozenset()
    with pytest.raises(surplus.NotAgreed, match="tidak mengatur ini"):
        put(member)


def test_who_asks_does_not_decide_and_says_why():
    member = left_too_late()
    with pytest.raises(surplus.NoReason, match="nomor surat"):
        put(member, document=" ")
    agus = treasurer()
    found = put(member, by=agus)
    with pytest.raises(SamePerson):
        decide(found, by=moved(agus, "kepala", "approver", "53", identity="NIP-agus"))
    assert decide(found, approve=False).state == "REFUSED"
    assert put(member, by=officer("tina", "treasurer", "53")).number == 2


def test_a_month_that_was_covered_is_not_unused():
    enrol(1)
    carry(decided())
    assert surplus.unused() == []
    with pytest.raises(surplus.NothingUnused, match="Tidak ada bulan"):
        put(one("select id from enrolment_membership"))


def test_raw_sql_asks_for_no_more_than_was_paid():
    member = left_too_late()
    put(member)
    with pytest.raises(Error, match="unused months of"):
        write("""insert into contributions_surplus (membership_id, number, region, months, rupiah, how, why, document, content_hash, approval_id, reference, state, trail)
                 select membership_id, 9, region, 3, rupiah + 16800, how, why, document, content_hash, approval_id, '', 'PREPARED', %(trail)s
                   from contributions_surplus""")  # fmt: skip
    with pytest.raises(Error, match="decided by another person"):
        write("update contributions_surplus set state = 'DECIDED', trail = %(trail)s")


def test_the_run_follows_a_member_who_left_before_the_decision():
    enrol(1)
    run(AUGUST, on=date(2025, 8, 1))
    write(
        "update enrolment_membership set state = 'ENDED', ended_because = 'died', covered_until = '2025-07-20', trail = %(trail)s"
    )
    assert run(AUGUST, on=date(2025, 8, 1)).withdrawn == 1
    assert surplus.unused() == []


def test_what_waits_may_be_withdrawn_and_asked_for_anew():
    member = left_too_late()
    made = put(member)
    for _ in range(2):
        assert surplus.withdraw(surplus=made, why="suratnya keliru", by=treasurer(), at=NOW, on=LATER).state == "VOID"  # fmt: skip
    again = put(member)
    assert (again.number, again.state) == (2, "PREPARED")
