"""Which line of a new file is which line of the earlier ones: pure, in memory, no cell is opened.

The hidden column NAUNG says it; or the NIK is the same and the name may be the same person's; or, where one of the two was flawed,
name, birth date and sex are the same and only one line on each side has them. Each earlier line is one new line's."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from naung.delivery.intake.checked import differ

COMPARED = ("nik", "kk", "phone", "name", "birth_place", "born_on", "sex", "mother", "village", "address", "occupation", "disability", "decile")  # fmt: skip


@dataclass(slots=True)
class Line:
    """A row as it is compared. `values` are what we understood, in the order of COMPARED; numbers are their keyed indexes."""

    id: int
    file: int
    sheet: str
    number: int
    state: str
    read_as: str
    stands: int | None
    name: str
    born_on: str
    sex: str
    village: str
    values: tuple[str, ...]
    corrected: bool = False

    @property
    def nik(self) -> str:
        return self.values[0]

    @property
    def flawed(self) -> bool:
        return "FLAWED" in (self.state, self.read_as)


Take = Callable[[Line, Line], None]


def paired(mine: list[Line], roots: list[Line], claims: Mapping[int, int]) -> dict[int, Line]:
    """Row of the new file -> the earlier line that it is. claims: row -> the number of the earlier line, as the hidden column says."""
    pairs: dict[int, Line] = {}
    free = {line.id: line for line in roots}

    def take(line: Line, other: Line) -> None:
        pairs[line.id] = free.pop(other.id)

    for line in mine:
        other = free.get(claims.get(line.id, 0))
        if other and not (_stranger(line, other) and line.nik != other.nik):
            take(line, other)
    _by_number(mine, pairs, free, take)
    _by_name(mine, pairs, free, take)
    return pairs


def _by_number(mine: list[Line], pairs: dict[int, Line], free: dict[int, Line], take: Take) -> None:
    """The same NIK and a name that may be theirs; the very same line before a changed one."""
    there: dict[str, list[Line]] = defaultdict(list)
    for other in free.values():
        if other.nik:
            there[other.nik].append(other)
    for alike in (lambda a, b: a.values == b.values, lambda a, b: not _stranger(a, b)):
        for line in mine:
            if line.nik and line.id not in pairs:
                other = next((o for o in there.get(line.nik, ()) if o.id in free and alike(line, o)), None)
                if other:
                    take(line, other)


def _by_name(mine: list[Line], pairs: dict[int, Line], free: dict[int, Line], take: Take) -> None:
    """Name, birth date and sex, where one of the two was flawed; namesakes only where they stand on the same line."""
    left: dict[tuple[str, str, str], tuple[list[Line], list[Line]]] = defaultdict(lambda: ([], []))
    for at, lines in enumerate(([line for line in mine if line.id not in pairs], list(free.values()))):
        for line in lines:
            if line.name and line.born_on:
                left[line.name, line.born_on, line.sex][at].append(line)
    for ours, theirs in left.values():
        for line in ours:
            alone = len(ours) == len(theirs) == 1
            others = [o for o in theirs if alone or (o.sheet, o.number) == (line.sheet, line.number)]
            other = next((o for o in others if o.id in free and (line.flawed or o.flawed)), None)
            if other:
                take(line, other)


def _stranger(a: Line, b: Line) -> bool:
    """Clearly two people, as `checked.differ` sees it."""
    if a.name == b.name:
        return False
    return differ(
        {"name_folded": [a.name, b.name], "born_on": [a.born_on, b.born_on], "sex": [a.sex, b.sex]}, 0, 1
    )
