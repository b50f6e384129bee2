"""How good the matching is, measured against a known truth and by kind of error, not by one number.

A *merge* is a row taken without a human eye for a person whom an earlier row brought; it is wrong when the truth knows
two people. A *duplicate* is every row of an entity beyond its first, among rows that are not flawed (a flawed row waits
for its correction and is not matched); it is found when it was merged or put before an officer. *Work* is every row that
waits for an officer's answer, its own or that of the row it follows.
"""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from naung.delivery.intake import queries as intake
from naung.kit.shares import wilson

Line = tuple[str, str, int]  # file, sheet, row as a spreadsheet shows it
CLEAN, REPEATED, REVIEW, FLAWED = "clean", "repeated", "review", "flawed"  # as `naung rows` says them
PRECISION, FOUND, WORK = 0.999, 0.985, 0.02  # what is aimed at: at least, at least, less than


@dataclass(frozen=True, slots=True)
class Decided:
    line: Line
    decision: str
    person: object  # who the row was taken for; nothing where it waits
    entity: str  # who it is
    errors: tuple[str, ...]


@dataclass(slots=True)
class Tally:
    """Counts of rows. In a kind of error, duplicates are all rows with the error whose person has another row."""

    rows: int = 0
    merges: int = 0
    wrong: int = 0
    duplicates: int = 0
    found: int = 0
    review: int = 0

    @property
    def precision(self) -> float:
        return 1 - self.wrong / self.merges if self.merges else 1.0

    @property
    def recall(self) -> float:
        return self.found / self.duplicates if self.duplicates else 1.0

    @property
    def work(self) -> float:
        return self.review / self.rows if self.rows else 0.0

    def add(self, other: "Tally") -> None:
        for name in self.__slots__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    def as_facts(self) -> dict[str, object]:
        counts: dict[str, object] = {name: getattr(self, name) for name in self.__slots__}
        return {
            **counts,
            "precision": interval(self.merges - self.wrong, self.merges, nothing=1.0),
            "found_share": interval(self.found, self.duplicates, nothing=1.0),
            "work": interval(self.review, self.rows, nothing=0.0),
        }

    def missed_aims(self) -> list[str]:
        held = {
            "precision": self.precision >= PRECISION,
            "found": self.recall >= FOUND,
            "work": self.work < WORK,
        }
        return [aim for aim, is_held in held.items() if not is_held]


def interval(hits: int, of: int, *, nothing: float) -> dict[str, float]:
    """The share, and where it lies nineteen times in twenty; `nothing` is the share of none."""
    low, high = wilson(hits, of)
    return {"share": hits / of if of else nothing, "low": low, "high": high}


@dataclass(slots=True)
class Quality:
    total: Tally = field(default_factory=Tally)
    by_error: dict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))  # E05 -> its tally
    flawed: int = 0  # rows that wait for their village and were not matched
    wrong_lines: list[Line] = field(default_factory=list)
    missed_lines: list[Line] = field(default_factory=list)

    def add(self, other: "Quality") -> None:
        self.total.add(other.total)
        self.flawed += other.flawed
        for code, tally in other.by_error.items():
            self.by_error[code].add(tally)
        self.wrong_lines += other.wrong_lines
        self.missed_lines += other.missed_lines


def measure(programme_id: int, truth: Path) -> Quality:
    """The matching of a programme whose only rows came from the folder of `truth` (truth.csv of `naung sample`)."""
    known = read_truth(truth)
    return judge(
        Decided(line, decision, person, *known[line])
        for line, decision, person in _decisions(programme_id)
        if line in known
    )


def read_truth(path: Path) -> dict[Line, tuple[str, tuple[str, ...]]]:
    """Line -> who it is, and what went wrong on it."""
    with path.open(encoding="utf-8", newline="") as file:
        return {
            (t["file"], t["sheet"], int(t["row"])): (t["entity"], tuple(filter(None, t["errors"].split(";"))))
            for t in csv.DictReader(file)
        }


def _decisions(programme_id: int) -> Iterator[tuple[Line, str, str]]:
    """As anybody reads them who was given the csv of `naung rows`."""
    text = b"".join(intake.rows_csv(programme_id)).decode()
    for row in csv.DictReader(text.splitlines(keepends=True)):
        yield (row["file"], row["sheet"], int(row["row"])), row["decision"], row["person"]


def judge(rows: Iterable[Decided]) -> Quality:
    every = list(rows)
    judged = [row for row in every if row.decision == REVIEW or row.decision != FLAWED and row.person]
    quality = Quality(flawed=sum(row.decision == FLAWED for row in every))
    for row in judged:
        for tally in _tallies(row, quality):
            tally.rows += 1
            tally.review += row.decision == REVIEW
    _merges(judged, quality)
    _duplicates(judged, quality)
    return quality


def _tallies(row: Decided, quality: Quality) -> list[Tally]:
    return [quality.total, *(quality.by_error[code] for code in row.errors)]


def _merges(rows: list[Decided], quality: Quality) -> None:
    owner = {row.person: row.entity for row in rows if row.decision == CLEAN}
    for row in rows:
        if row.decision != REPEATED:
            continue
        wrong = owner.get(row.person, row.entity) != row.entity
        if wrong:
            quality.wrong_lines.append(row.line)
        for tally in _tallies(row, quality):
            tally.merges += 1
            tally.wrong += wrong


def _duplicates(rows: list[Decided], quality: Quality) -> None:
    entities: dict[str, list[Decided]] = defaultdict(list)
    for row in rows:
        entities[row.entity].append(row)
    for same in entities.values():
        if len(same) < 2:
            continue
        people = Counter(row.person for row in same if row.decision != REVIEW)
        # rows of the entity beyond its first: those in review, and those who share a person with another, are found
        quality.total.duplicates += len(same) - 1
        quality.total.found += len(same) - 1 - max(len(people) - 1, 0)
        _by_error(same, people, quality)


def _by_error(same: list[Decided], people: Counter[object], quality: Quality) -> None:
    home = people.most_common(1)[0][0] if people else None
    for row in same:
        missed = row.decision != REVIEW and row.person != home
        if missed:
            quality.missed_lines.append(row.line)
        for code in row.errors:
            quality.by_error[code].duplicates += 1
            quality.by_error[code].found += not missed
