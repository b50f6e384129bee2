"""Three officers answer, answer again, arbitrate and take back in any order: the pair and its review do what a few lines of plain
Python say, or refuse as they say."""

from dataclasses import dataclass

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from naung.delivery.matching import actions, drawing, queries, reviewing
from naung.delivery.matching.models import Review
from naung.kit.refusal import Refusal
from tests.delivery.matching import cast
from tests.delivery.matching.cast import MARTA_LINE, number
from tests.people import NOW, officer

pytestmark = pytest.mark.django_db
WHO = ("vera", "rudi", "dewi")
DEEDS = ("decide", "undo", "second", "third")


@dataclass
class Plain:
    """The pair, the answer that was asked again, and whether a person was ever made of the row."""

    state: str = "OPEN"
    review: str = ""
    first: tuple[str, str] = ("", "")
    second: tuple[str, str] = ("", "")
    made: bool = False
    merged: bool = False

    def decide(self, who: str, verdict: str) -> str:
        if self.state == verdict.upper():
            return ""
        if self.state in ("SAME", "DIFFERENT"):
            return "AlreadyDecided"
        self._stands(verdict)
        if verdict != "unclear":
            self.review, self.first, self.second = "ASKED", (who, verdict), ("", "")
        return ""

    def _stands(self, verdict: str) -> None:
        self.state, self.review = verdict.upper(), ""
        self.merged |= self.made and verdict == "same"
        self.made |= verdict == "different"

    def undo(self, who: str, verdict: str) -> str:
        if self.review == "DISAGREED":
            return "TwoDisagree"
        if self.state == "OPEN":
            return "NothingToUndo"
        if self.merged:
            return "AlreadyUsed"
        self.state, self.review = "OPEN", ""
        return ""

    def answers_again(self, who: str, verdict: str) -> str:
        if who in (self.first[0], self.second[0]):
            return "SecondOfficer"
        if self.review != "ASKED":
            return "AlreadyDecided"
        self.second = (who, verdict)
        self.review = "AGREED" if verdict == self.first[1] else "NOTED" if self.merged else "DISAGREED"
        return ""

    def arbitrates(self, who: str, verdict: str) -> str:
        if who in (self.first[0], self.second[0]):
            return "SecondOfficer"
        if self.review != "DISAGREED":
            return "AlreadyDecided"
        if verdict == self.first[1]:
            self.review = "SETTLED"
        else:
            self._stands(verdict)
        return ""


def model(plain: Plain, deed: str, who: str, verdict: str) -> str:
    if deed in ("second", "third") and not plain.review:
        return "nothing to answer"
    return {"decide": plain.decide, "undo": plain.undo, "second": plain.answers_again, "third": plain.arbitrates}[deed](who, verdict)  # fmt: skip


def house(pair, deed: str, by, verdict: str) -> str:
    pair = queries.by_number(pair.pk)
    review = Review.objects.filter(pair=pair, answer=pair.trail).first()
    try:
        if deed == "decide":
            actions.decide(pair=pair, verdict=verdict, by=by, at=NOW)
        elif deed == "undo":
            actions.undo(pair=pair, by=by, at=NOW)
        elif review is None:
            return "nothing to answer"
        else:
            getattr(reviewing, deed)(review=review, verdict=verdict, by=by, at=NOW)
    except Refusal as refusal:
        return type(refusal).__name__
    return ""


def seen(pair) -> tuple[str, str, bool, str]:
    pair = queries.by_number(pair.pk)
    review = Review.objects.filter(pair=pair, answer=pair.trail).first()
    return pair.state, review.state if review else "", pair.merged, pair.row.state


def as_told(plain: Plain) -> tuple[str, str, bool, str]:
    row = {"SAME": "REPEATED", "DIFFERENT": "ADMITTED"}.get(plain.state, "IN_REVIEW")
    return plain.state, plain.review, plain.merged, row


deeds = st.lists(
    st.tuples(st.sampled_from(DEEDS), st.sampled_from(WHO), st.sampled_from(["same", "different", "unclear"])),
    min_size=3, max_size=9,
)  # fmt: skip


@pytest.fixture
def three(monkeypatch):
    rule = drawing.Rule(NOW.date(), "test", "unverified", "seed", 1000)
    monkeypatch.setattr(drawing, "_all", lambda: (rule,))
    return {who: officer(who, "verifier", "53") for who in WHO}


@settings(
    max_examples=12,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(deeds)
def test_any_order_of_deeds_does_what_the_plain_model_says(three, order):
    with transaction.atomic():
        _, pair = cast.side_by_side(MARTA_LINE, MARTA_LINE.but(nik=number(9777, region="530104")))
        plain = Plain()
        for deed, who, verdict in order:
            told = model(plain, deed, who, verdict)
            assert house(pair, deed, three[who], verdict) == told, (deed, who, verdict)
            assert seen(pair) == as_told(plain), (deed, who, verdict)
        transaction.set_rollback(True)
