"""Who receives and into which account: two people, hours and a call for a change, never somebody else's account."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction

from naung.delivery.claims import actions as claims
from naung.delivery.claims.documents import queries as documents
from naung.delivery.claims.heirs import mandates, noticing, queries, receiving, sound, tree
from naung.delivery.claims.heirs.models import Hold, Payee, PayeeAccount
from naung.foundation.trail import actions as trail
from naung.foundation.vault import seals
from tests.delivery.claims.cast import approve, assess, members, report
from tests.delivery.claims.heirs.cast import (
    AT,
    BRI,
    BROTHER,
    DAUGHTER,
    DIED,
    LATER,
    MOTHER,
    ON,
    SON,
    WIFE,
    bring,
    clerk,
    dead,
    guardian,
    heir,
    power,
    ready,
    reviewed,
    second,
    states,
    who,
)
from tests.people import MACHINE, NOW, officer

pytestmark = pytest.mark.django_db
OTHER = replace(
    BRI, account="222233334444", because="Buku tabungan lama hilang", document="Buku tabungan baru"
)


def refused(statement: str, says: str) -> None:
    with pytest.raises(DatabaseError, match=says), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
        cursor.execute("set constraints all immediate")


def call(account, answer="YES", by=None):
    return receiving.call(account=account, way="phone", spoke_with="Maria", answer=answer, what="Benar, saya yang minta", **who(by or second()))  # fmt: skip


def test_it_works():
    claim = dead(WIFE)
    payee = heir(claim)
    assert states(claim) == ["NO_ACCOUNT"]
    bring(payee)
    assert states(claim) == ["ENTERED"]
    receiving.confirm(account=queries.accounts(payee.pk)[0], **who(second()))
    (found,) = queries.payees(claim.pk, at=AT)
    assert (found.name, found.relation, found.account_tail, found.state, found.share_rupiah) == ("Maria Contoh", "istri", "9012", "READY", None)  # fmt: skip
    assert queries.ready_by_the_database(payee.pk, AT)
    assert b"123456789012" not in bytes(PayeeAccount.objects.get().account_sealed)
    assert noticing.findings(claim.pk, at=AT) == []
    again = (heir(claim), bring(payee), receiving.confirm(account=queries.accounts(payee.pk)[0], **who(second())))  # fmt: skip
    assert again[0] == payee and (Payee.objects.count(), PayeeAccount.objects.count()) == (1, 1)


def test_several_heirs_need_a_power_of_attorney_or_a_guardian_each():
    claim = dead(WIFE, SON, DAUGHTER)
    ready(heir(claim))
    (found,) = queries.payees(claim.pk, at=AT)
    assert (found.state, found.says) == ("NOT_COVERED", "Belum ada penetapan wali dari Yosep Contoh untuk penerima.")  # fmt: skip
    guardian(claim, 2)
    assert queries.payees(claim.pk, at=AT)[0].says == "Belum ada surat kuasa dari Anita Contoh untuk penerima."  # fmt: skip
    given = power(claim, 3)
    assert states(claim) == ["READY"]
    mandates.revoke(mandate=given, because="Anita menarik kuasanya", **who())
    assert states(claim) == ["NOT_COVERED"]


def test_heirs_who_agreed_each_receive_their_share():
    claim = dead(WIFE, DAUGHTER)
    agreed = {"agreement": "Surat kesepakatan 1 Desember 2025"}
    ready(heir(claim, 1, share_rupiah=40_000_000, **agreed))
    assert states(claim) == ["NOT_COVERED"]
    daughter = heir(claim, 2, share_rupiah=30_000_000, **agreed)
    account = bring(daughter, brought=replace(OTHER, holder="Anita Contoh", because=""))
    receiving.confirm(account=account, **who(second()))
    assert states(claim) == ["READY", "READY"]
    with pytest.raises(sound.NotKnown, match="hanya ditulis bersama surat kesepakatan"):
        heir(dead_again(claim), 1, share_rupiah=1)


def dead_again(claim):
    """The same claim without its receivers."""
    for one in Payee.objects.filter(claim=claim, state="OPEN"):
        receiving.end(payee=one, because="Keluarga mengubah kesepakatan", **who())
    return claim


def test_an_orphan_receives_through_a_guardian_from_outside_the_tree():
    claim = dead(replace(SON, via=None))
    with pytest.raises(receiving.NotEntitled, match="masih anak: walinya yang menerima"):
        heir(claim, 1)
    with pytest.raises(receiving.NotEntitled, match="Catat dahulu suratnya"):
        receiving.appoint(claim=claim, kind="GUARDIAN", relative=1, **who())
    given = guardian(claim, 1, None, holder_name="Paulus Contoh")
    payee = receiving.appoint(claim=claim, kind="GUARDIAN", relative=1, mandate=given, **who())
    account = bring(payee, brought=replace(BRI, holder="Paulus Contoh"))
    receiving.confirm(account=account, **who(second()))
    (found,) = queries.payees(claim.pk, at=AT)
    assert (found.name, found.relation, found.state) == ("Paulus Contoh", "wali dari Yosep Contoh", "READY")
    mandates.revoke(mandate=given, because="Wali lain ditetapkan hakim", **who())
    assert states(claim) == ["ENTITLED_NO_MORE"] and not queries.ready_by_the_database(payee.pk, AT)


def test_mandates_that_do_not_fit_are_refused():
    claim = dead(WIFE, SON, DAUGHTER, BROTHER)
    for act, says in (
        (lambda: guardian(claim, 3), "sudah dewasa: yang diperlukan surat kuasa"),
        (lambda: power(claim, 2), "masih anak: ia diwakili wali"),
        (lambda: power(claim, 3, 4), "kepada ahli waris dewasa yang juga berhak"),
        (lambda: power(claim, 4), "Yang diwakili harus ahli waris yang berhak"),
        (lambda: power(claim, 3, 3), "Tidak ada yang mewakili dirinya sendiri"),
    ):
        with pytest.raises(mandates.NotForThisOne, match=says):
            act()
    assert power(claim, 3) == power(claim, 3)
    with pytest.raises(receiving.NotEntitled, match="harus berhak menurut urutan"):
        heir(claim, 4)


def test_nobody_left_the_one_who_paid_the_funeral_receives():
    claim = dead(replace(BROTHER, relation="other"))
    paid = mandates.paid_the_funeral(claim=claim, name="Lurah Contoh", receipt="Kuitansi 12", paid_on=ON, rupiah=9_000_000, phone="081200009777", **who())  # fmt: skip
    payee = receiving.appoint(claim=claim, kind="FUNERAL", funeral=paid, **who())
    account = bring(payee, brought=replace(BRI, holder="Lurah Contoh"))
    receiving.confirm(account=account, **who(second()))
    assert states(claim) == ["READY"]
    found = dead_with_wife()
    with pytest.raises(receiving.NotEntitled):
        receiving.appoint(claim=found, kind="FUNERAL", funeral=paid, **who())


def dead_with_wife():
    claim = report_another()
    tree.enter(claim=claim, told=WIFE, **who())
    return claim


def report_another():
    """Another member's death; whether it is covered does not matter here."""
    from tests.delivery.contributions.cast import enrol, people

    enrol(1, mark="zweite")
    (other,) = people(mark="zweite")
    return report(other, cause="work_accident", day=DIED)


def test_who_wrote_it_does_not_confirm_it_and_a_second_person_may_refuse():
    claim = dead(WIFE)
    account = bring(heir(claim))
    with pytest.raises(receiving.SecondPerson, match="jadi orang lain yang memastikannya"):
        receiving.confirm(account=account, **who())
    refused(f"update claims_payeeaccount set state = 'CONFIRMED', decided_by_id = {clerk().officer}, decided_human = {clerk().human}, decided_at = now(),"
            " effective_at = now() where true", "claims_payeeaccount_by_two")  # fmt: skip
    receiving.refuse(account=account, because="Fotonya tidak terbaca", **who(second()))
    assert states(claim) == ["NO_ACCOUNT"]
    assert not queries.ready_by_the_database(account.payee_id, LATER)


def test_another_account_waits_48_hours_and_hears_the_old_contact():
    claim = dead(WIFE)
    payee = heir(claim)
    ready(payee)
    change = bring(payee, brought=OTHER)
    assert (change.number, change.wait_hours, states(claim)) == (2, 48, ["ENTERED"])
    assert not queries.ready_by_the_database(payee.pk, AT), "nothing goes while a change waits"
    with pytest.raises(receiving.NotHeard, match="Kontak lama belum berkata ya"):
        receiving.confirm(account=change, **who(second()))
    with pytest.raises(receiving.SecondPerson, match="jadi orang lain yang menelepon"):
        call(change, by=clerk())
    call(change)
    receiving.confirm(account=change, **who(second()))
    almost = LATER - timedelta(minutes=1)
    assert (states(claim, almost), states(claim, LATER)) == (["WAITING"], ["READY"])
    assert [queries.ready_by_the_database(payee.pk, at) for at in (almost, LATER)] == [False, True]
    assert queries.payees(claim.pk)[0].state == "WAITING", "without a moment hours count as not over"
    assert [one.kind for one in noticing.findings(claim.pk, at=LATER)] == ["danger"]


def test_an_old_contact_who_says_no_stops_it_and_one_person_is_enough_within_the_hours():
    claim = dead(WIFE)
    payee = heir(claim)
    ready(payee)
    change = bring(payee, brought=OTHER)
    call(change, "NO")
    with pytest.raises(receiving.NotHeard, match="berkata bukan dia yang meminta"):
        receiving.confirm(account=change, **who(second()))
    receiving.refuse(account=change, because="Bukan Maria yang meminta", **who(second()))
    assert states(claim) == ["READY"] and queries.payees(claim.pk, at=AT)[0].account_tail == "9012"
    third = bring(payee, brought=replace(OTHER, account="333344445555"))
    call(third)
    third = receiving.confirm(account=third, **who(second()))
    receiving.stop(account=third, because="Maria menelepon: bukan dia", **who())
    assert states(claim) == ["READY"] and queries.payees(claim.pk, at=LATER)[0].account_tail == "9012"
    with pytest.raises(receiving.NotNow, match="Masa tunggunya sudah lewat"):
        receiving.stop(account=queries.accounts(payee.pk)[0], because="Terlambat beberapa hari", **who())


def test_the_database_asks_for_the_hours_and_the_word_of_the_old_contact():
    claim = dead(WIFE)
    payee = heir(claim)
    ready(payee)
    bring(payee, brought=OTHER)
    by = second()
    entry = trail.record(by=by, verb="test", subject="test", at=AT)
    decided = f"state = 'CONFIRMED', decided_by_id = {by.officer}, decided_human = {by.human}, decided_at = '{AT}', trail = {entry}"
    refused(f"update claims_payeeaccount set {decided}, effective_at = '{AT}' where number = 2", "waits_its_hours|old contact")  # fmt: skip
    refused(f"update claims_payeeaccount set {decided}, effective_at = '{LATER}' where number = 2", "needs the word of the old contact")  # fmt: skip
    refused("update claims_payeeaccount set account_index = '\\x00' where number = 1", "keeps its")
    refused("update claims_payeeaccount set wait_hours = 1 where number = 2", "claims_payeeaccount")
    refused("delete from claims_payeeaccount", "never deleted|denied|violates")


def test_an_account_that_is_not_theirs_is_refused():
    claim = dead(WIFE)
    payee = heir(claim)
    _account_of(claim.person_id, "555566667777")
    with pytest.raises(receiving.NotTheirs, match="bukan nama penerima"):
        bring(payee, brought=replace(BRI, holder="Agustinus Lain"))
    with pytest.raises(receiving.NotTheirs, match="Itu rekening almarhum"):
        bring(payee, brought=replace(BRI, bank="130", account="555566667777"))
    other = report_another()
    _account_of(other.person_id, "888899990000")
    with pytest.raises(receiving.NotTheirs, match="milik peserta lain"):
        bring(payee, brought=replace(BRI, bank="130", account="888899990000"))
    bring(payee)
    refused(
        "insert into claims_payeeaccount (payee_id, village, number, bank, bank_name, product, account_sealed, account_index, tail, holder, name_score,"
        " document, because, wait_hours, entered_by_id, entered_human, entered_at, ended_because, state, trail) select payee_id, village, 2, '130', bank_name,"
        " product, account_sealed, (select number_index from banking_account order by id limit 1), tail, holder, name_score, document, 'sebab', 48, entered_by_id, entered_human, entered_at, '', 'REFUSED',"
        " trail from claims_payeeaccount where number = 1", "never goes to the account of who died")  # fmt: skip


def _account_of(person: int, number: str) -> None:
    """The programme's account of a member, as the bank opened it."""
    entry = trail.record(by=MACHINE, verb="test", subject="test", at=NOW)
    values = [seals.seal(number, "account"), seals.index(number, "account"), entry, person]
    with connection.cursor() as cursor:
        cursor.execute("insert into banking_account (programme_id, membership_id, person_id, region, village, requested_on, refusal_code, refusal_reason, name_on_account,"
                       " passbook, state, trail) select programme_id, id, person_id, region, village, '2025-07-01', '', '', '', '', 'REQUESTED', %s from enrolment_membership"
                       " where person_id = %s", [entry, person])  # fmt: skip
        cursor.execute("update banking_account set state = 'OPENED', number_sealed = %s, number_index = %s, passbook = 'B1', opened_on = '2025-07-02', trail = %s"
                       " where person_id = %s", values)  # fmt: skip


def test_a_basic_savings_account_is_too_small_for_seventy_million():
    claim = dead(WIFE)
    assert claim.rupiah == 70_000_000
    with pytest.raises(receiving.TooSmall, match="paling banyak Rp20.000.000, jadi Rp70.000.000 tidak muat.*minta bank menaikkannya"):  # fmt: skip
        bring(heir(claim), brought=replace(BRI, product="basic"))
    claim = dead_again(claim)
    share = heir(claim, 1, share_rupiah=20_000_000, agreement="Kesepakatan keluarga")
    assert bring(share, brought=replace(BRI, product="basic")).product == "basic"


def test_one_account_in_two_families_is_a_finding_and_no_refusal():
    first = dead(WIFE)
    ready(heir(first))
    other = report_another()
    tree.enter(claim=other, told=replace(WIFE, nik=""), **who())
    bring(heir(other))
    assert [one.kind for one in noticing.findings(other.pk, at=AT)] == ["danger"]


def test_after_an_accident_the_member_receives():
    (person,) = members(months=1, start=date(2025, 11, 1))
    claim = report(person, kind="accident", cause="work_accident", day=DIED)
    payee = receiving.appoint(claim=claim, kind="MEMBER", **who())
    bring(payee, brought=replace(BRI, holder=claim.person.name)) if False else None
    assert (payee.name, states(claim)) == (claim.person.name, ["NO_ACCOUNT"])
    with pytest.raises(receiving.NotEntitled):
        receiving.appoint(claim=claim, kind="HEIR", relative=1, **who())


def test_a_dispute_holds_the_claim_until_another_person_lifts_it():
    claim = reviewed(assess(dead(WIFE, MOTHER)))
    hold = mandates.contest(claim=claim, who="Maria Contoh dan Katarina Contoh", because="Ibu mengaku ditunjuk dalam wasiat", **who())  # fmt: skip
    assert queries.hold(claim.pk) == hold and mandates.contest(claim=claim, who="x y", because="lagi dan lagi", **who()) == hold  # fmt: skip
    payee = heir(claim)
    ready(payee)
    assert states(claim) == ["HELD"] and not queries.ready_by_the_database(payee.pk, AT)
    with pytest.raises((claims.OnHold, DatabaseError)), transaction.atomic():
        approve(claim)
    refused(f"update claims_claim set state = 'APPROVED' where id = {claim.pk}", "contested claim is not approved|naung")  # fmt: skip
    with pytest.raises(mandates.SameHand, match="jadi orang lain yang melepasnya"):
        mandates.lift(hold=hold, because="Sudah berdamai di kelurahan", document="Surat damai", **who())
    refused(f"update claims_hold set state = 'LIFTED', lifted_by_id = {clerk().officer}, lifted_human = {clerk().human}, lifted_at = now(),"
            " lifted_because = 'x', lifted_document = 'y'", "claims_hold_lifted_by_another")  # fmt: skip
    mandates.lift(hold=hold, because="Sudah berdamai di kelurahan", document="Surat damai", **who(second()))
    assert queries.hold(claim.pk) is None and states(claim) == ["READY"]
    assert approve(claim).state == "APPROVED" and Hold.objects.count() == 1


def test_only_whoever_looks_after_heirs_there_may_write():
    claim = dead(WIFE)
    for login, role, region in (("lurah3", "village_operator", "53.71"), ("lain", "regency_officer", "53.01")):  # fmt: skip
        with pytest.raises(sound.staff.NotAllowed):
            receiving.appoint(claim=claim, kind="HEIR", relative=1, by=officer(login, role, region), at=AT, on=ON)  # fmt: skip


def test_the_family_makes_the_file_ask_for_its_papers():
    claim = dead(WIFE, SON, DAUGHTER)
    wanted = ["guardian_letter", "marriage_book", "power_letter"]
    assert papers(claim) == wanted
    heir(claim, 1, without_account=True)
    assert papers(claim) == ["account_opening", *wanted]
    bring(queries.open_payees(claim.pk)[0])
    tree.strike(claim=claim, number=2, because="Anak tetangga, salah catat", **who())
    assert papers(claim) == ["marriage_book", "power_letter"]


def papers(claim) -> list[str]:
    asked = {one.kind for one in documents.asked(claim.pk) if one.state != "DROPPED"}
    return sorted(asked & {"marriage_book", "guardian_letter", "power_letter", "account_opening"})
