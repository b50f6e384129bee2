"""Prepare and decide."""

from collections.abc import Callable
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from naung.foundation.approvals.models import Approval
from naung.foundation.approvals.states import APPROVAL
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.clock import say_time
from naung.kit.refusal import Refusal
from naung.kit.states import NotInThisState

SAID: dict[str, Callable[[], str]] = {
    "APPROVED": lambda: _("%(name)s sudah menyetujui ini pada %(when)s."),
    "REFUSED": lambda: _("%(name)s sudah menolak ini pada %(when)s."),
}


class SamePerson(Refusal):
    """Who prepared it may not decide it, under whichever account."""


class ContentChanged(Refusal):
    """What was decided on is not what was prepared."""


class AlreadyDecided(Refusal):
    """Somebody was first."""


class NotAnOfficer(Refusal):
    """A machine may carry things out, but preparing and deciding need a person."""


@transaction.atomic
def prepare(
    *,
    kind: str,
    subject: str,
    content_hash: str,
    rows: int,
    rupiah: int,
    by: Actor,
    at: datetime,
    region: str = "",
    note: str = "",
) -> Approval:
    """Puts a content (its hash, rows and whole rupiah) before a second person. The same content again is the same approval;
    another content for the same subject voids what was pending."""
    _a_person(by)
    pending = Approval.objects.select_for_update().filter(kind=kind, subject=subject, state="PENDING").first()
    if pending and pending.content_hash == content_hash:
        return pending
    if pending:
        void(approval=pending, by=by, at=at, why="the content changed")
    entry = trail.record(by=by, verb="approvals.prepare", subject=subject, at=at, region=region, why=note,
                         facts={"kind": kind, "hash": content_hash, "rows": rows, "rupiah": rupiah})  # fmt: skip
    return Approval.objects.create(kind=kind, subject=subject, region=region, content_hash=content_hash, rows=rows, rupiah=rupiah,
                                   prepared_by_id=by.officer, prepared_human=by.human, prepared_at=at, note=note, trail=entry)  # fmt: skip


@transaction.atomic
def decide(
    *, approval: Approval, approve: bool, content_hash: str, by: Actor, at: datetime, note: str = ""
) -> Approval:
    """Approves or refuses. `content_hash` is the hash of what the decider saw; deciding the same again changes nothing."""
    _a_person(by)
    approval = Approval.objects.select_for_update().get(pk=approval.pk)
    if approval.prepared_human == by.human:
        raise SamePerson(
            _("%(name)s yang menyiapkan ini, jadi orang lain yang memutuskannya.") % {"name": by.name}
        )
    if approval.content_hash != content_hash:
        raise ContentChanged(
            _("Isinya bukan lagi yang disiapkan. Mohon lihat sekali lagi sebelum memutuskan.")
        )
    verb = "approve" if approve else "refuse"
    if approval.state == APPROVAL.after("PENDING", verb) and approval.decided_human == by.human:
        return approval
    approval.state = _next(approval, verb)
    approval.decided_by_id, approval.decided_human, approval.decided_at = by.officer, by.human, at
    approval.trail = trail.record(by=by, verb=f"approvals.{verb}", subject=approval.subject, at=at, region=approval.region, why=note,
                                  facts={"kind": approval.kind, "hash": content_hash})  # fmt: skip
    approval.save()
    return approval


def void(*, approval: Approval, by: Actor, at: datetime, why: str) -> None:
    """Takes a pending approval back; called inside the action that changed the content."""
    approval.state = _next(approval, "void")
    approval.trail = trail.record(
        by=by, verb="approvals.void", subject=approval.subject, at=at, region=approval.region, why=why
    )
    approval.save()


def _next(approval: Approval, verb: str) -> str:
    try:
        return APPROVAL.after(approval.state, verb)
    except NotInThisState:
        raise AlreadyDecided(how(approval)) from None


def how(approval: Approval) -> str:
    """Why nothing is left to decide: who was first, and when; for a list that was taken back, that a newer one may wait."""
    if approval.state not in SAID or approval.decided_by is None or approval.decided_at is None:
        return _("Ini sudah ditarik atau disusun ulang, jadi tidak ada lagi yang diputuskan di sini.")
    said = {"name": approval.decided_by.name, "when": say_time(approval.decided_at)}
    return SAID[approval.state]() % said


def _a_person(by: Actor) -> None:
    if by.officer is None or by.human is None:
        raise NotAnOfficer(
            _("%(name)s bukan petugas; menyiapkan dan memutuskan memerlukan orang yang menandatangani.")
            % {"name": by.name}
        )
