"""A small town that walked the whole road once: about 150 people of Kupang City, and the database as it stood before every step.

    .venv/bin/python -m tests.town        makes it, unless nothing changed since it was made

Journeys begin in a copy of the town at the step they are about; the crash harness repeats one step of it at a time. The
town's own home (partners' lists, checkpoint, prints) lies beside the tests' home, so that nothing of it meets other tests."""

import contextlib
import fcntl
import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import psycopg

from tests.home import HOME

PEOPLE, CITY, SEED, PLACES = 150, "53.71", 2025, 60  # fewer places than people: a waiting list
NEXT_YEAR = 40  # places of 2026
FOLDER, PROJECT = HOME / "town", Path(__file__).parents[1]
LISTS, FACTS = FOLDER / "lists", FOLDER / "town.json"
PARTS = (
    "kit",
    "law",
    "foundation",
    "delivery",
    "partners",
    "sample",
    "project/road",
    "project/house.py",
    "project/plugs.py",
)


def steps() -> list[tuple[str, Any]]:
    from naung.project import road

    return road.STEPS


def walk() -> Any:
    from naung.project import road

    return road.Walk(people=PEOPLE, region=CITY, seed=SEED, mess="typical", lists=LISTS)


def name_of(number: int) -> str:
    """The database as it stood before the step with this number; the last one is the town after all of them."""
    return f"town_{number:02}"


def before(step: str) -> str:
    return name_of([name for name, _ in steps()].index(step))


def after(step: str) -> str:
    """The name of the step that follows."""
    names = [name for name, _ in steps()]
    return names[names.index(step) + 1]


def at_the_end() -> str:
    return name_of(len(steps()))


def url(database: str) -> str:
    """The owner's connection string, whatever NAUNG_HOME says at the moment."""
    from naung.project import postgres

    return postgres.connection_string(postgres.Cluster(HOME / "pg"), database=database)


def copy(template: str, name: str) -> None:
    with psycopg.connect(url("postgres"), autocommit=True) as server:
        server.execute(f'drop database if exists "{name}" with (force)')
        _create(server, template, name)
        server.execute(
            f'alter database "{name}" set synchronous_commit = off'
        )  # clients are killed here, never the server


def _create(server: "psycopg.Connection[Any]", template: str, name: str) -> None:
    """Somebody may be reading the template just now: a copy waits for them."""
    for _ in range(100):
        with contextlib.suppress(psycopg.errors.ObjectInUse):
            server.execute(f'create database "{name}" template "{template}" strategy file_copy')
            return
        time.sleep(0.1)
    raise TimeoutError(f"{template} is in use")


def drop(name: str) -> None:
    with psycopg.connect(url("postgres"), autocommit=True) as server:
        server.execute(f'drop database if exists "{name}" with (force)')


def sweep() -> None:
    """Drops what tests left behind that were ended from outside; nobody is connected to it."""
    with psycopg.connect(url("postgres"), autocommit=True) as server:
        left = server.execute(r"""select datname from pg_database d where datname ~ '^(town_\d+_\d+|journey_\d+|crash_\w+)$'
                                 and not exists (select from pg_stat_activity a where a.datname = d.datname)""").fetchall()  # fmt: skip
    for (name,) in left:
        drop(name)


def furnish(folder: Path) -> None:
    """A home as the town's: what the partners know, and the checkpoint that was published."""
    shutil.copytree(LISTS / "world", folder / "partners", dirs_exist_ok=True)
    if (FOLDER / "home" / "public").is_dir():
        shutil.copytree(FOLDER / "home" / "public", folder / "public", dirs_exist_ok=True)


@contextlib.contextmanager
def living_in(database: str, folder: Path, **more: str) -> Iterator[None]:
    """Inside, commands and Django work on this database, and what they write goes to this home."""
    from django.db import connections

    mine = {
        "NAUNG_HOME": str(folder),
        "NAUNG_KEYS": str(HOME / "keys.json"),
        "NAUNG_DATABASE_URL": url(database),
        **more,
    }
    was = {key: os.environ.get(key) for key in mine}
    connection = connections["default"]
    connection.close()
    named, connection.settings_dict["NAME"] = connection.settings_dict["NAME"], database
    os.environ.update(mine)
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = named
        _put_back(was)


def _put_back(was: dict[str, str | None]) -> None:
    for key, value in was.items():
        os.environ.pop(key, None)
        if value is not None:
            os.environ[key] = value


@contextlib.contextmanager
def counted() -> Iterator[list[str]]:
    """Every SQL statement that Django sends inside, as the list that is given."""
    from django.db import connection

    said: list[str] = []

    def count(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        said.append(str(sql))
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        yield said


def take(do: Any) -> int:
    """Takes one step; how many statements it sent."""
    from naung.project.cli.base import Step

    with counted() as said:
        do(walk(), Step(""))
    return len(said)


def lower_the_quota(database: str) -> None:
    """Kupang City has 2,558 places; the small town has sixty, so that somebody has to wait, and forty in the next year, so that
    somebody is offered to the city."""
    with psycopg.connect(url(database)) as owner:
        owner.execute(
            """update programme_quota q set source = 'decided', cap = case g.code when 'ntt-2026' then %s else %s end
                 from programme_programme g where g.id = q.programme_id and q.region_id = %s""",
            [NEXT_YEAR, PLACES, CITY],
        )


def insure_the_last_of_the_list() -> None:
    """Between the decree and the registration the insurer learned of other cover: one of the sixty will be refused."""
    from django.db import connection

    from naung.foundation.vault import seals

    with connection.cursor() as cursor:
        cursor.execute(
            """select p.nik_sealed from selection_place l join registry_person p on p.id = l.person_id
                where l.state = 'HELD' order by l.rank desc"""
        )
        chosen = [seals.open_sealed(sealed, "nik") for (sealed,) in cursor.fetchall()]
    known = (LISTS / "world" / "bpjs_active.csv").read_text(encoding="utf-8")
    if any(nik in known for nik in chosen):
        return  # the lists' own truth has one already
    nik = chosen[0]
    for folder in (
        FOLDER / "home" / "partners",
        LISTS / "world",
    ):  # of the walk, and of every journey (furnish)
        with open(folder / "bpjs_active.csv", "a", encoding="utf-8") as known:
            known.write(f"{nik},apbd,2025-12-31\n")


def build() -> None:
    """Walks the road, keeping a copy of the database before each step. One process at a time; nothing when nothing changed."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with open(FOLDER / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (FACTS.exists() and _still_good(facts()["stamp"])):
            _walk_anew(stamp())


def _still_good(made_of: str) -> bool:
    """NAUNG_KEEP_TOWN=1: while others change the road under one's feet, and one's own tests are being written."""
    return bool(os.environ.get("NAUNG_KEEP_TOWN")) or made_of == stamp()


def _walk_anew(made_of: str) -> None:
    sweep()
    FACTS.unlink(missing_ok=True)
    for folder in (LISTS, FOLDER / "home"):
        shutil.rmtree(folder, ignore_errors=True)
    (FOLDER / "home").mkdir()
    began, counts = time.monotonic(), []
    copy("naung_tests", name_of(0))
    lower_the_quota(name_of(0))
    for number, (step, do) in enumerate(steps()):
        copy(name_of(number), name_of(number + 1))
        with living_in(name_of(number + 1), FOLDER / "home"):
            if step == "Didaftarkan ke BPJS":
                insure_the_last_of_the_list()
            counts.append(take(do))
    FACTS.write_text(
        json.dumps({"stamp": made_of, "statements": counts, "seconds": round(time.monotonic() - began, 1)})
    )


def facts() -> dict[str, Any]:
    found: dict[str, Any] = json.loads(FACTS.read_text())
    return found


def stamp() -> str:
    """Changes with anything that the road is made of."""
    total = hashlib.sha256(f"{PEOPLE} {CITY} {SEED} {PLACES} {NEXT_YEAR}".encode())
    for part in PARTS:
        root = PROJECT / "naung" / part
        files = (
            [root]
            if root.is_file()
            else sorted(p for p in root.rglob("*") if p.suffix in {".py", ".yaml", ".csv", ".typ", ".json"})
        )
        for path in files:
            total.update(path.read_bytes())
    return total.hexdigest()


def ensure() -> None:
    """The town is there and up to date. Built in a process of its own, so that this one keeps no thread and no connection of it."""
    done = subprocess.run([sys.executable, "-m", "tests.town"], cwd=PROJECT, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"The small town could not be built:\n{done.stdout}\n{done.stderr}")


def set_up_django() -> None:
    """Django on the tests' server, for a process that pytest did not start."""
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    import django

    django.setup()


if __name__ == "__main__":
    set_up_django()
    from tests import conftest

    conftest._build_template()
    build()
    print(facts())
