"""NIK, KK and telephone numbers for made-up people: right in shape, practically never issued.

Serials 9000-9999 count births of one day in one district, so that no office has ever reached them: at most 1,000 made-up
people a district, day and sex. Telephones are 0800 0..., not a mobile range.
"""

from datetime import date
from random import Random

from naung.kit import nik
from naung.kit.refusal import Refusal
from naung.sample import areas

FIRST, COUNT = 9000, 1000


class NoSerialLeft(Refusal):
    """A thousand made-up people of one sex were already born in this district on this day."""


class Register:
    """Hands out numbers, each one once."""

    def __init__(self) -> None:
        self._taken: dict[str, int] = {}
        self._phones = 0
        self.niks: set[str] = set()
        self._elsewhere = sorted(areas.districts())
        self._in_ntt = [six for six in self._elsewhere if six.startswith("53")]

    def nik(self, district: str, regency: str, born_on: date, female: bool, random: Random) -> str:
        return self._draw(self._first_registered(district, regency, born_on, random), born_on, female, random)

    def old_nik(self, born_on: date, female: bool, random: Random) -> str:
        """A second number of somebody, from another district."""
        return self._draw(random.choice(self._in_ntt), born_on, female, random)

    def kk(self, district: str, issued_on: date, random: Random) -> str:
        return self._draw(district.replace(".", ""), issued_on, False, random, kept=False)

    def phone(self) -> str:
        self._phones += 1
        return f"08000{self._phones * 7919 % 10_000_000:07}"

    def _first_registered(self, district: str, regency: str, born_on: date, random: Random) -> str:
        chance = random.random()
        if chance < 0.86:
            return district.replace(".", "")
        if regency in areas.CUT_SINCE and born_on.year < 1990 and chance < 0.91:
            return f"{areas.CUT_SINCE[regency]}{random.randint(1, 25):02}"
        return random.choice(self._in_ntt if chance < 0.98 else self._elsewhere)

    def _draw(self, six: str, day: date, female: bool, random: Random, kept: bool = True) -> str:
        """The next free serial; serials run on from a random start so that they look drawn and never repeat."""
        stem = nik.make(six, day, female, 0)[:12] + ("" if kept else "K")
        start = self._taken.get(stem)
        if start is None:
            start = self._taken[stem] = random.randrange(COUNT) << 16
        used = start & 0xFFFF
        if used >= COUNT:
            raise NoSerialLeft(f"No serial is left for {stem}: 1,000 made-up people a district, day and sex.")
        self._taken[stem] = start + 1
        number = f"{stem[:12]}{FIRST + ((start >> 16) + used) % COUNT:04}"
        if kept:
            self.niks.add(number)
        return number
