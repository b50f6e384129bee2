"""Petrus is hit on the way to the market: eight months of treatment, then a hand that is half of what it was.

Every rupiah has its paper: two boats, days without work by the doctor's letters, what the family laid out, the hand by the table."""

from datetime import date

import pytest

from naung import law
from naung.delivery.claims import actions
from naung.delivery.claims.treatment import actions as care
from naung.delivery.claims.treatment import queries as treatment
from tests.journeys.families import cast
from tests.journeys.families.cast import at, gather, lines, report, who

pytestmark = pytest.mark.usefixtures("village")
FELL, HEALED, READ = date(2025, 8, 12), date(2026, 4, 11), date(2026, 4, 16)
HOSPITAL = "F5371-1"


def entry(claim, kind, day, **told):
    on = max(day, told.get("until") or day)
    return care.record(claim=claim, told=care.Told(kind, day, **told), by=who("kota"), at=at(on), on=on)


def rests(claim):
    """Letters of rest from the day of the accident to the day before the doctor's statement, none of them twice."""
    edges = [FELL, date(2025, 9, 12), date(2025, 11, 1), date(2026, 1, 1), date(2026, 3, 1), HEALED]
    for number, (first, after) in enumerate(zip(edges, edges[1:], strict=False), start=1):
        last = date.fromordinal(after.toordinal() - 1)
        entry(claim, "rest", first, until=last, reference=f"SKI/{number}", signed_by="dr. Contoh")


def eight_months(**who_else):
    claim = report(
        FELL, told_on=date(2025, 8, 13), kind="accident", cause="work_accident", circumstance="traffic"
    )
    entry(claim, "guarantee", FELL, reference="SJ/1", facility=HOSPITAL)
    entry(claim, "admission", FELL, facility=HOSPITAL)
    entry(
        claim,
        "cost",
        date(2025, 9, 1),
        what="surgery",
        rupiah=38_500_000,
        paid_by="insurer",
        facility=HOSPITAL,
        reference="INV/1",
    )
    entry(claim, "discharge", date(2025, 9, 12), facility=HOSPITAL)
    entry(
        claim,
        "cost",
        date(2025, 10, 2),
        what="medicine",
        rupiah=1_250_000,
        paid_by="family",
        facility=HOSPITAL,
        reference="KW/9",
    )
    entry(claim, "transport", date(2025, 10, 3), what="sea", rupiah=2_600_000, reference="TIKET/1")
    entry(claim, "transport", date(2025, 10, 4), what="land", rupiah=350_000, reference="OJEK/1")
    rests(claim)
    return claim


def hand(claim):
    part = law.Part("hand_left_wrist", function_lost_percent=50)
    entry(
        claim,
        "statement",
        HEALED,
        what="partial_functional",
        signed_by="dr. Contoh",
        reference="KK3/1",
        parts=(part,),
    )


def test_while_it_goes_on_nobody_assesses_it_and_no_sum_is_a_limit():
    claim = eight_months()
    assert treatment.outcome(claim.pk).closed is False
    spent = treatment.sums(treatment.live(claim.pk))
    assert (spent.insurer, spent.owed) == (38_500_000, 1_250_000)
    with pytest.raises(actions.TreatmentGoesOn, match="Perawatan belum berakhir"):
        cast.assess(gather(claim, READ), READ)


def test_each_line_has_its_paper_and_its_article():
    claim = eight_months()
    hand(claim)
    claim = cast.assess(gather(claim, READ), READ)
    days = (HEALED - FELL).days  # 242: 180 in the first half year, 62 in the second, both whole
    assert days == 242
    assert lines(claim) == {
        "jkk.treatment": 1_250_000,
        "jkk.transport_land": 350_000,
        "jkk.transport_sea": 2_000_000,  # of 2,600,000: the law's most by sea
        "jkk.temporary_inability": 6_000_000 + 2_066_667,
        "jkk.partial_disability": 28 * 50 * 80 * 1_000_000 // 10_000,
    }
    assert claim.rupiah == 1_250_000 + 350_000 + 2_000_000 + 6_000_000 + 2_066_667 + 11_200_000


def test_the_money_reaches_petrus_himself():
    claim = eight_months()
    hand(claim)
    claim = gather(claim, READ)
    payee = cast.receiver(claim, READ, kind="MEMBER")
    claim = cast.through(claim, payee, READ)
    assert (claim.state, claim.paid_rupiah) == ("CLOSED", 22_866_667)
    from naung.delivery.enrolment import queries as members

    assert members.of_person(claim.person_id).get().state == "ENROLLED"  # an accident ends no cover


def test_a_receipt_told_twice_is_counted_once():
    claim = eight_months()
    before = treatment.sums(treatment.live(claim.pk))
    entry(
        claim,
        "cost",
        date(2025, 10, 2),
        what="medicine",
        rupiah=1_250_000,
        paid_by="family",
        facility=HOSPITAL,
        reference="kw 9",
    )
    assert treatment.sums(treatment.live(claim.pk)) == before
