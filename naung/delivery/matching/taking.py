"""The next one, please: what an officer is given, and nobody else for a while."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Q

from naung.delivery.matching import drawing, queries
from naung.delivery.matching.models import Pair, Review
from naung.delivery.matching.rules import TAKEN_FOR, villages, with_sides
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.clock import WITA


@transaction.atomic
def take_next(*, programme: Any, by: Actor, at: datetime) -> Pair | None:
    """The oldest pair that this officer may decide and nobody else has just taken; None when the queue is empty. One's own
    comes first again; two officers who ask at once are given two pairs. Among the open pairs stand answers that are asked
    again, and those that two officers gave differently."""
    pair, review = _open_pair(programme, by, at), _review(programme, by, at)
    if review and (pair is None or (pair.taken_by_id != by.officer and _before(review, by, at))):
        return _taken(review, review.pair, by, at)
    return _taken(pair, pair, by, at) if pair else None


def _free(by: Actor, at: datetime) -> Q:
    return Q(taken_by=None) | Q(taken_by_id=by.officer) | Q(taken_at__lt=at - TAKEN_FOR)


def _open_pair(programme: Any, by: Actor, at: datetime) -> Pair | None:
    waiting = (
        queries.whole(programme.pk, ["OPEN", "PROPOSED"])
        .filter(_free(by, at))
        .exclude(proposed_human=by.human)
    )
    first = waiting.select_for_update(of=("self",), skip_locked=True)[:50]
    return next((pair for pair in first if _both_sides(pair, by, at)), None)


def _review(programme: Any, by: Actor, at: datetime) -> Review | None:
    """A disagreement, or an answer asked again, that is neither this human's own nor taken: their own first, then what comes
    before the open pairs."""
    asked = Review.objects.filter(_free(by, at), pair__programme=programme, state__in=["ASKED", "DISAGREED"])
    others = asked.exclude(human=by.human).exclude(also_human=by.human).exclude(second_human=by.human)
    locked = others.select_related("pair").order_by("pk").select_for_update(of=("self",), skip_locked=True)
    in_turn = sorted(locked[:50], key=lambda r: (r.taken_by_id != by.officer, not _before(r, by, at), r.pk))
    return next((review for review in in_turn if _seen(review, by, at)), None)


def _before(review: Review, by: Actor, at: datetime) -> bool:
    """A disagreement holds up a row that may be wrong: it never waits behind the open pairs."""
    if review.state == "DISAGREED" or review.taken_by_id == by.officer:
        return True
    return drawing.mixed_in(review.pair_id, by.human or 0, at.astimezone(WITA).date())


def _seen(review: Review, by: Actor, at: datetime) -> bool:
    pair = with_sides().filter(pk=review.pair_id).first()
    if pair is None or not (pair.person or pair.other_row):  # row-level security hides a side
        return False
    review.pair = pair
    return _both_sides(pair, by, at)


def _both_sides(pair: Pair, by: Actor, at: datetime) -> bool:
    on = at.astimezone(WITA).date()
    return all(staff.may(by, "matching.decide", village, on=on) for village in villages(pair))


def _taken(what: Pair | Review, pair: Pair, by: Actor, at: datetime) -> Pair:
    if what.taken_by_id != by.officer:
        trail.record(
            by=by, verb="matching.take", subject=f"matching.pair:{pair.pk}", at=at, region=pair.village
        )
    what.taken_by_id, what.taken_at = by.officer, at
    what.save(update_fields=["taken_by", "taken_at"])
    return pair
