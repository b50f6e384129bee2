"""A list by name by address before its decision."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from naung.delivery.selection import actions, issuing, queries
from naung.delivery.selection import sight as seen
from naung.foundation.regions import queries as regions
from naung.kit.actor import Actor
from naung.web.decisions.say import month
from naung.web.words import number, rupiah

KIND = actions.KIND


def titles(approvals: Iterable[Any]) -> dict[int, str]:
    """Programme, region and round stand in the subject: selection.decree:ntt-2025/53.71/1."""
    names = {region.code: region.name for region in regions.regencies()}
    return {one.pk: _title(one.subject, names) for one in approvals}


def _title(subject: str, names: dict[str, str]) -> str:
    _code, region, round_ = subject.partition(":")[2].split("/")
    said = {"place": names.get(region, region), "round": round_}
    return (
        _("Penetapan %(place)s") % said
        if round_ == "1"
        else _("Penetapan %(place)s, daftar ke-%(round)s") % said
    )


def sight(approval: Any, asked: Any) -> dict[str, Any]:
    decree = queries.by_approval(approval.pk)
    total, people = seen.people(decree, search=asked.search, flag=asked.flag, page=asked.page)
    return {"totals": totals(decree), "findings": seen.findings(decree), "changes": seen.changes(decree), "table": "rank", "total": total,
            "people": people, "facts": _facts(decree), "decree": decree.pk}  # fmt: skip


def totals(decree: Any) -> list[tuple[str, str]]:
    """People and rupiah: a month, each, and whole. The month's sum only where every month costs the same."""
    found = [(_("orang"), number(decree.rows))]
    if decree.rupiah % decree.months == 0:
        found.append((_("sebulan"), rupiah(decree.rupiah // decree.months)))
    return [*found, (_("seluruhnya, %(n)s bulan") % {"n": decree.months}, rupiah(decree.rupiah))]


def _facts(decree: Any) -> list[tuple[str, str]]:
    found = [
        (_("Program"), decree.programme.name),
        (_("Dibayar mulai"), month(decree.first_month)),
        (_("Seorang"), rupiah(decree.per_place)),
    ]
    if decree.changes:
        found.append((_("Melengkapi"), decree.changes.number))
    return found


def barred(approval: Any, by: Actor) -> str:
    return ""  # who prepared it is told by the page itself, for every kind alike


def decide(
    approval: Any, *, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str
) -> None:
    """A signed list becomes paper at once, so that its annex says what stood there when it was signed."""
    decree = actions.decide_decree(decree=queries.by_approval(approval.pk), approve=approve, content_hash=content_hash, by=by, at=at, on=on, note=note)  # fmt: skip
    if approve:
        issuing.issue(decree=decree, address=settings.NAUNG_ADDRESS, by=by, at=at)
