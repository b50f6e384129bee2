"""What the monthly run asks of the insurer and of the treasury. Plugs live in naung/partners."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from naung.foundation.exchange.ports import Answer, Totals


@dataclass(frozen=True, slots=True)
class Bill:
    """What a whole list of contributions is about."""

    key: str  # the batch's name
    programme: str
    region: str
    month: date
    scheme: str
    rows: int
    rupiah: int


@dataclass(frozen=True, slots=True)
class Due:
    """One line out: one member's month. The member number is plain here and in the file, nowhere else."""

    number: int
    member_number: str
    name: str
    rupiah: int


@dataclass(frozen=True, slots=True)
class Note:
    """The insurer's invoice: its payment code (kode iuran, 12 digits) and what it counted."""

    key: str
    code: str
    rows: int
    rupiah: int


class Insurer(Protocol):
    """Lists, because an insurer may answer late (nothing yet), in parts, or twice. Unreadable files raise exchange's Unreadable."""

    partner: str

    def write(self, bill: Bill, lines: Sequence[Due]) -> bytes: ...

    def bill(self, content: bytes, *, on: date) -> list[bytes]: ...

    def read_note(self, content: bytes) -> Note: ...

    def receipt(self, content: bytes, *, code: str, rupiah: int, on: date) -> list[bytes]:
        """The receipts for a list whose code was paid. `content` and `rupiah` are for simulators, which have no books of their own."""
        ...

    def read_receipt(self, content: bytes) -> tuple[list[Answer], Totals]: ...


@dataclass(frozen=True, slots=True)
class Issued:
    """One set of the treasury's papers as it stands on a file; whole rupiah. The SP2D is empty until it is issued."""

    spp_number: str
    spp_on: date
    spm_number: str
    spm_on: date | None
    sp2d_number: str
    sp2d_on: date | None
    account_code: str
    office: str
    gross: int
    deductions: int
    payee: str
    state: str


class Treasury(Protocol):
    """The regional treasury (BUD): signed SPMs go out, SP2Ds come back, perhaps later. Unreadable files raise exchange's Unreadable."""

    partner: str

    def write(self, papers: Sequence[Issued]) -> bytes: ...

    def ask(self, content: bytes, *, on: date) -> list[bytes]:
        """Empty while the treasury has not answered, or where it answers on paper only."""
        ...

    def read(self, content: bytes) -> list[Issued]: ...
