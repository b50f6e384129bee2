"""Every figure of the regulation, read from parameters/**.yaml and looked up by the day.

A figure is one file: description, unit, values by date, article, source, confidence. Code asks for the figure in
force on a day and never writes one. `using` swaps the book for a block, so that a change of law can be tried out.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from naung.kit.clock import say_date
from naung.law.errors import NotProvided
from naung.law.reading import read_yaml

FOLDER = Path(__file__).parent / "parameters"


@dataclass(frozen=True, slots=True)
class Entry:
    """What a figure was from one day on; `until` (that day included) only where the text sets an end."""

    since: date
    until: date | None
    value: Any
    article: str
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Figure:
    key: str
    overlay: str | None
    province: str | None
    unit: str
    description: str
    description_en: str
    checked_on: date
    note: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Provision:
    """A figure as it stood on one day. `confidence` is stated, secondary or unverified."""

    key: str
    value: Any
    unit: str
    in_force_since: date
    article: str
    source: str
    confidence: str
    checked_on: date
    description: str


@dataclass(frozen=True, slots=True)
class Book:
    figures: dict[tuple[str | None, str], Figure]
    version: str

    def figure(self, key: str, overlay: str | None = None) -> Figure:
        if overlay is not None and all(named != overlay for named, _ in self.figures):
            raise NotProvided(
                f"Tidak ada aturan daerah bernama {overlay!r}.", f"There is no overlay called {overlay!r}."
            )
        found = self.figures.get((overlay, key)) or self.figures.get((None, key))
        if found is None:
            raise NotProvided(
                f"Tidak ada angka hukum bernama {key!r}.", f"There is no figure of law called {key!r}."
            )
        return found

    def provision(self, key: str, *, on: date, overlay: str | None = None) -> Provision:
        figure = self.figure(key, overlay)
        for entry in reversed(figure.entries):
            if entry.since <= on:
                if entry.until is None or on <= entry.until:
                    return _provision(figure, entry)
                break
        raise NotProvided(
            f"Untuk {say_date(on)} belum ada ketentuan yang kami ketahui tentang {figure.description} ({key}).",
            f"We know of no provision in force on {on} for {figure.description_en} ({key}).",
        )

    def latest(self, key: str) -> Provision:
        """The newest text of a figure whose case carries no date (interest for lateness)."""
        figure = self.figure(key)
        return _provision(figure, figure.entries[-1])

    def changed(self, key: str, *, since: date, value: Any, article: str) -> "Book":
        """The same book with one figure changed from a day on, as an amended file would change it."""
        old = self.figure(key)
        new = Entry(since, None, value, article, old.entries[-1].source, "unverified")
        earlier = tuple(entry for entry in old.entries if entry.since < since)
        figures = {**self.figures, (old.overlay, key): replace(old, entries=(*earlier, new))}
        return Book(figures, f"{self.version}+{key}@{since}")


def _provision(figure: Figure, entry: Entry) -> Provision:
    return Provision(
        figure.key, entry.value, figure.unit, entry.since, entry.article, entry.source, entry.confidence,
        figure.checked_on, figure.description,
    )  # fmt: skip


def _entry(since: date, written: Any, file: dict[str, Any]) -> Entry:
    """A date's own article, source or confidence goes before the file's."""
    own = written if isinstance(written, dict) and "value" in written else {"value": written}
    return Entry(
        since, own.get("until"), own["value"], own.get("article", file["article"]), own.get("source", file["source"]),
        own.get("confidence", file["confidence"]),
    )  # fmt: skip


def _figure(file: dict[str, Any]) -> Figure:
    entries = tuple(_entry(since, written, file) for since, written in file["values"].items())
    return Figure(
        file["key"], file.get("overlay"), file.get("province"), file["unit"], file["description"]["id"],
        file["description"]["en"], file["checked_on"], file.get("note", ""), entries,
    )  # fmt: skip


def documents(folder: Path) -> list[tuple[str, bytes]]:
    """Every parameter file, by name, in one fixed order."""
    return [(str(path.relative_to(folder)), path.read_bytes()) for path in sorted(folder.rglob("*.yaml"))]


def read(folder: Path = FOLDER) -> Book:
    """The book of a folder. Reads only; `naung.law.check` says whether the files are sound."""
    figures, hashed = {}, hashlib.sha256()
    for name, data in documents(folder):
        hashed.update(name.encode() + b"\0" + data + b"\0")
        for file in read_yaml(data):
            figure = _figure(file)
            figures[figure.overlay, figure.key] = figure
    return Book(figures, hashed.hexdigest()[:12])


@cache
def _shipped() -> Book:
    return read()


_book: ContextVar[Book | None] = ContextVar("law_book", default=None)


def current_book() -> Book:
    return _book.get() or _shipped()


@contextmanager
def using(other: Book) -> Iterator[Book]:
    """Within the block, the law is what the other book says."""
    token = _book.set(other)
    try:
        yield other
    finally:
        _book.reset(token)


def provision(key: str, *, on: date, overlay: str | None = None) -> Provision:
    """The figure in force on a day; an overlay's own figure goes before the nation's. NotProvided where there is none."""
    return current_book().provision(key, on=on, overlay=overlay)


def version() -> str:
    """Twelve digits of the hash over all parameter files: kept with every computed result."""
    return current_book().version
