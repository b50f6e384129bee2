"""How good the matching is, measured against a known truth and by kind of error, not by one number.

A *merge* is a row taken without a human eye for a person whom an earlier row brought; it is wrong when the truth knows
two people. A *duplicate* is every row of an entity beyond its first, among rows that are not flawed (a flawed row waits
for its correction and is not matched); it is found when it was merged or put before an officer.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.db import connection

Line = tuple[str, str, int]  # file, sheet, row as a spreadsheet shows it
STATES = "select f.name, r.sheet, r.number, r.state, r.person_id from intake_row r join intake_file f on f.id = r.file_id where r.programme_id = %s"


@dataclass(frozen=True, slots=True)
class Decided:
    line: Line
    state: str
    person: int | None
    entity: str
    errors: tuple[str, ...]


@dataclass(slots=True)
class Quality:
    rows: int = 0
    merges: int = 0
    wrong: int = 0
    duplicates: int = 0
    found: int = 0
    review: int = 0
    by_error: dict[str, Counter[str]] = field(
        default_factory=lambda: defaultdict(Counter)
    )  # E05 -> {"duplicates", "found", ...}
    wrong_lines: list[Line] = field(default_factory=list)
    missed_lines: list[Line] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return 1 - self.wrong / self.merges if self.merges else 1.0

    @property
    def recall(self) -> float:
        return self.found / self.duplicates if self.duplicates else 1.0

    @property
    def review_share(self) -> float:
        return self.review / self.rows if self.rows else 0.0

    def __str__(self) -> str:
        return (
            f"{self.rows} rows, {self.merges} merges, {self.wrong} wrong (precision {self.precision:.4%}); {self.duplicates} duplicates, "
            f"{self.duplicates - self.found} missed (recall {self.recall:.3%}); {self.review} rows for people ({self.review_share:.2%})"
        )


def measure(programme_id: int, truth: Path) -> Quality:
    """The matching of a programme whose only rows came from the folder of `truth` (truth.csv of `naung sample`)."""
    with truth.open(encoding="utf-8", newline="") as file:
        known = {
            (t["file"], t["sheet"], int(t["row"])): (t["entity"], t["errors"]) for t in csv.DictReader(file)
        }
    with connection.cursor() as cursor:
        cursor.execute(STATES, [programme_id])
        rows = [((file, sheet, row), state, person) for file, sheet, row, state, person in cursor.fetchall()]
    return judge(
        Decided(line, state, person, known[line][0], tuple(filter(None, known[line][1].split(";"))))
        for line, state, person in rows
        if line in known
    )


def judge(rows: Iterable[Decided]) -> Quality:
    judged = [row for row in rows if row.state in ("ADMITTED", "REPEATED", "IN_REVIEW")]
    quality = Quality(rows=len(judged), review=sum(row.state == "IN_REVIEW" for row in judged))
    _merges(judged, quality)
    _duplicates(judged, quality)
    for row in judged:
        for code in row.errors:
            quality.by_error[code]["rows"] += 1
            quality.by_error[code]["review"] += row.state == "IN_REVIEW"
    return quality


def _merges(rows: list[Decided], quality: Quality) -> None:
    owner = {row.person: row.entity for row in rows if row.state == "ADMITTED"}
    for row in rows:
        if row.state != "REPEATED":
            continue
        wrong = owner[row.person] != row.entity
        quality.merges, quality.wrong = quality.merges + 1, quality.wrong + wrong
        if wrong:
            quality.wrong_lines.append(row.line)
        for code in row.errors:
            quality.by_error[code]["merges"] += 1
            quality.by_error[code]["wrong"] += wrong


def _duplicates(rows: list[Decided], quality: Quality) -> None:
    entities: dict[str, list[Decided]] = defaultdict(list)
    for row in rows:
        entities[row.entity].append(row)
    for same in entities.values():
        settled = [row for row in same if row.state != "IN_REVIEW"]
        people = Counter(row.person for row in settled)
        # rows of the entity beyond its first: those in review, and those who share a person with another, are found
        missed = max(len(people) - 1, 0)
        quality.duplicates += len(same) - 1
        quality.found += len(same) - 1 - missed
        _by_error(same, people, quality)


def _by_error(same: list[Decided], people: Counter[int | None], quality: Quality) -> None:
    if len(same) < 2:
        return
    home = people.most_common(1)[0][0] if people else None
    for row in same:
        missed = row.state != "IN_REVIEW" and row.person != home
        if missed:
            quality.missed_lines.append(row.line)
        for code in row.errors:
            quality.by_error[code]["duplicates"] += 1
            quality.by_error[code]["found"] += not missed
