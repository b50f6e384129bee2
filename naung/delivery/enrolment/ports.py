"""What enrolment asks of an insurer. A plug knows the insurer's columns; this side knows people and places."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Terms:
    """What a whole registration file is about."""

    key: str  # the batch's name
    agreement: str
    starts: date  # the first day of cover that is asked for
    region: str
    region_name: str
    first_month: date
    months: int
    base: int  # declared monthly income, whole rupiah
    schemes: str  # "jkk,jkm"
    rupiah: int  # of all lines, all months
    payer: str = "apbd"  # apbn, apbd, village, donor: the insurer has a kind of list for each


@dataclass(frozen=True, slots=True)
class Registrant:
    """One line out. Holds identity numbers: it is written into the file and nowhere else.

    `kind` is one of states.KINDS; who goes on, moves or returns keeps `member_number`, and who moves names the payer they leave."""

    number: int
    nik: str
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
    disability: str
    decile: int | None
    decree: str
    rupiah: int
    kind: str = "NEW"
    member_number: str = ""
    old_payer: str = ""


@dataclass(frozen=True, slots=True)
class Admission:
    """One line back. A refusal has the partner's code and words, and what the house takes them to mean ('' : nobody knows):
    a code of reasons.MEANINGS. `payer` and `until` say who covers already, `name` how the registry spells it, where it says so."""

    number: int
    nik: str
    ok: bool
    member_number: str = ""
    since: date | None = None
    code: str = ""
    reason: str = ""
    rupiah: int = 0
    meaning: str = ""
    payer: str = ""
    until: date | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Admissions:
    """A file back, with the control totals that it states itself. `unreadable` says why it is none."""

    lines: tuple[Admission, ...] = ()
    rows: int = 0
    rupiah: int = 0
    unreadable: str = ""


@dataclass(frozen=True, slots=True)
class Departure:
    """What a file of leavers is about."""

    key: str
    agreement: str
    region: str
    region_name: str
    on: date


@dataclass(frozen=True, slots=True)
class Leaver:
    """Somebody whose cover this house ended. `reason`: a code of selection.releasing.REASONS, or "other" where none was written down.
    Holds identity numbers: it is written into the file and nowhere else."""

    number: int
    nik: str
    member_number: str
    name: str
    until: date  # the last day of cover, included
    reason: str
    document: str


@dataclass(frozen=True, slots=True)
class Parting:
    """The insurer's word on one of them: the last day that it booked, or why not."""

    number: int
    member_number: str
    ok: bool
    until: date | None = None
    code: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Departures:
    """A file back. `unreadable` says why it is none."""

    lines: tuple[Parting, ...] = ()
    rows: int = 0
    unreadable: str = ""


class Insurer(Protocol):
    partner: str  # "bpjs_tk"
    reasons: Mapping[str, str]  # what its codes mean, in a few words

    def write(self, terms: Terms, people: Iterable[Registrant]) -> bytes:
        """The registration file; the same people give the same bytes."""
        ...

    def answer(self, content: bytes, *, on: date) -> list[bytes]:
        """What has come back for this file by `on`: nothing yet, one file, or more."""
        ...

    def read(self, content: bytes) -> Admissions: ...

    def write_leavers(self, about: Departure, leavers: Iterable[Leaver]) -> bytes:
        """The file of whom to end; the same people give the same bytes."""
        ...

    def answer_leavers(self, content: bytes, *, on: date) -> list[bytes]:
        """As `answer`, for a file of leavers."""
        ...

    def read_partings(self, content: bytes) -> Departures: ...
