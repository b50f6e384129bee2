"""July to December 2025. Billed, paid, debited and acknowledged are one sum, and it is the one worked out by hand."""

from datetime import date

import pytest

from naung.kit.months import Month

JULY, LATER, MONTHS = 59, 60, [Month(2025, number) for number in range(7, 13)]
# 59 people in July; the sixtieth came in August. Accident 10,000 and death 6,800 a person and month.
BY_HAND = {month: (JULY if month.month == 7 else LATER) * (10_000 + 6_800) for month in MONTHS}
HALF_YEAR = 59 * 16_800 + 5 * 60 * 16_800  # Rp6,031,200


def test_by_hand_it_is_six_million_and_some():
    assert sum(BY_HAND.values()) == HALF_YEAR == 6_031_200


@pytest.mark.parametrize("what", ["approved", "billed", "debited", "acknowledged"])
def test_each_of_the_four_sums_is_the_one_worked_out_by_hand(december, programme, what):
    from naung.delivery.contributions import queries

    for month in MONTHS:
        (kupang,) = queries.reconciliation(programme(), month)
        found = getattr(kupang, what)
        assert (found.rows, found.rupiah) == (BY_HAND[month] // 16_800, BY_HAND[month]), f"{what} in {month}"
        assert kupang.agree and kupang.differences == []


def test_the_books_end_with_the_same_sum_and_owe_nothing(december):
    from naung.foundation.ledger import queries

    assert queries.balance("5.1.1") == HALF_YEAR, "contributions for the people"
    assert queries.balance("1.1.1") == -HALF_YEAR, "out of the region's account"
    assert queries.balance("2.1.1") == 0, "nothing is owed to the insurer any more"


def test_everybody_has_every_month_once(december, programme):
    from naung.delivery.contributions import queries as contributions
    from naung.delivery.enrolment import queries as enrolment

    for member in enrolment.enrolled(programme()):
        months = [line.month for line in contributions.months_of(member.person_id)]
        first = member.covered_from.replace(day=1)
        assert months == [month.first for month in MONTHS if month.first >= first]


def test_each_rupiah_of_a_month_has_its_article(december, programme):
    from naung.delivery.contributions import queries

    for tariff in queries.tariff(programme(), MONTHS[0]):
        assert sum(line["amount"] for line in tariff.lines) == tariff.total == 16_800
        assert all(line["reference"] for line in tariff.lines)


def test_a_month_that_was_run_is_not_run_again(december, programme):
    from naung.delivery.contributions import jobs, queries
    from naung.project.road import at, who

    day = date(2025, 12, 20)
    again = jobs.run(programme=programme(), month=MONTHS[2], by=who("bendahara"), at=at(day), on=day)
    assert (again.added, again.withdrawn) == (0, 0)
    assert queries.runs(programme(), MONTHS[2]).count() == 1


def test_the_treasurer_may_not_approve_the_bill_that_the_treasurer_made(before, programme):
    from naung.delivery.contributions import actions, jobs
    from naung.foundation.staff.queries import NotAllowed
    from naung.project.road import at, who

    before("Iuran 2025-07")
    when = {"at": at(date(2025, 7, 28)), "on": date(2025, 7, 28)}
    run = actions.propose(
        run=jobs.run(programme=programme(), month=MONTHS[0], by=who("bendahara"), **when).run,
        by=who("bendahara"),
        **when,
    )
    assert (run.rows, run.rupiah) == (JULY, BY_HAND[MONTHS[0]])
    with pytest.raises(NotAllowed, match="Contoh Bendahara tidak berwenang untuk contributions.decide"):
        actions.decide(run=run, approve=True, content_hash=run.content_hash, by=who("bendahara"), **when)
    assert jobs.bill(run=run, insurer=None, by=who("bendahara"), **when) == 0, (
        "nothing leaves the house unsigned"
    )
