"""Complete on Monday 20 October 2025; three working days later the money should be there, and it comes five working days after that."""

from datetime import date

import pytest

from naung.delivery.claims.payout import paying
from tests.journeys.families import cast
from tests.journeys.families.cast import gather, report

pytestmark = pytest.mark.usefixtures("village")
DIED, COMPLETE, DUE, CAME = date(2025, 10, 6), date(2025, 10, 20), date(2025, 10, 23), date(2025, 10, 30)
INTEREST = 42_000_000 * 5 // 100  # one per cent a day late


def decided():
    claim = report(DIED, told_on=date(2025, 10, 8))
    relative = cast.relative(claim, "Maria Contoh", "spouse", COMPLETE)
    claim = gather(claim, COMPLETE)
    payee = cast.receiver(claim, COMPLETE, relative=relative)
    return cast.granted(cast.approved(claim, COMPLETE), date(2025, 10, 22)), payee


def test_the_deadline_and_each_day_s_interest_are_the_law_s():
    claim, _ = decided()
    assert cast.due(claim, DUE) == (DUE, 0, 0)
    assert cast.due(claim, date(2025, 10, 24)) == (DUE, 1, 420_000)
    assert cast.due(claim, date(2025, 10, 27)) == (DUE, 2, 840_000)  # a weekend is no working day
    assert cast.due(claim, CAME) == (DUE, 5, INTEREST)


def test_forty_two_million_and_two_million_one_hundred_thousand_arrive():
    claim, payee = decided()
    claim = cast.paid_out(claim, payee, CAME, interest=INTEREST)
    assert (claim.state, claim.paid_rupiah) == ("CLOSED", 44_100_000)


def test_without_the_interest_it_is_not_all_of_it():
    claim, payee = decided()
    assert cast.pay(claim, payee, 42_000_000, CAME).state == "DETERMINED"


def test_a_rupiah_more_than_granted_is_refused():
    claim, payee = decided()
    with pytest.raises(paying.MoreThanGranted, match="tinggal Rp42.000.000"):
        cast.pay(claim, payee, 42_000_001, CAME)
    cast.pay(claim, payee, 42_000_000, CAME)
    with pytest.raises(paying.MoreThanGranted, match="tinggal Rp2.100.000"):
        cast.pay(claim, payee, INTEREST + 1, CAME, kind="interest")
