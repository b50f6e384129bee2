"""A death by illness: Rp10,000,000 in the second month, Rp42,000,000 after three; and three different people until it is approved."""

from datetime import date

import pytest

from naung.foundation.staff import actions as staff
from naung.foundation.staff import queries as queries_of_staff
from naung.kit.actor import system
from naung.project.road import at, who
from tests.journeys.papers import gather

SECOND_MONTH, FIFTH_MONTH = date(2025, 8, 20), date(2025, 11, 20)
BURIAL, GRANT, MONTHLY = 10_000_000, 20_000_000, 24 * 500_000


def member(programme, which=3):
    from naung.delivery.enrolment import queries

    return queries.enrolled(programme()).filter(covered_from=date(2025, 7, 1)).order_by("person__code")[which]


def report(person_id, died_on, login="kota", cause="illness"):
    from naung.delivery.claims import actions

    return actions.report(
        person_id=person_id,
        kind="death",
        cause=cause,
        happened_on=died_on,
        on=died_on,
        by=who(login),
        at=at(died_on),
    )


def assess(claim, login="penilai"):
    from naung.delivery.claims import actions

    gather(claim, claim.happened_on)
    return actions.assess(claim=claim, by=who(login), at=at(claim.happened_on, 14), on=claim.happened_on)


def approve(claim, login="pejabat"):
    from naung.delivery.claims import actions, queries

    seen = queries.content_hash(claim)
    return actions.approve(
        claim=claim, content_hash=seen, by=who(login), at=at(claim.happened_on, 15), on=claim.happened_on
    )


def amounts(claim):
    assert all(line["reference"] for line in claim.estimate)
    return sorted(line["amount"] for line in claim.estimate if line["amount"])


def test_in_the_second_month_the_family_gets_the_burial_money(before, programme):
    before("Iuran 2025-09")
    claim = report(member(programme).person_id, SECOND_MONTH)
    assert (claim.cover, claim.months_paid, claim.rupiah) == ("IN", 2, BURIAL)
    assert amounts(claim) == [BURIAL]


def test_after_three_months_it_is_forty_two_million(december, programme):
    claim = report(member(programme).person_id, FIFTH_MONTH)
    assert claim.rupiah == BURIAL + GRANT + MONTHLY == 42_000_000
    assert amounts(claim) == [BURIAL, MONTHLY, GRANT]


def test_a_death_at_work_needs_no_three_months(before, programme):
    """48 times the base, burial and monthly sums: Rp70,000,000, also in the second month."""
    before("Iuran 2025-09")
    claim = report(member(programme).person_id, SECOND_MONTH, cause="work_accident")
    assert claim.rupiah == 48 * 1_000_000 + BURIAL + MONTHLY == 70_000_000


def test_three_people_file_assess_and_approve(december, programme):
    claim = approve(assess(report(member(programme).person_id, FIFTH_MONTH)))
    assert claim.state == "APPROVED"
    assert len({claim.filer_human, claim.assessor_human, claim.approver_human}) == 3


def test_an_approved_death_ends_the_cover_on_that_day(december, programme):
    from naung.delivery.enrolment import queries

    person = member(programme).person_id
    approve(assess(report(person, FIFTH_MONTH)))
    assert queries.cover_on(person, FIFTH_MONTH).insured
    after = queries.cover_on(person, date(2025, 11, 21))
    assert not after.insured and after.because == "Perlindungan sudah berakhir pada 20 November 2025."


def test_who_filed_it_may_not_assess_it(december, programme):
    from naung.delivery.claims.actions import SamePerson

    claim = report(member(programme).person_id, FIFTH_MONTH)
    with pytest.raises(SamePerson, match="yang melaporkan klaim ini, jadi orang lain yang menilai"):
        assess(claim, login="kota")


def test_who_assessed_it_may_not_approve_it_under_another_account(december, programme):
    """The verifier has meanwhile become the one who approves, with another account: the same human all the same."""
    from naung.delivery.claims.actions import SamePerson

    claim = assess(report(member(programme).person_id, FIFTH_MONTH))
    (post,) = queries_of_staff.posts(who("penilai").officer, on=FIFTH_MONTH)
    staff.end_post(post=post, by=system("test"), on=FIFTH_MONTH, at=at(FIFTH_MONTH, 15), why="pindah jabatan")
    staff.appoint(login="kepala", name="Contoh Penilai Klaim", identity="198204042009013010", password="contoh-1", role="approver",
                  region="53", since=FIFTH_MONTH, by=system("test"), at=at(FIFTH_MONTH))  # fmt: skip
    with pytest.raises(SamePerson, match="yang menilai klaim ini, jadi orang lain yang memutuskannya"):
        approve(claim, login="kepala")


def test_nobody_dies_twice(december, programme):
    from naung.delivery.claims.actions import AlreadyReported

    person = member(programme).person_id
    number = report(person, FIFTH_MONTH).number
    with pytest.raises(
        AlreadyReported, match=f"sudah dilaporkan dengan nomor {number}, tanggal 20 November 2025"
    ):
        report(person, date(2025, 11, 21))
