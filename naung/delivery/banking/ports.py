"""What banking asks of a bank: accounts opened from a list, blocked until their holder comes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Request:
    """What a whole opening file is about."""

    key: str
    agreement: str
    region: str
    region_name: str


@dataclass(frozen=True, slots=True)
class Applicant:
    """One line out: what simplified customer due diligence asks for. Written into the file and nowhere else."""

    number: int
    nik: str
    member_number: str
    name: str
    birth_place: str
    born_on: date
    sex: str
    mother: str
    address: str
    village: str
    district: str
    regency: str
    phone: str
    occupation: str


@dataclass(frozen=True, slots=True)
class Opening:
    """One line back."""

    number: int
    nik: str
    ok: bool
    account: str = ""
    passbook: str = ""
    name: str = ""  # as the bank writes it on the account
    code: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Openings:
    """A file back, with its own count of lines. `unreadable` says why it is none."""

    lines: tuple[Opening, ...] = ()
    rows: int = 0
    unreadable: str = ""


class Bank(Protocol):
    partner: str  # "bank_ntt"
    reasons: Mapping[str, str]  # what its codes mean, in a few words

    def write(self, request: Request, applicants: Iterable[Applicant]) -> bytes: ...

    def answer(self, content: bytes, *, on: date) -> list[bytes]:
        """What has come back for this file by `on`: nothing yet, one file, or more."""
        ...

    def read(self, content: bytes) -> Openings: ...
