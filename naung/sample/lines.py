"""One line of a list as a clerk types it, with what went wrong on the way."""

from dataclasses import dataclass, field
from datetime import date
from random import Random

from naung.kit import nik as niks
from naung.kit.text import digits
from naung.sample import areas, slips, spots
from naung.sample.clerks import Clerk
from naung.sample.lists import Entry, natural_errors
from naung.sample.mess import Mess
from naung.sample.people import Person
from naung.sample.places import Village

Cell = str | int | date
SEX_IN_OTHER_WORDS = (("Pria", "Wanita"), ("1", "2"), ("laki2", "prmpuan"), ("Lk", "Pr"), ("l", "p"))
DISABILITY_WORDS = {
    "fisik": ("cacat kaki", "lumpuh", "cacat tangan", "pakai tongkat"),
    "netra": ("tuna netra", "buta", "mata rabun"),
    "rungu": ("tuli", "tuna rungu"),
    "wicara": ("bisu", "tuna wicara"),
    "intelektual": ("tuna grahita", "lambat belajar"),
    "mental": ("ODGJ", "gangguan jiwa"),
}


@dataclass(slots=True)
class Line:
    person: Person
    errors: list[str]
    cells: dict[str, Cell] = field(default_factory=dict)
    nik: str = ""  # the digits of it; empty where Excel has damaged them
    born_on: date | None = None  # the day a careful reader takes from the cell
    sex: str = ""
    stray_village: bool = False  # the village's cell names no village
    said_dead: bool = False  # "Alm." before the name

    @property
    def flawed(self) -> bool:
        """Somebody who sees only this line and the official codes can tell that it is wrong.

        A mistyped serial, or a digit that makes another district that exists, is not seen here: those are for the
        registers of Dukcapil and the insurer to find. Day and month exchanged are no flaw where the NIK proves it.
        """
        read = niks.parse(self.nik)
        if read is None or self.stray_village or self.said_dead or self.born_on is None:
            return True
        days = (self.born_on, slips.swapped(self.born_on) or self.born_on)
        known = areas.could_begin_a_nik(read.region)
        return not (known and any(map(read.agrees_with, days)) and read.sex == self.sex)


class Typist:
    """A clerk at work on one village's list."""

    def __init__(self, village: Village, clerk: Clerk, mess: Mess, taken: set[str], random: Random) -> None:
        self.village, self.clerk, self.mess, self.taken, self.random = village, clerk, mess, taken, random

    def type(self, entry: Entry) -> Line:
        line = Line(entry.person, natural_errors(entry))
        self._name(line)
        self._nik(line, entry.nik)
        self._birth(line)
        self._sex(line)
        self._place(line)
        self._rest(line)
        return line

    def carefully(self, entry: Entry) -> Line:
        """The same line after somebody has looked at the identity card again."""
        line = Line(entry.person, natural_errors(entry))
        self._put_name(line, entry.person.name)
        self._write_nik(line, entry.nik)
        self._put_birth(line, entry.person.born_on)
        self._put_sex(line, entry.person.sex)
        self._put_village(line, self.village.name)
        self._rest(line)
        return line

    def _slips(self, line: Line, code: str) -> bool:
        """Does this go wrong on this line? Then it is noted."""
        wrong = self.random.random() < self.mess[code]
        if wrong:
            line.errors.append(code)
        return wrong

    def _name(self, line: Line) -> None:
        person, r = line.person, self.random
        name = person.name
        for code, slip in (("E03", slips.nickname), ("E02", slips.rearrange), ("E01", slips.respell)):
            changed = slip(name, r) if r.random() < self.mess[code] else name
            if changed != name:
                line.errors.append(code)
                name = changed
        if self._slips(line, "E04"):
            line.said_dead = person.died_on is not None and r.random() < 0.7
            name = slips.decorate(name, person.sex == "P", line.said_dead, person.home.rt, r)
        self._put_name(line, name)

    def _put_name(self, line: Line, name: str) -> None:
        line.cells["name"] = name.upper() if self.clerk.capitals else name

    def _nik(self, line: Line, nik: str) -> None:
        """At most one slip; a clerk who lets Excel take numbers makes E07 on his own scale."""
        r, mess = self.random, self.mess
        whole, chance = self.clerk.whole_numbers, r.random()
        if r.random() < max(whole, mess["E07"] * 0.2):
            self._excel(line, nik)
        elif chance < mess["E05"]:
            self._write_nik(line, slips.mistype(nik, self.taken, r), "E05")
        elif chance < mess["E05"] + mess["E06"]:
            self._write_nik(line, slips.wrong_length(nik, r), "E06")
        elif chance < mess["E05"] + mess["E06"] + mess["E09"]:
            self._write_nik(line, line.person.home.kk, "E09")
        elif chance < mess["E05"] + mess["E06"] + mess["E09"] + mess["E08"]:
            self._of_the_family(line, nik)
        else:
            self._write_nik(line, nik)

    def _excel(self, line: Line, nik: str) -> None:
        line.errors.append("E07")
        number = self.clerk.whole_numbers or self.random.random() < 0.5
        line.cells["nik"] = slips.as_excel_keeps(nik) if number else slips.as_excel_shows(nik)

    def _of_the_family(self, line: Line, nik: str) -> None:
        person = line.person
        others = [p for p in person.home.members if (p.born_on, p.sex) != (person.born_on, person.sex)]
        if others:
            self._write_nik(line, self.random.choice(others).nik, "E08")
        else:
            self._write_nik(line, nik)

    def _write_nik(self, line: Line, nik: str, code: str = "") -> None:
        if code:
            line.errors.append(code)
        line.cells["nik"] = slips.write_nik(nik, self.clerk.niks if len(nik) == 16 else "text")
        line.nik = digits(nik)

    def _birth(self, line: Line) -> None:
        born, r = line.person.born_on, self.random
        other = slips.swapped(born) if r.random() < self.mess["E10"] else None
        if other:
            line.errors.append("E10")
            self._put_birth(line, other)
        elif self._slips(line, "E12"):
            self._put_birth(line, born, odd=True)
        else:
            self._put_birth(line, born)

    def _put_birth(self, line: Line, born: date, odd: bool = False) -> None:
        line.born_on = born
        in_text = "ttl" in self.clerk.columns
        style = "dd-mm-yyyy" if in_text and self.clerk.dates == "excel" else self.clerk.dates
        written = slips.odd_date(born, self.random, in_text) if odd else slips.write_date(born, style)
        place = line.person.birthplace
        line.cells |= {"birthplace": place, "birthdate": written, "ttl": f"{place}, {written}"}

    def _sex(self, line: Line) -> None:
        sex, r = line.person.sex, self.random
        if not self._slips(line, "E24"):
            self._put_sex(line, sex)
        elif r.random() < 0.25:
            self._put_sex(line, "L" if sex == "P" else "P")
        else:
            line.sex = sex
            line.cells["sex"] = r.choice(SEX_IN_OTHER_WORDS)[sex == "P"]

    def _put_sex(self, line: Line, sex: str) -> None:
        line.sex, line.cells["sex"] = sex, self.clerk.sex_words[sex == "P"]

    def _place(self, line: Line) -> None:
        r, name = self.random, self.village.name
        written, stray = name, False
        if "village" in self.clerk.columns and not self.village.twin and r.random() < self.mess["E15"]:
            line.errors.append("E15")
            written, stray = spots.otherwise(name, line.person.home.rt, line.person.home.rw, r)
        line.stray_village = stray
        self._put_village(line, written)

    def _put_village(self, line: Line, written: str) -> None:
        line.cells["village"] = written.upper() if self.clerk.capitals else written
        line.cells |= {"district": self.village.district, "regency": self.village.regency}

    def _rest(self, line: Line) -> None:
        person, home, r = line.person, line.person.home, self.random
        mother = r.choice(("", "", "-", ".")) if self._slips(line, "E13") else person.mother
        phone = self.clerk.phone if self._slips(line, "E14") else person.phone
        job = r.choice(person.job.typed) if self._slips(line, "E25") else person.job.official
        line.cells |= {
            "kk": home.kk,
            "mother": mother.upper() if self.clerk.capitals else mother,
            "address": home.address,
            "rtrw": f"{home.rt:03}/{home.rw:03}",
            "rt": f"{home.rt:03}",
            "rw": f"{home.rw:03}",
            "job": job,
            "phone": phone,
            "decile": home.decile,
            "disability": self._disability(line),
            "marital": person.marital,
            "note": r.choice(("", "", "", "usulan baru", "prioritas")),
        }

    def _disability(self, line: Line) -> str:
        kind = line.person.disability
        if not kind:
            return self.random.choice(("", "", "-", "Tidak"))
        if self._slips(line, "E28"):
            return self.random.choice(DISABILITY_WORDS[kind])
        return f"Disabilitas {kind}"
