"""NIK and KK: what sixteen digits say by themselves.

2 province + 2 regency + 2 district of first registration, DDMMYY (women: day + 40), 4 serial. There is no check
digit (reference: UU 24/2013, PP 40/2019). A NIK never changes when its holder moves, so its region is evidence of
where somebody was first registered, not of where they live.
"""

import re
from dataclasses import dataclass
from datetime import date

_SHAPE = re.compile(r"(\d{6})(\d{2})(\d{2})(\d{2})(\d{4})", re.ASCII)


@dataclass(frozen=True, slots=True)
class Nik:
    region: str  # six digits, undotted: "537101"
    day: int  # 1-31, the woman's 40 taken off
    month: int
    year2: int  # two digits; the century is the birth date's to say
    female: bool
    serial: int

    @property
    def sex(self) -> str:
        return "P" if self.female else "L"

    def born_on(self, near: date) -> date | None:
        """The birth date with the century that makes an age of 0 to 99 on `near`; None when no such day exists."""
        for century in (near.year // 100 * 100, near.year // 100 * 100 - 100):
            try:
                born = date(century + self.year2, self.month, self.day)
            except ValueError:
                continue
            if born <= near:
                return born
        return None

    def agrees_with(self, born_on: date) -> bool:
        return (self.day, self.month, self.year2) == (born_on.day, born_on.month, born_on.year % 100)


def parse(text: str) -> Nik | None:
    """The parts of sixteen digits that could be a NIK; None where a part is impossible (day 81, month 13, serial 0000)."""
    found = _SHAPE.fullmatch(text)
    if not found:
        return None
    region, day, month, year2, serial = found[1], int(found[2]), int(found[3]), int(found[4]), int(found[5])
    female = day > 40
    day = day - 40 if female else day
    if serial == 0 or not _could_be_a_day(day, month, year2):
        return None
    return Nik(region, day, month, year2, female, serial)


def _could_be_a_day(day: int, month: int, year2: int) -> bool:
    try:  # a 29 February needs one of the two centuries to have had it
        date(2000 + year2, month, day)
        return True
    except ValueError:
        return (day, month, year2) == (29, 2, 0)


def make(region: str, born_on: date, female: bool, serial: int) -> str:
    """Sixteen digits for made-up people; use serials 9000-9999, which are practically never issued."""
    return f"{region}{born_on.day + 40 * female:02}{born_on:%m%y}{serial:04}"
