"""A payer's letter that its money came late, before its decision."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from naung.delivery.contributions.cover import letters as cover_letters
from naung.foundation.approvals.ports import Finding
from naung.foundation.regions import queries as regions
from naung.kit.actor import Actor
from naung.web.decisions.say import day
from naung.web.templatetags.naung import bulantahun
from naung.web.words import number

KIND = cover_letters.KIND


def titles(approvals: Iterable[Any]) -> dict[int, str]:
    return {
        one.pk: _("Surat pembayar terlambat %(number)s") % {"number": one.subject.split("/", 2)[-1]}
        for one in approvals
    }


def sight(approval: Any, asked: Any) -> dict[str, Any]:
    letter = cover_letters.by_approval(approval)
    months = bulantahun(letter.first_month)
    if letter.last_month != letter.first_month:
        months = f"{months} – {bulantahun(letter.last_month)}"
    facts = [(_("Program"), letter.programme.name), (_("Wilayah"), regions.by_code(letter.region).name), (_("Nomor surat"), letter.reference),
             (_("Tanggal surat"), day(letter.written_on)), (_("Bulan yang terlambat"), months), (_("Alasan"), letter.reason)]  # fmt: skip
    says = _(
        "surat ini tidak membayar apa pun: bulan yang belum diiur menjadi urusan orang, bukan terlindungi"
    )
    return {
        "totals": [(_("orang"), number(approval.rows))],
        "facts": facts,
        "findings": [Finding("", "warn", says, approval.rows)],
    }


def barred(approval: Any, by: Actor) -> str:
    return ""


def decide(
    approval: Any, *, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str
) -> None:
    cover_letters.decide(letter=cover_letters.by_approval(approval), approve=approve, content_hash=content_hash, by=by, at=at, on=on, note=note)  # fmt: skip


def withdraw(approval: Any, *, why: str, by: Actor, at: datetime, on: date) -> None:
    cover_letters.withdraw(letter=cover_letters.by_approval(approval), why=why, by=by, at=at, on=on)
