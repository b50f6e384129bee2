"""From an approved claim on, whatever the insurer, the family and we do in whatever order: the database and a plain model agree.

NAUNG_EXAMPLES=300 tries many more orders than the suite does."""

import os
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from naung.delivery.claims.payout import actions, queries
from naung.kit.refusal import Refusal
from tests.delivery.claims.cast import approver, assessor
from tests.delivery.claims.payout import cast

DAY = date(2025, 12, 8)  # within the deadline: no interest
FULL, LESS = cast.LINES, cast.LINES[1:]
SUM = {True: 70_000_000, False: 22_000_000}
MILLION = 1_000_000


class Money(RuleBasedStateMachine):
    claim, widow = None, 0  # an approved claim, made once; each example is rolled back

    def __init__(self) -> None:
        super().__init__()
        self.sid = transaction.savepoint()
        self.state, self.full, self.explained, self.letters = "APPROVED", True, False, 0
        self.sent: dict[int, int] = {}
        self.said: dict[int, int] = {}
        self.gaps: dict[int, str] = {}

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.sid)

    def does(self, may: bool, act) -> bool:
        """The act goes through exactly where the model allows it."""
        try:
            act()
        except Refusal:
            assert not may
            return False
        assert may
        return True

    @rule(granted=st.booleans(), full=st.booleans())
    def the_insurer_speaks(self, granted: bool, full: bool) -> None:
        self.letters += 1
        lines = (FULL if full else LESS) if granted else []
        if self.does(self.state == "APPROVED", lambda: cast.determine(self.claim, lines, letter=f"B/{self.letters}", granted=granted,
                                                                      because="" if granted else "tidak", on=DAY)):  # fmt: skip
            self.state, self.full, self.explained = ("DETERMINED" if granted else "REFUSED"), full, full

    @rule()
    def we_explain(self) -> None:
        if self.does(self.state == "DETERMINED" and not self.full, lambda: actions.explain(claim=self.claim, because="sebab", **cast.who(cast.verifier(), DAY))):  # fmt: skip
            self.explained = True

    @rule()
    def we_object(self) -> None:
        may = self.state == "DETERMINED" and not self.full and not self.explained and not self.sent
        told = {"because": "kurang", "letter_number": "K/1", "answer_by": date(2025, 12, 20)}
        if self.does(
            may, lambda: actions.contest(claim=self.claim, **told, **cast.who(cast.verifier(), DAY))
        ):
            self.state = "APPROVED"

    @rule(share=st.sampled_from([1, 2, 3]))
    def the_insurer_pays(self, share: int) -> None:
        rupiah, left = SUM[self.full] // share, SUM[self.full] - sum(self.sent.values())
        may = self.state == "DETERMINED" and self.explained and 0 < rupiah <= left
        reference = f"TRF-{len(self.sent)}"
        if self.does(may, lambda: cast.pay(self.claim, self.widow, rupiah, reference=reference, on=DAY)):
            self.sent[queries.payment(reference).pk] = rupiah
            if sum(self.sent.values()) == SUM[self.full]:
                self.state = "PAID"

    @rule(whole=st.booleans())
    def the_family_says(self, whole: bool) -> None:
        for payment, rupiah in self.sent.items():
            said = rupiah if whole else rupiah - MILLION
            actions.confirm(payment_id=payment, rupiah=said, channel="visit", **cast.who(assessor(), DAY))
            self.said[payment] = said
            if not whole:
                self.gaps.setdefault(payment, "OPEN")

    @rule()
    def somebody_settles(self) -> None:
        for gap in queries.gaps(self.claim.pk):
            actions.settle_gap(gap_id=gap.pk, because="dikembalikan", **cast.who(approver(), DAY))
            self.gaps[gap.payment_id] = "SETTLED"

    @rule()
    def somebody_closes(self) -> None:
        whole = all(self.said.get(p) == sum_ or self.said.get(p) is not None and self.gaps.get(p) == "SETTLED" for p, sum_ in self.sent.items())  # fmt: skip
        may = self.state == "CLOSED" or self.state == "PAID" and whole and "OPEN" not in self.gaps.values()
        if self.does(may, lambda: actions.close(claim=self.claim, **cast.who(assessor(), DAY))):
            self.state = "CLOSED"

    @invariant()
    def they_agree(self) -> None:
        if self.claim is None:
            return
        assert cast.state(self.claim) == self.state
        assert queries.paid(self.claim.pk) == sum(self.sent.values()) <= SUM[self.full]
        assert queries.confirmed(self.claim.pk) == self.said


@pytest.mark.django_db
def test_any_order_of_words_and_money():
    with transaction.atomic():
        Money.claim, Money.widow = cast.approved()
        for one in (cast.insurer, cast.verifier, assessor, approver):
            one()
        how = settings(max_examples=int(os.environ.get("NAUNG_EXAMPLES", "4")), stateful_step_count=12, deadline=None,
                       derandomize="NAUNG_EXAMPLES" not in os.environ, suppress_health_check=list(HealthCheck))  # fmt: skip
        run_state_machine_as_test(Money, settings=how)
        transaction.set_rollback(True)
