"""What is asked of the registers that know people. A plug knows a register's columns; this side knows people.

One shape for all of them: a line out with who somebody is, a line back with one word (`Source.answers` in sources.py) and
facts that can be kept as JSON: text and whole numbers, never an identity number."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One line out. Holds the identity number: it is written into the file and nowhere else."""

    number: int
    nik: str
    name: str
    born_on: date
    sex: str


class Word(Protocol):
    """One line back; what the register does not say is not among `facts`."""

    @property
    def number(self) -> int: ...
    @property
    def nik(self) -> str: ...
    @property
    def answer(self) -> str: ...
    @property
    def facts(self) -> dict[str, Any]: ...


class Words(Protocol):
    """A file back, with the row count that it states itself. `unreadable` says why it is none."""

    @property
    def lines(self) -> Sequence[Word]: ...
    @property
    def rows(self) -> int: ...
    @property
    def unreadable(self) -> str: ...


class Register(Protocol):
    partner: str

    @property
    def has_lists(self) -> bool:
        """False where there is nothing to ask: then nobody is asked about, and nobody becomes "not found"."""
        ...

    def write(self, key: str, inquiries: Iterable[Inquiry]) -> bytes: ...

    def answer(self, content: bytes, *, on: date) -> list[bytes]:
        """What has come back for this file by `on`: nothing yet, one file, or more."""
        ...

    def read(self, content: bytes) -> Words: ...


class CivilRegistry(Register, Protocol):
    """Dukcapil. SAME; DIFFERS with `differs` (name, born_on, sex); DEAD with `died_on`; NOT_FOUND."""


class InsuredRegister(Register, Protocol):
    """The insurer. ACTIVE or ENDED with `payer`, `payer_name`, `schemes`, `until` and, where known, `agreement`;
    SIMILAR (`alike`: name, number) is for a person to look at; NOT_FOUND."""


class EmployeeRegister(Register, Protocol):
    """Government employees, pensioners, wage earners. EMPLOYED with `status` (asn, tni, polri, wage_earner, pensioner) and
    perhaps `office`; SIMILAR (`alike`: name, number); NOT_FOUND."""


class DecileRegister(Register, Protocol):
    """DTSEN. LISTED with `decile`; DIFFERS where the number is somebody's with another name; NOT_FOUND. Each with `listed_on`."""
