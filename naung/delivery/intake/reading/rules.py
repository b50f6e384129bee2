"""What a reading is measured by: the day, the ages the law lets in, and what the sender said of columns before."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

Answers = dict[
    str, dict[str, Any]
]  # a heading's signature -> {"columns": {field: column from 0}, "told": who said it when}


@dataclass(frozen=True, slots=True)
class Rules:
    """`answers`: what an officer said of headings like these; it is no part of what makes two rules the same."""

    on: date
    age_from: int
    age_below: int
    answers: Answers = field(default_factory=dict, compare=False)

    def as_plain(self) -> tuple[str, int, int, Answers]:
        return self.on.isoformat(), self.age_from, self.age_below, self.answers

    @classmethod
    def from_plain(cls, plain: tuple[str, int, int, Answers]) -> "Rules":
        return cls(date.fromisoformat(plain[0]), *plain[1:])
