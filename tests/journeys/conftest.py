"""Every journey begins in the small town as it stood one day, with a home of its own; what it does there is undone at its end.

Most journeys share one copy of a day and roll back. Those that need somebody else's connection (an auditor's, a thief's), or
transactions that really end, have a copy `alone`."""

import contextlib
import json
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import town as small_town

Enter = Callable[[str], str]


@pytest.fixture(scope="session")
def days() -> Iterator[Callable[[str], str]]:
    """days(template): a copy of it for this whole run of the tests, in which nothing is ever committed."""
    small_town.ensure()
    copies: dict[str, str] = {}

    def copy_of(template: str) -> str:
        if template not in copies:
            small_town.copy(template, f"{template}_{os.getpid()}")
            copies[template] = f"{template}_{os.getpid()}"
        return copies[template]

    yield copy_of
    for name in copies.values():
        small_town.drop(name)


@contextlib.contextmanager
def _undone(home: Path, name: str) -> Iterator[str]:
    from django.db import transaction

    small_town.furnish(home)
    with small_town.living_in(name, home), transaction.atomic():
        yield name
        transaction.set_rollback(True)


@contextlib.contextmanager
def _alone(home: Path, template: str) -> Iterator[str]:
    name = f"journey_{os.getpid()}"
    small_town.copy(template, name)
    try:
        small_town.furnish(home)
        with small_town.living_in(name, home):
            yield name
    finally:
        small_town.drop(name)


@pytest.fixture
def before(days: Callable[[str], str], django_db_blocker: Any, tmp_path: Path) -> Iterator[Enter]:
    """before("Ditetapkan dua pejabat"): the town as it stood just before that step; gives the database's name."""
    with django_db_blocker.unblock(), contextlib.ExitStack() as day:
        yield lambda step: day.enter_context(_undone(tmp_path, days(small_town.before(step))))


@pytest.fixture
def december(days: Callable[[str], str], django_db_blocker: Any, tmp_path: Path) -> Iterator[str]:
    """The town at the end of 2025: six months paid, cards given, two claims reported."""
    with (
        django_db_blocker.unblock(),
        _undone(tmp_path, days(small_town.before("Perpanjangan ke 2026"))) as name,
    ):
        yield name


@pytest.fixture
def before_alone(days: Callable[[str], str], django_db_blocker: Any, tmp_path: Path) -> Iterator[Enter]:
    with django_db_blocker.unblock(), contextlib.ExitStack() as day:
        yield lambda step: day.enter_context(_alone(tmp_path, small_town.before(step)))


@pytest.fixture
def december_alone(days: Callable[[str], str], django_db_blocker: Any, tmp_path: Path) -> Iterator[str]:
    with django_db_blocker.unblock(), _alone(tmp_path, small_town.at_the_end()) as name:
        yield name


@pytest.fixture
def naung() -> Callable[..., Any]:
    """naung("rows", ...): the command as a person types it, with --json; its answer."""
    from click.testing import CliRunner

    from naung.project.cli import main

    def call(*words: str, exit_code: int = 0) -> Any:
        done = CliRunner().invoke(main, [*words, "--json"])
        assert done.exit_code == exit_code, f"naung {' '.join(words)}: {done.output} {done.exception!r}"
        return json.loads(done.stdout) if done.stdout.strip() else done.stderr

    return call


@pytest.fixture
def programme() -> Callable[[], Any]:
    from naung.delivery.programme import queries

    return lambda: queries.by_code("ntt-2025")
