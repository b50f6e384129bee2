"""What somebody typed: a number of a report or claim, and a day of birth, however they write them."""

import re
from dataclasses import dataclass
from datetime import date

_NUMBER = re.compile(r"\s*([KLkl])[\W_]*(20\d\d)[\W_]*(\d{1,6})\s*")
_DAY = re.compile(r"\s*(\d{1,2})[\s./-]+(\d{1,2})[\s./-]+(\d{4})\s*|\s*(\d{2})(\d{2})(\d{4})\s*")


@dataclass(frozen=True, slots=True)
class Asked:
    """`number` "" and `born_on` None: it cannot be read as one."""

    number: str
    born_on: date | None


def read(number: str, born: str) -> Asked:
    return Asked(_number(number[:40]), _day(born[:40]))


def _number(typed: str) -> str:
    """k 2026 12 -> K-2026-0012."""
    found = _NUMBER.fullmatch(typed)
    return f"{found[1].upper()}-{found[2]}-{int(found[3]):04}" if found else ""


def _day(typed: str) -> date | None:
    """12-8-1978, 12/08/1978, 12081978, 1978-08-12."""
    try:
        if found := _DAY.fullmatch(typed):
            day, month, year = [int(part) for part in found.groups() if part]
            return date(year, month, day)
        return date.fromisoformat(typed.strip())
    except ValueError:
        return None
