"""What the registry asks of the civil registry. A plug knows the registry's columns; this side knows people."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Inquiry:
    """One line out. Holds the identity number: it is written into the file and nowhere else."""

    number: int
    nik: str
    name: str
    born_on: date
    sex: str


class Word(Protocol):
    """One line back. `answer`: SAME, DIFFERS, DEAD, NOT_FOUND; what the registry does not say is None."""

    @property
    def number(self) -> int: ...
    @property
    def nik(self) -> str: ...
    @property
    def answer(self) -> str: ...
    @property
    def differs(self) -> tuple[str, ...]: ...
    @property
    def died_on(self) -> date | None: ...
    @property
    def decile(self) -> int | None: ...
    @property
    def status(self) -> str | None: ...


class Words(Protocol):
    """A file back, with the row count that it states itself. `unreadable` says why it is none."""

    @property
    def lines(self) -> Sequence[Word]: ...
    @property
    def rows(self) -> int: ...
    @property
    def unreadable(self) -> str: ...


class CivilRegistry(Protocol):
    partner: str  # "dukcapil"

    @property
    def has_lists(self) -> bool:
        """False where there is nothing to ask: then nobody is asked about, and nobody becomes "not found"."""
        ...

    def write(self, key: str, inquiries: Iterable[Inquiry]) -> bytes: ...

    def answer(self, content: bytes, *, on: date) -> list[bytes]:
        """What has come back for this file by `on`: nothing yet, one file, or more."""
        ...

    def read(self, content: bytes) -> Words: ...
