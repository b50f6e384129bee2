"""Facilities that cooperate with the insurer (PLKK) and others nearby, by region and by day. Made up (DATA CONTOH): the deployer puts the real list here."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from naung.kit.text import digits, fold, squeeze

FILE = Path(__file__).parent / "data" / "facilities.csv"


@dataclass(frozen=True, slots=True)
class Facility:
    """`region`: the regency or city. `plkk_until` None: it still cooperates; `plkk_since` None: it never did."""

    code: str
    region: str
    kind: str
    name: str
    plkk_since: date | None
    plkk_until: date | None

    def cooperates(self, on: date) -> bool:
        return self.plkk_since is not None and self.plkk_since <= on and not (self.plkk_until and self.plkk_until < on)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Place:
    """A facility as an entry keeps it: `key` says whether two are the same."""

    name: str
    code: str
    key: str
    plkk: bool


@cache
def everything() -> tuple[Facility, ...]:
    with FILE.open(encoding="utf-8", newline="") as lines:
        return tuple(_read(row) for row in csv.DictReader(lines))


def _read(row: dict[str, str]) -> Facility:
    return Facility(row["code"], row["region"], row["kind"], row["name"], _day(row["plkk_since"]), _day(row["plkk_until"]))  # fmt: skip


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def of_region(region: str) -> list[Facility]:
    """Of this regency first, then of the others: an island's patients are often taken to another."""
    return sorted(everything(), key=lambda one: (one.region != region, one.name))


def place(typed: str, *, on: date, plkk: bool | None = None) -> Place | None:
    """What was chosen (a code) or typed (a name; the listed one where it is that). Not on the list: outside PLKK unless somebody
    says otherwise. None for nothing."""
    typed = squeeze(typed)
    if not typed:
        return None
    for one in everything():
        if typed.upper() == one.code or key(typed) == key(one.name):
            return Place(one.name, one.code, one.code, one.cooperates(on))
    return Place(typed, "", key(typed), bool(plkk))


def key(name: str) -> str:
    """The same for two ways of writing one name; clinic 1 and clinic 2 stay two."""
    return f"{fold(name)} {digits(name)}".strip() or name.casefold()
