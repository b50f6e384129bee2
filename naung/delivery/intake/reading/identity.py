"""What the NIK, the birth date and the sex say of each other.

The NIK's six middle digits are the birth date as the civil registry wrote it first (women: day + 40). Where the list has
day and month turned round and the NIK proves it, the NIK's date is taken; any other difference waits for a person.
"""

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from naung.delivery.intake.reading import dates
from naung.delivery.intake.reading.rules import Rules
from naung.foundation.regions import official
from naung.kit.months import age_on
from naung.kit.nik import Nik, parse

OLDEST = 110
DEFAULT_DAYS = {(1, 1), (1, 7), (31, 12)}  # written where only the year was known
SAYS = list[tuple[str, str, dict[str, Any], str]]  # code, field, params, severity
_known = lru_cache(maxsize=20_000)(official.nik_region_known)


@dataclass(slots=True)
class Identity:
    born_on: date | None
    sex: str
    said: SAYS = field(default_factory=list)


def check(
    nik: str | None, kk: str | None, birth: tuple[date | None, str], sex: str | None, rules: Rules
) -> Identity:
    """The birth date and sex to keep, and everything that has to be said about the three.

    birth: as dates.parse gives it. sex: L, P, '' blank, None unreadable."""
    born_on, how = birth
    if not nik:
        found = Identity(born_on, sex or "")
        _alone(found, how, rules)
        return found
    read = _parsed(nik)
    found = Identity(born_on, sex or (read.sex if read else ""))
    if nik == kk or _is_a_kk(read, kk, born_on, rules):
        found.said.append(("R06", "nik", {}, "block"))
        _alone(found, how, rules)
        return found
    if not _known(nik[:6]):
        found.said.append(("R05", "nik", {}, "block"))
    if read is None:
        found.said.append(("R03", "nik", {"impossible": True}, "block"))
    else:
        _compare(found, read, how, sex, rules)
    _alone(found, how if read is None else "", rules)
    return found


def all_agree(
    nik: str | None, kk: str | None, birth: tuple[date | None, str], sex: str | None, rules: Rules
) -> bool:
    """Nothing to say of this line: what most lines are, told in a few comparisons. `check` says the same, more slowly."""
    born_on = birth[0]
    if not nik or not born_on or nik == kk or nik[12:] == "0000":
        return False
    read = _digits(nik[6:12])
    return (
        read is not None and read.day == born_on.day and read.month == born_on.month and read.year2 == born_on.year % 100
        and read.sex == sex and _known(nik[:6]) and _usual(born_on, rules)
    )  # fmt: skip


@lru_cache(maxsize=100_000)
def _usual(born_on: date, rules: Rules) -> bool:
    return (
        rules.age_from <= age_on(born_on, rules.on) < rules.age_below
        and (born_on.day, born_on.month) not in DEFAULT_DAYS
    )


@lru_cache(maxsize=100_000)
def _digits(middle: str) -> Nik | None:
    return parse(f"537101{middle}0001")


def _parsed(nik: str) -> Nik | None:
    """Only the date and the sex are used; the serial 0000 is impossible."""
    return _digits(nik[6:12]) if nik[12:] != "0000" else None


def _compare(found: Identity, read: Nik, how: str, sex: str | None, rules: Rules) -> None:
    """The list against the NIK."""
    born_on = found.born_on
    if born_on is None:
        _from_the_nik(found, read, how, rules)
    elif not read.agrees_with(born_on):
        _differs(found, read, born_on, rules)
    elif born_on > rules.on and (
        earlier := read.born_on(rules.on)
    ):  # a two-digit year that Excel put into the future
        found.born_on = earlier
        found.said.append(
            ("R03", "born_on", {"a": born_on.isoformat(), "b": earlier.isoformat(), "century": True}, "fixed")
        )
    elif (born_on.day, born_on.month) in DEFAULT_DAYS:
        found.said.append(("R03", "born_on", {"a": born_on.isoformat(), "default": True}, "warn"))
    if sex is None or sex == "":
        found.said.append(("R04", "sex", {"nik": read.sex, "blank": sex == ""}, "fixed"))
    elif sex != read.sex:
        found.said.append(("R04", "sex", {"nik": read.sex, "list": sex}, "block"))


def _from_the_nik(found: Identity, read: Nik, how: str, rules: Rules) -> None:
    """A blank is filled from the NIK and said; what somebody wrote and we cannot read waits for them."""
    if how == "blank":
        found.born_on = read.born_on(rules.on)
        found.said.append(
            (
                "R03",
                "born_on",
                {"b": found.born_on.isoformat() if found.born_on else "", "blank": True},
                "fixed",
            )
        )
    else:
        proposal = read.born_on(rules.on)
        found.said.append(("R17", "born_on", {"b": proposal.isoformat() if proposal else ""}, "block"))


def _differs(found: Identity, read: Nik, born_on: date, rules: Rules) -> None:
    other = dates.turned(born_on)
    if other and read.agrees_with(other) and other <= rules.on:
        found.born_on = other
        found.said.append(
            ("R03", "born_on", {"a": born_on.isoformat(), "b": other.isoformat(), "turned": True}, "fixed")
        )
    else:
        proposal = read.born_on(rules.on)
        found.said.append(
            (
                "R03",
                "born_on",
                {"a": born_on.isoformat(), "b": proposal.isoformat() if proposal else ""},
                "block",
            )
        )


def _alone(found: Identity, how: str, rules: Rules) -> None:
    """What the birth date and sex say by themselves."""
    if found.born_on is None:
        if how and not any(code == "R17" for code, *_ in found.said):
            found.said.append(("R17", "born_on", {"blank": how == "blank"}, "block"))
        return
    age = age_on(found.born_on, rules.on)
    if age < 0 or age > OLDEST:
        found.said.append(("R10", "born_on", _ages(age, rules), "block"))
    elif not rules.age_from <= age < rules.age_below:
        found.said.append(("R10", "born_on", _ages(age, rules), "warn"))


def _ages(age: int, rules: Rules) -> dict[str, Any]:
    return {"age": age, "from": rules.age_from, "to": rules.age_below - 1}


def _is_a_kk(read: Nik | None, kk: str | None, born_on: date | None, rules: Rules) -> bool:
    """A KK number carries the day it was issued, of our own years, where a NIK carries a birth date of a grown person."""
    if read is None or born_on is None or read.female or read.agrees_with(born_on):
        return False
    differs = (read.day != born_on.day) + (read.month != born_on.month) + (read.year2 != born_on.year % 100)
    grown = age_on(born_on, rules.on) >= rules.age_from
    issued = read.born_on(rules.on)
    recent = issued is not None and age_on(issued, rules.on) < rules.age_from
    swapped = kk is not None and (other := _parsed(kk)) is not None and other.agrees_with(born_on)
    return swapped or (grown and recent and differs >= 2)
