"""One answer written down, and one taken back: what `actions` and `reviewing` both do, in their transactions."""

from datetime import datetime

from django.db import connection
from django.utils.translation import gettext as _

from naung.delivery.intake import jobs as intake
from naung.delivery.matching import settling
from naung.delivery.matching.models import FOLLOWS, Pair
from naung.delivery.matching.rules import (
    DIFFERENT,
    SAME,
    AlreadyDecided,
    AlreadyUsed,
    NothingToUndo,
    Verdict,
    used,
)
from naung.delivery.matching.states import PAIR
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.states import NotInThisState


def decided(
    pair: Pair, verdict: Verdict, by: Actor, at: datetime, note: str, reason: str, owner: str
) -> Pair:
    entry = trail.record(by=by, verb=f"matching.{verdict}", subject=f"matching.pair:{pair.pk}", at=at, region=pair.village, why=note,
                         facts={"kind": pair.kind, "weight": pair.weight, "owner": owner, "reason": reason})  # fmt: skip
    before = _in_review(pair)
    pair.reason = reason
    _answered(pair, verdict, by, at, note, entry)
    if verdict == SAME:
        settling.one(pair, by, at, note, entry)
    elif verdict == DIFFERENT:
        settling.two(pair, owner, entry)
    pair.settled = sorted(before - _in_review(pair))
    pair.save(update_fields=["settled", "merged"])
    return pair


IN_REVIEW = """
select id from intake_row where state = 'IN_REVIEW' and (id = any(%(rows)s) or id in (
    select row_id from matching_pair where other_row_id = any(%(rows)s) and kind = 'FOLLOWS'))"""


def _in_review(pair: Pair) -> set[int]:
    with connection.cursor() as cursor:
        cursor.execute(IN_REVIEW, {"rows": [id_ for id_ in (pair.row_id, pair.other_row_id) if id_]})
        return {id_ for (id_,) in cursor.fetchall()}


def _answered(pair: Pair, verdict: Verdict, by: Actor, at: datetime, note: str, entry: int) -> None:
    try:
        pair.state = PAIR.after(pair.state, verdict)
    except NotInThisState:
        raise AlreadyDecided(_("Pasangan ini sudah diputuskan: %(state)s.") % {"state": pair.state}) from None
    pair.decided_by_id, pair.decided_at, pair.note, pair.trail = by.officer, at, note, entry
    pair.decided_human = by.human
    pair.save(update_fields=["state", "decided_by", "decided_human", "decided_at", "reason", "note", "trail"])


def propose(pair: Pair, verdict: str, owner: str, by: Actor, at: datetime, note: str, reason: str) -> Pair:
    pair.state = PAIR.after(pair.state, "propose")
    pair.trail = trail.record(by=by, verb="matching.propose", subject=f"matching.pair:{pair.pk}", at=at, region=pair.village, why=note,
                              facts={"verdict": verdict, "owner": owner, "reason": reason})  # fmt: skip
    pair.proposed, pair.proposed_owner, pair.proposed_by_id, pair.proposed_human = (
        verdict,
        owner,
        by.officer,
        by.human,
    )
    pair.note, pair.reason, pair.taken_by, pair.taken_at = note, reason, None, None
    pair.decided_by = pair.decided_at = pair.decided_human = None
    pair.save()
    return pair


def taken_back(pair: Pair, by: Actor, at: datetime, why: str) -> Pair:
    if "reopen" not in PAIR.verbs_from(pair.state):
        raise NothingToUndo(_("Pasangan ini belum dijawab, jadi tidak ada yang dibatalkan."))
    if because := used(pair):
        raise AlreadyUsed(because)
    pair.trail = trail.record(by=by, verb="matching.reopen", subject=f"matching.pair:{pair.pk}", at=at, region=pair.village, why=why,
                              facts={"was": pair.state, "rows": len(pair.settled)})  # fmt: skip
    rows = {"rows": pair.settled}
    intake.settle(source_sql="select id as row_id, 'IN_REVIEW' as state, null::bigint as person_id from intake_row where id = any(%(rows)s)",
                  params=rows, trail=pair.trail)  # fmt: skip
    tied = Pair.objects.filter(kind=FOLLOWS, state="SAME", row_id__in=pair.settled)
    tied.update(state="OPEN", decided_by=None, decided_at=None, decided_human=None, trail=pair.trail)
    return _opened(pair)


def _opened(pair: Pair) -> Pair:
    pair.state, pair.settled = PAIR.after(pair.state, "reopen"), []
    pair.decided_by = pair.decided_at = pair.decided_human = None
    pair.proposed = pair.proposed_owner = ""
    pair.proposed_by = pair.proposed_human = pair.taken_by = pair.taken_at = None
    pair.save()
    return pair
