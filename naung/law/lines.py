"""An amount that explains itself: what, how much, by which article, in force since when, how sure we are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from naung.kit.rupiah import Rupiah, rupiah, share
from naung.law.parameters import Provision, version

CONFIDENCE = ("stated", "secondary", "unverified")  # from the surest to the least sure


@dataclass(frozen=True, slots=True)
class Line:
    what: str
    amount: Rupiah
    reference: str
    in_force_since: date
    confidence: str
    sentence_id: str
    sentence_en: str

    def as_json(self) -> dict[str, Any]:
        return {
            "what": self.what,
            "amount": self.amount,
            "reference": self.reference,
            "in_force_since": self.in_force_since.isoformat(),
            "confidence": self.confidence,
            "sentence_id": self.sentence_id,
            "sentence_en": self.sentence_en,
            "version": version(),
        }


@dataclass(frozen=True, slots=True)
class Result:
    """`total` is the sum of the lines: whole rupiah, never negative."""

    total: Rupiah
    lines: tuple[Line, ...]

    def as_json(self) -> dict[str, Any]:
        return {"total": self.total, "lines": [line.as_json() for line in self.lines]}


def result(lines: Iterable[Line]) -> Result:
    kept = tuple(lines)
    return Result(Rupiah(sum(line.amount for line in kept)), kept)


def line(what: str, amount: int, sentence_id: str, sentence_en: str, *rests_on: Provision) -> Line:
    """A line is in force since the youngest figure it rests on, and as sure as the least sure one."""
    since = max(p.in_force_since for p in rests_on)
    return Line(what, rupiah(amount), cite(rests_on), since, weakest(rests_on), sentence_id, sentence_en)


def cite(rests_on: Iterable[Provision]) -> str:
    return "; ".join(dict.fromkeys(p.article for p in rests_on))


def weakest(rests_on: Iterable[Provision]) -> str:
    return max((p.confidence for p in rests_on), key=CONFIDENCE.index)


def percent_of(amount: int, percent: int | Decimal | Fraction) -> Rupiah:
    """A percentage of an amount, exactly; half a rupiah is rounded up, for the law is silent."""
    exact = Fraction(percent) / 100
    return share(amount, exact.numerator, exact.denominator)
