"""People who are to go from one payer to another, before the decision: from whom to whom, since when, who."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from naung.delivery.programme import queries as programmes
from naung.delivery.registry import queries as people
from naung.delivery.selection.transfers import actions as transferring
from naung.foundation.approvals.ports import Finding
from naung.kit.actor import Actor
from naung.web.decisions.say import day
from naung.web.words import number

KIND = transferring.KIND


def titles(approvals: Iterable[Any]) -> dict[int, str]:
    return {one.pk: ngettext("%(n)s orang pindah pembayar", "%(n)s orang pindah pembayar", one.rows) % {"n": number(one.rows)} for one in approvals}  # fmt: skip


def sight(approval: Any, asked: Any) -> dict[str, Any]:
    one = transferring.by_approval(approval.pk)
    facts = [
        (_("Dari"), one.source.name), (_("Ke"), one.target.name), (_("Bulan pertama yang dibayar pembayar baru"), day(one.first_month)),
        (_("Dokumen"), one.document), (_("Alasan"), one.reason),
        (_("Siapa yang pindah"), ", ".join(f"{p.name} ({p.code})" for p in people.standing().filter(pk__in=one.people).order_by("code"))),
    ]  # fmt: skip
    return {"totals": [(_("orang"), number(one.rows))], "facts": facts, "findings": _findings(one) if one.state == "PREPARED" else []}  # fmt: skip


def _findings(one: Any) -> list[Finding]:
    quota = programmes.quota(one.target, one.region)
    free = quota.cap - quota.used if quota else 0
    return [Finding("", "danger", _("lebih banyak daripada tempat kosong pembayar baru"), one.rows - free)] if one.rows > free else []  # fmt: skip


def barred(approval: Any, by: Actor) -> str:
    return ""


def decide(approval: Any, *, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str) -> None:  # fmt: skip
    transferring.decide(transfer=transferring.by_approval(approval.pk), approve=approve, content_hash=content_hash, by=by, at=at, on=on, note=note)  # fmt: skip


def withdraw(approval: Any, *, why: str, by: Actor, at: datetime, on: date) -> None:
    transferring.withdraw(transfer=transferring.by_approval(approval.pk), why=why, by=by, at=at, on=on)
