"""Journals by hand and the closing of months, before a second person."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from naung.delivery.monitoring import books_checks
from naung.foundation.approvals.ports import Finding
from naung.foundation.ledger import chart, closing, drafts
from naung.foundation.regions import queries as regions
from naung.kit.actor import Actor
from naung.kit.months import Month
from naung.web.books import words
from naung.web.decisions.say import day, month
from naung.web.words import number, rupiah

DRAFT, CLOSING = drafts.KIND, closing.KIND


def draft_titles(approvals: Iterable[Any]) -> dict[int, str]:
    return {one.pk: _("Jurnal %(number)s") % {"number": one.subject.partition(":")[2]} for one in approvals}


def draft_sight(approval: Any, asked: Any) -> dict[str, Any]:
    draft = drafts.by_approval(approval)
    facts = [(_("Jenis"), words.kind(draft.kind)), (_("Tanggal jurnal"), day(draft.on)), (_("Uraian"), draft.memo), (_("Dokumen"), draft.document)]  # fmt: skip
    if draft.reverses:
        facts.append(
            (_("Membalik"), f"{draft.reverses.key}, {day(draft.reverses.on)}: {draft.reverses.memo}")
        )
    return {"totals": [(_("debit = kredit"), rupiah(approval.rupiah))], "facts": [*facts, *(_line(*one) for one in draft.lines)],
            "findings": _draft_findings(draft)}  # fmt: skip


def _line(account: str, amount: int, ref: Any, region: str) -> tuple[str, str]:
    known = chart.accounts().get(account)
    side = _("debit %(amount)s") if amount > 0 else _("kredit %(amount)s")
    return f"{account} {known.name if known else ''}", f"{side % {'amount': rupiah(abs(amount))}} · {_place(region)}"  # fmt: skip


def _place(code: str) -> str:
    found = regions.by_code(code) if code else None
    return found.name if found else "–"


def _draft_findings(draft: Any) -> list[Finding]:
    found = []
    if draft.state == "PREPARED" and any(account in chart.MONEY for account, *_rest in draft.lines):
        found.append(Finding("", "warn", _("baris mengubah kas atau titipan; cocokkan dengan rekening koran"), sum(account in chart.MONEY for account, *_rest in draft.lines)))  # fmt: skip
    if draft.reverses and draft.reverses.kind in ("bill", "payment"):
        found.append(Finding("", "danger", _("jurnal dibuat oleh langkah iuran: sesudah dibalik, laporan realisasi berbeda dari daftar iuran"), 1))  # fmt: skip
    return found


def decide_draft(
    approval: Any, *, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str
) -> None:
    drafts.decide_draft(draft=drafts.by_approval(approval), approve=approve, content_hash=content_hash, by=by, at=at, on=on, note=note)  # fmt: skip


def withdraw_draft(approval: Any, *, why: str, by: Actor, at: datetime, on: date) -> None:
    drafts.withdraw_draft(draft=drafts.by_approval(approval), why=why, by=by, at=at, on=on)


def closing_titles(approvals: Iterable[Any]) -> dict[int, str]:
    return {one.pk: _("Penutupan buku %(month)s") % {"month": month(Month.parse(one.subject.rpartition(":")[2]).first)} for one in approvals}  # fmt: skip


def closing_sight(approval: Any, asked: Any) -> dict[str, Any]:
    found = closing.by_approval(approval)
    totals = [(_("jurnal bulan ini"), number(found.journals)), (_("debit bulan ini"), rupiah(found.debit)), (_("debit buku sampai akhir bulan"), rupiah(found.turnover))]  # fmt: skip
    facts = [(words.looked_at(one["what"]), words.found(one["count"], one["rupiah"]) + (f": {one['why']}" if one["why"] else "")) for one in found.findings]  # fmt: skip
    open_ = [one for one in found.findings if one["why"]]
    return {"totals": totals, "facts": [*facts, (_("Sidik isi bulan"), found.books_hash)],
            "findings": [Finding("", "warn", words.looked_at(one["what"]), one["count"]) for one in open_]}  # fmt: skip


def decide_closing(
    approval: Any, *, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str
) -> None:
    found = closing.by_approval(approval)
    closing.decide_closing(closing=found, approve=approve, content_hash=content_hash, road=books_checks.road(Month.of(found.month)), by=by, at=at,
                           on=on, note=note)  # fmt: skip


def withdraw_closing(approval: Any, *, why: str, by: Actor, at: datetime, on: date) -> None:
    closing.withdraw_closing(closing=closing.by_approval(approval), why=why, by=by, at=at, on=on)


def barred(approval: Any, by: Actor) -> str:
    return ""
