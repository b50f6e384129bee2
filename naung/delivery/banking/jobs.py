"""The exchange with the bank, a batch for each region."""

from datetime import date, datetime

from naung.delivery.banking import actions, queries, resting
from naung.delivery.banking.ports import Bank
from naung.delivery.programme.queries import Programme
from naung.foundation.exchange import jobs as exchange
from naung.foundation.exchange.jobs import Progress
from naung.foundation.exchange.ports import Taken
from naung.foundation.exchange.queries import Batch
from naung.kit.actor import Actor


def send(
    *, programme: Programme, bank: Bank, by: Actor, at: datetime, on: date, region: str | None = None,
    progress: Progress = lambda done, total: None,
) -> list[Batch]:  # fmt: skip
    """Puts every member without an account on a batch, one for each region, and sends it."""
    when = {"by": by, "at": at}
    return exchange.send(
        waiting=queries.regions_that_wait(programme, region),
        prepare=lambda one: actions.request(programme=programme, region=one, bank=bank, on=on, **when),
        batches=lambda: queries.batches(programme, region, partner=bank.partner), progress=progress, **when)  # fmt: skip


def take(
    *, programme: Programme, bank: Bank, by: Actor, at: datetime, on: date, region: str | None = None,
    progress: Progress = lambda done, total: None,
) -> list[Taken]:  # fmt: skip
    """What the bank has answered by now; what comes late is taken by the next run."""
    when = {"by": by, "at": at}
    return exchange.take(
        batches=queries.batches(programme, region, partner=bank.partner),
        answers=lambda sent: bank.answer(sent, on=on),
        take_one=lambda batch, content: actions.take_answer(
            programme=programme, batch=batch, content=content, bank=bank, on=on, **when),
        progress=progress, **when)  # fmt: skip


def ask_standing(
    *, programme: Programme, bank: Bank, by: Actor, at: datetime, on: date, region: str | None = None,
    progress: Progress = lambda done, total: None,
) -> list[Batch]:  # fmt: skip
    """Asks how every account stands, a file for each region; once a day, and not while an answer is still owed."""
    when = {"by": by, "at": at}
    return exchange.send(
        waiting=resting.regions_with_accounts(programme, region),
        prepare=lambda one: resting.ask(programme=programme, region=one, bank=bank, on=on, **when),
        batches=lambda: resting.batches(programme, region, partner=bank.partner), progress=progress, **when)  # fmt: skip


def take_standing(
    *, programme: Programme, bank: Bank, by: Actor, at: datetime, on: date, region: str | None = None,
    progress: Progress = lambda done, total: None,
) -> list[Taken]:  # fmt: skip
    """What the bank says of them by now; what comes late is taken by the next run."""
    when = {"by": by, "at": at}
    return exchange.take(
        batches=resting.batches(programme, region, partner=bank.partner),
        answers=lambda sent: bank.standing(sent, on=on),
        take_one=lambda batch, content: resting.take(
            programme=programme, batch=batch, content=content, bank=bank, on=on, **when),
        progress=progress, **when)  # fmt: skip
