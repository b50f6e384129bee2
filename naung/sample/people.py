"""True people in true households: what the registers of the state know about them."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from naung.kit.months import age_on
from naung.sample import areas, work
from naung.sample.mess import DISABLED, POOR
from naung.sample.names import Line, family_line, person_name
from naung.sample.numbers import Register
from naung.sample.places import Village
from naung.sample.work import Occupation

LIST_DAY = date(2025, 7, 1)  # the lists are as of this day; everything is true or not on it
WORKING_AGE = range(17, 65)
DISABILITIES = ("fisik", "netra", "rungu", "wicara", "intelektual", "mental")
STREETS = (
    "Flamboyan", "Cendana", "Lontar", "Kelapa", "Asam", "Beringin", "Kamboja", "Anggrek", "Melati", "Mawar", "Kenanga",
    "Gewang", "Kusambi", "Bidara", "Mangga", "Nangka", "Elang", "Rajawali", "Merpati", "Nuri", "Cumi", "Teripang",
)  # fmt: skip
SEATS = {code: row["seat"] for code, row in areas.regencies().items()}
_EVERY_SEAT = sorted(SEATS.values())


@dataclass(slots=True)
class Household:
    village: Village
    kk: str
    address: str
    rt: int
    rw: int
    decile: int
    line: Line
    members: list["Person"] = field(default_factory=list)


@dataclass(slots=True, eq=False)
class Person:
    nik: str
    name: str
    sex: str  # L or P
    born_on: date
    birthplace: str
    mother: str
    home: Household
    job: Occupation
    marital: str
    phone: str = ""
    disability: str = ""
    entity: str = ""  # given when somebody lists them
    died_on: date | None = None
    employee: str = ""  # asn, tni, polri, wage_earner, pensioner
    payer: str = ""  # who pays a cover they already have
    alike: bool = False  # somebody else has this name and birth date
    only_year: bool = False
    clan: bool = False  # of the clerk's own family

    @property
    def eligible(self) -> bool:
        """Of age, poor, and nobody's employee or pensioner; dead and otherwise insured are told apart from this."""
        of_age = age_on(self.born_on, LIST_DAY) in WORKING_AGE
        return of_age and self.home.decile <= 2 and not self.employee


class Births:
    """Makes people of one village."""

    def __init__(self, village: Village, register: Register, random: Random) -> None:
        self.village, self.register, self.random = village, register, random
        self.only_year = 0.0  # share of people whose day of birth nobody knew

    def household(self, line: Line | None = None, address: str = "") -> Household:
        r, village = self.random, self.village
        issued = LIST_DAY - timedelta(days=r.randrange(200, 3300))
        home = Household(
            village,
            self.register.kk(village.code[:8], issued, r),
            address or self._address(),
            r.randint(1, 30),
            r.randint(1, 12),
            r.choices((1, 2), (45, 55))[0] if r.random() < POOR else r.randint(3, 8),
            line or family_line(village.regency_code, r),
        )
        self._fill(home)
        return home

    def person(
        self, home: Household, sex: str, age: int, mother: str = "", line: Line | None = None
    ) -> Person:
        born = self._birthday(age)
        return self.born(home, person_name(line or home.line, sex, self.random), sex, born, mother)

    def born(self, home: Household, name: str, sex: str, born_on: date, mother: str = "") -> Person:
        r, village = self.random, self.village
        nik = self.register.nik(village.code[:8], village.regency_code, born_on, sex == "P", r)
        place = SEATS[village.regency_code] if r.random() < 0.8 else r.choice(_EVERY_SEAT)
        mother = mother or person_name(family_line(village.regency_code, r), "P", r)
        single = "Belum Kawin" if age_on(born_on, LIST_DAY) < 24 else "Kawin"
        job = work.draw(village.in_city, sex, r)
        person = Person(nik, name, sex, born_on, place, mother, home, job, single, self.register.phone())
        person.only_year = (born_on.day, born_on.month) in {(1, 1), (1, 7), (31, 12)}
        if r.random() < DISABLED:
            person.disability = r.choice(DISABILITIES)
        home.members.append(person)
        return person

    def _fill(self, home: Household) -> None:
        """A head, mostly a spouse, and children who know both."""
        r = self.random
        age = r.randint(22, 63)
        head = self.person(home, "L" if r.random() < 0.85 else "P", age)
        mother = head if head.sex == "P" else None
        if head.sex == "L" and age > 23 and r.random() < 0.88:
            own = home.line if r.random() < 0.3 else family_line(self.village.regency_code, r)
            mother = self.person(home, "P", min(max(age + r.randint(-8, 4), 20), 63), line=own)
        elif head.sex == "P":
            head.marital = "Cerai Mati"
        if mother:
            self._children(home, mother)

    def _children(self, home: Household, mother: Person) -> None:
        oldest = age_on(mother.born_on, LIST_DAY) - 19
        for _ in range(self.random.choices((0, 1, 2, 3, 4), (15, 20, 30, 22, 13))[0]):
            if oldest > 0:
                age = self.random.randrange(min(oldest, 32))
                self.person(home, self.random.choice("LP"), age if age not in (16, 17) else 15, mother.name)

    def _birthday(self, age: int) -> date:
        """The birth date of somebody who is `age` on the day of the lists."""
        r = self.random
        if r.random() < self.only_year:
            month, day = r.choice(((1, 1), (1, 1), (7, 1), (12, 31)))
        else:
            month, day = r.randint(1, 12), r.randint(1, 28)
        later = (month, day) > (LIST_DAY.month, LIST_DAY.day)
        return date(LIST_DAY.year - age - later, month, day)

    def _address(self) -> str:
        r = self.random
        if self.village.kind == "desa":
            return f"Dusun {r.choice(('I', 'II', 'III', 'IV', 'V'))}"
        return f"Jl. {r.choice(STREETS)} No. {r.randint(1, 120)}"
