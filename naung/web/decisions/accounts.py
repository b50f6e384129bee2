"""A change of account before its decision: which account, who asked, what the old contact said, what the bank says."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from naung.delivery.banking import changing, names
from naung.delivery.banking import queries as banking
from naung.foundation.approvals.ports import Finding
from naung.foundation.regions import queries as regions
from naung.kit import clock
from naung.kit.actor import Actor
from naung.web.accounts import words
from naung.web.decisions.say import day

KIND = changing.KIND


def titles(approvals: Iterable[Any]) -> dict[int, str]:
    wanted = {one.pk for one in approvals}
    return {one.approval_id: _("Rekening %(name)s diganti") % {"name": one.person.name}
            for one in banking.changes().filter(approval_id__in=wanted)}  # fmt: skip


def sight(approval: Any, asked: Any) -> dict[str, Any]:
    change = changing.by_approval(approval.pk)
    return {"totals": [], "findings": findings(change), "facts": facts(change)}


def facts(change: Any) -> list[tuple[str, str]]:
    used = banking.in_use(change.account, at=change.requested_at)
    heard = banking.heard(change)
    return [(_("Siapa"), change.person.name), (_("Di mana"), regions.by_code(change.village).name),
            (_("Sekarang"), f"{used.bank_name} {used.masked}"), (_("Diganti menjadi"), f"{change.bank_name} {words.number_of(change)}"),
            (_("Jenis"), words.product(change.product)), (_("Nama pada rekening"), change.holder),
            (_("Menurut bank"), change.inquired_name or _("belum ditanyakan")), (_("Alasan"), change.reason), (_("Dokumen"), change.document),
            (_("Kontak lama"), f"{words.answer(heard.answer)}: {heard.spoke_with}, {day(heard.called_at.astimezone(clock.WITA).date())}" if heard else _("belum dihubungi")),
            (_("Masa tunggu"), _("%(n)s jam sesudah disetujui") % {"n": change.wait_hours})]  # fmt: skip


def findings(change: Any) -> list[Finding]:
    found, likeness = [], changing.likeness(change, on=clock.today())
    if why := changing.why_not(change, at=clock.now(), on=clock.today()):
        found.append(Finding("", "danger", str(why), 1))
    if change.inquired_at is None:
        found.append(Finding("", "warn", _("bank belum ditanya siapa pemilik rekening itu"), 1))
    if banking.contact_changed(change):
        found.append(
            Finding("", "danger", _("nomor telepon orang ini diganti sesudah rekeningnya diminta diganti"), 1)
        )
    if likeness.kind == names.NEAR:
        found.append(Finding("", "warn", _("nama pada rekening dieja lain; kemiripan %(score)s dari 100") % {"score": likeness.score}, 1))  # fmt: skip
    return found


def barred(approval: Any, by: Actor) -> str:
    """Saying no is always open. A yes too early is refused with the sentence that stands above (changing.why_not)."""
    return ""


def decide(
    approval: Any, *, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str
) -> None:
    changing.decide(change=changing.by_approval(approval.pk), approve=approve, content_hash=content_hash, by=by, at=at, on=on, note=note)  # fmt: skip


def withdraw(approval: Any, *, why: str, by: Actor, at: datetime, on: date) -> None:
    changing.withdraw(change=changing.by_approval(approval.pk), why=why, by=by, at=at, on=on)
