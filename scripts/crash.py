"""Kills the road at every SQL statement, takes the step again, and compares all tables with an undisturbed run.

    python scripts/crash.py [--every N] [--sample N] [--step NAME] [--naive] [--json]

For step and statement (i, k): a copy of the town as it stood before step i; a child process takes the step and is killed
(SIGKILL) just before its k-th statement; a second child takes the step again; the tables must be those of the town that was
never disturbed. --every N tries each N-th statement, --sample N so many spread over the whole road. --naive tries a writer
that was written without care instead: the harness must find it wrong, or it can find nothing."""

import argparse
import contextlib
import json
import os
import signal
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests import town  # noqa: E402  it names the tests' home before Django reads the settings

Do = Callable[[Any, Any], None]


@dataclass(frozen=True, slots=True)
class Point:
    """Just before the k-th statement (from 1) of a step."""

    step: int
    name: str
    statement: int


def points(every: int, only: str = "") -> list[Point]:
    counts = town.facts()["statements"]
    everywhere = [
        Point(i, name, k) for i, (name, _) in enumerate(town.steps()) for k in range(1, counts[i] + 1)
    ]
    return [point for point in everywhere if not only or point.name == only][::every]


SEALS = "Jejak disegel"


def spread(found: list[Point], wanted: int) -> list[Point]:
    """So many, at even distances, the last statement of the road among them."""
    if wanted >= len(found):
        return found
    return [found[(n + 1) * len(found) // wanted - 1] for n in range(wanted)]


def attempt(point: Point, do: Do, undisturbed: dict[str, Any]) -> list[str]:
    """What is wrong after a kill at this point and another run; nothing, when the tables are the same."""
    from tests import tables

    database = f"crash_{os.getpid()}_{point.statement}"  # an earlier statement may be tried within
    with (
        tempfile.TemporaryDirectory(prefix="naung-crash-") as home,
        _copy_of(town.name_of(point.step), database),
    ):
        town.furnish(Path(home))
        died = in_a_child(lambda: _take_and_die(do, point.statement), database, Path(home))
        if died == 0 and point.name == SEALS and point.statement > 1:
            # The sealer takes what the rest of the server lets it, in one turn or in three: this time it had fewer statements.
            return attempt(Point(point.step, point.name, point.statement // 2), do, undisturbed)
        if died != -signal.SIGKILL:
            return [f"the child was to be killed and ended with {died}"]
        _wait_until_gone(database)
        ended = in_a_child(lambda: town.take(do), database, Path(home))
        if ended:
            return [f"the second run ended with {ended}"]
        return tables.differences(undisturbed, tables.read(database))


@contextlib.contextmanager
def _copy_of(template: str, name: str) -> Iterator[None]:
    town.copy(template, name)
    try:
        yield
    finally:
        town.drop(name)


def in_a_child(work: Callable[[], Any], database: str, home: Path) -> int:
    """Runs `work` in a forked process with connections of its own; its exit code, or minus the signal that ended it."""
    child = os.fork()
    if child == 0:
        code = 70
        try:
            with town.living_in(database, home):
                work()
            code = 0
        except BaseException as error:  # noqa: BLE001  a child says what happened and never returns into the parent's code
            print(f"{type(error).__name__}: {error}", file=sys.stderr)
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _take_and_die(do: Do, statement: int) -> None:
    from django.db import connection

    sent = 0

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        nonlocal sent
        sent += 1
        if sent == statement:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        town.take(do)


def _wait_until_gone(database: str) -> None:
    """The server notices a dead client a moment later; a person who starts the command again takes longer."""
    import psycopg

    with psycopg.connect(town.url("postgres"), autocommit=True) as server:
        for _ in range(500):
            if not server.execute("select 1 from pg_stat_activity where datname = %s", [database]).fetchone():
                return
            time.sleep(0.02)
    raise TimeoutError(f"somebody is still connected to {database}")


def naive(walk: Any, step: Any) -> None:
    """How not to write: five places taken one by one, each in a transaction of its own, nothing asked beforehand."""
    from django.db import connection

    for _ in range(5):
        with connection.cursor() as cursor:
            cursor.execute("update programme_quota set used = used + 1 where region_id = %s", [town.CITY])


def try_naive() -> list[tuple[Point, list[str]]]:
    """The careless writer on the town before anything was decided, killed before each of its statements."""
    from tests import tables

    database = f"crash_naive_{os.getpid()}"
    start = [name for name, _ in town.steps()].index("Ditetapkan dua pejabat")
    with (
        tempfile.TemporaryDirectory(prefix="naung-crash-") as home,
        _copy_of(town.name_of(start), database),
    ):
        in_a_child(lambda: town.take(naive), database, Path(home))
        undisturbed = tables.read(database)
    tried = [Point(start, "naive", statement) for statement in range(1, 6)]
    return [(point, attempt(point, naive, undisturbed)) for point in tried]


def try_road(chosen: list[Point], tell: Callable[[str], None]) -> list[tuple[Point, list[str]]]:
    from tests import tables

    found, undisturbed, step = [], {}, -1
    for number, point in enumerate(chosen, 1):
        if point.step != step:
            undisturbed, step = tables.read(town.name_of(point.step + 1)), point.step
        wrong = attempt(point, town.steps()[point.step][1], undisturbed)
        found.append((point, wrong))
        tell(
            f"{number}/{len(chosen)}  {point.name}, statement {point.statement}: {'; '.join(wrong) or 'same'}"
        )
    return found


def main() -> int:
    arguments = _arguments()
    town.ensure()
    town.set_up_django()
    tell = (lambda said: None) if arguments.json else (lambda said: print(said, flush=True))
    chosen = points(arguments.every, arguments.step)
    chosen = spread(chosen, arguments.sample) if arguments.sample else chosen
    tried = try_naive() if arguments.naive else try_road(chosen, tell)
    wrong = [(point, what) for point, what in tried if what]
    if arguments.json:
        print(json.dumps({"tried": len(tried), "wrong": [[p.name, p.statement, what] for p, what in wrong]}))
    else:
        print(f"{len(tried)} points tried, {len(wrong)} wrong.")
        for point, what in wrong:
            print(f"  {point.name}, statement {point.statement}: " + "\n    ".join(what))
    return 1 if wrong else 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--sample", type=int, default=0)
    parser.add_argument("--step", default="")
    parser.add_argument("--naive", action="store_true")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
