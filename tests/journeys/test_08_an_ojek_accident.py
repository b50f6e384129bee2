"""14 October 2025. An ojek driver falls on Jalan Timor Raya: treated as long as needed, carried and paid for the days he cannot work."""

from datetime import date

import pytest

from naung.project.road import at, who
from tests.journeys.papers import gather

FELL = date(2025, 10, 14)


def member(programme, which=3):
    """Somebody insured since July who has no claim yet."""
    from naung.delivery.enrolment import queries

    return queries.enrolled(programme()).filter(covered_from=date(2025, 7, 1)).order_by("person__code")[which]


def report(person_id, happened_on=FELL, on=date(2025, 10, 15), login="kota"):
    from naung.delivery.claims import actions

    return actions.report(person_id=person_id, kind="accident", cause="work_accident", happened_on=happened_on, on=on,
                          place="Jalan Timor Raya", relation="neighbour", by=who(login), at=at(on))  # fmt: skip


def test_a_report_needs_no_paper_and_says_that_he_is_covered(december, programme):
    claim = report(member(programme).person_id)
    assert (claim.state, claim.cover, claim.rupiah) == ("REPORTED", "IN", 0)
    assert (
        claim.cover_because
        == "Terlindungi sejak 1 Juli 2025 sampai 31 Desember 2025; semua iurannya dibayar."
    )


def test_treatment_has_no_ceiling_and_that_is_what_the_family_is_told(december, programme):
    from naung.delivery.claims import cover

    estimate = cover.estimate(kind="accident", cause="work_accident", happened_on=FELL, base=1_000_000,
                              cover=cover.on_day(member(programme).person_id, FELL))  # fmt: skip
    assert "sesuai kebutuhan medis, tanpa batas biaya" in estimate.note


def test_with_the_papers_each_line_has_its_amount_and_its_article(december, programme):
    """Ambulance Rp350,000 by land; thirty days without work on a base of Rp1,000,000."""
    from naung.delivery.claims import actions

    claim = report(member(programme).person_id)
    day = date(2025, 11, 20)
    gather(claim, day)
    claim = actions.assess(
        claim=claim,
        by=who("penilai"),
        at=at(day),
        on=day,
        receipts=actions.Receipts(days=30, land=350_000),
    )
    assert claim.rupiah == 350_000 + 1_000_000
    assert sorted(line["amount"] for line in claim.estimate) == [350_000, 1_000_000]
    assert all(line["reference"] and line["in_force_since"] for line in claim.estimate)


def test_a_boat_dearer_than_the_law_allows_is_paid_up_to_the_law(december, programme):
    """By sea at most Rp2,000,000: from Rote to Kupang that is soon reached."""
    from naung.delivery.claims import actions

    day = date(2025, 11, 20)
    claim = report(member(programme).person_id)
    gather(claim, day)
    claim = actions.assess(claim=claim, by=who("penilai"), at=at(day), on=day,
                           receipts=actions.Receipts(sea=3_500_000))  # fmt: skip
    assert claim.rupiah == 2_000_000


def test_the_same_accident_told_by_two_neighbours_is_one_claim(december, programme):
    person = member(programme).person_id
    assert report(person).number == report(person, on=date(2025, 10, 16)).number


def test_the_days_before_the_cover_are_not_covered_and_the_report_says_why(december, programme):
    claim = report(member(programme).person_id, happened_on=date(2025, 6, 30))
    assert (claim.cover, claim.rupiah) == ("OUT", 0)
    assert claim.cover_because == "Perlindungan baru mulai 1 Juli 2025."


def test_tomorrow_has_not_happened(december, programme):
    from naung.delivery.claims.actions import NotYetHappened

    with pytest.raises(NotYetHappened, match="belum terjadi pada tanggal laporan"):
        report(member(programme).person_id, happened_on=date(2025, 10, 16))
