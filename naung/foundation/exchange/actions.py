"""Preparing a batch, sending it, taking what comes back, and ending it.

A batch is a file with a name (partner, kind, key): prepared again it is the same batch and the same bytes, and sent again
it changes nothing. The exchange knows no partner's columns; layouts in naung/partners turn bytes into answers."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.foundation.exchange import taking
from naung.foundation.exchange.models import Batch, Content, Line, Reply, Suspense
from naung.foundation.exchange.ports import Answer, NewLine, Taken, Totals
from naung.foundation.exchange.states import BATCH, LINE, SUSPENSE
from naung.foundation.trail import actions as trail
from naung.foundation.vault import seals
from naung.kit.actor import Actor
from naung.kit.canonical import sha256
from naung.kit.refusal import Refusal


class AnotherContent(Refusal):
    """The batch's name is taken by other bytes."""


class NothingToSend(Refusal):
    """A batch without a line is no batch."""


class NotSentYet(Refusal):
    """An answer to a file that never left the house."""


class StillWaiting(Refusal):
    """Lines without an answer keep a batch open."""


@transaction.atomic
def prepare_batch(
    *,
    partner: str,
    kind: str,
    key: str,
    region: str,
    content: bytes,
    rupiah: int,
    by: Actor,
    at: datetime,
    lines: Iterable[NewLine] = (),
    lines_sql: str = "",
    params: Sequence[Any] = (),
) -> Batch:
    """Registers a file with its lines: a list, or a SELECT of (number int, key text, subject bigint, rupiah bigint).

    rupiah: the control total of the lines. The same name and bytes again give the batch there is; AnotherContent and
    NothingToSend refuse. `content` is kept sealed; queries.file_of gives it back byte for byte."""
    _one_at_a_time(partner, kind, key)
    digest = sha256(content)
    if there := Batch.objects.filter(partner=partner, kind=kind, key=key).first():
        return _the_same(there, digest)
    rows = taking.stage_lines(lines, lines_sql, params)
    if not rows:
        raise NothingToSend(
            _("Tidak ada baris untuk dikirim ke %(partner)s (%(key)s).") % {"partner": partner, "key": key}
        )
    number = taking.next_id("exchange_batch")
    entry = trail.record(by=by, verb="exchange.prepare", subject=f"exchange.batch:{number}", at=at, region=region,
                         facts={"partner": partner, "kind": kind, "key": key, "sha256": digest, "rows": rows, "rupiah": rupiah})  # fmt: skip
    batch = Batch.objects.create(id=number, partner=partner, kind=kind, key=key, region=region, content=_keep(content, region),
                                 sha256=digest, rows=rows, rupiah=rupiah, prepared_at=at, state=BATCH.start, trail=entry)  # fmt: skip
    taking.insert_lines(batch)
    return batch


def _one_at_a_time(partner: str, kind: str, key: str) -> None:
    """Two who prepare the same name wait for each other; the second finds the first's batch."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 53))", [f"exchange {partner} {kind} {key}"]
        )


def _the_same(batch: Batch, digest: str) -> Batch:
    if batch.sha256 != digest:
        raise AnotherContent(
            _(
                "Berkas %(key)s untuk %(partner)s sudah terdaftar dengan isi lain (sha256 %(sha)s…). Isi berkas yang terdaftar tidak berubah."
            )
            % {"key": batch.key, "partner": batch.partner, "sha": batch.sha256[:12]}
        )
    return batch


def _keep(content: bytes, region: str) -> Content:
    return Content.objects.create(
        sha256=sha256(content), size=len(content), sealed=seals.seal_bytes(content, "file"), region=region
    )


def _locked(batch: Batch) -> Batch:
    return Batch.objects.select_for_update().get(pk=batch.pk)


@transaction.atomic
def send(*, batch: Batch, by: Actor, at: datetime) -> Batch:
    """The file leaves the house (the outbox's mark; carrying it is the plug's work). Sent again: nothing changes."""
    batch = _locked(batch)
    if batch.state != "PREPARED":
        return batch
    batch.sent_at = at
    return _moved(batch, "send", by=by, at=at)


@transaction.atomic
def acknowledge(*, batch: Batch, by: Actor, at: datetime) -> Batch:
    """The partner says that it has the file. Said again: nothing changes."""
    batch = _locked(batch)
    if batch.state in ("ACKNOWLEDGED", "ANSWERED", "CLOSED"):
        return batch
    return _moved(batch, "acknowledge", by=by, at=at)


def _moved(batch: Batch, verb: str, *, by: Actor, at: datetime, entry: int = 0, **facts: Any) -> Batch:
    batch.state = BATCH.after(batch.state, verb)
    batch.trail = entry or trail.record(by=by, verb=f"exchange.{verb}", subject=f"exchange.batch:{batch.pk}", at=at,
                                        region=batch.region, facts={"sha256": batch.sha256, **facts})  # fmt: skip
    batch.save(update_fields=["state", "trail", "sent_at"])
    return batch


@transaction.atomic
def take_reply(
    *,
    batch: Batch,
    content: bytes,
    answers: Iterable[Answer],
    by: Actor,
    at: datetime,
    totals: Totals | None = None,
) -> Taken:
    """Takes one file of answers whole, in one pass over the lines. Nothing is dropped and nothing is overwritten:
    answers for unknown lines, contradictions and other amounts go to suspense with the reason; so does the whole file when
    its own control totals are wrong. The very same file again changes nothing. Refuses a batch that was not sent."""
    batch = _locked(batch)
    if batch.state == "PREPARED":
        raise NotSentYet(
            _("Berkas %(key)s belum dikirim, jadi jawabannya tidak dapat diambil.") % {"key": batch.key}
        )
    if before := Reply.objects.filter(batch=batch, sha256=sha256(content)).first():
        return Taken(reply=before.pk, again=True, missing=_waiting(batch))
    staged = taking.stage_answers(answers)
    reply, entry = _register(batch, content, staged, by=by, at=at)
    if batch.state == "SENT":
        batch = _moved(batch, "acknowledge", by=by, at=at, entry=entry)
    if taking.wrong_totals(staged, totals):
        taking.suspend_file(reply, entry, "TOTALS", {"rows": staged.rows, "rupiah": staged.rupiah}, at)
        return Taken(reply=reply.pk, suspended={"TOTALS": 1}, missing=_waiting(batch))
    taken = taking.settle_answers(batch, reply, entry, at)
    _answered_when_whole(batch, by=by, at=at)
    return taken


def _register(
    batch: Batch, content: bytes, staged: taking.Staged, *, by: Actor, at: datetime
) -> tuple[Reply, int]:
    digest = sha256(content)
    entry = trail.record(by=by, verb="exchange.take", subject=f"exchange.batch:{batch.pk}", at=at, region=batch.region,
                         facts={"sha256": digest, "answers": staged.rows})  # fmt: skip
    reply = Reply.objects.create(batch=batch, content=_keep(content, batch.region), sha256=digest, answers=staged.rows,
                                 taken_at=at, region=batch.region, trail=entry)  # fmt: skip
    return reply, entry


def _waiting(batch: Batch) -> int:
    return Line.objects.filter(batch=batch, state="WAITING").count()


def _answered_when_whole(batch: Batch, *, by: Actor, at: datetime) -> None:
    if batch.state == "ACKNOWLEDGED" and not _waiting(batch):
        _moved(batch, "answer", by=by, at=at)


@transaction.atomic
def hold(
    *,
    partner: str,
    content: bytes,
    why: str,
    region: str,
    by: Actor,
    at: datetime,
    batch: Batch | None = None,
) -> Suspense:
    """Keeps a file from a partner that no layout can read, or that belongs to no batch. The same file again is the same."""
    there = Suspense.objects.filter(partner=partner, reply=None, content__sha256=sha256(content)).first()
    if there:
        return there
    number = taking.next_id("exchange_suspense")
    entry = trail.record(by=by, verb="exchange.hold", subject=f"exchange.suspense:{number}", at=at, region=region, why=why,
                         facts={"partner": partner, "sha256": sha256(content)})  # fmt: skip
    return Suspense.objects.create(id=number, partner=partner, batch=batch, content=_keep(content, region), position=0, why="UNREADABLE",
                                   facts={"why": why}, region=region, opened_at=at, state=SUSPENSE.start, trail=entry)  # fmt: skip


@transaction.atomic
def sweep(*, batch: Batch, by: Actor, at: datetime) -> int:
    """Lists the lines that the partner never spoke of as missing, and says how many. Swept again: none."""
    batch = _locked(batch)
    if batch.state != "ACKNOWLEDGED":
        return 0
    waiting = Line.objects.filter(batch=batch, state="WAITING")
    entry = trail.record(by=by, verb="exchange.sweep", subject=f"exchange.batch:{batch.pk}", at=at, region=batch.region,
                         facts={"missing": waiting.count()})  # fmt: skip
    missing = waiting.update(state=LINE.after("WAITING", "sweep"), trail=entry)
    _moved(batch, "answer", by=by, at=at, entry=entry)
    return missing


@transaction.atomic
def close(*, batch: Batch, by: Actor, at: datetime) -> Batch:
    """Ends a batch whose lines are all answered or listed as missing. Closed again: nothing changes."""
    batch = _locked(batch)
    if batch.state == "CLOSED":
        return batch
    if batch.state != "ANSWERED":
        raise StillWaiting(
            _("Berkas %(key)s belum dapat ditutup: %(n)s baris belum terjawab.")
            % {"key": batch.key, "n": _waiting(batch)}
        )
    return _moved(batch, "close", by=by, at=at)


@transaction.atomic
def hand_out(*, batch: Batch, sha256: str, by: Actor, at: datetime) -> None:
    """Somebody took a copy of the file that was sent, or of an answer to it: identity numbers left the house, the trail says so."""
    trail.record(by=by, verb="exchange.download", subject=f"exchange.batch:{batch.pk}", at=at, region=batch.region,
                 facts={"sha256": sha256})  # fmt: skip


@transaction.atomic
def settle(*, suspense: Suspense, because: str, by: Actor, at: datetime) -> Suspense:
    """A person says what became of something in suspense."""
    suspense = Suspense.objects.select_for_update().get(pk=suspense.pk)
    suspense.state, suspense.settled_because = SUSPENSE.after(suspense.state, "settle"), because
    suspense.trail = trail.record(by=by, verb="exchange.settle", subject=f"exchange.suspense:{suspense.pk}", at=at,
                                  region=suspense.region, why=because)  # fmt: skip
    suspense.save(update_fields=["state", "settled_because", "trail"])
    return suspense
