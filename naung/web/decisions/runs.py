"""A month's contributions before their decision."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from naung.delivery.contributions import actions
from naung.delivery.contributions import sight as seen
from naung.kit.actor import Actor
from naung.web.decisions.say import month
from naung.web.words import number, rupiah

KIND = actions.KIND


def titles(approvals: Iterable[Any]) -> dict[int, str]:
    ids = {one.pk: int(one.subject.partition(":")[2]) for one in approvals}
    runs = seen.by_subjects(list(ids.values()))
    return {pk: _title(runs[run]) for pk, run in ids.items()}


def _title(run: Any) -> str:
    said = {"month": month(run.month), "round": run.round}
    return (
        _("Iuran %(month)s") % said if run.round == 1 else _("Iuran %(month)s, susulan ke-%(round)s") % said
    )


def sight(approval: Any, asked: Any) -> dict[str, Any]:
    run = seen.by_approval(approval.pk)
    total, people = seen.people(run, search=asked.search, flag=asked.flag, page=asked.page)
    totals = [(_("orang"), number(approval.rows)), (_("untuk bulan ini"), rupiah(approval.rupiah))]
    return {"totals": totals, "findings": seen.findings(run), "changes": seen.changes(run), "table": "money", "total": total, "people": people,
            "facts": [(_("Program"), run.programme.name), (_("Untuk bulan"), month(run.month))]}  # fmt: skip


def barred(approval: Any, by: Actor) -> str:
    return ""


def decide(
    approval: Any, *, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str
) -> None:
    actions.decide(run=seen.by_approval(approval.pk), approve=approve, content_hash=content_hash, by=by, at=at, on=on, note=note)  # fmt: skip
