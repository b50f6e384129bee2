"""The exchange with the insurer, a batch for each decree."""

from datetime import date, datetime

from naung.delivery.enrolment import actions, queries
from naung.delivery.enrolment.ports import Insurer
from naung.delivery.programme.queries import Programme
from naung.foundation.exchange import jobs as exchange
from naung.foundation.exchange.jobs import Progress
from naung.foundation.exchange.ports import Taken
from naung.foundation.exchange.queries import Batch
from naung.kit.actor import Actor


def send(
    *, programme: Programme, insurer: Insurer, by: Actor, at: datetime, on: date, region: str | None = None,
    progress: Progress = lambda done, total: None,
) -> list[Batch]:  # fmt: skip
    """Puts every held place without a membership on a batch, one for each decree, and sends it."""
    when = {"by": by, "at": at}
    return exchange.send(
        waiting=queries.decrees_that_wait(programme, region),
        prepare=lambda one: actions.request(programme=programme, decree_id=one, insurer=insurer, on=on, **when),
        batches=lambda: queries.batches(programme, region, partner=insurer.partner), progress=progress, **when)  # fmt: skip


def take(
    *, programme: Programme, insurer: Insurer, by: Actor, at: datetime, on: date, region: str | None = None,
    progress: Progress = lambda done, total: None,
) -> list[Taken]:  # fmt: skip
    """What the insurer has answered by now; what comes late is taken by the next run."""
    when = {"by": by, "at": at}
    return exchange.take(
        batches=queries.batches(programme, region, partner=insurer.partner),
        answers=lambda sent: insurer.answer(sent, on=on),
        take_one=lambda batch, content: actions.take_answer(
            programme=programme, batch=batch, content=content, insurer=insurer, on=on, **when),
        progress=progress, **when)  # fmt: skip
