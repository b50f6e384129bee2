"""The exchange with the bank, a batch for each region. Every step can be stopped and run again: it goes on with what is missing."""

from collections.abc import Callable
from datetime import date, datetime

from naung.delivery.banking import actions, queries
from naung.delivery.banking.ports import Bank
from naung.delivery.programme.queries import Programme
from naung.foundation.exchange import actions as exchange
from naung.foundation.exchange import queries as exchanged
from naung.foundation.exchange.ports import Taken
from naung.foundation.exchange.queries import Batch
from naung.kit.actor import Actor

Progress = Callable[[int, int | None], None]
# ANSWERED too: a run that was ended between the last answer and the closing leaves the closing to the next.
OPEN = ("SENT", "ACKNOWLEDGED", "ANSWERED")


def send(
    *,
    programme: Programme,
    bank: Bank,
    by: Actor,
    at: datetime,
    on: date,
    region: str | None = None,
    progress: Progress = lambda done, total: None,
) -> list[Batch]:
    """Puts every member without an account on a batch (a transaction each) and sends it, with those that a stopped run left
    behind. Returns what was sent now; run again, nothing."""
    waiting = queries.regions_that_wait(programme, region)
    for done, code in enumerate(waiting, 1):
        actions.request(programme=programme, region=code, bank=bank, by=by, at=at, on=on)
        progress(done, len(waiting))
    return [exchange.send(batch=batch, by=by, at=at)
            for batch in queries.batches(programme, region, partner=bank.partner) if batch.state == "PREPARED"]  # fmt: skip


def take(
    *,
    programme: Programme,
    bank: Bank,
    by: Actor,
    at: datetime,
    on: date,
    region: str | None = None,
    progress: Progress = lambda done, total: None,
) -> list[Taken]:
    """Asks the bank about every batch that still waits and takes what has come; a batch all of whose lines are answered is
    closed. What comes late is taken by the next run."""
    waiting = [b for b in queries.batches(programme, region, partner=bank.partner) if b.state in OPEN]
    taken = []
    for done, batch in enumerate(waiting, 1):
        for content in bank.answer(exchanged.file_of(batch), on=on) if batch.state != "ANSWERED" else []:
            taken.append(
                actions.take_answer(
                    programme=programme, batch=batch, content=content, bank=bank, by=by, at=at, on=on
                )
            )
        _close(batch, by, at)
        progress(done, len(waiting))
    return [one for one in taken if one]


def _close(batch: Batch, by: Actor, at: datetime) -> None:
    batch = exchanged.by_number(batch.pk)
    if batch.state == "ANSWERED":
        exchange.close(batch=batch, by=by, at=at)
