"""What the partners' registers know, for their simulators: `world/*.csv` beside the spreadsheets."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from naung.sample.people import Person

UNTIL = {"apbd": "2025-12-31", "village": "2025-12-31", "self": "2026-06-30", "employer": "2026-12-31"}


def write(folder: Path, everybody: Sequence[Person]) -> None:
    """dukcapil.csv, bpjs_active.csv, employees.csv, deciles.csv: by NIK, of everybody in the households."""
    folder.mkdir()
    people = sorted(everybody, key=lambda p: p.nik)
    known = ("nik", "kk", "name", "born_on", "sex", "mother", "village", "status", "died_on")
    _csv(folder / "dukcapil.csv", known, map(_resident, people))
    insured = ((p.nik, p.payer, UNTIL[p.payer]) for p in people if p.payer)
    _csv(folder / "bpjs_active.csv", ("nik", "payer", "until"), insured)
    _csv(folder / "employees.csv", ("nik", "kind"), ((p.nik, p.employee) for p in people if p.employee))
    _csv(folder / "deciles.csv", ("nik", "decile"), ((p.nik, p.home.decile) for p in people))


def _resident(p: Person) -> tuple[str, ...]:
    status, died = ("dead", p.died_on.isoformat()) if p.died_on else ("alive", "")
    where = (p.mother, p.home.village.code)
    return (p.nik, p.home.kk, p.name, p.born_on.isoformat(), p.sex, *where, status, died)


def _csv(path: Path, header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(header)
        out.writerows(rows)
