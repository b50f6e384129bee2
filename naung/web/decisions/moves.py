"""Places of one regency for another, before their decision: what both have now, and would have."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from naung.delivery.programme import allocation, moving
from naung.delivery.programme import queries as programmes
from naung.foundation.approvals.ports import Finding
from naung.kit.actor import Actor
from naung.web.words import number

KIND = moving.KIND


def titles(approvals: Iterable[Any]) -> dict[int, str]:
    wanted = {one.pk for one in approvals}
    return {move.approval_id: _("%(n)s tempat dari %(source)s ke %(target)s")
            % {"n": number(move.places), "source": move.source.name, "target": move.target.name}
            for move in programmes.moves() if move.approval_id in wanted}  # fmt: skip


def sight(approval: Any, asked: Any) -> dict[str, Any]:
    move = moving.by_approval(approval)
    quotas = {quota.region_id: quota for quota in programmes.quotas(move.programme)}
    source, target = quotas[move.source_id], quotas[move.target_id]
    waits = move.state == "PREPARED"
    facts = [
        (_("Program"), move.programme.name),
        (move.source.name, _told(source, -move.places, waits, move.source_before)),
        (move.target.name, _told(target, move.places, waits, move.target_before)),
        (_("Alasan"), move.reason),
        (_("Dokumen"), move.document),
    ]
    return {"totals": [(_("tempat"), number(move.places))], "findings": _findings(move, source) if waits else [], "facts": facts}  # fmt: skip


def _told(quota: Any, change: int, waits: bool, before: int | None) -> str:
    """From how many places to how many, and how many of them are taken."""
    now = quota.cap if waits or before is None else before
    said = {"now": number(now), "then": number(now + change), "used": number(quota.used)}
    if not waits and before is None:
        return _("%(now)s tempat, %(used)s terpakai") % said
    return _("%(now)s menjadi %(then)s tempat, %(used)s terpakai") % said


def _findings(move: Any, source: Any) -> list[Finding]:
    found, left = [], source.cap - move.places
    if left < source.used:
        found.append(Finding("", "danger", _("wilayah asal sudah memakai lebih banyak daripada yang akan tersisa"), source.used - left))  # fmt: skip
    formula = by_formula(move.programme, move.prepared_on).get(move.source_id)
    if formula is not None and left < formula:
        found.append(Finding("", "warn", _("wilayah asal akan berada di bawah angka menurut rumus"), formula - left))  # fmt: skip
    return found


def by_formula(programme: Any, on: date) -> dict[str, int]:
    """Places by the formula in force on the day, of as many as the programme has; empty where it cannot be worked out."""
    caps = {quota.region_id: quota.cap for quota in programmes.quotas(programme)}
    known = {code: facts for code, facts in allocation.facts().items() if code in caps}
    try:
        return allocation.by_formula(sum(caps.values()), allocation.in_force(on), known)
    except (allocation.CannotShare, allocation.NoFormula):
        return {}


def barred(approval: Any, by: Actor) -> str:
    return ""


def decide(
    approval: Any, *, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str
) -> None:
    moving.decide_move(move=moving.by_approval(approval), approve=approve, content_hash=content_hash, by=by, at=at, on=on, note=note)  # fmt: skip


def withdraw(approval: Any, *, why: str, by: Actor, at: datetime, on: date) -> None:
    moving.withdraw_move(move=moving.by_approval(approval), why=why, by=by, at=at, on=on)
