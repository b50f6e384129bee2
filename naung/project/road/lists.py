"""From the villages' spreadsheets to people whom the civil registry knows."""

import shutil
from datetime import date
from typing import Any

from naung.kit.actor import system
from naung.kit.home import home
from naung.project.cli.base import Step
from naung.project.road.scene import OFFICERS, Walk, at, logins
from naung.project.words import _


def sample(walk: Walk, step: Step) -> None:
    """The villages' lists, made once; the partners' knowledge beside them."""
    from naung.sample import make

    if not (walk.lists / "truth.csv").exists():
        make.write(
            walk.lists,
            people=walk.people,
            region=walk.region,
            seed=walk.seed,
            mess=walk.mess.split(","),
            progress=step.progress,
        )
    partners = home() / "partners"
    partners.mkdir(exist_ok=True)
    for file in sorted((walk.lists / "world").glob("*.csv")):
        shutil.copyfile(file, partners / file.name)
    step.out = sum(1 for _ in walk.lists.rglob("*.xlsx"))


def appoint(walk: Walk, step: Step) -> None:
    """The officers of the demonstration, each with a password of this installation, and with the second factor that the role needs
    (`naung officers code LOGIN` shows what their phone would)."""
    from naung.foundation.staff import actions as staff
    from naung.web.account import factors

    passwords = logins()
    for login, name, role, region, nip in OFFICERS:
        officer = staff.appoint(login=login, name=name, identity=nip, password=passwords[login], role=role, region=region,
                      since=date(2025, 1, 1), by=system("demo"), at=at(date(2025, 7, 1)), once=False)  # fmt: skip
        if factors.needed({role}) and factors.give_app(officer):
            staff.note(officer=officer, what="factor_added", by=system("demo"), at=at(date(2025, 7, 1)), facts={"kind": "totp"})  # fmt: skip
    step.out = len(OFFICERS)


def intake(walk: Walk, step: Step) -> None:
    from naung.delivery.intake import jobs

    outcomes = jobs.receive(paths=[walk.lists], programme=walk.programme, region=walk.region, by=system("intake"),
                            at=at(date(2025, 7, 14)), progress=step.progress)  # fmt: skip
    _count_rows(walk, step, outcomes)


def _count_rows(walk: Walk, step: Step, outcomes: Any) -> None:
    from naung.delivery.intake import queries

    states = queries.by_state(walk.programme.pk)
    flawed = states.get("FLAWED", 0)
    step.into, step.out = sum(states.values()), sum(states.values()) - flawed
    step.held = {_("baris perlu diperbaiki"): flawed} if flawed else {}
    step.more = {"files": len(outcomes)}


def match(walk: Walk, step: Step) -> None:
    from naung.delivery.matching import jobs

    found = jobs.match(
        programme=walk.programme, by=system("match"), at=at(date(2025, 7, 15)), progress=step.progress
    )
    step.more = {"found": str(found)}


def civil_registry(walk: Walk, step: Step) -> None:
    _asked(step, ["civil"])


def registers(walk: Walk, step: Step) -> None:
    """The insurer, the list of employees and the decile list, about whoever lives."""
    _asked(step, ["insured", "employed", "decile"])


def _asked(step: Step, names: list[str]) -> None:
    from naung.project.work.registers import ask

    day = date(2025, 7, 16)
    found = ask(names=names, by=system("check"), at=at(day), on=day, progress=step.progress)
    step.into, step.out = found.asked, found.answered
    step.more = {
        "answers": {name: one.answers for name, one in found.registers.items()},
        "findings": found.findings,
    }
