"""A calendar month: what is contributed for, billed and paid."""

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

_WRITTEN = re.compile(r"([0-9]{4})-([0-9]{2})")


@dataclass(frozen=True, order=True, slots=True)
class Month:
    year: int
    month: int

    def __post_init__(self) -> None:
        if not (1 <= self.month <= 12 and 1900 <= self.year <= 9998):
            raise ValueError(f"There is no month {self.year}-{self.month:02}.")

    @classmethod
    def parse(cls, text: str) -> "Month":
        """'2025-07', and nothing else; ValueError with a sentence."""
        found = _WRITTEN.fullmatch(text.strip()) if isinstance(text, str) else None
        if not found:
            raise ValueError(f"A month is written like 2025-07, and this is {text!r}.")
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> "Month":
        return cls(day.year, day.month)

    @property
    def first(self) -> date:
        return date(self.year, self.month, 1)

    @property
    def last(self) -> date:
        return date(self.year, self.month, calendar.monthrange(self.year, self.month)[1])

    def plus(self, months: int) -> "Month":
        index = self.year * 12 + self.month - 1 + months
        return Month(index // 12, index % 12 + 1)

    def until(self, end: "Month") -> Iterator["Month"]:
        """Every month from this one to `end`, both included; nothing when `end` is earlier."""
        month = self
        while month <= end:
            yield month
            month = month.plus(1)

    def __sub__(self, other: "Month") -> int:
        """How many months after `other`."""
        return (self.year - other.year) * 12 + self.month - other.month

    def __str__(self) -> str:
        return f"{self.year}-{self.month:02}"


def add_months(day: date, months: int) -> date:
    """The same day of a later month; the month's last day where that day is missing (31 Jan + 1 = 28 Feb)."""
    target = Month.of(day).plus(months)
    return date(target.year, target.month, min(day.day, target.last.day))


def age_on(born_on: date, day: date) -> int:
    """Full years; born on 29 February, a year older on 1 March of a common year."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))
