"""An answer asked again: of a second officer who does not know it, and of a third where the two differ.

The second answer changes nothing by itself. A third officer who gave neither answer reads both, without names; only that one
may take the first back, and only as long as nobody has used it."""

from datetime import datetime
from typing import Literal

from django.db import transaction
from django.utils.translation import gettext as _

from naung.delivery.matching import answering
from naung.delivery.matching.models import NUMBER, Pair, Review
from naung.delivery.matching.rules import (
    DIFFERENT,
    UNCLEAR,
    AlreadyDecided,
    SecondOfficer,
    Verdict,
    known_reason,
    locked,
    may_answer,
    needs_two,
    unchanged,
    used,
)
from naung.delivery.matching.states import REVIEW
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.states import NotInThisState

Owner = Literal["row", "other", ""]


@transaction.atomic
def second(
    *, review: Review, verdict: Verdict, by: Actor, at: datetime, reason: str = "", note: str = "", owner: Owner = "", seen: str = ""
) -> Review:  # fmt: skip
    """Keeps a second officer's answer beside the first one. AGREED where they are the same, DISAGREED where a third has to be asked,
    NOTED where the first was used already.

    Refuses: NotAllowed, NoReason, ChangedMeanwhile, AlreadyDecided (somebody was faster, or the first was taken back), and
    SecondOfficer for whoever gave the first answer, under whatever account."""
    review = _locked(review, by, at, reason, seen)
    owner = _owner(review.pair, verdict, owner)
    review.state = _after(review, _verb(review, verdict, owner))
    review.second, review.second_owner, review.second_reason, review.second_note = (
        verdict,
        owner,
        reason,
        note,
    )
    review.second_by_id, review.second_human, review.second_at = by.officer, by.human, at
    return _kept(
        review, "matching.review", by, at, note, {"verdict": verdict, "reason": reason, "state": review.state}
    )


def _verb(review: Review, verdict: str, owner: str) -> str:
    if review.state == "ASKED" and (verdict, owner) != (review.verdict, review.owner):
        return "note" if used(review.pair) else "disagree"
    return "agree"


@transaction.atomic
def third(
    *, review: Review, verdict: Verdict, by: Actor, at: datetime, reason: str = "", note: str = "", owner: Owner = "", seen: str = ""
) -> Review:  # fmt: skip
    """A third officer's answer where two differ. The first one's again: it stands. Another one: the first is taken back and this
    one given in its place (SETTLED); where the first was used meanwhile, this one is only kept (NOTED). Refuses as `second`."""
    review = _locked(review, by, at, reason, seen)
    owner, pair = _owner(review.pair, verdict, owner), review.pair
    stands = (verdict, owner) == (review.verdict, review.owner)
    settled = _after(review, "settle")  # refuses unless two differ: an answer is noted in other states too
    review.state = settled if stands or not used(pair) else _after(review, "note")
    review.third, review.third_owner, review.third_reason, review.third_note = verdict, owner, reason, note
    review.third_by_id, review.third_human, review.third_at = by.officer, by.human, at
    review = _kept(review, "matching.arbitrate", by, at, note, {"verdict": verdict, "reason": reason, "state": review.state})  # fmt: skip
    if review.state == "SETTLED" and not stands:
        _overturn(pair, review, by, at)
    return review


def _overturn(pair: Pair, review: Review, by: Actor, at: datetime) -> None:
    """Where money has flowed by now, the second and the third sign together if they agree; else the third's is a proposal."""
    verdict, owner, note, reason = review.third, review.third_owner, review.third_note, review.third_reason
    answering.taken_back(pair, by, at, note)
    pair = locked(pair)
    if verdict != UNCLEAR and needs_two(pair):
        if verdict != review.second:
            answering.propose(pair, verdict, owner, by, at, note, reason)
            return
        pair.proposed, pair.proposed_owner = verdict, owner
        pair.proposed_by_id, pair.proposed_human = review.second_by_id, review.second_human
        pair.save(update_fields=["proposed", "proposed_owner", "proposed_by", "proposed_human"])
    answering.decided(pair, verdict, by, at, note, reason, owner)  # type: ignore[arg-type]


def _locked(review: Review, by: Actor, at: datetime, reason: str, seen: str) -> Review:
    """The pair first, as everywhere, then the review; both as they are now."""
    pair = locked(review.pair)
    review = Review.objects.select_for_update(of=("self",)).get(pk=review.pk)
    review.pair = pair
    may_answer(pair, by, at)
    known_reason(reason)
    if by.human in (review.human, review.also_human, review.second_human):
        raise SecondOfficer(_("Anda sudah menjawab pasangan ini. Petugas lain yang menjawabnya lagi."))
    if review.answer != pair.trail:
        raise AlreadyDecided(
            _("Jawaban yang ditanyakan ulang sudah dibatalkan. Pasangan ini tidak perlu Anda jawab.")
        )
    unchanged(pair, seen)
    return review


def _owner(pair: Pair, verdict: str, owner: Owner) -> Owner:
    return owner if pair.kind == NUMBER and verdict == DIFFERENT else ""


def _after(review: Review, verb: str) -> str:
    try:
        return REVIEW.after(review.state, verb)
    except NotInThisState:
        raise AlreadyDecided(_("Petugas lain lebih dahulu menjawab. Jawaban Anda tidak disimpan.")) from None


def _kept(review: Review, verb: str, by: Actor, at: datetime, why: str, facts: dict[str, str]) -> Review:
    review.taken_by = review.taken_at = None
    review.trail = trail.record(by=by, verb=verb, subject=f"matching.pair:{review.pair_id}", at=at, region=review.village, why=why,
                                facts={"review": review.pk, **facts})  # fmt: skip
    review.save()
    return review
