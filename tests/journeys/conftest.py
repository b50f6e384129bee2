"""Every journey begins in a copy of the small town, as it stood one day, with a home of its own."""

import contextlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests import town as small_town

Enter = Callable[[str], str]


@pytest.fixture(scope="session")
def town() -> None:
    """The town stands; made anew when the road changed."""
    small_town.ensure()


@contextlib.contextmanager
def _entered(home: Path, name: str, template: str) -> Iterator[str]:
    small_town.copy(template, name)
    try:
        small_town.furnish(home)
        with small_town.living_in(name, home):
            yield name
    finally:
        small_town.drop(name)


@pytest.fixture
def before(town: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[Enter]:
    """before("Ditetapkan dua pejabat"): the town as it stood just before that step; gives the database's name."""
    with contextlib.ExitStack() as day, django_db_blocker.unblock():
        yield lambda step: day.enter_context(
            _entered(tmp_path, f"journey_{tmp_path.name}", small_town.before(step))
        )


@pytest.fixture
def december(town: None, django_db_blocker: Any, tmp_path: Path) -> Iterator[str]:
    """The town after the whole road: six months paid, cards given, two claims reported. Gives the database's name."""
    with (
        django_db_blocker.unblock(),
        _entered(tmp_path, f"journey_{tmp_path.name}", small_town.at_the_end()) as name,
    ):
        yield name


@pytest.fixture
def naung() -> Callable[..., Any]:
    """naung("rows", ...): the command as a person types it, with --json; its answer and exit code."""
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
