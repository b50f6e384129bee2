"""What banking asks of a bank: accounts opened from a list, blocked until their holder comes; how each stands; whose one is."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Request:
    """What a whole file is about."""

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


@dataclass(frozen=True, slots=True)
class Held:
    """One account whose standing is asked. The bank learns here on which day its holder came (None: not yet)."""

    number: int
    account: str
    opened_on: date
    activated_on: date | None


@dataclass(frozen=True, slots=True)
class Standing:
    """How one account stands. status: BLOCKED, ACTIVE, INACTIVE, DORMANT, CLOSED; not ok: the bank knows no such account."""

    number: int
    account: str
    ok: bool
    status: str = ""
    moved_on: date | None = None  # its last activity; looking at the balance is one
    code: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Standings:
    lines: tuple[Standing, ...] = ()
    rows: int = 0
    unreadable: str = ""


class Bank(Protocol):
    partner: str  # "bank_ntt"
    reasons: Mapping[str, str]  # what its codes mean, in a few words
    name_length: int  # longer names come back cut; 0: never

    def write(self, request: Request, applicants: Iterable[Applicant]) -> bytes: ...

    def answer(self, content: bytes, *, on: date) -> list[bytes]:
        """What has come back for this file by `on`: nothing yet, one file, or more."""
        ...

    def read(self, content: bytes) -> Openings: ...

    def write_standing(self, request: Request, accounts: Iterable[Held]) -> bytes: ...

    def standing(self, content: bytes, *, on: date) -> list[bytes]:
        """As `answer`, for a file of `write_standing`."""
        ...

    def read_standing(self, content: bytes) -> Standings: ...


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose account it is, as the bank says. `known` None: the bank could not be asked, which is no answer about the account."""

    known: bool | None
    name: str = ""
    status: str = ""  # as Standing.status
    code: str = ""
    reason: str = ""


class Inquiry(Protocol):
    """Asks a bank for the name on one account. By file, or by an interface (SNAP service 15)."""

    def owner(self, *, bank: str, account: str, on: date) -> Owner:
        """bank: the clearing code ("130"). Never raises for an unknown account; a bank that does not answer is Owner(None)."""
        ...
