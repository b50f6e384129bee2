"""What a check is, and how checks are run."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

import psycopg

EXAMPLES = 5
Finder = Callable[[psycopg.Connection[Any]], tuple[int, list[str]]]


@dataclass(frozen=True, slots=True)
class Check:
    """One way a promise can be broken. `find` gives how many things were looked at, and a sentence for each that is wrong."""

    promise: int
    name: str
    find: Finder


@dataclass(slots=True)
class Outcome:
    promise: int
    title: str
    checked: int = 0
    broken: list[str] = field(default_factory=list)
    checks: int = 0

    @property
    def holds(self) -> bool:
        return not self.broken


def sql(promise: int, name: str, looked_at: str, broken: str) -> Check:
    """A check in SQL: `looked_at` counts, `broken` gives one text column, a row for each wrong thing."""

    def find(connection: psycopg.Connection[Any]) -> tuple[int, list[str]]:
        counted = connection.execute(looked_at).fetchone()  # type: ignore[arg-type]
        rows = connection.execute(broken).fetchall()  # type: ignore[arg-type]
        return int(counted[0]) if counted else 0, [f"{name}: {row[0]}" for row in rows]

    return Check(promise, name, find)


def run(url: str, checks: Iterable[Check], titles: dict[int, str]) -> list[Outcome]:
    """Every promise with how much was looked at and what is broken; read only, one snapshot."""
    with psycopg.connect(url) as connection:
        connection.execute("set transaction isolation level repeatable read, read only")
        found = of(connection, checks, titles)
        connection.rollback()
    return found


def of(connection: psycopg.Connection[Any], checks: Iterable[Check], titles: dict[int, str]) -> list[Outcome]:
    """The same in a transaction that somebody opened."""
    outcomes = {number: Outcome(number, title) for number, title in titles.items()}
    for check in checks:
        looked_at, broken = check.find(connection)
        outcome = outcomes[check.promise]
        outcome.checked += looked_at
        outcome.checks += 1
        outcome.broken += broken
    return list(outcomes.values())
