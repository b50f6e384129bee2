"""Asking the registers about people: what the command, the road and the site's long work have in common."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from naung.delivery.intake import answers
from naung.delivery.registry import jobs as registry
from naung.delivery.registry.sources import SOURCES, source
from naung.foundation.work.ports import Outcome, Report, Task
from naung.kit.actor import Actor
from naung.project.plugs import plug
from naung.project.work.exchanging import speaking

Progress = Callable[[int, int | None], None]


@dataclass(frozen=True, slots=True)
class Asked:
    """By register what was asked and answered now, and how many findings that put on rows."""

    registers: dict[str, registry.Checked] = field(default_factory=dict)
    findings: int = 0

    @property
    def asked(self) -> int:
        return sum(one.asked for one in self.registers.values())

    @property
    def answered(self) -> int:
        return sum(sum(one.answers.values()) for one in self.registers.values())


def ask(
    *,
    names: Iterable[str] = SOURCES,
    by: Actor,
    at: datetime,
    on: date,
    region: str = "",
    again: bool = False,
    progress: Progress = lambda done, total: None,
) -> Asked:
    """Each register about whoever it has not answered for, and what came back onto people and rows. Run again: nothing new."""
    own, found = _agreements(), {}
    for name in names:
        one = source(name)
        found[name] = registry.check(source=one, register=plug(one.port), by=by, at=at, on=on, region=region, again=again, own=own, progress=progress)  # fmt: skip
    return Asked(found, answers.say(by=by, at=at, on=on))


def _agreements() -> set[str]:
    """The numbers under which our own programmes pay: cover under one of them is nobody else's."""
    with connection.cursor() as cursor:
        cursor.execute("select number from programme_agreement where partner = 'bpjs_tk'")
        return {number for (number,) in cursor.fetchall()}


def check(task: Task, report: Report) -> Outcome:
    """As long work: the registers that were ticked, for one region of the officer's."""
    arguments: dict[str, Any] = task.arguments
    names = [arguments["source"]] if arguments.get("source") else list(SOURCES)
    asked = ask(names=names, by=task.by, at=task.at, on=task.on, region=arguments.get("region") or "",
                again=bool(arguments.get("again")), progress=speaking(report, _("Menanyakan dan mengambil jawaban")))  # fmt: skip
    counts = {"asked": asked.asked, "answered": asked.answered}
    if not asked.asked and not asked.answered:
        return Outcome(
            _("Tidak ada yang perlu ditanyakan: semua jawaban masih berlaku."), counts, "/pemeriksaan"
        )
    return Outcome(_("Daftar mitra sudah ditanya; jawaban yang datang sudah tercatat pada orangnya."), counts, "/pemeriksaan")  # fmt: skip
