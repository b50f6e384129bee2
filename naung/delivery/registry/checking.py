"""Asking a register about people, and keeping its word: a batch for each regency, out and back through the exchange.

Every step can be stopped and run again. Asked about is whoever has no answer that still holds and stands on no file that is
still out; a line the register never spoke of is asked about again once its file was swept and closed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection, transaction

from naung.delivery.registry.ports import Inquiry, Register, Word
from naung.delivery.registry.sources import Source, days
from naung.foundation.exchange import actions as exchange
from naung.foundation.exchange import queries as exchanged
from naung.foundation.exchange.ports import Answer, NewLine, Taken, Totals
from naung.foundation.exchange.queries import Batch
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.foundation.vault import seals
from naung.kit.actor import Actor
from naung.kit.clock import WITA

Progress = Callable[[int, int | None], None]

# Comparisons and not left(village, 5): the index on the village can be used for them, under row-level security as well.
UNASKED = """
from registry_person p where p.merged_into_id is null and p.village >= %(from)s and p.village < %(to)s
  and (%(the_dead_too)s or p.died_on is null)
  and not exists (select from registry_answer a where a.person_id = p.id and a.source = %(kind)s and a.answered_on > %(stale)s)"""
ON_THEIR_WAY = """
  and not exists (select from exchange_line l where l.subject = p.id and l.state = 'WAITING' and l.batch_id = any(%(out)s))"""
# What the partner said goes from its line into the person's own record of answers, as it stands there. The lines first: of a
# table that has just grown the planner knows too little to begin with them by itself.
KEPT = """
with said as materialized (select subject, answer, reply_id from exchange_line where reply_id = %(reply)s and state = 'ACCEPTED')
insert into registry_answer (person_id, source, village, asked_on, answered_on, answer, facts, reply_id, trail)
select p.id, %(kind)s, p.village, %(asked_on)s, %(on)s, l.answer->>'answer', l.answer - 'answer', l.reply_id, %(entry)s
from said l join registry_person p on p.id = l.subject order by p.id"""
COUNTED = """
select answer->>'answer', count(*) from exchange_line where reply_id = %s and state = 'ACCEPTED' group by 1 order by 1"""


@dataclass(frozen=True, slots=True)
class Checked:
    """People asked about now, and what came back now, by answer (Source.answers)."""

    asked: int = 0
    answers: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Desk:
    """Who asks which register, when. `on` is the business day, `at` the moment."""

    source: Source
    register: Register
    by: Actor
    at: datetime
    on: date
    stale: date
    own: frozenset[str]


def check(
    *,
    source: Source,
    register: Register,
    by: Actor,
    at: datetime,
    on: date | None = None,
    region: str = "",
    again: bool = False,
    own: Iterable[str] = (),
    progress: Progress = lambda done, total: None,
) -> Checked:
    """Asks about everybody of `region` ('' for all) without an answer that still holds, and takes what has come back, for files
    of earlier runs too. Run again: nobody new is asked, nothing changes.

    on: the business day, the day of `at` in WITA unless given. again: an answer of yesterday or earlier holds no longer.
    own: agreement numbers of our own programmes; cover under one of them is OURS, and nobody else's. An officer needs
    registry.check in the region (NotAllowed)."""
    on = on or at.astimezone(WITA).date()
    if by.officer is not None:
        staff.require(by, "registry.check", region or "53", on=on)
    holds = 1 if again else days(source.name, on=on)
    desk = _Desk(source, register, by, at, on, on - timedelta(days=holds), frozenset(own))
    asked = sum(_prepare(desk, one) for one in _regions(desk, region)) if register.has_lists else 0
    answers: dict[str, int] = {}
    waiting = [
        b
        for b in exchanged.batches(register.partner, source.name).exclude(state="CLOSED")
        if b.region.startswith(region)
    ]
    for done, batch in enumerate(waiting, 1):
        for answer, count in _ask(desk, batch):
            answers[answer] = answers.get(answer, 0) + count
        progress(done, len(waiting))
    return Checked(asked, answers)


def _who(desk: _Desk, region: str) -> dict[str, Any]:
    """The parameters of UNASKED; '/' is the character after '.', so that the range is everything below the region."""
    return {"from": f"{region}." if region else "", "to": f"{region}/" if region else "~", "stale": desk.stale,
            "the_dead_too": desk.source.the_dead_too, "kind": desk.source.name,
            "out": [b.pk for b in exchanged.open_batches(desk.register.partner, desk.source.name)]}  # fmt: skip


def _regions(desk: _Desk, region: str) -> list[str]:
    return [code for (code,) in _unasked("select distinct left(p.village, 5)", desk, region, "1")]


def _unasked(columns: str, desk: _Desk, region: str, order: str) -> list[Any]:
    asked = _who(desk, region)
    where = UNASKED + (ON_THEIR_WAY if asked["out"] else "")
    return _fetch(f"{columns} {where} order by {order}", asked)


@transaction.atomic
def _prepare(desk: _Desk, region: str) -> int:
    """One file with everybody of a regency to be asked about; how many."""
    partner, kind = desk.register.partner, desk.source.name
    _fetch("select pg_advisory_xact_lock(hashtextextended(%s, 53))", [f"{kind} {region}"])
    people = _unasked("select p.id, p.nik_sealed, p.name, p.born_on, p.sex", desk, region, "p.id")
    if not people:
        return 0
    inquiries = [
        Inquiry(n, seals.open_sealed(nik, "nik"), name, born_on, sex)
        for n, (_, nik, name, born_on, sex) in enumerate(people, 1)
    ]
    key = _key(desk, region)
    exchange.prepare_batch(
        partner=partner, kind=kind, key=key, region=region, content=desk.register.write(key, inquiries), rupiah=0,
        lines=[NewLine(number=n, subject=person[0]) for n, person in enumerate(people, 1)], by=desk.by, at=desk.at,
    )  # fmt: skip
    return len(people)


def _key(desk: _Desk, region: str) -> str:
    """53.71/2025-07-16/1: where, the business day on which it is asked, which file of that day."""
    key = f"{region}/{desk.on}/"
    earlier = exchanged.batches(desk.register.partner, desk.source.name).filter(key__startswith=key).count()
    return f"{key}{earlier + 1}"


def _asked_on(batch: Batch) -> date:
    return date.fromisoformat(batch.key.split("/")[1])


def _ask(desk: _Desk, batch: Batch) -> Iterator[tuple[str, int]]:
    if batch.state == "PREPARED":
        batch = exchange.send(batch=batch, by=desk.by, at=desk.at)
    for content in (
        desk.register.answer(exchanged.file_of(batch), on=desk.on) if batch.state != "ANSWERED" else []
    ):
        taken = _take(desk, batch, content)
        if taken and not taken.again:
            yield from _fetch(COUNTED, [taken.reply])
    batch = exchanged.by_number(batch.pk)
    if batch.state == "ANSWERED":
        exchange.close(batch=batch, by=desk.by, at=desk.at)


@transaction.atomic
def _take(desk: _Desk, batch: Batch, content: bytes) -> Taken | None:
    """One file of the register, whole; None when it is not understood and held for a person."""
    words, when = desk.register.read(content), {"by": desk.by, "at": desk.at}
    if wrong := words.unreadable or _strange(desk.source, words.lines):
        exchange.hold(partner=desk.register.partner, content=content, why=wrong, region=batch.region, batch=batch, **when)  # fmt: skip
        return None
    answers = _answers(desk, words.lines, _asked(batch))
    taken = exchange.take_reply(
        batch=batch, content=content, answers=answers, totals=Totals(words.rows), **when
    )
    if taken.accepted:
        _keep(desk, batch, taken)
    return taken


def _strange(source: Source, words: Iterable[Word]) -> str:
    """Why a file is not taken that says what this register cannot say; empty when it may be."""
    strange = sorted({word.answer for word in words} - set(source.answers))
    return f"it answers {', '.join(strange)}, which {source.name} never does" if strange else ""


def _keep(desk: _Desk, batch: Batch, taken: Taken) -> None:
    """Every answer into the person's record, and what it changes onto the person. The newest counts."""
    source = desk.source
    entry = trail.record(by=desk.by, verb="registry.check", subject=f"exchange.batch:{batch.pk}", at=desk.at, region=batch.region,
                         facts={"source": source.name, "answers": dict(_fetch(COUNTED, [taken.reply])), "reply": taken.reply, "on": str(desk.on)})  # fmt: skip
    said = {"kind": source.name, "asked_on": _asked_on(batch), "on": max(desk.on, _asked_on(batch)), "reply": taken.reply, "entry": entry}  # fmt: skip
    # The guards of people join what changed to what was: by hash, not each with each. Those of answers look up a few thousand.
    _execute("set local enable_nestloop = off")
    _execute(source.applied, said)  # before KEPT: it looks at what was answered earlier
    _execute("set local enable_nestloop = on")
    _execute(KEPT, said)


def _asked(batch: Batch) -> dict[int, bytes]:
    sql = "select l.number, p.nik_index from exchange_line l join registry_person p on p.id = l.subject where l.batch_id = %s"
    return {number: bytes(index) for number, index in _fetch(sql, [batch.pk])}


def _answers(desk: _Desk, words: Iterable[Word], asked: dict[int, bytes]) -> Iterator[Answer]:
    """An answer whose NIK is not the one on that line is nobody's: it goes to suspense as a line that was not sent."""
    spoken = list(words)
    for word, index in zip(spoken, seals.index_all([word.nik for word in spoken], "nik"), strict=True):
        ours = word.answer == "ACTIVE" and word.facts.get("agreement") in desk.own
        number = word.number if asked.get(word.number) == index else -abs(word.number)
        yield Answer(ok=True, number=number, data={"answer": "OURS" if ours else word.answer, **word.facts})


def _fetch(sql: str, params: Any = None) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def _execute(sql: str, params: Any = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
