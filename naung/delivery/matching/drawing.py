"""Which answers are asked again: dated data and a draw that anybody can check and nobody can choose."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from pathlib import Path

import yaml
from django.utils.translation import gettext as _

from naung.delivery.matching.models import Pair, Review
from naung.delivery.matching.states import REVIEW
from naung.kit.canonical import canonical, sha256
from naung.kit.clock import WITA
from naung.kit.refusal import Refusal

FILE = Path(__file__).parent / "review.yaml"
ANSWERS = ("SAME", "DIFFERENT")  # UNCLEAR goes on waiting, and is asked again anyway
MIXED_IN = 250  # of a thousand waiting reviews, so many come before the open pairs; the others after them


class NoRule(Refusal):
    """No rule says how many answers are asked again on that day."""


@dataclass(frozen=True, slots=True)
class Rule:
    """share: of a thousand answers."""

    since: date
    source: str
    confidence: str
    seed: str
    share: int

    @property
    def version(self) -> str:
        """The day it is from, and a short hash over what decides the draw."""
        return f"{self.since}/{sha256(canonical({'seed': self.seed, 'share': self.share}))[:12]}"

    def draws(self, number: int) -> bool:
        return _thousandth(f"{self.seed}:{number}", self.share)


def _thousandth(text: str, share: int) -> bool:
    return int(sha256(text.encode())[:8], 16) * 1000 < share << 32


def in_force(on: date) -> Rule:
    """The newest rule that is not younger than `on`; NoRule when there is none."""
    found = [rule for rule in _all() if rule.since <= on]
    if not found:
        raise NoRule(_("Belum ada aturan telaah ulang yang berlaku pada %(on)s.") % {"on": on})
    return found[-1]


@cache
def _all() -> tuple[Rule, ...]:
    return tuple(
        sorted(
            (Rule(**one) for one in yaml.safe_load(FILE.read_text(encoding="utf-8"))), key=lambda r: r.since
        )
    )


def mixed_in(number: int, human: int, on: date) -> bool:
    """Does this review come before the open pairs, for this officer today? Were reviews all first or all last, their place in
    the queue would say what they are."""
    return _thousandth(f"{on}:{human}:{number}", MIXED_IN)


def ask(pair: Pair, owner: str, at: datetime) -> Review | None:
    """The answer just given is asked again where the pair is drawn. In the answer's transaction, under its trail entry."""
    rule = in_force(at.astimezone(WITA).date())
    if pair.state not in ANSWERS or pair.decided_human is None or not rule.draws(pair.pk):
        return None
    return Review.objects.create(
        pair=pair, village=pair.village, answer=pair.trail, rule=rule.version, verdict=pair.state.lower(), owner=owner, reason=pair.reason,
        note=pair.note, human=pair.decided_human, also_human=pair.proposed_human, asked_at=at, trail=pair.trail,
    )  # fmt: skip


def lapse(pair: Pair, entry: int) -> None:
    """The answer was taken back: nobody is asked about it any more."""
    asked = Review.objects.filter(pair=pair, state="ASKED")
    asked.update(state=REVIEW.after("ASKED", "lapse"), taken_by=None, taken_at=None, trail=entry)
