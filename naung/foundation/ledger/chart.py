"""The accounts that the programme books on, and their place in the regional treasurer's chart: chart.yaml, dated, with its source.

An entry keeps its account's short code for ever. What the treasury calls it may change with a regulation, or when BKAD agrees."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml

BANK = "1.1.1"  # kas daerah at the bank
TREASURER = "1.1.2"  # cash in the treasurer's hands
REFUND_DUE = "1.2.1"  # what the insurer gives back by agreement
PREPAID = "1.3.1"  # months paid before they are owed
UNKNOWN_OUT = "1.9.1"  # money that left the bank, and nobody knows yet for what
PAYABLE = "2.1.1"  # contributions billed by the insurer and not yet paid
DEPOSITS = "2.1.2"  # money of another payer in our account
RETURNS = "2.1.3"  # payments that the bank brought back: still to be paid
SUSPENSE = "2.9.1"  # money on a statement that nobody knows yet
FUNDS = "3.1.1"  # what the budget gave
EQUITY = "3.2.1"  # where a year's result goes
INTEREST = "4.1.1"
GRANTS = "4.1.2"
EARLIER_REFUNDS = "4.1.3"  # a refund of a year that is closed
CONTRIBUTIONS = "5.1.1"  # the contributions of insured workers
BANK_FEES = "5.1.2"

LEVELS = ("akun", "kelompok", "jenis", "objek", "rincian objek", "sub rincian objek")


@dataclass(frozen=True, slots=True)
class Account:
    """`realises`: the budget's code that takes from cash under this account; `money`: cash, or suspense beside it."""

    code: str
    name: str
    kind: str
    since: date
    until: date | None
    money: bool
    realises: str
    places: tuple[tuple[date, str], ...]

    def place(self, on: date) -> str:
        """Its code in the treasurer's chart on a day; empty before the first."""
        known = [code for since, code in self.places if since <= on]
        return known[-1] if known else ""


@cache
def _written() -> dict[str, Any]:
    found: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "chart.yaml").read_text(encoding="utf-8"))
    return found


@cache
def accounts() -> dict[str, Account]:
    return {code: _account(code, facts) for code, facts in _written()["accounts"].items()}


def _account(code: str, facts: dict[str, Any]) -> Account:
    places = tuple(sorted((one["since"], str(one["code"])) for one in facts["places"]))
    return Account(code, facts["name"], facts["kind"], facts["since"], facts.get("until"), facts.get("money", False),
                   str(facts.get("realises", "")), places)  # fmt: skip


def source() -> dict[str, Any]:
    """Where the treasurer's codes are from, how sure that is, and whether BKAD has agreed to them."""
    return {name: _written()[name] for name in ("source", "confidence", "agreed_with_bkad")}


def groups() -> dict[str, str]:
    """The treasurer's chart: code to name, all levels."""
    named: dict[str, str] = _written()["groups"]
    return named


def line_of(code: str) -> list[tuple[str, str]]:
    """A treasurer's code with all above it, from level 1 down: (code, name)."""
    parts = code.split(".")
    above = [".".join(parts[: n + 1]) for n in range(len(parts))]
    return [(one, groups()[one]) for one in above]


MONEY = tuple(code for code, one in accounts().items() if one.money)
REALISES = {code: one.realises for code, one in accounts().items() if one.realises}
ACCOUNTS = tuple((one.code, one.name, one.kind) for one in accounts().values())
