"""What the registers that are asked about people share: one file of questions, one of answers, a line a person.

The civil registry, the insurer, the government's employees and the decile list differ in their words and in a few columns
(`Layout`); how a file is written, read and simulated is one. No register publishes its layout; these are ours."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, ClassVar, Protocol

from naung.partners import tables, world
from naung.partners.manners import Manners, numbered_strangers

OUT = ("no", "nik", "nama", "tgl_lahir", "jenis_kelamin")
FRONT = ("no", "nik", "hasil")  # what every answer begins with
ALIKE = {
    "": None,
    "NAMA": "name",
    "NOMOR": "number",
}  # what a doubtful find has in common with whoever was asked about
ALIKE_SAID = {ours: theirs for theirs, ours in ALIKE.items()}


class Inquiry(Protocol):
    """What is asked of one person (registry.ports has the dataclass)."""

    @property
    def number(self) -> int: ...
    @property
    def nik(self) -> str: ...
    @property
    def name(self) -> str: ...
    @property
    def born_on(self) -> date: ...
    @property
    def sex(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Word:
    """What a register says of one person: `answer` in our words, `facts` as it can be kept (text and whole numbers)."""

    number: int
    nik: str
    answer: str
    facts: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Words:
    lines: tuple[Word, ...] = ()
    rows: int = 0
    unreadable: str = ""


Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Layout:
    """`results`: their word -> ours. `more`: the columns behind FRONT. `facts`: what those columns say beside our word for the
    result and the file's heading; None where that cannot be."""

    inquiry: str
    answer: str
    results: Mapping[str, str]
    more: tuple[str, ...]
    facts: Callable[[str, Row, tuple[str, ...]], dict[str, Any] | None]

    @property
    def back(self) -> tuple[str, ...]:
        return FRONT + self.more

    def said(self, ours: str) -> str:
        return next(theirs for theirs, word in self.results.items() if word == ours)


def write(layout: Layout, key: str, inquiries: Iterable[Inquiry]) -> bytes:
    lines = [(q.number, q.nik, q.name, q.born_on.isoformat(), q.sex) for q in inquiries]
    return tables.write(layout.inquiry, [key], OUT, lines, (len(lines),))


def read(layout: Layout, content: bytes) -> Words:
    table = tables.read(content, layout.answer, layout.back)
    if table.wrong:
        return Words(unreadable=table.wrong)
    rows, lines = (
        tables.whole("".join(table.totals)),
        [_word(layout, row, table.heading) for row in table.rows],
    )
    if rows is None:
        return Words(unreadable="the control line is not one whole number")
    if None in lines:
        return Words(unreadable=f"line {lines.index(None) + 1} cannot be understood")
    return Words(tuple(line for line in lines if line), rows)


def _word(layout: Layout, row: Row, heading: tuple[str, ...]) -> Word | None:
    number, answer = tables.whole(row["no"]), layout.results.get(row["hasil"])
    if number is None or answer is None:
        return None
    facts = layout.facts(answer, row, heading)
    return None if facts is None else Word(number, row["nik"], answer, facts)


def a_day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


Judge = Callable[[Row], tuple[object, ...]]


class Register:
    """A simulated register: answers by file from a list under NAUNG_HOME/partners, and misbehaves as it is told.

    Where there is no list it knows nobody and says so; `has_lists` tells beforehand."""

    partner: ClassVar[str]
    layout: ClassVar[Layout]
    list_name: ClassVar[str]

    def __init__(self, *, misbehave: Iterable[str] | None = None, lists: Path | None = None) -> None:
        self.lists = lists or world.folder()
        self.manners = Manners(misbehave, self.lists)

    @property
    def has_lists(self) -> bool:
        return (self.lists / self.list_name).exists()

    def write(self, key: str, inquiries: Iterable[Inquiry]) -> bytes:
        return write(self.layout, key, inquiries)

    def read(self, content: bytes) -> Words:
        return read(self.layout, content)

    def judge(self, on: date) -> Judge:
        """A function from a line asked about to what is said of it: their word, then the columns `more`."""
        raise NotImplementedError

    def heading(self, on: date) -> tuple[str, ...]:
        """What stands in the answer's heading behind the key and the day."""
        return ()

    def answer(self, content: bytes, *, on: date) -> list[bytes]:
        layout, table = self.layout, tables.read(content, self.layout.inquiry, OUT)
        if table.wrong:
            return [tables.write(layout.answer, [""], layout.back, [], (0,))]
        judge = self.judge(on)
        lines = [(row["no"], row["nik"], *judge(row)) for row in table.rows]

        def compose(part: slice, strangers: int, off: int) -> bytes:
            told = lines[part] + [self._stranger(n) for n in numbered_strangers(len(lines), strangers)]
            heading = [table.heading[0], on.isoformat(), *self.heading(on)]
            return tables.write(layout.answer, heading, layout.back, told, (len(told) + off,))

        return self.manners.deliver(content, compose, len(lines))

    def _stranger(self, number: int) -> tuple[object, ...]:
        blank = [""] * len(self.layout.more)
        return (number, f"537101010190{9000 + number % 1000}", self.layout.said("NOT_FOUND"), *blank)


def alike(
    row: Row, residents: Mapping[str, world.Resident] | None, known: Mapping[str, Any]
) -> tuple[str, str] | None:
    """Whom of `known` (by NIK) a question finds: (NIK, "") for sure, (NIK, "number") where another name has the number,
    (NIK, "name") where the number is nobody's but one of theirs has this name and birth date; None for nobody."""
    nik = row["nik"]
    if nik in known:
        there = (residents or {}).get(nik)
        return (nik, "" if there is None or world.same_name(row["nama"], there.name) else "number")
    if residents is None or nik in residents:
        return None  # somebody the civil registry knows, and this list does not
    namesake = world.by_name(residents).get((world.folded(row["nama"]), row["tgl_lahir"]))
    return (namesake, "name") if namesake in known else None
