"""What the partners' own registers know of made-up people: lists under NAUNG_HOME/partners, written by `naung sample`.

A list that is not there is known to nobody: the simulator then asks nothing of it."""

import csv
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any, TypeVar

from rapidfuzz import fuzz

from naung.kit.home import home
from naung.kit.text import fold

T = TypeVar("T")
_lists: dict[Path, tuple[int, dict[str, Any]]] = {}
_named: dict[str, Any] = {}
ALIKE = 72  # of 100, words sorted: Yohanes Bere and Johanis Bere; not Yohanes Bere and Maria Bere


REGISTERED, ENDED = "registered", "ended"  # folders beside the lists
JUST_REGISTERED, LONG_AGO = date(2025, 7, 18), date(2025, 1, 1)


@dataclass(frozen=True, slots=True)
class Member:
    """Whom the insurer covers already. `agreement`: the number under which a government or donor pays, where one is known."""

    payer: str
    payer_name: str
    since: date
    until: date
    agreement: str


@dataclass(frozen=True, slots=True)
class Resident:
    name: str
    born_on: date
    sex: str
    mother: str
    died_on: date | None


def folder() -> Path:
    return home() / "partners"


def residents(where: Path) -> dict[str, Resident] | None:
    """The civil registry by NIK; None when there is no list."""
    return _kept(where / "dukcapil.csv", _residents)


def _residents(rows: list[dict[str, str]]) -> dict[str, Resident]:
    return {row["nik"]: _resident(row) for row in rows}


def _resident(row: dict[str, str]) -> Resident:
    died = date.fromisoformat(row["died_on"]) if row["status"] == "dead" else None
    return Resident(row["name"], date.fromisoformat(row["born_on"]), row["sex"], row["mother"], died)


def members(where: Path) -> dict[str, Member]:
    """Whom the insurer covers already, by NIK."""
    return _kept(where / "bpjs_active.csv", lambda rows: {row["nik"]: _member(row) for row in rows}) or {}


def _member(row: dict[str, str]) -> Member:
    """Where the list does not say since when: another government's people since the middle of July, everybody else for long."""
    begun = JUST_REGISTERED if row["payer"] == "apbd" else LONG_AGO
    since = date.fromisoformat(row["since"]) if row.get("since") else begun
    return Member(
        row["payer"],
        row.get("payer_name") or "",
        since,
        date.fromisoformat(row["until"]),
        row.get("agreement") or "",
    )


def registered(where: Path) -> dict[str, Member]:
    """Whom the insurer took in on our own lists (bpjs_tk/simulator.py), by NIK; of two the one that lasts longer."""
    found: dict[str, Member] = {}
    for path in sorted((where / REGISTERED).glob("*.csv")):
        for nik, member in (
            _kept(path, lambda rows: {row["nik"]: _member(row) for row in rows}) or {}
        ).items():
            if nik not in found or found[nik].until < member.until:
                found[nik] = member
    return _without_the_ended(found, ended(where))


def _without_the_ended(found: dict[str, Member], ended: dict[str, date]) -> dict[str, Member]:
    """Who came in again after an end is not touched by it."""
    for nik, last in ended.items():
        if nik in found and found[nik].since <= last < found[nik].until:
            found[nik] = replace(found[nik], until=last)
    return found


def codes(where: Path) -> dict[str, str]:
    """Payment codes that the insurer gave wrongly, and the right ones (codes.csv: old,new); a list that is not there replaces none."""
    return _kept(where / "codes.csv", lambda rows: {row["old"]: row["new"] for row in rows}) or {}


def ended(where: Path) -> dict[str, date]:
    """Whose cover the insurer ended because we told it (bpjs_tk/leavers.py): NIK -> the last day."""
    found: dict[str, date] = {}
    for path in sorted((where / ENDED).glob("*.csv")):
        for nik, until in (_kept(path, lambda rows: {row["nik"]: date.fromisoformat(row["until"]) for row in rows}) or {}).items():  # fmt: skip
            found[nik] = max(until, found.get(nik, until))
    return found


def active(where: Path) -> dict[str, tuple[str, date]]:
    """NIK -> (who pays, last day) of those insured already."""
    return {nik: (member.payer, member.until) for nik, member in members(where).items()}


def employees(where: Path) -> dict[str, str] | None:
    """NIK -> asn, tni, polri, wage_earner, pensioner; None when there is no list."""
    return _kept(where / "employees.csv", lambda rows: {row["nik"]: row["kind"] for row in rows})


def deciles(where: Path) -> dict[str, str]:
    return _kept(where / "deciles.csv", lambda rows: {row["nik"]: row["decile"] for row in rows}) or {}


def _kept(path: Path, make: Callable[[list[dict[str, str]]], dict[str, T]]) -> dict[str, T] | None:
    """A list as it stands on disk, read again only when it changed: a province asks file by file."""
    if not path.exists():
        _lists.pop(path, None)
        return None
    changed = path.stat().st_mtime_ns
    if path not in _lists or _lists[path][0] != changed:
        _lists[path] = (changed, make(_rows(path)))
    return _lists[path][1]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def by_name(known: dict[str, Resident]) -> dict[tuple[str, str], str]:
    """(folded name, birth date) -> NIK of a registry's residents; of two alike neither."""
    if _named.get("of") is not known:
        names: dict[tuple[str, str], str] = {}
        for nik, who in known.items():
            key = (folded(who.name), who.born_on.isoformat())
            names[key] = "" if key in names else nik
        _named.update(of=known, names=names)
    return _named["names"]


@lru_cache(maxsize=65536)
def folded(name: str) -> str:
    return fold(name)


def same_name(one: str, other: str) -> bool:
    """As a clerk would take them for one name: spelling and order may differ."""
    return one == other or fuzz.token_sort_ratio(folded(one), folded(other)) >= ALIKE
