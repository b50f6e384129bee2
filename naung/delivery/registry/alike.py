"""Somebody on a register looks like this person, and the register could not say: an officer looked, and writes what they saw.

Likeness decides nothing, and what is written here decides nothing either: it says that somebody looked, so that the next officer need
not. Where it is the same person, the number is wrong here or there; put right (correcting.py), the register speaks for itself when it is
asked again. It holds for what was said: another kind of likeness on a later list is a new question."""

from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.delivery.registry.models import Answer, Likeness, Person
from naung.delivery.registry.sources import SOURCES
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.refusal import Refusal
from naung.kit.text import squeeze

SHORTEST_NOTE, LONGEST_NOTE = 20, 1_000
VERDICTS = ("other", "same")  # somebody else; this very person


class NothingAlike(Refusal):
    """No register's newest word of this person is a likeness, or it was looked at already."""


class NotSeen(Refusal):
    """What was seen is not said: which of the two it is, and by which paper."""


def open_of(person_id: int, source: str) -> Answer | None:
    """The newest answer of a register, where it is a likeness and nobody settled it."""
    newest = Answer.objects.filter(person=person_id, source=source).order_by("-answered_on", "-pk").first()
    if newest is None or newest.answer not in SOURCES[source].doubtful:
        return None
    return None if Likeness.objects.filter(person=person_id, source=source, alike=newest.facts["alike"]).exists() else newest  # fmt: skip


@transaction.atomic
def settle(*, person: Person, source: str, verdict: str, note: str, by: Actor, at: datetime, on: date) -> Likeness:  # fmt: skip
    """Keeps what an officer saw. Refuses: NotAllowed, NothingAlike, NotSeen."""
    staff.require(by, "registry.clear", person.village, on=on)
    with connection.cursor() as cursor:  # two officers at once: the second finds it settled
        cursor.execute("select from registry_person where id = %s for no key update", [person.pk])
    answer, note = open_of(person.pk, source) if source in SOURCES else None, squeeze(note)
    if answer is None:
        raise NothingAlike(_("Tidak ada kemiripan yang menunggu: sudah dilihat, atau jawabannya sudah lain."))
    _says_enough(verdict, note)
    entry = trail.record(by=by, verb="registry.settle_likeness", subject=f"registry.person:{person.pk}", at=at, region=person.village, why=note,
                         facts={"source": source, "verdict": verdict, "answer": answer.pk})  # fmt: skip
    return Likeness.objects.create(person=person, answer=answer, source=source, alike=answer.facts["alike"], village=person.village, verdict=verdict,
                                   note=note, officer_id=by.officer, seen_on=on, trail=entry)  # fmt: skip


def _says_enough(verdict: str, note: str) -> None:
    if verdict not in VERDICTS:
        raise NotSeen(_("Pilih: orang lain, atau orang yang sama."))
    if not SHORTEST_NOTE <= len(note) <= LONGEST_NOTE:
        raise NotSeen(
            _("Tulis %(n)s sampai %(most)s huruf: apa yang dilihat, dan pada dokumen apa. Tanpa nomor identitas.")
            % {"n": SHORTEST_NOTE, "most": LONGEST_NOTE}
        )  # fmt: skip


def of_person(person_ids: list[int]) -> list[dict[str, Any]]:
    """What was seen of these records, the newest first: source, alike, verdict, note, seen_on, who."""
    found = Likeness.objects.filter(person__in=person_ids).order_by("-pk")
    return list(found.values("source", "alike", "verdict", "note", "seen_on", "officer__name"))
