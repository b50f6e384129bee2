"""Writes on one person."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from naung.delivery.registry import queries
from naung.delivery.registry.models import Person
from naung.delivery.registry.states import PERSON
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.clock import WITA
from naung.kit.refusal import Refusal
from naung.kit.text import squeeze

REVEALS_A_DAY = 30  # identity numbers that one human may have shown on a day, whatever accounts they have
SHORTEST_NOTE = 10  # letters: enough for a name or a case number, too many for "ok"
REASONS = {
    "asked": gettext_noop("Yang bersangkutan atau keluarganya ada di sini dan bertanya"),
    "compare": gettext_noop("Mencocokkan dengan KTP, KK, atau buku tabungan"),
    "partner": gettext_noop("BPJS, bank, atau Dukcapil menanyakan"),
    "claim": gettext_noop("Mengurus klaim"),
    "audit": gettext_noop("Memeriksa contoh untuk audit"),
}
LONG_NUMBER = re.compile(r"\d(?:[ .-]?\d){9,}")


class AlreadyOnePerson(Refusal):
    """Both sides of the merge are the same record already."""


class MergedAway(Refusal):
    """The record to drop was merged earlier, into somebody else."""


class DiedBeforeBirth(Refusal):
    """The day of death lies before the day of birth."""


class NoReason(Refusal):
    """No reason was chosen, or it is none of the list."""


class NoteTooShort(Refusal):
    """The sentence beside the reason says nothing; the message says how long it has to be."""


class NumberInNote(Refusal):
    """The sentence beside the reason holds a long number; the trail keeps none."""


class EnoughForToday(Refusal):
    """This human had as many numbers shown today as they may."""


@transaction.atomic
def merge(*, keep: Person, drop: Person, by: Actor, at: datetime, why: str) -> Person:
    """`drop` points to `keep` from now on; returns the record that stands. Merging the same two again changes nothing.

    Needs a post that may decide on pairs in both regions. Nothing that names `drop` is repointed: readers resolve."""
    keep = queries.person(keep.pk)
    for side in (keep, drop):
        staff.require(by, "matching.decide", side.village, on=at.astimezone(WITA).date())
    # In the order of their numbers, so that two officers who merge the same two crosswise wait and do not block each other.
    locked = {
        p.pk: p for p in Person.objects.select_for_update().filter(pk__in=[keep.pk, drop.pk]).order_by("pk")
    }
    keep, drop = locked[keep.pk], locked[drop.pk]
    if drop.merged_into_id == keep.pk:
        return keep
    _can_be_merged(keep, drop)
    drop.state, drop.merged_into = PERSON.after(drop.state, "merge"), keep
    drop.trail = trail.record(by=by, verb="registry.merge", subject=f"registry.person:{drop.pk}", at=at, region=drop.village,
                              why=why, facts={"keep": keep.code, "drop": drop.code})  # fmt: skip
    drop.save(update_fields=["state", "merged_into", "trail"])
    return keep


def _can_be_merged(keep: Person, drop: Person) -> None:
    if keep.pk == drop.pk:
        raise AlreadyOnePerson(
            _("%(code)s sudah satu orang; tidak ada yang perlu digabung.") % {"code": keep.code}
        )
    if drop.merged_into_id is not None or keep.merged_into_id is not None:
        code = drop.code if drop.merged_into_id is not None else keep.code
        raise MergedAway(
            _("%(code)s sudah digabung ke orang lain. Pilih catatan yang masih berdiri.") % {"code": code}
        )


@transaction.atomic
def died(*, person_id: int, on: date, source: str, by: Actor, at: datetime) -> Person:
    """Writes the day of death on the record that stands for this person. A day that is known already stays.

    `source`: what was decided, e.g. the number of a claim. DiedBeforeBirth."""
    person = Person.objects.select_for_update().get(pk=queries.resolve(person_id))
    if person.died_on:
        return person
    if on < person.born_on:
        raise DiedBeforeBirth(_("%(code)s lahir sesudah tanggal itu.") % {"code": person.code})
    person.died_on = on
    trail.record(by=by, verb="registry.died", subject=f"registry.person:{person.pk}", at=at, region=person.village,
                 facts={"on": str(on), "source": source})  # fmt: skip
    person.save(update_fields=["died_on"])
    return person


@transaction.atomic
def reveal(
    *,
    person: Person,
    what: str,
    reason: str,
    note: str,
    by: Actor,
    at: datetime,
    on: date,
    quota: int = REVEALS_A_DAY,
) -> int:
    """Writes down that this officer has `what` of the person shown ("nik", "kpj", ...), and why; the number of the trail's entry.

    The number itself is read afterwards by whoever holds it, in this same transaction. Refuses: NotAllowed, NoReason,
    NoteTooShort, NumberInNote, EnoughForToday; what is refused does not count."""
    staff.require(by, "people.reveal", person.village, on=on)
    said = _reason(reason, note)
    _counted(by, on, quota)
    return trail.record(by=by, verb="registry.reveal", subject=f"registry.person:{person.pk}", at=at, region=person.village,
                        why=said, facts={"what": what, "reason": reason})  # fmt: skip


def _reason(reason: str, note: str) -> str:
    note = squeeze(note)
    if reason not in REASONS:
        raise NoReason(_("Pilih satu alasan."))
    if len(note) < SHORTEST_NOTE:
        raise NoteTooShort(
            _("Tulis keterangan paling sedikit %(n)s huruf, misalnya siapa yang meminta.")
            % {"n": SHORTEST_NOTE}
        )
    if LONG_NUMBER.search(note):
        raise NumberInNote(
            _("Jangan menulis nomor identitas di keterangan: keterangan ini disimpan di jejak.")
        )
    return f"{REASONS[reason]}: {note}"


def _counted(by: Actor, on: date, quota: int) -> None:
    """One more of today's, by human and not by account. The row is locked, so that two at once cannot both be the last."""
    with connection.cursor() as cursor:
        cursor.execute(
            """insert into registry_reveals (human_id, day, used, quota) values (%(human)s, %(day)s, 1, %(quota)s)
               on conflict (human_id, day) do update set used = registry_reveals.used + 1, quota = excluded.quota
               where registry_reveals.used < excluded.quota""",
            {"human": by.human, "day": on, "quota": quota},
        )
        if not cursor.rowcount:
            raise EnoughForToday(
                _("Anda sudah membuka %(n)s nomor hari ini, sebanyak yang boleh. Mintalah petugas lain, atau lanjutkan besok.")
                % {"n": quota}
            )  # fmt: skip


def look(*, person: Person, by: Actor, on: date) -> None:
    """Remembers that this officer opened the person's page on this day: one row a day, whatever they open after.

    No entry on the trail, which would hold little else than these; the table can only be added to."""
    with connection.cursor() as cursor:
        cursor.execute(
            """insert into registry_look (officer_id, person_id, village, day) values (%s, %s, %s, %s)
               on conflict (person_id, day, officer_id) do nothing""",
            [by.officer, person.pk, person.village, on],
        )


def recognise(*, field: str, source_sql: str, params: Sequence[Any] = ()) -> int:
    """Puts what was learned of people's words into their records: a SELECT gives person_id, was, now of `field` (occupation or
    disability); how many changed. Who has something else there by now is left alone.

    Runs in the caller's transaction, under the caller's entry: the word is told of once, not person by person."""
    if field not in ("occupation", "disability"):
        raise ValueError(f"{field!r} is not learned from words.")
    sql = f"update registry_person p set {field} = s.now from ({source_sql}) s where p.id = s.person_id and p.{field} = s.was"  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.rowcount
