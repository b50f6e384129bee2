"""What we ask of the insurer about approved claims: a file of them, and its word on each as a file."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Submission:
    key: str  # of the batch: ntt-2025/53.71/klaim-1
    region: str
    region_name: str
    on: date  # the day it is sent


@dataclass(frozen=True, slots=True)
class Asked:
    """One approved claim. Holds identity numbers: it is written into the file and nowhere else. `benefits`: code of naung.law, whole rupiah."""

    number: int
    claim: str
    scheme: str  # jkk, jkm
    kind: str  # accident, death
    nik: str
    member_number: str
    name: str
    happened_on: date
    reported_on: date
    complete_on: date
    benefits: tuple[tuple[str, int], ...]
    objection: str = ""  # number of our letter, where the word before was contested

    @property
    def rupiah(self) -> int:
        return sum(amount for _what, amount in self.benefits)


@dataclass(frozen=True, slots=True)
class Word:
    """The insurer's word on one claim. A benefit that the house has no code for is "other"; `code` and `reason` of a refusal or a difference."""

    number: int
    claim: str
    granted: bool
    letter_number: str
    letter_on: date
    benefits: tuple[tuple[str, int], ...] = ()
    rupiah: int = 0
    code: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """A file back. `key`: the batch that it says it answers. `unreadable` says why it is none; `rows` and `rupiah` as it counts itself."""

    key: str = ""
    lines: tuple[Word, ...] = ()
    rows: int = 0
    rupiah: int = 0
    unreadable: str = ""


class Insurer(Protocol):
    partner: str  # "bpjs_tk"

    def write_claims(self, about: Submission, claims: Iterable[Asked]) -> bytes:
        """The file; the same claims give the same bytes. A benefit that the layout has no word for is a KeyError."""
        ...

    def answer_claims(self, content: bytes, *, on: date) -> list[bytes]:
        """What has come back for this file by `on`: nothing yet, one file, or more."""
        ...

    def read_words(self, content: bytes) -> Words: ...
