"""Matching a programme's rows to people, as long work."""

from django.utils.translation import gettext as _

from naung.delivery.intake import queries as intake
from naung.delivery.matching import jobs
from naung.delivery.programme import queries as programmes
from naung.foundation.staff import queries as staff
from naung.foundation.work.ports import Outcome, Report, Task
from naung.project.work.exchanging import speaking


def match(task: Task, report: Report) -> Outcome:
    """For those who see the whole programme: whoever sees one regency only would not find its people's records in the next."""
    programme = programmes.by_code(task.arguments["programme"])
    staff.require(task.by, "matching.decide", programme.region_id, on=task.on)
    before = intake.by_state(programme.pk)
    jobs.match(programme=programme, by=task.by, at=task.at, progress=speaking(report, _("Mencocokkan baris dengan orang")))  # fmt: skip
    after = intake.by_state(programme.pk)
    grown = {s.lower(): after.get(s, 0) - before.get(s, 0) for s in ("ADMITTED", "REPEATED", "IN_REVIEW")}
    return Outcome(_("Baris-baris yang bersih sudah dicocokkan."), {"rows": before.get("CLEAN", 0), **grown})
