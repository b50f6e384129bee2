"""A document of a budget line before its decision: what the lines hold now, and would hold."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from naung.delivery.programme import budget
from naung.delivery.programme import queries as programmes
from naung.foundation.approvals.ports import Finding
from naung.kit.actor import Actor
from naung.web.budget.words import document
from naung.web.words import rupiah

KIND = budget.KIND


def titles(approvals: Iterable[Any]) -> dict[int, str]:
    wanted = [one.pk for one in approvals]
    return {change.approval_id: _title(change) for change in programmes.changes().filter(approval__in=wanted)}


def _title(change: Any) -> str:
    said = {"line": change.line.reference, "rp": rupiah(change.rupiah)}
    if change.what == "MOVE":
        return _("Pergeseran %(rp)s ke %(line)s") % said
    return (_("Penetapan anggaran %(line)s") if change.what == "GRANT" else _("Perubahan anggaran %(line)s")) % said  # fmt: skip


def sight(approval: Any, asked: Any) -> dict[str, Any]:
    change = budget.by_approval(approval)
    facts = [(_("Pembayar"), change.line.paid_by.name), (_("Tahun anggaran"), str(change.year)), *_lines(change), (_("Dokumen"), document(change))]  # fmt: skip
    if change.amends:
        facts.append((_("Mengubah"), document(change.amends)))
    if change.account_code:
        facts.append((_("Kode rekening"), change.account_code))
    if change.reason:
        facts.append((_("Alasan"), change.reason))
    return {"totals": [(_("yang ditandatangani"), rupiah(change.rupiah))], "findings": _findings(change), "facts": facts}  # fmt: skip


def _lines(change: Any) -> list[tuple[str, str]]:
    moves = change.what == "MOVE"
    then = change.rupiah if not moves else None
    told = [(change.line.reference, _told(change.line, change.rupiah if moves else None, then, change.line_before, change))]  # fmt: skip
    if moves:
        told.append(
            (
                change.source.reference,
                _told(change.source, -change.rupiah, None, change.source_before, change),
            )
        )
    return told


def _told(line: Any, moved: int | None, then: int | None, before: int | None, change: Any) -> str:
    """From how many rupiah to how many, and how much of it is committed."""
    if change.state in ("REFUSED", "VOID"):
        return _("%(now)s, terikat %(committed)s") % {"now": rupiah(line.rupiah), "committed": rupiah(line.committed)}  # fmt: skip
    now = line.rupiah if before is None else before
    said = {"now": rupiah(now), "then": rupiah(then if then is not None else now + (moved or 0)), "committed": rupiah(line.committed)}  # fmt: skip
    return _("%(now)s menjadi %(then)s, terikat %(committed)s") % said


def _findings(change: Any) -> list[Finding]:
    """What would stop it, or should be looked at first."""
    if change.state != "PREPARED":
        return []
    if change.what == "MOVE" and change.source.rupiah - change.source.committed < change.rupiah:
        return [Finding("", "danger", _("rupiah lebih yang sudah terikat daripada yang akan tersisa di baris asal"),
                        change.rupiah - change.source.rupiah + change.source.committed)]  # fmt: skip
    if change.what == "AMEND" and change.rupiah < change.line.rupiah:
        return [Finding("", "warn", _("rupiah lebih sedikit daripada yang berlaku sekarang"), change.line.rupiah - change.rupiah)]  # fmt: skip
    return []


def barred(approval: Any, by: Actor) -> str:
    return ""


def decide(
    approval: Any, *, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str
) -> None:
    budget.decide_change(change=budget.by_approval(approval), approve=approve, content_hash=content_hash, by=by, at=at, on=on, note=note)  # fmt: skip


def withdraw(approval: Any, *, why: str, by: Actor, at: datetime, on: date) -> None:
    budget.withdraw_change(change=budget.by_approval(approval), why=why, by=by, at=at, on=on)
