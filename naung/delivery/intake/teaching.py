"""An officer says once what a way of writing means: for every line that waits, and for every list that comes."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.delivery.intake import words_learned
from naung.delivery.intake.models import VILLAGE, Word
from naung.delivery.intake.states import WORD
from naung.delivery.intake.versions import MATCHING
from naung.delivery.registry import actions as people
from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.canonical import sha256
from naung.kit.clock import WITA
from naung.kit.refusal import Refusal


class NotAMeaning(Refusal):
    """The code is none that this kind of word can mean; of a village: none inside the area."""


class KnownOtherwise(Refusal):
    """Somebody has said something else of this writing; that is taken back first."""


class NothingWaits(Refusal):
    """No line with this writing waits here (any more)."""


class AlreadyWithdrawn(Refusal):
    """The word was taken back before."""


@transaction.atomic
def teach(*, kind: str, text: str, code: str, inside: str, programme: Any, by: Actor, at: datetime) -> Word:
    """Says what a writing means inside a region, as `words_learned.waiting` gave it: `text` and `inside` are its own.

    Lines that wait are understood anew at once, people whose line it was are given what was unknown of them, and later lists are read
    with it. The same again changes nothing. Refuses: NotAllowed, NotAMeaning, KnownOtherwise, NothingWaits."""
    staff.require(by, "intake.teach", inside, on=at.astimezone(WITA).date())
    _means_something(kind, code, inside)
    _execute(
        "select pg_advisory_xact_lock(53, 22)"
    )  # two words for one writing at once would both be the first
    _execute(MATCHING)
    before = Word.objects.filter(kind=kind, inside=inside, text=text, state="GIVEN").first()
    if before:
        return _the_same(before, code)
    asked = next(
        (one for one in _waiting(kind, inside, programme) if (one.inside, one.text) == (inside, text)), None
    )
    if asked is None:
        raise NothingWaits(_("Tidak ada lagi baris dengan tulisan ini yang menunggu."))
    return _given(asked, code, by, at)


def _waiting(kind: str, inside: str, programme: Any) -> list[words_learned.Unknown]:
    return words_learned.waiting(kind, programme_id=programme.pk, region=inside)


def _means_something(kind: str, code: str, inside: str) -> None:
    if kind not in words_learned.KINDS:
        raise NotAMeaning(_("Jenis kata %(kind)s tidak dikenal.") % {"kind": kind})
    if kind == VILLAGE:
        known = code.startswith(f"{inside}.") and regions.villages_of(inside).filter(pk=code).exists()
    else:
        known = code == "" or code in words_learned.codes(kind)
    if not known:
        raise NotAMeaning(_("Pilih satu arti dari daftar."))


def _the_same(before: Word, code: str) -> Word:
    if before.code != code:
        raise KnownOtherwise(
            _("%(name)s sudah menjawab: %(text)s berarti %(says)s. Cabut jawaban itu dahulu bila keliru.")
            % {
                "name": before.by.name,
                "text": before.shown,
                "says": words_learned.label(before.kind, before.code),
            }
        )
    return before


def _given(asked: words_learned.Unknown, code: str, by: Actor, at: datetime) -> Word:
    facts = {"kind": asked.kind, "code": code, "rows": asked.rows}
    entry = trail.record(
        by=by,
        verb="intake.teach",
        subject=_subject(asked.kind, asked.text),
        at=at,
        region=asked.inside,
        facts=facts,
    )
    word = Word.objects.create(kind=asked.kind, inside=asked.inside, text=asked.text, shown=asked.shown, code=code, by_id=by.officer,
                               at=at, trail=entry)  # fmt: skip
    told = {"word": word.pk, "findings": asked.findings, "code": code, "trail": entry}
    _execute(ANSWERED.format(was="r.village" if asked.kind == VILLAGE else "''"), told)
    _execute(PLACED if asked.kind == VILLAGE else UNDERSTOOD.format(kind=asked.kind), told)
    if asked.kind != VILLAGE and code:
        people.recognise(field=asked.kind, source_sql=PEOPLE.format(was="''", now="w.code"), params=[word.pk])
    return word


def _subject(kind: str, text: str) -> str:
    """By its hash: a cell may hold anything, and the trail keeps what it is told for ever."""
    return f"intake.word:{kind}:{sha256(text.encode())[:16]}"


ANSWERED = """
insert into intake_answer (finding_id, row_id, word_id, village, was, trail)
select x.id, r.id, %(word)s, r.village, {was}, %(trail)s from intake_finding x join intake_row r on r.id = x.row_id
where x.id = any(%(findings)s)"""
UNDERSTOOD = """
update intake_row r set {kind} = %(code)s from intake_answer a where a.word_id = %(word)s and a.row_id = r.id and r.{kind} = ''"""
# A line goes on where nothing else stops it.
PLACED = """
update intake_row r set village = %(code)s, trail = %(trail)s, state = case when exists (
    select from intake_finding y where y.row_id = r.id and y.severity = 'block' and not exists (
        select from intake_answer b join intake_word w on w.id = b.word_id and w.state = 'GIVEN' where b.finding_id = y.id)
) then 'FLAWED' else 'CLEAN' end
from intake_answer a where a.word_id = %(word)s and a.row_id = r.id and r.state = 'FLAWED'"""
# The admitted row gave its person everything that is known of them.
PEOPLE = """
select r.person_id, {was} as was, {now} as now from intake_answer a join intake_word w on w.id = a.word_id
join intake_row r on r.id = a.row_id and r.state = 'ADMITTED' where a.word_id = %s"""


# --- taken back -------------------------------------------------------------------------------------------------------


@transaction.atomic
def withdraw(*, word: Word, by: Actor, at: datetime, why: str = "") -> tuple[Word, int]:
    """Takes a word back: its lines wait for an answer again, as far as nobody was made of them and no officer corrected them since.
    Also how many lines went on and stay as they are. Refuses: NotAllowed, AlreadyWithdrawn."""
    staff.require(by, "intake.teach", word.inside, on=at.astimezone(WITA).date())
    _execute(MATCHING)
    word = Word.objects.select_for_update().get(pk=word.pk)
    if "withdraw" not in WORD.verbs_from(word.state):
        raise AlreadyWithdrawn(_("Jawaban ini sudah dicabut."))
    gone = _count(GONE_ON, [word.pk]) if word.kind == VILLAGE else 0
    word.trail = trail.record(by=by, verb="intake.unteach", subject=_subject(word.kind, word.text), at=at, region=word.inside, why=why,
                              facts={"kind": word.kind, "code": word.code, "gone_on": gone})  # fmt: skip
    word.state, word.withdrawn_by_id, word.withdrawn_at = WORD.after(word.state, "withdraw"), by.officer, at
    word.save(update_fields=["state", "withdrawn_by", "withdrawn_at", "trail"])
    told = {"word": word.pk, "code": word.code, "trail": word.trail}
    if word.kind == VILLAGE:
        _execute(UNPLACED, told)
    elif word.code:
        _execute(FORGOTTEN.format(kind=word.kind), told)
        people.recognise(field=word.kind, source_sql=PEOPLE.format(was="w.code", now="''"), params=[word.pk])
    return word, gone


UNCORRECTED = "not exists (select from intake_correction c where c.row_id = r.id)"
FORGOTTEN = f"""
update intake_row r set {{kind}} = a.was from intake_answer a
where a.word_id = %(word)s and a.row_id = r.id and r.{{kind}} = %(code)s and {UNCORRECTED}"""
UNPLACED = f"""
update intake_row r set village = a.was, state = 'FLAWED', trail = %(trail)s from intake_answer a
where a.word_id = %(word)s and a.row_id = r.id and r.state in ('CLEAN', 'FLAWED') and r.village = %(code)s and {UNCORRECTED}"""
GONE_ON = """
select count(*) from intake_answer a join intake_row r on r.id = a.row_id
where a.word_id = %s and r.state in ('IN_REVIEW', 'ADMITTED', 'REPEATED')"""


def _count(sql: str, params: list[Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return int(cursor.fetchone()[0])


def _execute(sql: str, params: Any = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
