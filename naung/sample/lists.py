"""Who stands on which village's list: true people, some twice, some who should not be there."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random

from naung.kit.months import age_on
from naung.sample.mess import Mess
from naung.sample.names import person_name, pools
from naung.sample.numbers import Register
from naung.sample.people import LIST_DAY, WORKING_AGE, Births, Household, Person
from naung.sample.places import Village

EMPLOYEES = (("asn", 30), ("wage_earner", 40), ("tni", 8), ("polri", 7), ("pensioner", 15))
PAYERS = (("apbd", 45), ("village", 25), ("self", 15), ("employer", 15))
FAMILY_OF_THE_CLERK = 12
Listed = tuple[Household, list[Person]]  # a household, and those of it whom the clerk lists


@dataclass(slots=True)
class Entry:
    """One line that a clerk will type; `again` says why it is there a second time."""

    person: Person
    nik: str
    again: str = ""


@dataclass(slots=True)
class VillageList:
    village: Village
    mess: Mess
    random: Random
    entries: list[Entry] = field(default_factory=list)


@dataclass(slots=True)
class Society:
    """Everybody made up so far."""

    register: Register = field(default_factory=Register)
    everybody: list[Person] = field(default_factory=list)  # listed or not
    listed: dict[str, list[Person]] = field(default_factory=dict)  # by regency
    count: int = 0


def people_of(place: VillageList, people: int, society: Society) -> None:
    """Lists exactly `people` different persons of the village."""
    births = Births(place.village, society.register, place.random)
    births.only_year = place.mess["E11"]
    earlier = society.listed.setdefault(place.village.regency_code, [])
    left = people
    for home, chosen in _households(place, births, earlier, people):
        society.everybody += home.members
        for person in chosen[:left]:
            society.count += 1
            person.entity = f"P{society.count:07}"
            _circumstances(person, place)
            place.entries.append(Entry(person, person.nik))
            earlier.append(person)
        left -= len(chosen[:left])
        if not left:
            return


def _households(place: VillageList, births: Births, earlier: list[Person], people: int) -> Iterator[Listed]:
    """Endless households, a few of them with a trap in."""
    r, mess = place.random, place.mess
    if people > FAMILY_OF_THE_CLERK * 2 and r.random() < mess["E23"]:
        yield from _clerks_family(births)
    while True:
        chance = r.random()
        if earlier and chance < mess["E19"] / 2:
            yield _namesake(births, r.choice(earlier))
        elif chance < mess["E19"]:
            yield _twins(births)
        elif chance < mess["E19"] + mess["E22"]:
            yield _should_not_be_listed(births, r)
        else:
            home = births.household()
            yield home, _workers(home, r)


def _workers(home: Household, r: Random) -> list[Person]:
    """Heads nearly always, spouses half the time, grown children now and then."""
    grown = [p for p in home.members if p.born_on.year <= LIST_DAY.year - 18]
    chances = [0.95, 0.5] + [0.35] * len(grown)
    return [p for p, chance in zip(grown, chances, strict=False) if r.random() < chance] or grown[:1]


def _clerks_family(births: Births) -> Iterator[Listed]:
    first = births.household()
    rest = FAMILY_OF_THE_CLERK
    home = first
    while rest > 0:
        grown = [p for p in home.members if p.born_on.year <= LIST_DAY.year - 18][:rest]
        for person in grown:
            person.clan = True
        rest -= len(grown)
        yield home, grown
        home = births.household(line=first.line, address=first.address)
        home.rt, home.rw = first.rt, first.rw


def _namesake(births: Births, other: Person) -> Listed:
    """Somebody else, of another family, with the same name and birth date: must never be merged."""
    home = births.household()
    alike = births.born(home, other.name, other.sex, other.born_on)
    alike.alike = other.alike = True
    return home, [alike]


def _twins(births: Births) -> Listed:
    home = births.household()
    r = births.random
    mother = person_name(home.line, "P", r)
    first = births.person(home, r.choice("LP"), r.randint(18, 40), mother)
    given = [n for n in pools().given[first.sex + home.line.kind] if n not in first.name]
    near = [n for n in given if n[:2] == first.name[:2]] or given
    name = " ".join([r.choice(near), *first.name.split()[1:]])
    second = births.born(home, name, first.sex, first.born_on, mother)
    first.alike = second.alike = True
    return home, [first, second]


def _should_not_be_listed(births: Births, r: Random) -> Listed:
    home = births.household()
    chance = r.random()
    if chance < 0.5:
        person = home.members[0]
        person.employee = _weighed(EMPLOYEES, r)
        if person.employee == "wage_earner":
            person.payer = "employer"
    else:
        person = births.person(
            home, r.choice("LP"), r.randint(12, 15) if chance < 0.75 else r.randint(66, 80)
        )
    return home, [person]


def _circumstances(person: Person, place: VillageList) -> None:
    r, mess = place.random, place.mess
    if r.random() < mess["E20"]:
        person.died_on = LIST_DAY - timedelta(days=r.randint(20, 700))
    elif not person.employee and r.random() < mess["E21"]:
        person.payer = _weighed(PAYERS, r)


def _weighed(choices: Sequence[tuple[str, int]], r: Random) -> str:
    return r.choices([name for name, _ in choices], [weight for _, weight in choices])[0]


def natural_errors(entry: Entry) -> list[str]:
    """What is wrong with a line before the clerk has typed anything."""
    person = entry.person
    facts = {
        "E11": person.only_year,
        "E19": person.alike,
        "E20": person.died_on is not None,
        "E21": bool(person.payer) and not person.employee,
        "E22": bool(person.employee) or age_on(person.born_on, LIST_DAY) not in WORKING_AGE,
        "E23": person.clan,
    }
    return [code for code, true in facts.items() if true] + [entry.again] * bool(entry.again)


def list_again(places: Sequence[VillageList], society: Society) -> None:
    """Some people are on a list twice: in the same village, in another one, with an old NIK."""
    before = [(place, list(place.entries)) for place in places]
    by_regency: dict[str, list[VillageList]] = {}
    for place in places:
        by_regency.setdefault(place.village.regency_code, []).append(place)
    for place, entries in before:
        near = [other for other in by_regency[place.village.regency_code] if other is not place]
        for entry in entries:
            _again(place, entry, near, society.register)


def _again(place: VillageList, entry: Entry, near: list[VillageList], register: Register) -> None:
    r, mess, person = place.random, place.mess, entry.person
    if r.random() < mess["E16"]:
        _insert(place, person, person.nik, "E16")
    if near and r.random() < mess["E17"]:
        _insert(r.choice(near), person, person.nik, "E17")
    if r.random() < mess["E18"]:
        old = register.old_nik(person.born_on, person.sex == "P", r)
        _insert(r.choice([place, *near[:3]]), person, old, "E18")


def _insert(where: VillageList, person: Person, nik: str, code: str) -> None:
    where.entries.insert(where.random.randint(0, len(where.entries)), Entry(person, nik, code))
