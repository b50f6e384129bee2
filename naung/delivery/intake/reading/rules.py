"""What a reading is measured by: the day, and the ages the law lets in."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Rules:
    on: date
    age_from: int
    age_below: int

    def as_plain(self) -> tuple[str, int, int]:
        return self.on.isoformat(), self.age_from, self.age_below

    @classmethod
    def from_plain(cls, plain: tuple[str, int, int]) -> "Rules":
        return cls(date.fromisoformat(plain[0]), plain[1], plain[2])
