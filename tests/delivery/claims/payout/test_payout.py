"""From our approval to the money in a widow's hands, and everything on the way that is refused."""

from datetime import date

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from naung.delivery.claims import deciding
from naung.delivery.claims.moving import SamePerson
from naung.delivery.claims.payout import actions, confirming, determining, paying, queries
from naung.delivery.claims.payout.actions import Granted
from naung.foundation.approvals import actions as approvals
from naung.foundation.staff.queries import NotAllowed
from naung.foundation.trail import actions as trail
from naung.kit.states import NotInThisState
from tests.delivery.claims import cast as claims
from tests.delivery.claims.cast import approver, assessor, filer
from tests.delivery.claims.heirs import cast as heirs
from tests.delivery.claims.payout.cast import (
    ASKED,
    LETTER,
    LINES,
    PAID,
    again,
    approved,
    assessed,
    confirm,
    determine,
    gap,
    insurer,
    pay,
    reviewed,
    state,
    verifier,
    who,
)
from tests.people import MACHINE, NOW, moved, officer

pytestmark = pytest.mark.django_db
LESS = [LINES[0], LINES[2]]  # without the periodic benefit: Rp58,000,000


def test_it_works():
    claim, widow = approved()
    claim = determine(claim)
    assert (claim.state, queries.determination(claim.pk).rupiah) == ("DETERMINED", 70_000_000)
    payment = pay(claim, widow)
    claim = again(claim)
    assert (claim.state, claim.paid_on, claim.paid_rupiah) == ("PAID", PAID, 70_000_000)
    with pytest.raises(confirming.NotYetConfirmed, match="memastikan jumlah"):
        actions.close(claim=claim, **who(assessor(), ASKED))
    confirm(payment)
    closed = actions.close(claim=claim, **who(assessor(), ASKED))
    assert (closed.state, closed.closed_on) == ("CLOSED", ASKED)


def test_a_death_in_the_first_90_days_waits_for_a_fourth_human():
    claim, _ = assessed()
    with pytest.raises(deciding.NotReviewed, match="kurang dari 90 hari"):
        claims.approve(claim)
    with pytest.raises(SamePerson, match="yang menilai klaim ini"):
        actions.review(claim=claim, looked_at="x" * 40, **who(assessor(), LETTER))
    with pytest.raises(determining.SaysWhy, match="paling sedikit 20 huruf"):
        actions.review(claim=claim, looked_at="baik", **who(verifier(), LETTER))
    assert reviewed(claim) == reviewed(claim)
    rina = moved(officer("rina", "regency_officer"), "rina2", "approver", "53", identity="NIP-rina")
    with pytest.raises(SamePerson, match="untuk kedua kali"):
        claims.approve(claim, by=rina)
    assert claims.approve(claim).state == "APPROVED"


def test_the_database_asks_for_the_second_look_too():
    claim, _ = assessed()
    by = approver()
    approvals.decide(approval=claim.approval, approve=True, content_hash=claim.approval.content_hash, by=by, at=NOW)  # fmt: skip
    with pytest.raises(IntegrityError, match="looked at twice"):
        raw("update claims_claim set state = 'APPROVED', approver_id = %s, approver_human = %s, decided_on = '2025-12-03', trail = {trail} where id = %s",
            by.officer, by.human, claim.pk)  # fmt: skip


def test_everything_can_be_said_twice():
    claim, widow = approved()
    for _ in range(2):
        determine(claim)
    payments = {pay(claim, widow).pk for _ in range(2)}
    said = {confirm(queries.payment("TRF-1")).pk for _ in range(2)}
    for _ in range(2):
        actions.close(claim=claim, **who(assessor(), ASKED))
    assert (len(payments), len(said), len(queries.determinations(claim.pk))) == (1, 1, 1)
    with pytest.raises(determining.LetterKnown, match="isi lain"):
        determine(claim, LESS)


def test_a_refusal_of_the_insurer_ends_the_claim_with_its_reason():
    claim, _ = approved()
    claim = determine(claim, [], granted=False, because="Belum peserta menurut catatan BPJS.")
    assert (claim.state, claim.refused_because) == ("REFUSED", "Belum peserta menurut catatan BPJS.")


def test_the_word_stands_beside_the_estimate_and_a_difference_is_explained_before_anything_is_paid():
    claim, widow = approved()
    determine(claim, LESS)
    word = queries.determination(claim.pk)
    assert [(one.what, one.difference) for one in queries.beside(claim, word) if one.difference] == [("jkk.periodic", -12_000_000)]  # fmt: skip
    with pytest.raises(paying.NotExplained, match="jelaskan atau ajukan keberatan"):
        pay(claim, widow, 58_000_000)
    with pytest.raises(SamePerson, match="yang mencatat putusan BPJS"):
        also = officer("bpjs2", "verifier", "53", identity="NIP-bpjs")
        actions.explain(claim=claim, because="x", **who(also, LETTER))
    actions.explain(claim=claim, because="Santunan berkala dibayar terpisah.", **who(verifier(), LETTER))
    pay(claim, widow, 58_000_000)
    assert (state(claim), again(claim).rupiah) == ("PAID", 70_000_000)


def test_a_difference_is_contested_with_a_letter_and_the_next_word_counts():
    claim, widow = approved()
    determine(claim, LESS)
    told = {
        "because": "Santunan berkala tertinggal.",
        "letter_number": "K/1",
        "answer_by": date(2025, 12, 18),
    }
    assert actions.contest(claim=claim, **told, **who(verifier(), LETTER)).state == "APPROVED"
    with pytest.raises(NotInThisState):
        pay(claim, widow, 58_000_000)
    determine(claim, letter="B/2", on=date(2025, 12, 10))
    assert [word.version for word in queries.determinations(claim.pk)] == [1, 2]
    pay(claim, widow, on=date(2025, 12, 10))
    assert state(claim) == "PAID"


def test_what_was_explained_is_not_contested_any_more():
    claim, widow = approved()
    determine(claim, LESS)
    actions.explain(claim=claim, because="Menyusul.", **who(verifier(), LETTER))
    with pytest.raises(determining.AlreadyExplained, match="sudah dijelaskan"):
        actions.contest(claim=claim, because="x", letter_number="K/1", answer_by=date(2025, 12, 18), **who(verifier(), LETTER))  # fmt: skip


def test_nothing_differs_nothing_is_explained():
    claim, _ = approved()
    determine(claim)
    with pytest.raises(determining.NothingDiffers, match="tidak ada selisih"):
        actions.explain(claim=claim, because="x", **who(verifier(), LETTER))


HALVES = [
    ({"letter": " "}, determining.NoLetter, "nomor surat"),
    ({"lines": [Granted("jkk.funeral", -1)]}, determining.WrongAmount, "nol atau lebih"),
    ({"lines": [LINES[0], LINES[0]]}, determining.WrongAmount, "satu kali"),
    ({"granted": False, "lines": []}, determining.SaysWhy, "alasannya"),
    ({"on": date(2025, 11, 30)}, determining.WrongDay, "sebelum laporan"),
]


def test_a_word_is_whole():
    claim, _ = approved()
    for more, refusal, match in HALVES:
        with pytest.raises(refusal, match=match):
            determine(claim, **more)
    assert (state(claim), queries.determinations(claim.pk)) == ("APPROVED", [])


def test_never_more_than_was_granted():
    claim, widow = approved()
    determine(claim)
    pay(claim, widow, 68_000_000)
    with pytest.raises(paying.MoreThanGranted, match="tinggal Rp2.000.000"):
        pay(claim, widow, 2_000_001, reference="TRF-2")
    pay(claim, widow, 2_000_000, reference="TRF-2")
    assert state(claim) == "PAID"


def test_a_reference_is_one_payment():
    claim, widow = approved()
    determine(claim)
    pay(claim, widow, 1_000_000)
    with pytest.raises(paying.ReferenceKnown, match="TRF-1"):
        pay(claim, widow, 2_000_000)


def test_nobody_is_paid_whose_account_waits_for_a_second_person():
    claim = heirs.dead(heirs.WIFE)
    payee = heirs.heir(claim)
    heirs.bring(payee)
    claim = claims.assess(claim)
    reviewed(claim)
    claim = determine(claims.approve(claim))
    with pytest.raises(paying.NotReady, match="belum siap"):
        pay(claim, payee.pk)


LATE = date(
    2025, 12, 16
)  # complete on 2 December; seven working days end on the 11th: three working days late


def test_late_money_costs_the_insurer_one_per_cent_a_working_day():
    claim, widow = approved()
    due = queries.due(claim, LATE)
    assert (due.pay_by, due.days_late, due.interest) == (date(2025, 12, 11), 3, 2_100_000)
    assert [one.claim.pk for one in queries.overdue(LATE)] == [claim.pk]
    determine(claim)
    assert pay(claim, widow, on=LATE).interest_due == 2_100_000
    assert state(claim) == "DETERMINED"
    with pytest.raises(paying.MoreThanGranted):
        pay(claim, widow, 2_100_001, reference="TRF-2", kind="interest", on=LATE)
    pay(claim, widow, 2_100_000, reference="TRF-2", kind="interest", on=LATE)
    assert (state(claim), again(claim).paid_rupiah, queries.overdue(LATE)) == ("PAID", 72_100_000, [])


def test_interest_that_does_not_come_is_given_up_by_two():
    claim, widow = approved()
    determine(claim)
    pay(claim, widow, on=LATE)
    asked = actions.give_up_interest(claim=claim, because="BPJS menyatakan jaringan putus.", **who(verifier(), LATE))  # fmt: skip
    with pytest.raises(SamePerson, match="mencatat selisih"):
        actions.settle_gap(gap_id=asked.pk, because="Setuju.", **who(verifier(), LATE))
    actions.settle_gap(gap_id=asked.pk, because="Keadaan kahar, surat B/9.", **who(approver(), LATE))
    assert state(claim) == "PAID"


def test_less_in_the_hands_of_the_family_is_an_alarm_until_another_person_settles_it():
    """Rp70,000,000 left the insurer and Rp20,000,000 reached the widow."""
    claim, widow = approved()
    determine(claim)
    payment = pay(claim, widow)
    confirm(payment, 20_000_000)
    missing = gap(claim)
    assert (missing.state, missing.rupiah) == ("OPEN", 50_000_000)
    assert list(queries.open_gaps()) == [missing]
    with pytest.raises(confirming.NotYetConfirmed):
        actions.close(claim=claim, **who(assessor(), ASKED))
    with pytest.raises(SamePerson):
        actions.settle_gap(gap_id=missing.pk, because="x", **who(assessor(), ASKED))
    confirm(payment, on=date(2025, 12, 15))
    with pytest.raises(confirming.NotYetConfirmed):  # the alarm is not silenced by a later word alone
        actions.close(claim=claim, **who(assessor(), date(2025, 12, 15)))
    actions.settle_gap(gap_id=missing.pk, because="Dikembalikan di depan camat.", **who(verifier(), date(2025, 12, 15)))  # fmt: skip
    assert actions.close(claim=claim, **who(assessor(), date(2025, 12, 15))).state == "CLOSED"


def test_who_recorded_the_payment_does_not_ask_the_family():
    claim, widow = approved()
    determine(claim)
    payment = pay(claim, widow)
    both = officer("bpjs3", "district_officer", "53.71", identity="NIP-bpjs")
    with pytest.raises(SamePerson, match="yang mencatat pembayaran ini"):
        confirm(payment, by=both)
    with pytest.raises(confirming.WrongAmount, match="Yang dikirim Rp70.000.000"):
        confirm(payment, 70_000_001)
    with pytest.raises(confirming.WrongDay):
        confirm(payment, on=date(2025, 12, 4))


def test_roles_are_asked_for():
    claim, widow = approved()
    with pytest.raises(NotAllowed):
        determine(claim, by=filer())
    determine(claim)
    with pytest.raises(NotAllowed):
        pay(claim, widow, by=filer())
    with pytest.raises(NotAllowed):
        confirm(pay(claim, widow), by=officer("bendahara", "treasurer", "53"))


def test_a_dispute_stops_the_insurer_s_word_as_well():
    from naung.delivery.claims.deciding import OnHold
    from naung.delivery.claims.heirs import mandates

    claim, _ = approved()
    mandates.contest(claim=claim, because="Dua istri.", who="Maria dan Marta", **heirs.who())
    with pytest.raises(OnHold, match="Dua istri"):
        determine(claim)


def raw(statement: str, *params) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        entry = trail.record(by=MACHINE, verb="test.raw", subject="test", at=NOW)
        cursor.execute(statement.replace("{trail}", str(entry)), params)


def test_the_database_moves_no_claim_without_the_insurer_s_word():
    claim, _ = approved()
    for to in ("DETERMINED", "REFUSED"):
        with pytest.raises(IntegrityError, match="newest word"):
            raw("update claims_claim set state = %s, refused_because = case %s when 'REFUSED' then 'x' else '' end, trail = {trail} where id = %s", to, to, claim.pk)  # fmt: skip


def test_the_database_calls_nothing_paid_that_is_not_and_closes_nothing_unasked():
    claim, widow = approved()
    determine(claim)
    with pytest.raises(IntegrityError, match="wholly paid"):
        raw("update claims_claim set state = 'PAID', paid_on = '2025-12-05', paid_rupiah = 70000000, trail = {trail} where id = %s", claim.pk)  # fmt: skip
    pay(claim, widow)
    with pytest.raises(IntegrityError, match="every receiver said"):
        raw("update claims_claim set state = 'CLOSED', closed_on = '2025-12-08', trail = {trail} where id = %s", claim.pk)  # fmt: skip


def test_what_was_said_and_paid_is_never_changed():
    claim, widow = approved()
    determine(claim)
    confirm(pay(claim, widow))
    for table in ("determination", "payment", "confirmation"):
        with pytest.raises(ProgrammingError, match="permission denied"):
            raw(f"update claims_{table} set rupiah = rupiah - 1")


def test_the_database_takes_no_payment_beyond_the_grant_and_none_by_nobody():
    claim, widow = approved()
    determine(claim)
    by, word = insurer(), queries.determination(claim.pk)
    put = """insert into claims_payment (claim_id, determination_id, payee_id, village, kind, rupiah, paid_on, method, reference, days_late, interest_due,
                 officer_id, human, trail) values (%s, %s, %s, %s, 'benefit', %s, '2025-12-05', 'transfer', 'X', 0, 0, %s, %s, """  # fmt: skip
    row = (claim.pk, word.pk, widow, claim.village, 70_000_001, by.officer, by.human)
    with pytest.raises(IntegrityError, match="names the entry"):
        raw(put + "{trail})", *row[:4], 70_000_000, *row[5:])
    with pytest.raises(IntegrityError, match="never more than was granted"), transaction.atomic():
        told = trail.record(by=by, verb="claims.transfer", subject="x", at=NOW)
        with connection.cursor() as cursor:
            cursor.execute(put + f"{told})", row)
