"""Statements and bookings in words."""

from typing import Any

from django.utils.translation import gettext as _

from naung.delivery.contributions.reconciling import words
from naung.web.words import rupiah

STATES = {"MATCHED": "", "EXPLAINED": "", "UNMATCHED": "warn"}


def format(code: str) -> str:
    """The language that a statement speaks, as its bank calls it."""
    if code == "mt940":
        return "MT940"
    return code or _("lewat penghubung bank")


def booking(line: Any) -> dict[str, Any]:
    """A booking as a row: out above zero, what it is, and why where it fits nothing."""
    why = getattr(line, "why", "") if line.state == "UNMATCHED" else ""
    if why == "UNKNOWN" and line.amount < 0:
        why = "CAME_IN"
    says = {"MATCHED": _("cocok"), "EXPLAINED": _("dijelaskan"), "UNMATCHED": _("belum cocok")}[line.state]
    return {"line": line, "out": line.amount if line.amount > 0 else None, "in": -line.amount if line.amount < 0 else None,
            "tag": {"kind": STATES[line.state], "says": says}, "why": _(words.BOOKINGS[why][0]) if why in words.BOOKINGS else ""}  # fmt: skip


def order(one: Any) -> str:
    """An order as it is chosen from a list."""
    return f"{one.reference} · {rupiah(one.amount)} · {one.purpose}"


def explanation(kind: str) -> str:
    return _(words.EXPLANATIONS[kind])
