"""Finding the insured on a list of deaths, as long work: a list of twenty thousand goes on by itself."""

from django.utils.translation import gettext as _

from naung.delivery.claims.deaths import actions, queries
from naung.foundation.work.ports import Outcome, Report, Task
from naung.project.work.exchanging import speaking


def look(task: Task, report: Report) -> Outcome:
    """Everything that waits, this list's notices among it. What it found of this list is what its officer reads."""
    progress = speaking(report, _("Mencocokkan kabar kematian dengan peserta"))
    actions.look(by=task.by, at=task.at, on=task.on, progress=progress)
    number = int(task.arguments["list"])
    found = queries.outcomes([number])[number]
    counts = {"matched": found.get("MATCHED", 0), "possible": found.get("POSSIBLE", 0), "nobody": found.get("NOBODY", 0)}  # fmt: skip
    return Outcome(_("Daftar kematian sudah dicocokkan dengan peserta."), counts, "/kematian/daftar")
