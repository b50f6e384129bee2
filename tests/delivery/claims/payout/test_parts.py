"""Ojek hurt in July: his days without work are paid month by month and his boat by its ticket, and the last payment is what is left."""

from datetime import UTC, date, datetime
from io import BytesIO

import pytest
from django.db import IntegrityError, connection, transaction
from pypdf import PdfReader

from naung.delivery.claims import actions as claims
from naung.delivery.claims.heirs import receiving
from naung.delivery.claims.payout import actions, confirming, parts, paying, paying_parts, queries, receipts
from naung.delivery.claims.payout.actions import Granted
from naung.delivery.claims.treatment import actions as care
from naung.delivery.claims.treatment import rules
from naung.foundation.papers import queries as papers
from naung.foundation.trail import actions as trail
from tests.delivery.claims import cast
from tests.delivery.claims.heirs import cast as heirs
from tests.delivery.claims.payout.cast import again, determine, insurer, verifier, who
from tests.delivery.contributions.cast import write
from tests.people import NOW, officer

pytestmark = pytest.mark.django_db
HURT, SEPTEMBER, ENDED = date(2025, 7, 21), date(2025, 9, 2), date(2025, 11, 20)


def told(claim, kind, day, **more):
    return care.record(claim=claim, told=care.Told(kind, day, **more), **who(cast.assessor(), ENDED))


def hurt():
    """Off work by one letter from 21 July to 10 September, and a boat of Rp2,500,000; the money is his own."""
    (person,) = cast.members(1, months=1)
    write("update registry_person set name = 'Petrus Contoh'")
    claim = cast.report(person, "accident", "work_accident", HURT, on=date(2025, 7, 22))
    told(claim, "rest", HURT, until=date(2025, 9, 10), reference="SKI/1")
    told(claim, "transport", date(2025, 7, 25), what="sea", rupiah=2_500_000, reference="KAPAL/1")
    payee = receiving.appoint(claim=claim, kind="MEMBER", **_july())
    brought = receiving.Brought("002", "900100200300", payee.name, "regular", "halaman depan")
    account = receiving.bring(payee=payee, brought=brought, **_july())
    receiving.confirm(account=account, **{**_july(), "by": heirs.second()})
    return again(claim), payee.pk


def _july():
    return {"by": heirs.clerk(), "at": datetime(2025, 7, 23, 1, tzinfo=UTC), "on": date(2025, 7, 23)}


def due(claim, on=SEPTEMBER):
    return {one.code: one.rupiah for one in parts.due(claim, on=on)}


def pay(claim, payee, part, rupiah, *, reference="P-1", on=SEPTEMBER, by=None):
    return actions.pay_part(claim=claim, payee_id=payee, part=part, rupiah=rupiah, paid_on=on, reference=reference, **who(by or insurer(), on))  # fmt: skip


JULY, AUGUST = "inability:2025-07-21", "inability:2025-08-01"


def test_it_works():
    """July 11 days, August 31, September 10: 52 days are Rp1,733,333 in all, whether paid at once or month by month."""
    claim, ojek = hurt()
    (boat,) = [code for code in due(claim) if code.startswith("transport")]
    assert due(claim) == {JULY: 366_667, AUGUST: 1_033_333, boat: 2_000_000}
    pay(claim, ojek, JULY, 366_667)
    pay(claim, ojek, boat, 2_000_000, reference="P-2")
    assert due(claim) == {AUGUST: 1_033_333}
    pay(claim, ojek, AUGUST, 1_033_333, reference="P-3")
    assert due(claim, ENDED) == {"inability:2025-09-01": 333_333}
    told(claim, "statement", date(2025, 9, 10), what="healed", signed_by="dr. Contoh", reference="KK3")
    claim = again(cast.approve(cast.assess(claim)))
    assert claim.rupiah == 3_733_333
    claim = determine(claim, [Granted(line["what"], line["amount"]) for line in claim.estimate])
    with pytest.raises(paying.MoreThanGranted, match="tinggal Rp333.333"):
        actions.pay(claim=claim, payee_id=ojek, rupiah=333_334, paid_on=date(2025, 12, 5), reference="P-4", **who(insurer(), date(2025, 12, 5)))  # fmt: skip
    actions.pay(claim=claim, payee_id=ojek, rupiah=333_333, paid_on=date(2025, 12, 5), reference="P-4", **who(insurer(), date(2025, 12, 5)))  # fmt: skip
    claim = again(claim)
    assert (claim.state, claim.paid_rupiah) == ("PAID", 3_733_333)


def test_a_part_is_paid_once_and_never_above_what_is_told():
    claim, ojek = hurt()
    assert pay(claim, ojek, JULY, 366_667) == pay(claim, ojek, JULY, 366_667)
    with pytest.raises(paying_parts.NotDue, match="sudah dibayar"):
        pay(claim, ojek, JULY, 366_667, reference="P-2")
    with pytest.raises(paying.ReferenceKnown):
        pay(claim, ojek, AUGUST, 366_667)
    with pytest.raises(paying.MoreThanGranted, match="paling banyak Rp1.033.333"):
        pay(claim, ojek, AUGUST, 1_033_334, reference="P-2")
    with pytest.raises(paying_parts.NotDue):  # September is not over
        pay(claim, ojek, "inability:2025-09-01", 1, reference="P-2")


def test_what_was_paid_by_a_letter_keeps_the_letter():
    claim, ojek = hurt()
    pay(claim, ojek, JULY, 366_667)
    (letter,) = [one for one in care.queries.live(claim.pk) if one.kind == "rest"]
    with pytest.raises(rules.StandsOn, match="sudah dibayar berdasarkan catatan ini"):
        care.void(claim=claim, entry=letter.pk, because="salah tanggal rupanya", **who(cast.assessor(), ENDED))  # fmt: skip


def test_the_receipt_says_the_sum_in_words_and_that_nothing_is_kept_back():
    claim, ojek = hurt()
    payment = pay(claim, ojek, JULY, 366_667)
    asked = {
        "claim": claim,
        "payment": payment,
        "phone": "0800 0000 0053",
        "address": "https://naung.contoh",
        **who(verifier(), SEPTEMBER),
    }
    made, same = receipts.issue(**asked), receipts.issue(**asked)
    text = " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(papers.content(made))).pages)  # fmt: skip
    for word in (
        "tiga ratus enam puluh enam ribu enam ratus enam puluh tujuh rupiah",
        "Rp366.667",
        "Tanpa potongan",
        "Petrus Contoh",
        "11 hari",
        "DATA CONTOH",
    ):
        assert word in text
    assert made == same


PUT = """insert into claims_payment (claim_id, payee_id, village, kind, rupiah, paid_on, method, reference, days_late, interest_due, first_day, last_day,
           days, officer_id, human, trail) values (%s, %s, %s, 'inability', 1, '2025-09-02', 'transfer', %s, 0, 0, %s, %s, %s, %s, %s, %s)"""


def test_the_database_pays_no_day_twice_and_none_that_no_letter_names():
    claim, ojek = hurt()
    pay(claim, ojek, JULY, 366_667)
    by = insurer()
    for first, last, days in (("2025-07-31", "2025-08-01", 2), ("2025-08-01", "2025-08-31", 30), ("2025-07-01", "2025-07-10", 10)):  # fmt: skip
        with pytest.raises(IntegrityError, match="a day without work is paid once"), transaction.atomic():
            told = trail.record(by=by, verb="claims.transfer", subject="x", at=NOW)
            with connection.cursor() as cursor:
                cursor.execute(PUT, [claim.pk, ojek, claim.village, "X", first, last, days, by.officer, by.human, told])  # fmt: skip


def test_an_accident_of_which_nothing_is_told_is_not_called_free_of_cost():
    (person,) = cast.members(1, months=1)
    claim = cast.complete(cast.report(person, "accident", "work_accident", HURT))
    for typed in (None, claims.Receipts()):
        with pytest.raises(claims.NothingTold, match="catat biaya, surat istirahat"):
            cast.assess(claim, receipts=typed)
    assert cast.assess(claim, receipts=claims.Receipts(days=3)).rupiah == 100_000


def test_the_family_is_asked_by_nobody_who_had_a_hand_in_the_money():
    """Not by who wrote the account, nor by the village's officer, who may have gone to the bank with them; the database says so too."""
    claim, ojek = hurt()
    payment = pay(claim, ojek, JULY, 366_667)
    told = {"payment_id": payment.pk, "rupiah": 366_667, "channel": "visit"}
    with pytest.raises(confirming.SamePerson, match="yang mencatat rekening penerima"):
        actions.confirm(**told, **who(heirs.clerk(), SEPTEMBER))
    lurah = officer("lurah", "village_operator", "53.71")
    with pytest.raises(confirming.staff.NotAllowed):
        actions.confirm(**told, **who(lurah, SEPTEMBER))
    both = officer("lurah", "verifier", "53")
    with pytest.raises(IntegrityError, match="serves in the village"), transaction.atomic():
        actions.confirm(**told, **who(both, SEPTEMBER))
    assert actions.confirm(**told, **who(verifier(), SEPTEMBER)).number == 1
    assert queries.confirmed(claim.pk) == {payment.pk: 366_667}
