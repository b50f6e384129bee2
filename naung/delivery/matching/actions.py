"""An officer's answer to a pair, a second officer's where money has flowed, and an answer taken back.

What is asked again blind, and what a third officer says, is `reviewing.py`."""

from datetime import datetime
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from naung.delivery.matching import answering, drawing
from naung.delivery.matching.models import FOLLOWS, NUMBER, Pair, Review
from naung.delivery.matching.rules import (
    DIFFERENT,
    REASONS,
    SAME,
    TAKEN_FOR,
    UNCLEAR,
    AlreadyDecided,
    AlreadyUsed,
    ChangedMeanwhile,
    NoReason,
    NothingToDecide,
    NothingToUndo,
    SecondOfficer,
    TwoDisagree,
    Verdict,
    known_reason,
    locked,
    may_answer,
    needs_two,
    unchanged,
    used,
)
from naung.delivery.matching.settling import OtherRowWaits
from naung.delivery.matching.states import PAIR
from naung.delivery.matching.taking import take_next
from naung.kit.actor import Actor

__all__ = [
    "DIFFERENT", "REASONS", "SAME", "TAKEN_FOR", "UNCLEAR", "AlreadyDecided", "AlreadyUsed", "ChangedMeanwhile", "NoReason",
    "NothingToDecide", "NothingToUndo", "OtherRowWaits", "SecondOfficer", "TwoDisagree", "decide", "needs_two", "take_next",
    "undo", "used",
]  # fmt: skip


@transaction.atomic
def decide(
    *,
    pair: Pair,
    verdict: Verdict,
    by: Actor,
    at: datetime,
    note: str = "",
    reason: str = "",
    owner: Literal["row", "other", ""] = "",
    seen: str = "",
) -> Pair:
    """Answers a pair, and settles the row where that answers everything asked about it; rows that follow it go along.

    same: the row is that person (two people in the registry are merged). different: the row becomes a person of its own
    once no other question about it is open. unclear: it goes on waiting. Where two rows have one NIK and are different
    people, `owner` says whose number it is; the other one waits for a corrected list, and without an owner both do.
    Where money has flowed for one of the two, the answer is PROPOSED, and a second officer gives it again to make it count;
    another answer of the second makes it unclear. Deciding the same again changes nothing.
    seen: the fingerprint of what the officer read; where a side has changed since, the answer is not taken.
    Refuses: NotAllowed, AlreadyDecided, OtherRowWaits, NothingToDecide, SecondOfficer, NoReason, ChangedMeanwhile."""
    pair = locked(pair)
    may_answer(pair, by, at)
    if pair.kind == FOLLOWS:
        raise NothingToDecide(_("Baris ini mengikuti baris lain; putuskan pasangan baris itu."))
    known_reason(reason)
    if pair.state == PAIR.after("OPEN", verdict):
        return pair
    unchanged(pair, seen)
    if pair.state == "PROPOSED":
        verdict, owner = _second(pair, verdict, by), owner or pair.proposed_owner  # type: ignore[assignment]
    elif verdict != UNCLEAR and pair.state in PAIR.before("propose") and needs_two(pair):
        return answering.propose(pair, verdict, owner, by, at, note, reason)
    pair = answering.decided(pair, verdict, by, at, note, reason, owner)
    drawing.ask(pair, owner if pair.kind == NUMBER and verdict == DIFFERENT else "", at)
    return pair


def _second(pair: Pair, verdict: Verdict, by: Actor) -> Verdict:
    """The verdict that now counts: the first officer's, confirmed; or unclear, where the two do not agree."""
    if by.human == pair.proposed_human:
        raise SecondOfficer(
            _(
                "Anda yang pertama menjawab, dan uang sudah mengalir untuk orang ini. Petugas lain yang mengukuhkannya."
            )
        )
    return verdict if verdict == pair.proposed else UNCLEAR


@transaction.atomic
def undo(*, pair: Pair, by: Actor, at: datetime, why: str = "") -> Pair:
    """Takes an answer back: the pair is OPEN again and the rows it settled wait again; nobody is asked about it a second time.
    Refuses: NotAllowed, NothingToUndo, TwoDisagree, and AlreadyUsed with the reason (see `used`)."""
    pair = locked(pair)
    may_answer(pair, by, at)
    if Review.objects.filter(pair=pair, answer=pair.trail, state="DISAGREED").exists():
        raise TwoDisagree(
            _(
                "Petugas lain menjawab pasangan ini berbeda, dan petugas ketiga sedang ditanya. Jawaban ini tidak dibatalkan sendiri."
            )
        )
    pair = answering.taken_back(pair, by, at, why)
    drawing.lapse(pair, pair.trail)
    return pair
