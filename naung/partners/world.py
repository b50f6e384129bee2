"""What the partners' own registers know of made-up people: lists under NAUNG_HOME/partners, written by `naung sample`.

A list that is not there is known to nobody: the simulator then asks nothing of it."""

import csv
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path

from rapidfuzz import fuzz

from naung.kit.home import home
from naung.kit.text import fold

ALIKE = 72  # of 100, words sorted: Yohanes Bere and Johanis Bere; not Yohanes Bere and Maria Bere


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
    rows = _list(where / "dukcapil.csv")
    if rows is None:
        return None
    return {row["nik"]: _resident(row) for row in rows}


def _resident(row: dict[str, str]) -> Resident:
    died = date.fromisoformat(row["died_on"]) if row["status"] == "dead" else None
    return Resident(row["name"], date.fromisoformat(row["born_on"]), row["sex"], row["mother"], died)


def active(where: Path) -> dict[str, tuple[str, date]]:
    """NIK -> (who pays, last day) of those insured already."""
    return {
        row["nik"]: (row["payer"], date.fromisoformat(row["until"]))
        for row in _list(where / "bpjs_active.csv") or ()
    }


def employees(where: Path) -> dict[str, str] | None:
    """NIK -> asn, tni, polri, wage_earner, pensioner; None when there is no list."""
    rows = _list(where / "employees.csv")
    return None if rows is None else {row["nik"]: row["kind"] for row in rows}


def deciles(where: Path) -> dict[str, str]:
    return {row["nik"]: row["decile"] for row in _list(where / "deciles.csv") or ()}


def _list(path: Path) -> list[dict[str, str]] | None:
    if not path.exists():
        return None
    return _rows(path, path.stat().st_mtime_ns)


@lru_cache(maxsize=8)
def _rows(path: Path, _changed: int) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@lru_cache(maxsize=65536)
def _folded(name: str) -> str:
    return fold(name)


def same_name(one: str, other: str) -> bool:
    """As a clerk would take them for one name: spelling and order may differ."""
    return fuzz.token_sort_ratio(_folded(one), _folded(other)) >= ALIKE
