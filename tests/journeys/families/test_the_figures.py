"""What the figures say of two families: one whose money came late, one served in a week. And what stands out beside them."""

from datetime import date

import pytest

from naung.delivery.claims.deaths import watching
from naung.delivery.claims.deaths.models import Suspicion
from naung.delivery.monitoring import claims as figures
from tests.journeys.families import cast
from tests.people import MACHINE

pytestmark = pytest.mark.usefixtures("village")
LATE, SOON, TODAY = date(2025, 10, 6), date(2025, 11, 5), date(2025, 12, 1)
INTEREST = 42_000_000 * 5 // 100


def first():
    """Told after 2 days, complete after 12 more, decided 2 days later, paid 8 days after that with its interest, and confirmed."""
    claim = cast.report(LATE, told_on=date(2025, 10, 8))
    complete, paid = date(2025, 10, 20), date(2025, 10, 30)
    claim, payee = ready(claim, complete, "0150002000001")
    claim = cast.granted(cast.approved(claim, complete), date(2025, 10, 22))
    return cast.paid_out(claim, payee, paid, interest=INTEREST)


def second(*, told: int | None = None):
    """Another member: told at once, everything else a week later, in one day; of the money, `told` rupiah came."""
    claim, day = cast.report(SOON, person=cast.member(1)), date(2025, 11, 12)
    claim, payee = ready(claim, day, "0150002000002")
    claim = cast.pay(cast.granted(cast.approved(claim, day), day), payee, 42_000_000, day)
    if told is not None:
        (payment,) = cast.money.payments(claim.pk)
        cast.payout.confirm(
            payment_id=payment.pk, rupiah=told, channel="visit", by=cast.who("kota"), at=cast.at(day, 17), on=day
        )  # fmt: skip
    return claim


def ready(claim, day, account):
    relative = cast.relative(claim, "Maria Contoh", "spouse", day)
    claim = cast.gather(claim, day)
    return claim, cast.receiver(claim, day, relative=relative, account=account)


def of(claims, one, other):
    return {"claims": claims, "median": one, "p90": other}


def test_the_days_of_each_step_in_the_middle_and_at_the_ninth_decile():
    first(), second()
    assert figures.took(cast.programme(), "53.71", TODAY) == {
        "jkm": {"report": of(2, 0, 2), "complete": of(2, 7, 12), "decision": of(2, 0, 2), "money": of(2, 0, 8), "whole": of(2, 7, 24)}
    }  # fmt: skip


def test_a_day_earlier_nothing_of_it_has_happened():
    first()
    assert figures.took(cast.programme(), "53.71", date(2025, 10, 7)) == {}
    assert figures.took(cast.programme(), "53.71", date(2025, 10, 20)) == {
        "jkm": {"report": of(1, 2, 2), "complete": of(1, 12, 12)}
    }


def test_what_arrived_is_laid_beside_what_was_estimated_without_the_interest():
    first(), second(told=40_000_000)
    assert figures.arrived(cast.programme(), "53.71", TODAY) == {
        "claims": 2, "estimated": 84_000_000, "paid": 84_000_000, "confirmed": 82_000_000, "paid_claims": 2, "in_full": 1,
    }  # fmt: skip


def test_one_account_under_two_families_is_a_question():
    for which, account in ((0, "0150002000009"), (1, "0150002000009"), (2, "0150002000010")):
        claim = cast.report(SOON, person=cast.member(which))
        ready(claim, date(2025, 11, 12), account)
    watching.watch(on=TODAY, by=MACHINE, at=cast.at(TODAY))
    assert list(Suspicion.objects.filter(rule="one_account").values_list("claims", "facts")) == [
        (2, {"claims": 2})
    ]
