"""A round of renewal as long work: it needs who is covered in which month, which enrolment knows and selection may not ask."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from naung.delivery.enrolment import queries as enrolment
from naung.delivery.programme import queries as programmes
from naung.delivery.selection import jobs
from naung.delivery.selection.renewal import actions as renewal
from naung.delivery.selection.renewal import queries as rounds
from naung.foundation.work.ports import Outcome, Report, Task
from naung.kit.actor import Actor
from naung.project.work.exchanging import speaking

Progress = Callable[[int, int | None], None]


def insured(source: Any) -> list[tuple[str, dict[str, Any]]]:
    """Whoever is covered, a month each, as the insurer accepted it."""
    return [enrolment.covered_in(source, month) for month in programmes.months(source)]


def gather(
    *,
    source: Any,
    target: Any,
    by: Actor,
    at: datetime,
    on: date,
    progress: Progress = lambda done, total: None,
) -> Any:
    """Opens the round or takes up the open one; as long as nothing is proposed everybody is judged and ordered by the law of the day."""
    found = renewal.open_round(source=source, target=target, insured=insured(source), by=by, at=at, on=on)
    if found.state == "OPEN":
        jobs.assess(programme=target, on=on, by=by, at=at, progress=progress)
        jobs.rank(programme=target, on=on, by=by, at=at)
    return found


def open_round(task: Task, report: Report) -> Outcome:
    """Opened by a verifier at the site; run again: whoever came in since, and everybody judged anew."""
    target = programmes.by_code(task.arguments["programme"])
    source = rounds.before(target)
    if source is None:
        raise rounds.NoSuchRound(
            _("Tidak ada program yang berakhir tepat sebelum %(code)s.") % {"code": target.code}
        )
    found = gather(
        source=source,
        target=target,
        by=task.by,
        at=task.at,
        on=task.on,
        progress=speaking(report, _("Menilai dan mengurutkan")),
    )
    counted = rounds.picture(found, [source.region_id])
    return Outcome(_("Putaran perpanjangan sudah dihitung. Lihat hasilnya, lalu usulkan."),
                   {"stays": counted.states["STAYS"], "offered": counted.states["OFFERED"], "ends": counted.states["ENDS"]},
                   f"/program/{target.first_month.year}/perpanjangan")  # fmt: skip
