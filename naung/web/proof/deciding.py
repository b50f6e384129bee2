"""What a booking is, before a second person: the bank's own words beside what the first one says it is."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _

from naung.foundation.approvals.ports import Finding
from naung.foundation.payments import explaining, likely, queries
from naung.kit.actor import Actor
from naung.web.decisions.say import day
from naung.web.proof import words
from naung.web.words import rupiah

KIND = explaining.KIND


def titles(approvals: Iterable[Any]) -> dict[int, str]:
    wanted = {one.subject.rpartition(":")[2]: one.pk for one in approvals}
    return {wanted[str(one.pk)]: _("Mutasi %(ref)s: %(what)s") % {"ref": one.booking.bank_ref, "what": words.explanation(one.kind)}
            for one in explaining.several(wanted)}  # fmt: skip


def sight(approval: Any, asked: Any) -> dict[str, Any]:
    made = explaining.by_approval(approval)
    booking, parts = made.booking, list(queries.parts(made))
    facts = [(_("Apa"), words.explanation(made.kind)), (_("Hari di bank"), day(booking.on)), (_("Nomor mutasi"), booking.bank_ref),
             (_("Referensi menurut bank"), booking.reference or "–"), (_("Keterangan bank"), booking.text or "–"), (_("Alasan"), made.reason),
             (_("Dokumen"), made.document), *(_part(part) for part in parts)]  # fmt: skip
    return {"totals": [(_("mutasi"), rupiah(abs(booking.amount)))], "facts": facts, "findings": _findings(booking, parts) if made.state == "PREPARED" else []}  # fmt: skip


def _part(part: Any) -> tuple[str, str]:
    if part.order:
        return _("Pembayaran %(ref)s") % {
            "ref": part.order.reference
        }, f"{rupiah(part.amount)} · {part.order.purpose}"
    return _("Akun %(code)s") % {"code": part.account}, rupiah(part.amount)


def _findings(booking: Any, parts: list[Any]) -> list[Finding]:
    silent = sum(part.order is not None and not likely.speaks_of(booking, part.order) for part in parts)
    return [Finding("", "danger", _("hanya jumlahnya yang sama: kata bank tidak menyebut pembayaran ini"), silent)] if silent else []  # fmt: skip


def barred(approval: Any, by: Actor) -> str:
    return ""


def decide(
    approval: Any, *, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str
) -> None:
    explaining.decide_explanation(explanation=explaining.by_approval(approval), approve=approve, content_hash=content_hash, by=by, at=at, on=on,
                                  note=note)  # fmt: skip


def withdraw(approval: Any, *, why: str, by: Actor, at: datetime, on: date) -> None:
    explaining.withdraw_explanation(explanation=explaining.by_approval(approval), why=why, by=by, at=at, on=on)  # fmt: skip
