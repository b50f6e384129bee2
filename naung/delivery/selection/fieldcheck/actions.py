"""What a visit found, entered by somebody who had no hand in the list. Nothing follows from it by itself."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.delivery.selection.fieldcheck.models import FieldLine, FieldResult
from naung.delivery.selection.fieldcheck.states import ANSWERS, QUESTIONS
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.refusal import Refusal
from naung.kit.text import squeeze

LONGEST_NOTE, SHORTEST_WHY = 1_000, 10


class OwnHand(Refusal):
    """Who listed, proposed or approved somebody does not check them as well."""


class NotAnswered(Refusal):
    """A question is open, or the answers contradict each other."""


class NoVisit(Refusal):
    """A visit is made after the draw and not in the future."""


class AlreadyEntered(Refusal):
    """This result stands; another view of it is a correction that says why."""


@transaction.atomic
def enter(
    *, line: FieldLine, answers: Mapping[str, str], visited_on: date, note: str, by: Actor, at: datetime, on: date, corrects: int | None = None
) -> FieldResult:  # fmt: skip
    """Keeps what was found at one door. The same again is the same row; a correction names the newest result and says why.

    NotAllowed, OwnHand, NotAnswered, NoVisit, AlreadyEntered."""
    staff.require(by, "fieldcheck.enter", line.village, on=on)
    _one_at_a_time(line)
    said, note = _answered(answers), squeeze(note)[:LONGEST_NOTE]
    newest = latest(line)
    if newest and _same(newest, said, visited_on, note, by):
        return newest
    _refuse(line, newest, visited_on, note, by, on, corrects)
    entry = trail.record(by=by, verb="selection.enter_fieldresult", subject=f"selection.fieldline:{line.pk}", at=at, region=line.village,
                         why=note if newest else "", facts={**said, "visited_on": str(visited_on), "corrects": newest.pk if newest else None})  # fmt: skip
    made = FieldResult.objects.create(line=line, corrects=newest, village=line.village, **said, visited_on=visited_on, note=note,
                                      checker_id=by.officer, checker_human=by.human, trail=entry)  # fmt: skip
    made.refresh_from_db()
    return made


def latest(line: FieldLine) -> FieldResult | None:
    """The result that stands."""
    return FieldResult.objects.filter(line=line).order_by("-pk").first()


def had_a_hand(line: FieldLine, human: int | None) -> bool:
    """Did this human send or correct the person's line, or propose or decide a list with them on it? A machine has no hands."""
    with connection.cursor() as cursor:
        cursor.execute("select %s in (select selection_hands(%s))", [human, line.pk])
        return bool(cursor.fetchone()[0])


def _one_at_a_time(line: FieldLine) -> None:
    """Two results of one person wait for each other until the end of the transaction."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"selection.fieldline:{line.pk}"]
        )


def _answered(answers: Mapping[str, str]) -> dict[str, str]:
    said = {question: answers.get(question, "") for question in QUESTIONS}
    if said["found"] == "no":  # nobody could be asked; neighbours may know that somebody died
        said |= {"works": "unknown", "status": "unknown", "poor": "unknown"}
        said["alive"] = "no" if said["alive"] == "no" else "unknown"
    if said["found"] not in ("yes", "no") or any(answer not in ANSWERS for answer in said.values()):
        raise NotAnswered(
            _("Jawab semua pertanyaan; yang tidak dapat dipastikan dijawab “tidak dapat dipastikan”.")
        )
    return said


def _same(newest: FieldResult, said: Mapping[str, str], visited_on: date, note: str, by: Actor) -> bool:
    there = {question: getattr(newest, question) for question in QUESTIONS}
    return (there, newest.visited_on, newest.note, newest.checker_id) == (said, visited_on, note, by.officer)


def _refuse(
    line: FieldLine, newest: FieldResult | None, visited_on: date, note: str, by: Actor, on: date, corrects: int | None
) -> None:  # fmt: skip
    if had_a_hand(line, by.human):
        raise OwnHand(_("Anda ikut mengusulkan, menyusun, atau memutuskan orang ini. Pemeriksaan dilakukan orang lain."))  # fmt: skip
    drawn_on = line.fieldcheck.drawn_on
    if drawn_on is None or not drawn_on <= visited_on <= on:
        raise NoVisit(_("Tanggal kunjungan ada di antara hari undian dan hari ini."))
    if (newest.pk if newest else None) != corrects:
        raise AlreadyEntered(
            _(
                "Hasil untuk orang ini sudah diisi. Buka lagi halamannya; pembetulan menyebut hasil yang dibetulkan."
            )
        )
    if newest and len(note) < SHORTEST_WHY:
        raise AlreadyEntered(
            _("Pembetulan perlu alasan: tulis catatan paling sedikit %(n)s huruf.") % {"n": SHORTEST_WHY}
        )
