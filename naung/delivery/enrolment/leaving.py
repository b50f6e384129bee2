"""The cover of several people ended for one reason, by two: whoever asks shows the paper, somebody else decides.

Their months are paid with public money, and a place given up goes to the next: so nobody ends a running cover alone."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.delivery.enrolment.actions import EndsBeforeItBegan
from naung.delivery.enrolment.models import Leaving, Membership
from naung.delivery.enrolment.states import LEAVING, MEMBERSHIP
from naung.delivery.programme import queries as programmes
from naung.delivery.selection import actions as selection
from naung.foundation.approvals import actions as approvals
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.canonical import list_hash
from naung.kit.clock import say_date
from naung.kit.months import Month
from naung.kit.refusal import Refusal
from naung.kit.text import squeeze

KIND = "enrolment.leaving"


class NotYetAnswered(Refusal):
    """The insurer was asked and has not answered: its answer comes first."""


class LeavesAlready(Refusal):
    """Somebody stands on a leaving that waits for its decision."""


class LeavingChanged(Refusal):
    """What is in the tables is no longer what was put before the second person."""


def running(place_ids: Iterable[int], last_day: date) -> list[Membership]:
    """The memberships that run on these places, locked; NotYetAnswered, EndsBeforeItBegan."""
    found = list(Membership.objects.select_for_update().filter(
        place_id__in=list(place_ids), state__in=["REQUESTED", "RETURNED", "ENROLLED"]).order_by("pk"))  # fmt: skip
    if asked := sum(member.state == "REQUESTED" for member in found):
        raise NotYetAnswered(_("Pendaftaran %(n)s orang belum dijawab BPJS Ketenagakerjaan. Tunggu jawabannya, lalu ganti.") % {"n": asked})  # fmt: skip
    if returned := sum(member.state == "RETURNED" for member in found):
        raise NotYetAnswered(_("%(n)s orang dikembalikan BPJS Ketenagakerjaan. Kirim lagi, atau lepaskan tempatnya di antrean perbaikan.") % {"n": returned})  # fmt: skip
    early = [m.covered_from for m in found if m.covered_from and m.covered_from > last_day]
    if early:
        raise EndsBeforeItBegan(_("Perlindungan baru mulai %(first)s; tidak dapat berakhir pada %(on)s.")
                                % {"first": say_date(early[0]), "on": say_date(last_day)})  # fmt: skip
    return found


@transaction.atomic
def propose(
    *, programme: programmes.Programme, region: str, place_ids: list[int], because: selection.Because, by: Actor, at: datetime, on: date
) -> Leaving:  # fmt: skip
    """Puts an end of running cover before a second person; nothing changes yet. The same again is the same.

    NotAllowed, LeavesAlready, NotYetAnswered, EndsBeforeItBegan. The door looks at region and day first (replacing.replace)."""
    staff.require(by, "selection.propose", region, on=on)
    running(place_ids, because.last_day)
    waits = Leaving.objects.filter(state="PROPOSED", places__overlap=place_ids).first()
    made = _draft(programme, region, place_ids, because, on)
    if waits:
        made.number = waits.number
        if content_hash(made) == waits.content_hash:
            return waits
        raise LeavesAlready(_("Sebagian orang ini sudah diajukan untuk berhenti dan menunggu keputusan."))
    return _write(made, because, by, at)


def _draft(
    programme: programmes.Programme, region: str, place_ids: list[int], because: selection.Because, on: date
) -> Leaving:
    number = Leaving.objects.filter(programme=programme).count() + 1
    return Leaving(programme=programme, region=region, number=number, places=sorted(place_ids), rows=len(place_ids), reason=because.reason,
                   document=squeeze(because.document), last_day=because.last_day, prepared_on=on)  # fmt: skip


def _write(made: Leaving, because: selection.Because, by: Actor, at: datetime) -> Leaving:
    made.content_hash = content_hash(made)
    made.approval = approvals.prepare(kind=KIND, subject=_subject(made), content_hash=made.content_hash, rows=made.rows, rupiah=0,
                                      region=made.region, by=by, at=at, note=str(because))  # fmt: skip
    made.trail = trail.record(by=by, verb="enrolment.propose_leaving", subject=_subject(made), at=at, region=made.region, why=str(because),
                              facts={"rows": made.rows, "last_day": str(made.last_day), "hash": made.content_hash})  # fmt: skip
    made.save(force_insert=True)
    return made


def content_hash(made: Leaving) -> str:
    """What the second person signs: why, on which paper, until which day, and everybody by code."""
    heading = (
        f"{made.programme.code};{made.region};{made.number};{made.reason};{made.document};{made.last_day}"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "select p.code from selection_place l join registry_person p on p.id = l.person_id where l.id = any(%s) order by p.code",
            [made.places],
        )
        return list_hash([heading, *(code for (code,) in cursor.fetchall())])


@transaction.atomic
def decide(
    *, leaving: Leaving, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str = ""
) -> Leaving:
    """By another person than who asked. Approved: cover ends on the day, the places go back with reason and paper; whoever may propose
    fills them from the waiting list. SamePerson, NotAllowed, ContentChanged, LeavingChanged, AlreadyDecided; the same again: unchanged."""
    leaving = _locked(leaving)
    approvals.decide(
        approval=leaving.approval, approve=approve, content_hash=content_hash, by=by, at=at, note=note
    )
    staff.require(by, "enrolment.decide", leaving.region, on=on)
    if leaving.state == LEAVING.after("PROPOSED", "decide" if approve else "refuse"):
        return leaving
    leaving.decided_on = on if approve else None
    _move(leaving, "decide" if approve else "refuse", by, at, note)
    if approve:
        _carry(leaving, by, at, on)
    return leaving


def _carry(leaving: Leaving, by: Actor, at: datetime, on: date) -> None:
    if _recomputed(leaving) != leaving.content_hash:
        raise LeavingChanged(
            _("Isi pengajuan ini tidak lagi sama dengan yang disusun. Tarik dan ajukan lagi.")
        )
    because = selection.Because(leaving.reason, leaving.document, leaving.last_day)
    members = [m for m in running(leaving.places, leaving.last_day) if m.state == "ENROLLED"]
    end(members, because, leaving.region, by, at)
    covered = {member.place_id for member in members}
    give_up([one for one in leaving.places if one not in covered], because, by, at, None)
    give_up(sorted(covered), because, by, at, first_free(leaving.last_day, leaving.prepared_on))


def _recomputed(leaving: Leaving) -> str:
    return content_hash(leaving)


def end(members: list[Membership], because: selection.Because, region: str, by: Actor, at: datetime) -> None:
    if not members:
        return
    subject = (
        f"enrolment.membership:{members[0].pk}"
        if len(members) == 1
        else f"enrolment.memberships:{len(members)}"
    )
    entry = trail.record(by=by, verb="enrolment.end", subject=subject, at=at, region=region, why=str(because),
                         facts={"on": str(because.last_day), "members": len(members)})  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(
            """update enrolment_membership set state = %s, covered_until = least(covered_until, %s), ended_because = %s, trail = %s
                where id = any(%s)""",
            [
                MEMBERSHIP.after("ENROLLED", "end"),
                because.last_day,
                str(because),
                entry,
                [m.pk for m in members],
            ],
        )


def first_free(last_day: date, on: date) -> date:
    """Money goes back from the month that nobody was or will be billed for: not before the one in which it was asked."""
    return max(Month.of(last_day).plus(1), Month.of(on)).first


def give_up(place_ids: list[int], because: selection.Because, by: Actor, at: datetime, free: date | None) -> int:  # fmt: skip
    if not place_ids:
        return 0
    released = selection.release_places(place_ids=place_ids, because=str(because), by=by, at=at, first_free=free)  # fmt: skip
    selection.note_releases(place_ids=place_ids, because=because)
    return released


@transaction.atomic
def withdraw(*, leaving: Leaving, why: str, by: Actor, at: datetime, on: date) -> Leaving:
    """Takes a leaving back that waits. NotAllowed; again: unchanged."""
    leaving = _locked(leaving)
    staff.require(by, "selection.propose", leaving.region, on=on)
    if leaving.state == "WITHDRAWN":
        return leaving
    approvals.void(approval=leaving.approval, by=by, at=at, why=why)
    return _move(leaving, "withdraw", by, at, why)


def _move(leaving: Leaving, verb: str, by: Actor, at: datetime, why: str) -> Leaving:
    leaving.state = LEAVING.after(leaving.state, verb)
    leaving.trail = trail.record(by=by, verb=f"enrolment.{verb}_leaving", subject=_subject(leaving), at=at, region=leaving.region, why=why,
                                 facts={"rows": leaving.rows, "hash": leaving.content_hash})  # fmt: skip
    leaving.save(update_fields=["state", "trail", "decided_on"])
    return leaving


def by_approval(approval: Any) -> Leaving:
    return Leaving.objects.select_related("programme", "approval").get(approval=approval)


def _locked(leaving: Leaving) -> Leaving:
    return (
        Leaving.objects.select_for_update(of=("self",))
        .select_related("programme", "approval")
        .get(pk=leaving.pk)
    )


def _subject(leaving: Leaving) -> str:
    return f"{KIND}:{leaving.programme.code}/{leaving.number}"
