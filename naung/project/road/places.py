"""From people to places on a decree, by two officers."""

from datetime import date
from typing import Any

from naung.kit.actor import system
from naung.project.cli.base import Step
from naung.project.road.scene import Walk, at, who


def assess(walk: Walk, step: Step) -> None:
    from naung.delivery.selection import jobs

    step.out = jobs.assess(
        programme=walk.programme,
        on=date(2025, 7, 17),
        by=system("select"),
        at=at(date(2025, 7, 17)),
        progress=step.progress,
    )


def rank(walk: Walk, step: Step) -> None:
    from naung.delivery.selection import jobs, queries

    jobs.rank(programme=walk.programme, on=date(2025, 7, 17), by=system("select"), at=at(date(2025, 7, 17)))
    counts = queries.counts(walk.programme)
    step.into, step.out = counts["assessed"], counts["eligible"]


def decree(walk: Walk, step: Step) -> None:
    """One officer prepares a list a region, another signs it."""
    from naung.delivery.selection import actions

    drafts = actions.prepare_decrees(
        programme=walk.programme, by=who("verifikator"), at=at(date(2025, 7, 17), 15), on=date(2025, 7, 17)
    )
    sign(drafts, date(2025, 7, 18), step)


def replace(walk: Walk, step: Step) -> None:
    """Who waits takes the places that the insurer's refusals left free, by a further decree."""
    from naung.delivery.selection import actions, queries

    if queries.decrees(walk.programme).filter(round=2, state="DECIDED").exists():
        return  # one that was prepared and not signed before the process ended is taken up again
    drafts = actions.prepare_replacements(
        programme=walk.programme, by=who("verifikator"), at=at(date(2025, 8, 1)), on=date(2025, 8, 1)
    )
    sign(drafts, date(2025, 8, 4), step)


def sign(drafts: Any, day: date, step: Step) -> None:
    from naung.delivery.selection import actions

    waiting = [draft for draft in drafts if draft.state == "PREPARED"]
    for done, draft in enumerate(waiting, 1):
        actions.decide_decree(
            decree=draft, approve=True, content_hash=draft.content_hash, by=who("pejabat"), at=at(day), on=day
        )
        step.progress(done, len(waiting))
    step.out = sum(draft.rows for draft in drafts)
    step.more = {"decrees": len(drafts), "rupiah": sum(draft.rupiah for draft in drafts)}
