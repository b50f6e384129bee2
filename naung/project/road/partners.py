"""What goes to the insurer and the bank, and comes back: members, accounts, months."""

from collections.abc import Callable
from datetime import date
from typing import Any

from naung.kit.actor import Actor
from naung.kit.months import Month
from naung.project.cli.base import Step
from naung.project.plugs import plug
from naung.project.road.scene import Walk, at, who
from naung.project.words import _

OFFICE = "Dinas Koperasi, Tenaga Kerja dan Transmigrasi (DATA CONTOH)"


def enrol(day: date) -> Callable[[Walk, Step], None]:
    """The batch to the insurer on a day, and its answer."""

    def step_of(walk: Walk, step: Step) -> None:
        from naung.delivery.enrolment import jobs, queries
        from naung.project.cli.partners import HELD

        insurer = plug("naung.delivery.enrolment.ports.Insurer")
        jobs.send(
            programme=walk.programme,
            insurer=insurer,
            by=who("verifikator"),
            at=at(day),
            on=day,
            progress=step.progress,
        )
        jobs.take(
            programme=walk.programme,
            insurer=insurer,
            by=who("bpjs"),
            at=at(day, 15),
            on=day,
            progress=step.progress,
        )
        counts = queries.counts(walk.programme)
        step.into, step.out = sum(counts.values()), counts.get("ENROLLED", 0)
        step.held = {_(HELD[why]): n for why, n in queries.held_back(walk.programme).items()}

    return step_of


def bank(walk: Walk, step: Step) -> None:
    from naung.delivery.banking import jobs, queries

    day, partner = date(2025, 8, 11), plug("naung.delivery.banking.ports.Bank")
    jobs.send(
        programme=walk.programme,
        bank=partner,
        by=who("verifikator"),
        at=at(day),
        on=day,
        progress=step.progress,
    )
    jobs.take(
        programme=walk.programme, bank=partner, by=who("bank"), at=at(day, 15), on=day, progress=step.progress
    )
    counts = queries.counts(walk.programme)
    step.into, step.out = sum(counts.values()), counts.get("OPENED", 0) + counts.get("ACTIVE", 0)


def month(which: Month) -> Callable[[Walk, Step], None]:
    """One month: prepared by the treasurer, decided by another, billed, paid, acknowledged."""

    def step_of(walk: Walk, step: Step) -> None:
        from naung.delivery.contributions import actions, jobs

        day = max(date(which.year, which.month, 15), date(2025, 7, 28))
        when = {"at": at(day), "on": day}
        run = jobs.run(programme=walk.programme, month=which, by=who("bendahara"), **when).run
        if run is None:
            return
        if run.state == "PREPARED":
            run = actions.propose(run=run, by=who("bendahara"), **when)
            run = actions.decide(
                run=run, approve=True, content_hash=run.content_hash, by=who("pejabat"), **when
            )
        insurer = plug("naung.delivery.contributions.ports.Insurer")
        jobs.bill(run=run, insurer=insurer, by=who("bendahara"), progress=step.progress, **when)
        papers(_again(run), who("bendahara"), who("pejabat"), day)
        jobs.pay(
            run=_again(run), bank=plug("naung.foundation.payments.ports.Bank"), by=who("bendahara"), **when
        )
        jobs.acknowledge(run=_again(run), insurer=insurer, by=who("bpjs"), progress=step.progress, **when)
        _say_month(walk, which, step)

    return step_of


def papers(run: Any, preparer: Actor, signer: Actor, day: date) -> None:
    """SPP and SPM with made-up numbers, signed by another person, and the made-up treasury's SP2D; where the payer's orders wait for them."""
    from naung.delivery.contributions import jobs
    from naung.delivery.contributions.treasury import actions as treasury
    from naung.delivery.contributions.treasury import queries as treasury_queries

    if run.state != "BILLED" or treasury_queries.may_order(run):
        return
    tail, when = (
        f"{run.programme.code}/{run.month:%Y-%m}/{run.round} (DATA CONTOH)",
        {"at": at(day), "on": day},
    )
    found = treasury_queries.standing(run)
    if found is None:
        found = treasury.prepare(run=run, office=OFFICE, account_code=treasury_queries.account_code(run), spp_number=f"SPP/{tail}", spp_on=day,
                                 spm_number=f"SPM/{tail}", by=preparer, **when)  # fmt: skip
    if found.state == "PREPARED":
        treasury.decide(papers=found, approve=True, content_hash=found.content_hash, by=signer, **when)
    jobs.disburse(run=run, treasury=plug("naung.delivery.contributions.ports.Treasury"), by=preparer, **when)


def _again(run: Any) -> Any:
    run.refresh_from_db()
    return run


def _say_month(walk: Walk, which: Month, step: Step) -> None:
    from naung.delivery.contributions import queries

    sums = queries.reconciliation(walk.programme, which)
    step.more = {"agreement": [str(one) for one in sums]}
