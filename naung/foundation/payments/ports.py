"""What is asked of a bank that pays orders. Plugs live in naung/partners."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
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


@dataclass(frozen=True, slots=True)
class StatementLine:
    """One line of a statement. `amount` is whole rupiah that left the account; below zero, what came in."""

    bank_ref: str  # the bank's own number of the booking, never given twice
    on: date
    amount: int
    reference: str
    text: str = ""


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
