"""What the bank and the insurer send afterwards: a statement with its balances for every month, the insurer's list of members; and what
the last list says otherwise, so that the queue is not empty."""

from datetime import date
from typing import Any

from naung.kit.months import Month
from naung.project.cli.base import Step
from naung.project.plugs import plug
from naung.project.road.scene import Walk, at, who

OPENING = 25_000_000_000  # kas daerah before the first month, made up
DAY = date(2026, 2, 16)  # when all of it arrives: after the months that it speaks of
ODD = ("inactive", "renamed")  # about two people of the last list


def lay_side_by_side(walk: Walk, step: Step) -> None:
    """Run again: every file is known."""
    from naung.delivery.programme import queries as programmes

    months = sorted({run.month for programme in programmes.everything() for run in _runs(programme)})
    step.into = step.out = 0
    if not months:
        return
    _statements(Month.of(months[0]), Month.of(months[-1]))
    listed = [
        (programme, month)
        for programme in programmes.everything()
        for month in sorted({run.month for run in _runs(programme)})
    ]
    for programme, month in listed:
        ours, agreed = _members(programme, Month.of(month), last=(programme, month) == listed[-1])
        step.into, step.out = step.into + ours, step.out + agreed
        step.progress(step.into)


def _runs(programme: Any) -> list[Any]:
    from naung.delivery.contributions import queries

    return [run for run in queries.runs(programme) if run.state == "RECONCILED"]


def _statements(first: Month, last: Month) -> None:
    from naung.delivery.contributions.reconciling import actions as reconciling
    from naung.foundation.exchange import queries as batches
    from naung.partners import statements

    bank, opening = plug("naung.foundation.payments.ports.Bank"), OPENING
    if not hasattr(bank, "monthly"):
        return  # a real bank, or a simulator of another interface, sends its own
    sent = [batches.file_of(batch) for batch in batches.batches(bank.partner, "payment")]
    for sequence, month in enumerate((month for month in first.until(last) if month.last < DAY), 1):
        content = bank.monthly(sent, month=month, sequence=sequence, opening=opening)
        file = statements.read(content)
        reconciling.take_statement(
            partner=bank.partner, content=content, file=file, region="53", by=who("bank"), at=at(DAY), on=DAY
        )
        opening = file.sheets[-1].closing or 0


def _members(programme: Any, month: Month, *, last: bool) -> tuple[int, int]:
    from naung.delivery.contributions import queries
    from naung.delivery.contributions.reconciling import actions as reconciling
    from naung.foundation.exchange import queries as batches

    insurer = plug(
        "naung.delivery.contributions.reconciling.ports.MemberList", **({"odd": ODD} if last else {})
    )
    sent = [
        batches.file_of(one.batch)
        for run in _runs(programme)
        if run.month == month.first
        for one in queries.invoices(run)
    ]
    for content in insurer.members(
        sent, programme=programme.code, month=month.first, on=min(month.plus(1).first, DAY)
    ):
        file = insurer.read_members(content)
        found = reconciling.take_members(
            partner=insurer.partner, content=content, file=file, by=who("bpjs"), at=at(DAY), on=DAY
        )
        return found.ours, found.agreed
    return 0, 0
