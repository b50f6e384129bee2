"""An officer's answer to a pair, a second officer's where money has flowed, and an answer taken back."""

from datetime import datetime, timedelta
from typing import Any, Literal

from django.db import connection, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from naung.delivery.intake import jobs as intake
from naung.delivery.matching import onward, queries, settling
from naung.delivery.matching.models import FOLLOWS, NUMBER, Pair
from naung.delivery.matching.settling import OtherRowWaits
from naung.delivery.matching.states import PAIR
from naung.delivery.registry import actions as people
from naung.delivery.registry import queries as known
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.clock import WITA
from naung.kit.refusal import Refusal
from naung.kit.states import NotInThisState

Verdict = Literal["same", "different", "unclear"]
SAME, DIFFERENT, UNCLEAR = "same", "different", "unclear"
REASONS = {
    "card": gettext_noop("KTP atau KK sudah dilihat"),
    "family": gettext_noop("Keluarga atau tetangga membenarkan"),
    "village": gettext_noop("Kelurahan atau desa membenarkan"),
    "typing": gettext_noop("Jelas salah ketik"),
    "relatives": gettext_noop("Bersaudara atau kembar"),
    "later": gettext_noop("Perlu data lagi"),
}
TAKEN_FOR = timedelta(minutes=15)


class AlreadyDecided(Refusal):
    """Somebody was first, and the answer was another one."""


class NothingToDecide(Refusal):
    """A row that follows another one goes where that one goes."""


class SecondOfficer(Refusal):
    """Who answered first cannot confirm it."""


class AlreadyUsed(Refusal):
    """The answer was used: the person it made went on, two people were merged, or two officers signed it."""


class NothingToUndo(Refusal):
    """Nobody has answered yet."""


class NoReason(Refusal):
    """The reason is none of REASONS."""


@transaction.atomic
def take_next(*, programme: Any, by: Actor, at: datetime) -> Pair | None:
    """The oldest pair that this officer may decide and nobody else has just taken; None when the queue is empty. One's own
    comes first again; two officers who ask at once are given two pairs."""
    on = at.astimezone(WITA).date()
    free = Q(taken_by=None) | Q(taken_by_id=by.officer) | Q(taken_at__lt=at - TAKEN_FOR)
    waiting = queries.whole(programme.pk, ["OPEN", "PROPOSED"]).filter(free).exclude(proposed_human=by.human)
    for pair in waiting.select_for_update(of=("self",), skip_locked=True)[:50]:
        if all(staff.may(by, "matching.decide", village, on=on) for village in _villages(pair)):
            return _taken(pair, by, at)
    return None


def _taken(pair: Pair, by: Actor, at: datetime) -> Pair:
    if pair.taken_by_id != by.officer:
        trail.record(
            by=by, verb="matching.take", subject=f"matching.pair:{pair.pk}", at=at, region=pair.village
        )
    pair.taken_by_id, pair.taken_at = by.officer, at
    pair.save(update_fields=["taken_by", "taken_at"])
    return pair


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
) -> Pair:
    """Answers a pair, and settles the row where that answers everything asked about it; rows that follow it go along.

    same: the row is that person (two people in the registry are merged). different: the row becomes a person of its own
    once no other question about it is open. unclear: it goes on waiting. Where two rows have one NIK and are different
    people, `owner` says whose number it is; the other one waits for a corrected list, and without an owner both do.
    Where money has flowed for one of the two, the answer is PROPOSED, and a second officer gives it again to make it count;
    another answer of the second makes it unclear. Deciding the same again changes nothing.
    Refuses: NotAllowed, AlreadyDecided, OtherRowWaits, NothingToDecide, SecondOfficer, NoReason."""
    pair = _locked(pair)
    _may(pair, by, at)
    if pair.kind == FOLLOWS:
        raise NothingToDecide(_("Baris ini mengikuti baris lain; putuskan pasangan baris itu."))
    if reason and reason not in REASONS:
        raise NoReason(
            _("Alasan %(reason)s tidak dikenal. Pilih salah satu dari daftar.") % {"reason": reason}
        )
    if pair.state == PAIR.after("OPEN", verdict):
        return pair
    if pair.state == "PROPOSED":
        verdict, owner = _second(pair, verdict, by), owner or pair.proposed_owner  # type: ignore[assignment]
    elif verdict != UNCLEAR and pair.state in PAIR.before("propose") and needs_two(pair):
        return _propose(pair, verdict, owner, by, at, note, reason)
    return _decided(pair, verdict, by, at, note, reason, owner)


def _locked(pair: Pair) -> Pair:
    return (
        Pair.objects.select_for_update(of=("self",))
        .select_related("row", "other_row", "person")
        .get(pk=pair.pk)
    )


def needs_two(pair: Pair) -> bool:
    """Has money flowed for one of the two? Then one officer's answer is a proposal."""
    return onward.money(_people(pair))


def _people(pair: Pair) -> list[int]:
    sides = (pair.person_id, pair.row.person_id, pair.other_row.person_id if pair.other_row else None)
    return [known.resolve(side) for side in sides if side]


def _decided(
    pair: Pair, verdict: Verdict, by: Actor, at: datetime, note: str, reason: str, owner: str
) -> Pair:
    entry = trail.record(by=by, verb=f"matching.{verdict}", subject=f"matching.pair:{pair.pk}", at=at, region=pair.village, why=note,
                         facts={"kind": pair.kind, "weight": pair.weight, "owner": owner, "reason": reason})  # fmt: skip
    before = _in_review(pair)
    pair.reason = reason
    _answered(pair, verdict, by, at, note, entry)
    if verdict == SAME:
        _one(pair, by, at, note, entry)
    elif verdict == DIFFERENT:
        _two(pair, owner, entry)
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


def _villages(pair: Pair) -> set[str]:
    return {pair.village, pair.person.village if pair.person else pair.other_row.village}


def _may(pair: Pair, by: Actor, at: datetime) -> None:
    if not (pair.person or pair.other_row):  # row-level security hides the other side
        raise staff.NotAllowed(
            _("Sisi lain pasangan ini di luar wilayah Anda; verifikator provinsi yang memutuskannya.")
        )
    for village in _villages(pair):
        staff.require(by, "matching.decide", village, on=at.astimezone(WITA).date())


def _answered(pair: Pair, verdict: Verdict, by: Actor, at: datetime, note: str, entry: int) -> None:
    try:
        pair.state = PAIR.after(pair.state, verdict)
    except NotInThisState:
        raise AlreadyDecided(_("Pasangan ini sudah diputuskan: %(state)s.") % {"state": pair.state}) from None
    pair.decided_by_id, pair.decided_at, pair.note, pair.trail = by.officer, at, note, entry
    pair.decided_human = by.human
    pair.save(update_fields=["state", "decided_by", "decided_human", "decided_at", "reason", "note", "trail"])


# --- two officers -----------------------------------------------------------------------------------------------------


def _propose(pair: Pair, verdict: str, owner: str, by: Actor, at: datetime, note: str, reason: str) -> Pair:
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


def _second(pair: Pair, verdict: Verdict, by: Actor) -> Verdict:
    """The verdict that now counts: the first officer's, confirmed; or unclear, where the two do not agree."""
    if by.human == pair.proposed_human:
        raise SecondOfficer(
            _(
                "Anda yang pertama menjawab, dan uang sudah mengalir untuk orang ini. Petugas lain yang mengukuhkannya."
            )
        )
    return verdict if verdict == pair.proposed else UNCLEAR


# --- taking an answer back ----------------------------------------------------------------------------------------------


@transaction.atomic
def undo(*, pair: Pair, by: Actor, at: datetime, why: str = "") -> Pair:
    """Takes an answer back: the pair is OPEN again and the rows it settled wait again. Refuses: NotAllowed, NothingToUndo, and
    AlreadyUsed with the reason (see `used`)."""
    pair = _locked(pair)
    _may(pair, by, at)
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


def used(pair: Pair) -> str:
    """Why this answer cannot be taken back any more; '' while it can."""
    if pair.merged:
        return _("Dua orang sudah digabung menjadi satu; penggabungan tidak dibatalkan dari sini.")
    if pair.state in ("SAME", "DIFFERENT") and pair.proposed:
        return _("Dua petugas sudah menandatangani jawaban ini.")
    return onward.why_not(pair.settled)


# --- one person -----------------------------------------------------------------------------------------------------


def _one(pair: Pair, by: Actor, at: datetime, note: str, entry: int) -> None:
    person = _person_of_the_other_side(pair, entry)
    if pair.row.state == "IN_REVIEW":
        own = settling.person_of_the_number(pair.row_id)  # left from an answer that was taken back
        settling.settle(pair.row_id, person, entry)
    else:
        own = pair.row.person_id
    if own and known.resolve(own) != known.resolve(person):
        people.merge(keep=known.person(person), drop=known.person(own), by=by, at=at, why=note or "matching")
        pair.merged = True


def _person_of_the_other_side(pair: Pair, entry: int) -> int:
    if pair.person_id:
        return known.resolve(pair.person_id)
    if pair.other_row.person_id:
        return known.resolve(pair.other_row.person_id)
    if pair.kind == NUMBER:  # the officer says that both are one: the first of the two makes the person
        return settling.admit(pair.other_row_id, entry)
    raise OtherRowWaits(_("Baris di sisi lain belum diputuskan. Putuskan pasangannya lebih dulu."))


# --- two people -----------------------------------------------------------------------------------------------------


def _two(pair: Pair, owner: str, entry: int) -> None:
    if pair.kind == NUMBER:
        row = {"row": pair.row_id, "other": pair.other_row_id}.get(owner)
        if row and _waits(row):
            settling.admit(row, entry)
    elif pair.row.state == "IN_REVIEW" and not _asked_about(pair.row_id):
        settling.admit(pair.row_id, entry)


def _asked_about(row_id: int) -> bool:
    return Pair.objects.filter(row_id=row_id, state__in=["OPEN", "UNCLEAR"]).exclude(kind=FOLLOWS).exists()


def _waits(row_id: int) -> bool:
    return (
        Pair.objects.filter(row_id=row_id, row__state="IN_REVIEW").exists()
        or Pair.objects.filter(other_row_id=row_id, other_row__state="IN_REVIEW").exists()
    )
