"""Places moved from one region's quota to another's: prepared by one officer, decided by another, undone by a move back."""

from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.delivery.programme import queries
from naung.delivery.programme.models import Move, Programme, Quota
from naung.delivery.programme.states import MOVE
from naung.foundation.approvals import actions as approvals
from naung.foundation.approvals.queries import Approval
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.canonical import canonical, sha256
from naung.kit.refusal import Refusal
from naung.kit.text import squeeze

KIND = "programme.move"
SHORTEST = 10  # letters of a reason that somebody could learn from


class NothingToMove(Refusal):
    """No places, the same region twice, or a region without a quota."""


class NoReason(Refusal):
    """A move says why, and on which document it rests."""


class PlacesTaken(Refusal):
    """The region it comes from has fewer free places than are to be moved."""


class MoveChanged(Refusal):
    """The move is not what was put before the second person."""


class MoveNotWaiting(Refusal):
    """Only a move that waits for its decision can be taken back."""


@transaction.atomic
def prepare_move(
    *, programme: Programme, source: str, target: str, places: int, reason: str, document: str, by: Actor, at: datetime, on: date
) -> Move:  # fmt: skip
    """Puts a move before a second person; no counter changes yet. The same move again is the same; another between any regions waits beside it.

    Needs a post for the whole programme's region, since another regency loses what one gains. NothingToMove, NoReason, PlacesTaken."""
    staff.require(by, "programme.move", programme.region_id, on=on)
    reason, document = squeeze(reason), squeeze(document)
    if len(reason) < SHORTEST or not document:
        raise NoReason(_("Tulis alasannya, paling sedikit %(n)s huruf, dan nomor dokumen yang mendasarinya.") % {"n": SHORTEST})  # fmt: skip
    _possible(_locked(programme, source, target), source, places)
    same = Move.objects.filter(programme=programme, source_id=source, target_id=target, places=places, reason=reason, document=document,
                               state="PREPARED").first()  # fmt: skip
    return same or _write(programme, source, target, places, reason, document, by, at, on)


def _write(
    programme: Programme, source: str, target: str, places: int, reason: str, document: str, by: Actor, at: datetime, on: date
) -> Move:  # fmt: skip
    number = Move.objects.filter(programme=programme).count() + 1
    subject = f"{KIND}:{programme.code}/{number}"
    content = content_hash(programme.code, number, source, target, places, reason, document)
    approval = approvals.prepare(kind=KIND, subject=subject, content_hash=content, rows=places, rupiah=0, by=by, at=at,
                                 region=programme.region_id)  # fmt: skip
    entry = trail.record(by=by, verb="programme.prepare_move", subject=subject, at=at, region=programme.region_id, why=reason,
                         facts={"from": source, "to": target, "places": places, "document": document, "hash": content})  # fmt: skip
    return Move.objects.create(programme=programme, number=number, source_id=source, target_id=target, places=places, reason=reason,
                               document=document, content_hash=content, approval=approval, prepared_on=on, trail=entry)  # fmt: skip


def content_hash(code: str, number: int, source: str, target: str, places: int, reason: str, document: str) -> str:  # fmt: skip
    """What the second person signs."""
    return sha256(canonical([code, number, source, target, places, reason, document]))


def _locked(programme: Programme, *codes: str) -> dict[str, Quota]:
    """The counters, locked in the order of codes so that two moves wait for each other; NothingToMove."""
    found = (
        Quota.objects.select_for_update().filter(programme=programme, region__in=codes).order_by("region_id")
    )
    quotas = {quota.region_id: quota for quota in found}
    if len(quotas) != 2:
        raise NothingToMove(_("Pilih dua wilayah yang berbeda, keduanya dengan kuota dalam program %(code)s.") % {"code": programme.code})  # fmt: skip
    return quotas


def _possible(quotas: dict[str, Quota], source: str, places: int) -> None:
    free = quotas[source].cap - quotas[source].used
    if places < 1:
        raise NothingToMove(_("Jumlah tempat yang dipindahkan paling sedikit satu."))
    if places > free:
        raise PlacesTaken(_("%(region)s tinggal mempunyai %(free)s tempat kosong, jadi %(places)s tempat tidak dapat dipindahkan.")
                          % {"region": source, "free": free, "places": places})  # fmt: skip


@transaction.atomic
def decide_move(
    *, move: Move, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str = ""
) -> Move:
    """Moves the places, or refuses, by another person than who prepared it; deciding the same again changes nothing.

    SamePerson, NotAllowed, ContentChanged, AlreadyDecided; PlacesTaken where they were given out meanwhile."""
    move = (
        Move.objects.select_for_update(of=("self",)).select_related("programme", "approval").get(pk=move.pk)
    )
    approvals.decide(
        approval=move.approval, approve=approve, content_hash=content_hash, by=by, at=at, note=note
    )
    staff.require(by, "programme.decide", move.programme.region_id, on=on)
    if move.state == MOVE.after("PREPARED", "decide" if approve else "refuse"):
        return move
    return _carry(move, by, at, on) if approve else _end(move, "refuse", by, at, note)


def _carry(move: Move, by: Actor, at: datetime, on: date) -> Move:
    if of(move) != move.content_hash:
        raise MoveChanged(_("Pemindahan ini tidak lagi sama dengan yang disiapkan. Siapkan sekali lagi."))
    quotas = _locked(move.programme, move.source_id, move.target_id)
    _possible(quotas, move.source_id, move.places)
    move.source_before, move.target_before = quotas[move.source_id].cap, quotas[move.target_id].cap
    move.decided_on = on
    _end(move, "decide", by, at, move.reason)
    with connection.cursor() as cursor:
        cursor.execute(
            """update programme_quota set source = 'decided', cap = cap + case when region_id = %s then - %s else %s end
                where programme_id = %s and region_id in (%s, %s)""",
            [move.source_id, move.places, move.places, move.programme_id, move.source_id, move.target_id],
        )
    return move


def of(move: Move) -> str:
    """The hash of the move as the table holds it now."""
    return content_hash(move.programme.code, move.number, move.source_id, move.target_id, move.places, move.reason, move.document)  # fmt: skip


def _end(move: Move, verb: str, by: Actor, at: datetime, why: str) -> Move:
    facts = {"from": move.source_id, "to": move.target_id, "places": move.places, "hash": move.content_hash}
    if verb == "decide":
        facts |= {"from_before": move.source_before, "to_before": move.target_before}
    move.state = MOVE.after(move.state, verb)
    move.trail = trail.record(by=by, verb=f"programme.{verb}_move", subject=f"{KIND}:{move.programme.code}/{move.number}", at=at,
                              region=move.programme.region_id, why=why, facts=facts)  # fmt: skip
    move.save(update_fields=["state", "decided_on", "source_before", "target_before", "trail"])
    return move


@transaction.atomic
def withdraw_move(*, move: Move, why: str, by: Actor, at: datetime, on: date) -> Move:
    """Takes a move back that waits, with the reason. MoveNotWaiting; again: unchanged."""
    move = (
        Move.objects.select_for_update(of=("self",)).select_related("programme", "approval").get(pk=move.pk)
    )
    staff.require(by, "programme.move", move.programme.region_id, on=on)
    if move.state == MOVE.after("PREPARED", "void"):
        return move
    if move.state != "PREPARED":
        raise MoveNotWaiting(_("Pemindahan ini sudah diputuskan. Pindahkan kembali dengan pemindahan baru."))
    approvals.void(approval=move.approval, by=by, at=at, why=why)
    return _end(move, "void", by, at, why)


def by_approval(approval: Approval) -> Move:
    return queries.moves().get(approval=approval)
