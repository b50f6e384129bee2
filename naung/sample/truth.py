"""What is true of every line that was written, and what a good reader decides about it.

Lines are judged in reading order: files by path, folder by folder, then by row. `expected` is

- `flawed`: the line alone shows that it is wrong (lines.Line.flawed); it must be corrected;
- `repeated`: the same person as on an earlier line that was not flawed, with the same NIK or one a slip away from it;
- `review`: the same person as on an earlier line that was not flawed, under quite another NIK: people must decide;
- `clean`: everything else. The first line of a person that is not flawed is the clean one, whatever came before it.

Not eligible, dead and otherwise insured people have clean lines: that they may not be paid for is another question,
answered by the columns `eligible`, `dead`, `other_payer`. A file that is byte for byte another one has no lines here
(the first by path has them): whoever takes it in a second time has nothing to read.
"""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

HEADER = (
    "row_id", "file", "sheet", "row", "entity", "errors", "expected", "eligible", "dead", "other_payer", "village", "nik",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Written:
    """A line on a sheet; `nik` as typed (empty: not readable), `true_nik` as in the register."""

    file: str
    sheet: str
    row: int
    entity: str
    errors: str
    nik: str
    flawed: bool
    eligible: bool
    dead: bool
    other_payer: bool
    village: str
    true_nik: str


def judge(lines: Iterable[Written]) -> list[tuple[Written, str]]:
    """Each line in reading order with the decision expected of a good reader."""
    known: dict[str, list[str]] = {}  # entity -> NIKs on lines of theirs that were not flawed
    judged = []
    for line in sorted(lines, key=lambda w: (PurePosixPath(w.file).parts, w.row)):
        decision = _decide(line, known)
        if not line.flawed:
            known.setdefault(line.entity, []).append(line.nik)
        judged.append((line, decision))
    return judged


def _decide(line: Written, known: dict[str, list[str]]) -> str:
    if line.flawed:
        return "flawed"
    before = known.get(line.entity)
    if not before:
        return "clean"
    return "repeated" if any(near(line.nik, nik) for nik in before) else "review"


def near(one: str, other: str) -> bool:
    """The same, or one digit differs, or two neighbours changed places."""
    at = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(at) == 2:
        i, j = at
        return j == i + 1 and (one[i], one[j]) == (other[j], other[i])
    return len(at) < 2


def write(path: Path, judged: list[tuple[Written, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(HEADER)
        out.writerows(_row(number, line, decision) for number, (line, decision) in enumerate(judged, 1))


def _row(number: int, line: Written, decision: str) -> tuple[object, ...]:
    flags = (int(line.eligible), int(line.dead), int(line.other_payer))
    start = (f"B{number:07}", line.file, line.sheet, line.row, line.entity, line.errors)
    return (*start, decision, *flags, line.village, line.true_nik)
