"""What is looked at before a month is closed. The books look at themselves; what later steps know comes in from the door."""

from dataclasses import dataclass

# What the road must say of a month before it can be closed, whatever the count: nothing said is not nothing found.
ROAD = frozenset({"runs_unbilled", "runs_waiting", "bookings", "held", "differences", "orders"})


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the list: how many and how much (whole rupiah). `stops`: nothing is closed while it is there; otherwise what is
    there needs a sentence why the month may be closed all the same."""

    what: str
    count: int
    rupiah: int = 0
    stops: bool = False
    why: str = ""

    @property
    def clean(self) -> bool:
        return self.count == 0 and self.rupiah == 0
