"""What is asked of a bank that pays orders. Plugs live in naung/partners."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Protocol

from naung.foundation.exchange.ports import Answer, Totals


@dataclass(frozen=True, slots=True)
class PayLine:
    """One order as it stands on a file to the bank; the account is plain here and nowhere else."""

    number: int
    reference: str
    payee: str
    account: str
    amount: int
    purpose: str
    bank: str = ""  # clearing code of the payee's bank; empty: the paying bank's own


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One line of a statement. `amount` is whole rupiah that left the account; below zero, what came in."""

    bank_ref: str  # the bank's own number of the booking, never given twice
    on: date
    amount: int
    reference: str
    text: str = ""
    value_on: date | None = None  # where the bank names another day for interest
    counterparty: str = ""
    balance: int | None = None  # of the account after this booking, where the bank says it
    code: str = ""  # the bank's kind of booking: NCHG, PMNT/ICDT/DMCT ...


@dataclass(frozen=True, slots=True)
class OddLine:
    """A line that cannot be booked, such as one with cents: the rest of the statement is, and this one waits for a person."""

    on: date | None
    amount: Decimal  # that left the account; below zero, what came in
    reference: str
    text: str
    why: str  # a sentence


@dataclass(frozen=True, slots=True)
class Sheet:
    """One account's stretch of a statement: what it began with, what moved, what it ended with; None where the bank does not say.

    Where a line is odd the balances are looked at to the cent and then not kept: in whole rupiah they would not join."""

    account: str  # plain here; kept as a keyed index and its last digits
    number: str
    sequence: int | None
    first_on: date
    last_on: date
    opening: int | None
    closing: int | None
    lines: tuple[StatementLine, ...]
    odd: tuple[OddLine, ...] = ()

    @property
    def moved(self) -> int:
        """Whole rupiah that left the account."""
        return sum(line.amount for line in self.lines)


@dataclass(frozen=True, slots=True)
class StatementFile:
    """A statement as read: which language it speaks, and its sheets."""

    format: str
    sheets: tuple[Sheet, ...]

    @property
    def lines(self) -> list[StatementLine]:
        return [line for sheet in self.sheets for line in sheet.lines]

    @property
    def odd(self) -> list[tuple[str, OddLine]]:
        """With the account of each."""
        return [(sheet.account, line) for sheet in self.sheets for line in sheet.odd]


class Bank(Protocol):
    """Lists, because a bank may answer late (nothing yet), in parts, or twice."""

    partner: str

    def write(self, lines: Sequence[PayLine], *, key: str, on: date) -> bytes: ...

    def pay(self, content: bytes, *, on: date) -> list[bytes]: ...

    def read_answer(self, content: bytes) -> tuple[list[Answer], Totals]: ...

    def statement(self, sent: Sequence[bytes], *, on: date) -> list[bytes]:
        """The account's statement. `sent` is for simulators only, which have no books of their own."""
        ...

    def read_statement(self, content: bytes) -> list[StatementLine]: ...
