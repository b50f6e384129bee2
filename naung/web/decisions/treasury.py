"""What a treasurer puts before a second person beside the month itself: an SPM to sign, a refused order to make again, unused months."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from naung.delivery.contributions import queries
from naung.delivery.contributions.mending import recoding, retrying, surplus
from naung.delivery.contributions.treasury import actions as treasury
from naung.delivery.contributions.treasury import queries as treasury_queries
from naung.foundation.approvals.ports import Finding
from naung.kit.actor import Actor
from naung.web.decisions.say import day, month
from naung.web.words import number, rupiah

PAPERS, RETRY, CODE, SURPLUS = treasury.KIND, retrying.KIND, recoding.KIND, surplus.KIND
HOW = {"refund": lambda: _("diminta kembali dari BPJS"), "replace": lambda: _("digantikan orang lain")}


def paper_titles(approvals: Iterable[Any]) -> dict[int, str]:
    found = treasury_queries.by_approvals([one.pk for one in approvals])
    return {p.approval_id: _("SPM %(spm)s, iuran %(month)s") % {"spm": p.spm_number, "month": month(p.run.month)} for p in found}  # fmt: skip


def paper_sight(approval: Any, asked: Any) -> dict[str, Any]:
    papers = treasury_queries.by_approval(approval.pk)
    run = papers.run
    facts = [
        (_("Program"), run.programme.name), (_("Untuk bulan"), month(run.month)), ("SPP", f"{papers.spp_number}, {day(papers.spp_on)}"), ("SPM", papers.spm_number),
        (_("Perangkat daerah"), papers.office), (_("Kode rekening"), papers.account_code or "–"), (_("Penerima"), papers.payee), (_("Potongan"), rupiah(papers.deductions)),
        *((_("Dari %(line)s") % {"line": line}, _("%(n)s orang, %(sum)s") % {"n": number(n), "sum": rupiah(paid)}) for line, n, paid in treasury_queries.budget_lines(run)),
    ]  # fmt: skip
    findings = [] if papers.account_code else [Finding("", "warn", _("SPM tanpa kode rekening belanja"), 1)]
    return {"totals": [(_("orang"), number(run.rows)), (_("dibayarkan"), rupiah(papers.gross))], "findings": findings, "facts": facts}  # fmt: skip


def sign(
    approval: Any, *, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str
) -> None:
    treasury.decide(papers=treasury_queries.by_approval(approval.pk), approve=approve, content_hash=content_hash, by=by, at=at, on=on, note=note)  # fmt: skip


def withdraw_papers(approval: Any, *, why: str, by: Actor, at: datetime, on: date) -> None:
    treasury.withdraw(papers=treasury_queries.by_approval(approval.pk), why=why, by=by, at=at, on=on)


def retry_titles(approvals: Iterable[Any]) -> dict[int, str]:
    found = queries.retry_by_approvals([one.pk for one in approvals])
    return {r.approval_id: _("Pembayaran ulang %(region)s, iuran %(month)s") % {"region": r.region, "month": month(r.invoice.run.month)} for r in found}  # fmt: skip


def retry_sight(approval: Any, asked: Any) -> dict[str, Any]:
    (retry,) = queries.retry_by_approvals([approval.pk])
    facts = [
        (_("Program"), retry.invoice.run.programme.name), (_("Untuk bulan"), month(retry.invoice.run.month)), (_("Kode iuran"), retry.invoice.code or "–"),
        (_("Perintah yang ditolak"), retry.old.reference), (_("Sebab bank"), retry.old.refusal or _("belum ada jawaban")), (_("Yang dibetulkan"), retry.why),
        *([(_("Surat bank"), retry.letter)] if retry.letter else []),
    ]  # fmt: skip
    earlier = retry.number - 1
    findings = (
        [Finding("", "warn", _("kali tagihan ini sudah dicoba ulang sebelumnya"), earlier)] if earlier else []
    )
    return {"totals": [(_("dibayarkan"), rupiah(retry.invoice.rupiah))], "findings": findings, "facts": facts}


def decide_retry(
    approval: Any, *, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str
) -> None:
    (retry,) = queries.retry_by_approvals([approval.pk])
    retrying.decide(retry=retry, approve=approve, content_hash=content_hash, by=by, at=at, on=on, note=note)


def withdraw_retry(approval: Any, *, why: str, by: Actor, at: datetime, on: date) -> None:
    (retry,) = queries.retry_by_approvals([approval.pk])
    retrying.withdraw(retry=retry, why=why, by=by, at=at, on=on)


def code_titles(approvals: Iterable[Any]) -> dict[int, str]:
    found = recoding.by_approvals([one.pk for one in approvals])
    return {c.approval_id: _("Kode iuran %(region)s, %(month)s") % {"region": c.region, "month": month(c.invoice.run.month)} for c in found}  # fmt: skip


def code_sight(approval: Any, asked: Any) -> dict[str, Any]:
    (change,) = recoding.by_approvals([approval.pk])
    facts = [
        (_("Program"), change.invoice.run.programme.name), (_("Untuk bulan"), month(change.invoice.run.month)), (_("Kode yang salah"), change.old),
        (_("Kode yang benar"), change.new), (_("Apa yang salah"), change.why), (_("Surat BPJS"), change.document),
    ]  # fmt: skip
    return {"totals": [(_("ditagih"), rupiah(change.invoice.rupiah))], "facts": facts}


def decide_code(
    approval: Any, *, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str
) -> None:
    (change,) = recoding.by_approvals([approval.pk])
    recoding.decide(change=change, approve=approve, content_hash=content_hash, by=by, at=at, on=on, note=note)


def withdraw_code(approval: Any, *, why: str, by: Actor, at: datetime, on: date) -> None:
    (change,) = recoding.by_approvals([approval.pk])
    recoding.withdraw(change=change, why=why, by=by, at=at, on=on)


def withdraw_surplus(approval: Any, *, why: str, by: Actor, at: datetime, on: date) -> None:
    (found,) = surplus.by_approvals([approval.pk])
    surplus.withdraw(surplus=found, why=why, by=by, at=at, on=on)


def surplus_titles(approvals: Iterable[Any]) -> dict[int, str]:
    found = surplus.by_approvals([one.pk for one in approvals])
    return {s.approval_id: _("%(n)s bulan tak terpakai, %(how)s") % {"n": number(s.months), "how": HOW[s.how]()} for s in found}  # fmt: skip


def surplus_sight(approval: Any, asked: Any) -> dict[str, Any]:
    (found,) = surplus.by_approvals([approval.pk])
    (one,) = surplus.unused(found.membership_id)
    facts = [
        (_("Orang"), f"{one.name} ({one.code})"), (_("Berakhir"), f"{day(one.until)}: {one.because}"), (_("Bulan terbayar"), f"{month(one.first)} – {month(one.last)}"),
        (_("Yang diminta"), HOW[found.how]()), (_("Alasan"), found.why), (_("Dokumen"), found.document),
    ]  # fmt: skip
    return {"totals": [(_("bulan"), number(found.months)), (_("rupiah"), rupiah(found.rupiah))], "facts": facts}  # fmt: skip


def decide_surplus(
    approval: Any, *, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str
) -> None:
    (found,) = surplus.by_approvals([approval.pk])
    surplus.decide(surplus=found, approve=approve, content_hash=content_hash, by=by, at=at, on=on, note=note)


def barred(approval: Any, by: Actor) -> str:
    return ""
