"""What every language of payment files has in common: the orders as the bank finds them in a file, its word on each, and who pays.

A language says the same orders in other bytes; which one a bank speaks is configuration (languages.py)."""

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from naung.foundation.exchange.ports import Answer, Totals
from naung.foundation.payments.ports import PayLine
from naung.kit.refusal import Refusal


class Unwritable(Refusal):
    """An order cannot be said in this language without changing what must not change: account, amount, reference."""


@dataclass(frozen=True, slots=True)
class Ordered:
    """A file of orders as its reader understood it. `key`: the name by which the bank's answer will call it."""

    key: str
    on: date
    lines: tuple[PayLine, ...]

    @property
    def total(self) -> int:
        return sum(line.amount for line in self.lines)


@dataclass(frozen=True, slots=True)
class Told:
    """The bank's word on one order; with ok, code and reason are empty."""

    number: int
    reference: str
    amount: int
    ok: bool = True
    code: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Payer:
    """Whose account is debited, and the clearing code of the bank that keeps it."""

    name: str
    account: str
    bank: str


def payer() -> Payer:
    """From the environment. 130 for Bank NTT is from memory, not verified: look at Bank Indonesia's list before a real file."""
    said = os.environ.get
    return Payer(
        said("NAUNG_PAYER_NAME", "Pemerintah Provinsi Nusa Tenggara Timur (DATA CONTOH)"),
        said("NAUNG_PAYER_ACCOUNT", "9990000053000001"),
        said("NAUNG_PAYER_BANK", "130"),
    )


class Language(Protocol):
    """The first, third and last are ours; the others are the bank's, and only simulators speak them."""

    name: str

    def write(self, lines: Sequence[PayLine], *, key: str, on: date) -> bytes: ...

    def is_order(self, content: bytes) -> bool: ...

    def read_order(self, content: bytes) -> Ordered: ...

    def write_answer(self, ordered: Ordered, told: Sequence[Told], *, on: date, off: int) -> bytes:
        """`off`: by how much the control totals are to be wrong."""
        ...

    def is_answer(self, content: bytes) -> bool: ...

    def read_answer(self, content: bytes) -> tuple[list[Answer], Totals]: ...
