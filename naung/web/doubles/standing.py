"""Where a pair stands for one officer: who answered what, what they may do now, and why not where they may not."""

from typing import Any

from naung.delivery.matching import actions
from naung.delivery.matching import onward as later
from naung.delivery.matching import queries as matching
from naung.kit import clock
from naung.kit.actor import Actor
from naung.web.doubles import words

WAITS = ("OPEN", "PROPOSED", "UNCLEAR")


def of(pair: Any, by: Actor) -> dict[str, Any]:
    face = matching.face(pair, by.human)
    whose = {matching.BLIND: _blind, matching.OWN: _own, matching.THIRD: _third}.get(face.kind, _plain)
    return {**NOTHING, "blind": face.kind in (matching.BLIND, matching.OWN), **whose(pair, face.review, by)}


NOTHING: dict[str, Any] = {
    "may_answer": False, "first": False, "held": None, "two": False, "undoable": False, "why_not": "", "proposed": "", "because": "",
    "answered": None, "torn": [], "reviews": [], "asked_third": False,
}  # fmt: skip


def _blind(pair: Any, review: Any, by: Actor) -> dict[str, Any]:
    """As an open pair."""
    return {"tag": words.tag("OPEN"), "may_answer": True, "held": _held(review, by), "two": money(pair)}


def money(pair: Any) -> bool:
    """Had money flowed for one of the two before anybody answered?"""
    both = [matching.record_of(pair, side) for side in (pair.row, pair.person or pair.other_row)]
    return later.money([record for record in both if record])


def _own(pair: Any, review: Any, by: Actor) -> dict[str, Any]:
    """Whoever answered blind finds their own answer."""
    answered = {
        "name": by.name,
        "at": review.second_at,
        "because": words.reason(review.second_reason),
        "note": review.second_note,
    }
    return {"tag": words.tag(review.second.upper()), "answered": answered}


def _third(pair: Any, review: Any, by: Actor) -> dict[str, Any]:
    """Both answers, without names: what is weighed is the answer and its reason, not who gave it."""
    both = (
        (review.verdict, review.owner, review.reason, review.note),
        (review.second, review.second_owner, review.second_reason, review.second_note),
    )
    torn = [{"says": words.given(verdict, owner), "because": words.reason(reason), "note": note} for verdict, owner, reason, note in both]  # fmt: skip
    return {"tag": words.torn(), "may_answer": True, "torn": torn, "held": _held(review, by)}


def _plain(pair: Any, review: Any, by: Actor) -> dict[str, Any]:
    waits, first = pair.state in WAITS, pair.state == "PROPOSED" and pair.proposed_human == by.human
    asked_third = bool(review and review.state == "DISAGREED")
    decided = pair.state not in ("OPEN", "PROPOSED")
    return {
        "tag": words.tag(pair.state), "may_answer": waits and not first, "first": first, "held": _held(pair, by) if waits else None,
        "two": pair.state in ("OPEN", "UNCLEAR") and actions.needs_two(pair), "asked_third": asked_third,
        "undoable": (decided or first) and not asked_third, "why_not": actions.used(pair) if decided else "",
        "proposed": words.answer(pair.proposed) if pair.state == "PROPOSED" else "", "because": words.reason(pair.reason),
        "answered": _answered(pair) if pair.decided_by else None, "reviews": [_review(one) for one in matching.reviews_of(pair)],
    }  # fmt: skip


def _answered(pair: Any) -> dict[str, Any]:
    return {
        "name": pair.decided_by.name,
        "at": pair.decided_at,
        "because": words.reason(pair.reason),
        "note": pair.note,
    }


def _review(review: Any) -> dict[str, Any]:
    """One time an answer was asked again, told afterwards to whoever may see the pair as it is."""
    return {
        "agreed": review.state == "AGREED", "at": review.second_at, "first": words.given(review.verdict, review.owner),
        "second": words.given(review.second, review.second_owner), "third": words.given(review.third, review.third_owner) if review.third else "",
        "noted": review.state == "NOTED", "notes": [note for note in (review.note, review.second_note, review.third_note) if note],
    }  # fmt: skip


def _held(taken: Any, by: Actor) -> Any:
    """Who has just taken it, where that is somebody else."""
    if (
        taken.taken_at is None
        or taken.taken_by_id == by.officer
        or clock.now() - taken.taken_at >= actions.TAKEN_FOR
    ):
        return None
    return {"name": taken.taken_by.name, "at": taken.taken_at}
