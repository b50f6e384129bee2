"""A death and an accident, from the first word to an approved estimate; and what is refused on the way."""

import json
from datetime import date

import pytest
from django.db import IntegrityError, connection

from naung.delivery.claims import actions, queries
from naung.delivery.claims.actions import Receipts
from naung.delivery.claims.models import Claim
from naung.delivery.enrolment import queries as enrolment
from naung.delivery.programme import queries as programmes
from naung.delivery.selection.models import Place
from naung.foundation.approvals.actions import ContentChanged
from naung.foundation.staff.queries import NotAllowed
from naung.foundation.trail.models import Entry
from naung.kit.states import NotInThisState
from tests.delivery.claims.cast import approve, approver, assess, assessor, filer, members, report
from tests.delivery.contributions.cast import programme
from tests.people import MACHINE, NOW, moved, officer

pytestmark = pytest.mark.django_db


def test_it_works():
    (person,) = members(months=5)
    claim = report(person, account="jatuh sakit")
    assert (claim.number, claim.state, claim.cover, claim.months_paid) == ("K-2025-0001", "REPORTED", "IN", 5)
    assert (claim.rupiah, [line["amount"] for line in claim.estimate]) == (
        42_000_000,
        [20_000_000, 12_000_000, 10_000_000],
    )
    assert all(line["reference"] for line in claim.estimate)
    claim = approve(assess(claim))
    assert (claim.state, claim.rupiah) == ("APPROVED", 42_000_000)
    assert queries.account(claim) == "jatuh sakit"


def test_a_number_is_one_claim_whatever_the_programme():
    """The trail, the letters and the command line name a claim by its number alone."""
    claim, other = report(members(months=1)[0]), {"id": 900001, "code": "ntt-lain"}
    with connection.cursor() as cursor:
        cursor.execute(
            "insert into programme_programme select (jsonb_populate_record(p, %s)).* from programme_programme p where id = %s",
            [json.dumps(other), claim.programme_id],
        )
        with pytest.raises(IntegrityError, match="claims_number_once"):
            cursor.execute(
                """insert into claims_claim select (jsonb_populate_record(c, '{"id": 900001, "programme_id": 900001, "kind": "accident",
                   "cause": "work_accident", "happened_on": "2025-11-04"}')).* from claims_claim c where id = %s""",
                [claim.pk],
            )


def test_an_approved_death_ends_the_membership_and_gives_the_place_back():
    (person,) = members(months=5)
    before = programmes.quota(programme(), "53.71").used
    approve(assess(report(person)))
    (member,) = enrolment.of_person(person)
    assert (member.state, member.covered_until) == ("ENDED", date(2025, 11, 5))
    assert Place.objects.get(person_id=person).state == "RELEASED"
    assert programmes.quota(programme(), "53.71").used == before - 1
    assert approve(queries.by_number("K-2025-0001")).state == "APPROVED"  # again: unchanged


@pytest.mark.parametrize(
    ("day", "rupiah"), [(date(2025, 9, 30), 10_000_000), (date(2025, 10, 1), 42_000_000)]
)
def test_within_three_months_an_illness_pays_the_funeral_alone(day, rupiah):
    (person,) = members(months=4)
    assert report(person, day=day).rupiah == rupiah


def test_a_work_accident_does_not_wait():
    (person,) = members(months=1)
    claim = report(person, cause="work_accident", day=date(2025, 7, 5))
    assert (claim.rupiah, claim.estimate[0]["what"]) == (70_000_000, "jkk.death_grant")


def test_an_accident_is_assessed_from_its_papers():
    (person,) = members(months=4)
    claim = report(person, kind="accident", cause="work_accident", day=date(2025, 10, 14))
    assert claim.rupiah == 0
    claim = assess(claim, receipts=Receipts(days=45, land=600_000, sea=2_500_000, air=8_000_000))
    assert claim.rupiah == 1_500_000 + 10_600_000
    approve(claim)
    assert enrolment.of_person(person)[0].state == "ENROLLED"


def test_the_same_event_again_is_the_same_claim():
    (person,) = members(months=5)
    first, entries = report(person), Entry.objects.count()
    assert report(person, by=officer("tetangga", "village_operator")) == first
    assert Entry.objects.filter(verb="claims.report").count() == 1
    assert Entry.objects.count() == entries + 2  # the other officer's appointment, and that they told it too


def test_a_second_day_of_death_is_refused_with_the_number_of_the_first():
    (person,) = members(months=5)
    report(person)
    with pytest.raises(
        actions.AlreadyReported, match="sudah dilaporkan dengan nomor K-2025-0001, tanggal 5 November 2025"
    ):
        report(person, day=date(2025, 11, 6))


def test_numbers_follow_each_other():
    one, two = members(2, months=5)
    assert [report(one).number, report(two).number] == ["K-2025-0001", "K-2025-0002"]


def test_the_family_can_report_without_an_officer():
    (person,) = members(months=5)
    claim = report(person, by=MACHINE, reporter="Anak Contoh", relation="family")
    assert (claim.filer_id, claim.reporter) == (None, "Anak Contoh")
    assert approve(assess(claim)).state == "APPROVED"


def test_a_day_outside_the_cover_is_kept_with_the_reason_and_never_assessed():
    (person,) = members(months=5, start=date(2025, 8, 1))
    claim = report(person, day=date(2025, 7, 31))
    assert (claim.cover, claim.rupiah, claim.estimate) == ("OUT", 0, [])
    with pytest.raises(actions.NotCovered, match="Perlindungan baru mulai 1 Agustus 2025"):
        assess(claim)
    refused = actions.refuse(
        claim=claim, because="Belum terlindungi pada hari itu.", by=approver(), at=NOW, on=date(2025, 12, 3)
    )
    assert refused.state == "REFUSED"
    assert (
        report(person, day=date(2025, 11, 1)).number == "K-2025-0002"
    )  # a refused one does not stand in the way


def test_a_month_that_is_not_paid_yet_is_neither_yes_nor_no():
    (person,) = members(months=3)
    claim = report(person, day=date(2025, 10, 20))
    assert claim.cover == "UNCLEAR"
    with pytest.raises(actions.NotCovered, match="tanyakan kepada BPJS"):
        assess(claim)


def test_months_paid_later_make_the_answer_clear():
    from naung.kit.months import Month
    from tests.delivery.claims.cast import pay

    (person,) = members(months=3)
    claim = report(person, day=date(2025, 10, 20))
    pay(Month(2025, 10))
    assert assess(claim).rupiah == 42_000_000


def test_who_was_never_a_member_cannot_claim():
    from tests.delivery.selection.cast import crowd

    (person,) = crowd(1)
    with pytest.raises(actions.NeverEnrolled, match="belum pernah menjadi peserta"):
        report(person.pk)


def test_an_event_of_tomorrow_is_refused():
    (person,) = members(months=5)
    with pytest.raises(actions.NotYetHappened, match="2 Desember 2025 belum terjadi"):
        report(person, day=date(2025, 12, 2))


@pytest.mark.parametrize(
    ("kind", "cause"), [("accident", "illness"), ("birth", "illness"), ("death", "unknown")]
)
def test_an_unknown_case_is_refused(kind, cause):
    with pytest.raises(actions.UnknownCase, match="tidak dikenal"):
        report(1, kind=kind, cause=cause)


def test_who_filed_it_does_not_assess_it():
    (person,) = members(months=5)
    claim = report(person, by=assessor())
    with pytest.raises(actions.SamePerson, match="yang melaporkan klaim ini"):
        assess(claim, by=assessor())


def test_who_filed_it_does_not_approve_it_under_another_account():
    (person,) = members(months=5)
    claim = assess(report(person, by=officer("lurah1", "village_operator", identity="NIP-9")))
    with pytest.raises(actions.SamePerson, match="yang melaporkan klaim ini"):
        approve(claim, by=officer("pejabat9", "approver", "53", identity="NIP-9"))


def test_who_assessed_it_does_not_approve_or_refuse_it():
    (person,) = members(months=5)
    claim = assess(report(person))
    both = moved(assessor(), "dinas2", "approver", "53", identity="NIP-dinas")
    with pytest.raises(actions.SamePerson, match="yang menilai klaim ini"):
        approve(claim, by=both)
    with pytest.raises(actions.SamePerson, match="yang menilai klaim ini"):
        actions.refuse(claim=claim, because="x", by=both, at=NOW, on=date(2025, 12, 3))


def test_roles_are_asked_for():
    (person,) = members(months=5)
    claim = report(person)
    with pytest.raises(NotAllowed):
        assess(claim, by=officer("bendahara", "treasurer", "53"))
    with pytest.raises(NotAllowed):
        approve(assess(claim), by=officer("bendahara", "treasurer", "53"))


def test_what_the_approver_saw_must_be_what_was_assessed():
    (person,) = members(months=5)
    with pytest.raises(ContentChanged):
        approve(assess(report(person)), content_hash="0" * 64)


def test_an_approved_claim_is_not_refused():
    (person,) = members(months=5)
    claim = approve(assess(report(person)))
    with pytest.raises(NotInThisState):
        actions.refuse(
            claim=claim, because="x", by=officer("lain", "approver", "53"), at=NOW, on=date(2025, 12, 3)
        )


def test_an_unknown_number_is_refused_by_name():
    with pytest.raises(queries.NoSuchClaim, match="Tidak ada klaim bernomor K-1"):
        queries.by_number("K-1")


def test_nothing_of_the_story_reaches_the_trail():
    (person,) = members(months=5)
    assess(report(person, account="demam berdarah", reporter="Ibu Contoh"))
    told = " ".join(
        str(e.facts) + e.why + e.subject for e in Entry.objects.filter(verb__startswith="claims.")
    )
    assert "demam" not in told and "Ibu Contoh" not in told
    assert b"demam" not in bytes(Claim.objects.get().account_sealed)


def test_filer_is_remembered():
    (person,) = members(months=5)
    assert report(person).filer_human == filer().human
