"""What the list of employees says of a person, put aside after a look in the field.

A hit alone holds a person back and removes nobody: lists name people who retired, whose contract ended, or who share a name
and a mistyped number (domain 4.6: check in the field before removing). Letting somebody in against a register is what a
favour looks like as well, so it takes two: who went and looked, with a document, and who decides. It holds for exactly what
was claimed; another status on a later list holds the person back again."""

from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.delivery.registry.models import Answer, Clearing, Person
from naung.delivery.registry.states import CLEARING
from naung.foundation.approvals import actions as approvals
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.canonical import canonical, sha256
from naung.kit.refusal import Refusal
from naung.kit.text import squeeze

KIND = "registry.clearing"
SHORTEST_REASON = 20  # letters: enough to say what was seen and where, too many for "sudah dicek"
# Once decided, the register's word of this claim no longer holds: as EMPLOYED in sources.py.
CLEARED = "update registry_person set status = 'none' where id = %s and status = %s"


class NothingToClear(Refusal):
    """The list of employees says nothing of this person that holds them back."""


class WaitsAlready(Refusal):
    """It was proposed before, and somebody else is to decide it."""


class SaysTooLittle(Refusal):
    """The document or the reason is missing, or says nothing."""


class SeenTomorrow(Refusal):
    """The day in the field has not come yet."""


def held(person_id: int) -> Answer | None:
    """The newest answer of the list of employees, where it holds the person back and nobody cleared it."""
    newest = (
        Answer.objects.filter(person=person_id, source="employed").order_by("-answered_on", "-pk").first()
    )
    if newest is None or newest.answer != "EMPLOYED":
        return None
    cleared = Clearing.objects.filter(person=person_id, claim=newest.facts["status"], state="CLEARED")
    return None if cleared.exists() else newest


@transaction.atomic
def propose(
    *, person: Person, seen_on: date, document: str, reason: str, by: Actor, at: datetime, on: date
) -> Clearing:
    """Puts the person's hit before a second officer. Refuses: NotAllowed, NothingToClear, WaitsAlready, SaysTooLittle, SeenTomorrow."""
    staff.require(by, "registry.clear", person.village, on=on)
    answer, document, reason = held(person.pk), squeeze(document), squeeze(reason)
    if answer is None:
        raise NothingToClear(_("Tidak ada catatan kepegawaian yang menahan orang ini."))
    claim = answer.facts["status"]
    if Clearing.objects.filter(person=person, claim=claim, state="PROPOSED").exists():
        raise WaitsAlready(_("Ini sudah diajukan dan menunggu keputusan petugas lain."))
    _says_enough(document, reason, seen_on, on)
    number = _next_number()
    seal = sha256(canonical({"person": person.code, "answer": answer.pk, "claim": claim, "seen_on": seen_on,
                             "document": document, "reason": reason}))  # fmt: skip
    approval = approvals.prepare(kind=KIND, subject=f"registry.clearing:{number}", content_hash=seal, rows=1, rupiah=0, by=by, at=at,
                                 region=person.village, note=reason)  # fmt: skip
    entry = trail.record(by=by, verb="registry.propose", subject=f"registry.person:{person.pk}", at=at, region=person.village, why=reason,
                         facts={"clearing": number, "claim": claim, "document": document, "seen_on": str(seen_on)})  # fmt: skip
    return Clearing.objects.create(id=number, person=person, answer=answer, claim=claim, village=person.village, seen_on=seen_on,
                                   document=document, reason=reason, content_hash=seal, approval_id=approval.pk, trail=entry)  # fmt: skip


def _says_enough(document: str, reason: str, seen_on: date, on: date) -> None:
    if not document:
        raise SaysTooLittle(_("Tulis nomor berita acara, surat, atau SK yang Anda lihat."))
    if len(reason) < SHORTEST_REASON:
        raise SaysTooLittle(
            _("Tulis paling sedikit %(n)s huruf: apa yang dilihat di lapangan, dan di mana.")
            % {"n": SHORTEST_REASON}
        )
    if seen_on > on:
        raise SeenTomorrow(_("Tanggal pemeriksaan di lapangan belum terjadi."))


def _next_number() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select nextval(pg_get_serial_sequence('registry_clearing', 'id'))")
        return int(cursor.fetchone()[0])


@transaction.atomic
def decide(
    *, clearing: Clearing, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str = ""
) -> Clearing:
    """Another human decides what they saw. Approved: the claim holds the person back no longer. Decided again: nothing changes.

    Refuses: NotAllowed, and what approvals.decide refuses (SamePerson, ContentChanged, AlreadyDecided)."""
    staff.require(by, "registry.decide", clearing.village, on=on)
    clearing = Clearing.objects.select_for_update().get(pk=clearing.pk)
    approval = approvals.decide(approval=clearing.approval, approve=approve, content_hash=content_hash, by=by, at=at, note=note)  # fmt: skip
    if clearing.state != "PROPOSED":
        return clearing
    verb = "clear" if approve else "refuse"
    clearing.state = CLEARING.after(clearing.state, verb)
    clearing.trail = trail.record(by=by, verb=f"registry.{verb}", subject=f"registry.person:{clearing.person_id}", at=at,
                                  region=clearing.village, why=note, facts={"clearing": clearing.pk, "claim": clearing.claim, "approval": approval.pk})  # fmt: skip
    clearing.save(update_fields=["state", "trail"])
    if approve:
        _put_aside(clearing)
    return clearing


def _put_aside(clearing: Clearing) -> None:
    with connection.cursor() as cursor:
        cursor.execute(CLEARED, [clearing.person_id, clearing.claim])


def by_approval(approval: int) -> Clearing:
    return Clearing.objects.select_related("person", "answer").get(approval=approval)


def of_person(person_ids: list[int]) -> list[dict[str, Any]]:
    """Every clearing of these records, the newest first."""
    found = Clearing.objects.filter(person__in=person_ids).order_by("-pk")
    return list(found.values("pk", "claim", "seen_on", "document", "reason", "state", "approval_id"))
