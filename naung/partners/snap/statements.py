"""Service 14: the account's bookings as the bank's interface tells them, in pages."""

import json
from datetime import date
from typing import Any

from naung.foundation.exchange.ports import Unreadable
from naung.foundation.payments.ports import StatementLine
from naung.kit.text import squeeze
from naung.partners.iso20022.pain001 import rupiah
from naung.partners.orders import payer

SIGN = {"DEBIT": 1, "CREDIT": -1}  # what left the account is above zero


def request(since: date, until: date) -> dict[str, Any]:
    return {
        "accountNo": payer().account,
        "fromDateTime": f"{since}T00:00:00+07:00",
        "toDateTime": f"{until}T23:59:59+07:00",
    }


def further(facts: dict[str, Any], asked: dict[str, Any]) -> dict[str, Any] | None:
    """The request for the next page; None after the last, and where a page would be asked for again."""
    since = facts.get("lastRecordDateTime")
    more = facts.get("hasMore") in ("Y", True) and isinstance(since, str) and since > asked["fromDateTime"]
    return {**asked, "fromDateTime": since} if more else None


def as_file(facts: dict[str, Any]) -> bytes:
    return json.dumps(facts, sort_keys=True, indent=1).encode()


def read(content: bytes) -> list[StatementLine]:
    """Unreadable where a booking lacks its number, day, whole rupiah, or says neither debit nor credit."""
    try:
        facts = json.loads(content)
        return [_line(row) for row in facts["detailData"]]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as wrong:
        raise Unreadable(f"Mutasi dari antarmuka bank tidak terbaca ({type(wrong).__name__}).") from None


def _line(row: dict[str, Any]) -> StatementLine:
    amount = SIGN[row["type"]] * rupiah(row["amount"]["value"])
    reference = (row.get("detailInfo") or {}).get("partnerReferenceNo", "")
    day = date.fromisoformat(row["transactionDate"][:10])
    return StatementLine(
        plain(row["transactionId"]), day, amount, plain(reference), plain(row.get("remark", ""))
    )


def plain(said: object) -> str:
    """A partner's text as a database can keep it: no half characters, no control characters."""
    return squeeze("".join(c if c.isprintable() else " " for c in str(said)))
