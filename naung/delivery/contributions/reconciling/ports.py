"""What the comparison by person and month asks of the insurer: its own list of members. Plugs live in naung/partners."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the insurer's list. The member number is plain here and in the file, nowhere else."""

    member_number: str
    name: str
    active: bool
    paid_until: date | None
    rupiah: int  # what the insurer booked for the list's month


@dataclass(frozen=True, slots=True)
class MemberFile:
    """Whom the insurer knows under a programme, for one month, as of a day."""

    programme: str
    month: date
    as_of: date
    lines: tuple[Listed, ...]

    @property
    def rupiah(self) -> int:
        return sum(line.rupiah for line in self.lines)


class MemberList(Protocol):
    partner: str

    def members(self, sent: Sequence[bytes], *, programme: str, month: date, on: date) -> list[bytes]:
        """The list of a month. `sent` is for simulators only, which have no books of their own."""
        ...

    def read_members(self, content: bytes) -> MemberFile:
        """exchange's Unreadable where it cannot be used."""
        ...
