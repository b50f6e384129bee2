"""What packages and layouts hand to the exchange, and get back."""

from dataclasses import dataclass, field
from typing import Any

from naung.kit.refusal import Refusal


class Unreadable(Refusal):
    """A layout raises it for a file that it cannot read; the taker then holds the file (actions.hold)."""


@dataclass(frozen=True, slots=True)
class NewLine:
    """One line of a file to a partner. `subject` is the id of the thing in its owner's table."""

    number: int  # 1, 2, 3 ... as in the file
    subject: int
    rupiah: int = 0
    key: str = ""  # a second way to name the line; never an identity number


@dataclass(frozen=True, slots=True)
class Answer:
    """What a partner says of one line, by its number or else by its key.

    `data` is kept as JSON: put identity numbers in sealed (hex), never plain."""

    ok: bool
    number: int | None = None
    key: str = ""
    code: str = ""
    reason: str = ""
    rupiah: int | None = None  # where the partner repeats the amount: it has to be the line's own
    data: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Totals:
    """The control totals that a partner wrote in its file."""

    rows: int
    rupiah: int | None = None


@dataclass(frozen=True, slots=True)
class Taken:
    """What one reply brought. `reply` is its number; lines answered by it carry it (queries.answered_by)."""

    reply: int
    accepted: int = 0
    refused: int = 0
    repeated: int = 0  # answers that say again what is known
    unknown: int = 0  # answers for lines that nobody sent, to suspense
    suspended: dict[str, int] = field(default_factory=dict)  # every reason for suspense, with unknown's
    missing: int = 0  # lines that still wait
    again: bool = False  # this very file was taken before; nothing changed
