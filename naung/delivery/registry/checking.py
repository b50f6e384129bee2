"""Asking the civil registry, and keeping its word: a batch for each regency, out and back through the exchange.

Every step can be stopped and run again. Asked about is who was never answered about and stands on no file that is still
out; a line the registry never spoke of is asked about again once its file was swept and closed."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from naung.delivery.registry.ports import CivilRegistry, Inquiry, Word
from naung.foundation.exchange import actions as exchange
from naung.foundation.exchange import queries as exchanged
from naung.foundation.exchange.ports import Answer, NewLine, Taken, Totals
from naung.foundation.exchange.queries import Batch
from naung.foundation.trail import actions as trail
from naung.foundation.vault import seals
from naung.kit.actor import Actor
from naung.kit.clock import WITA

KIND = "civil"
Progress = Callable[[int, int | None], None]

UNASKED = """
select p.id, p.nik_sealed, p.name, p.born_on, p.sex from registry_person p
where p.merged_into_id is null and p.civil_checked_on is null and left(p.village, 5) = %(region)s and not exists (
    select from exchange_line l join exchange_batch b on b.id = l.batch_id
    where l.subject = p.id and l.state = 'WAITING' and b.partner = %(partner)s and b.kind = %(kind)s)
order by p.id"""
REGIONS = "select distinct left(village, 5) from registry_person where merged_into_id is null and civil_checked_on is null order by 1"
# What the registry does not say stays as it was; whom it calls dead stays dead.
APPLIED = """
update registry_person p set civil_answer = l.answer->>'answer', civil_checked_on = %(on)s,
    died_on = coalesce((l.answer->>'died_on')::date, p.died_on), decile = coalesce((l.answer->>'decile')::smallint, p.decile),
    status = coalesce(l.answer->>'status', p.status)
from exchange_line l where l.reply_id = %(reply)s and l.subject = p.id and l.state = 'ACCEPTED'"""
COUNTED = """
select answer->>'answer', count(*) from exchange_line where reply_id = %s and state = 'ACCEPTED' group by 1 order by 1"""


@dataclass(frozen=True, slots=True)
class Checked:
    """People asked about now, and what came back now, by answer (SAME, DIFFERS, DEAD, NOT_FOUND)."""

    asked: int
    answers: dict[str, int]


def check_civil_registry(
    *,
    registry: CivilRegistry,
    by: Actor,
    at: datetime,
    on: date | None = None,
    progress: Progress = lambda done, total: None,
) -> Checked:
    """Asks about everybody not asked yet and takes what has come back, for files of earlier runs too. `on` is the business
    date, the day of `at` in WITA unless given. Run again: nobody new is asked, nothing changes."""
    on = on or at.astimezone(WITA).date()
    asked = sum(_prepare(region, registry, by, at) for region in _regions()) if registry.has_lists else 0
    answers: dict[str, int] = {}
    waiting = list(exchanged.batches(registry.partner, KIND).exclude(state="CLOSED"))
    for done, batch in enumerate(waiting, 1):
        for answer, count in _ask(batch, registry, by, at, on):
            answers[answer] = answers.get(answer, 0) + count
        progress(done, len(waiting))
    return Checked(asked, answers)


def _regions() -> list[str]:
    return [region for (region,) in _fetch(REGIONS)]


@transaction.atomic
def _prepare(region: str, registry: CivilRegistry, by: Actor, at: datetime) -> int:
    """One file with everybody of a regency not asked yet; how many."""
    _fetch("select pg_advisory_xact_lock(hashtextextended(%s, 53))", [f"civil {region}"])
    people = _fetch(UNASKED, {"region": region, "partner": registry.partner, "kind": KIND})
    if not people:
        return 0
    inquiries = [
        Inquiry(n, seals.open_sealed(nik, "nik"), name, born_on, sex)
        for n, (_, nik, name, born_on, sex) in enumerate(people, 1)
    ]
    earlier = exchanged.batches(registry.partner, KIND).filter(region=region).count()
    key = f"{region}/{earlier + 1:04}"
    exchange.prepare_batch(
        partner=registry.partner, kind=KIND, key=key, region=region, content=registry.write(key, inquiries), rupiah=0,
        lines=[NewLine(number=n, subject=person[0]) for n, person in enumerate(people, 1)], by=by, at=at,
    )  # fmt: skip
    return len(people)


def _ask(
    batch: Batch, registry: CivilRegistry, by: Actor, at: datetime, on: date
) -> Iterator[tuple[str, int]]:
    if batch.state == "PREPARED":
        batch = exchange.send(batch=batch, by=by, at=at)
    for content in registry.answer(exchanged.file_of(batch), on=on) if batch.state != "ANSWERED" else []:
        taken = _take(batch, content, registry, by, at, on)
        if taken and not taken.again:
            yield from _fetch(COUNTED, [taken.reply])
    if exchanged.by_number(batch.pk).state == "ANSWERED":
        exchange.close(batch=exchanged.by_number(batch.pk), by=by, at=at)


@transaction.atomic
def _take(
    batch: Batch, content: bytes, registry: CivilRegistry, by: Actor, at: datetime, on: date
) -> Taken | None:
    """One file of the registry, whole; None when it is not understood and held for a person."""
    words = registry.read(content)
    if words.unreadable:
        exchange.hold(
            partner=registry.partner,
            content=content,
            why=words.unreadable,
            region=batch.region,
            by=by,
            at=at,
            batch=batch,
        )
        return None
    asked = _asked(batch)
    answers = (_answer(word, asked.get(word.number)) for word in words.lines)
    taken = exchange.take_reply(
        batch=batch, content=content, answers=answers, totals=Totals(words.rows), by=by, at=at
    )
    if taken.accepted:
        trail.record(by=by, verb="registry.check", subject=f"exchange.batch:{batch.pk}", at=at, region=batch.region,
                     facts={"answers": dict(_fetch(COUNTED, [taken.reply])), "reply": taken.reply, "on": str(on)})  # fmt: skip
        _execute(
            "set local enable_nestloop = off"
        )  # the guards join what changed to what was: by hash, not each with each
        _execute(APPLIED, {"on": on, "reply": taken.reply})
    return taken


def _asked(batch: Batch) -> dict[int, bytes]:
    sql = "select l.number, p.nik_index from exchange_line l join registry_person p on p.id = l.subject where l.batch_id = %s"
    return {number: bytes(index) for number, index in _fetch(sql, [batch.pk])}


def _answer(word: Word, asked: bytes | None) -> Answer:
    """An answer whose NIK is not the one on that line is nobody's: it goes to suspense as a line that was not sent."""
    same = asked is not None and seals.index(word.nik, "nik") == asked
    data = {"answer": word.answer, "differs": list(word.differs), "died_on": word.died_on and word.died_on.isoformat(),
            "decile": word.decile, "status": word.status}  # fmt: skip
    return Answer(ok=True, number=word.number if same else -abs(word.number), data=data)


def _fetch(sql: str, params: Any = None) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def _execute(sql: str, params: Any = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
