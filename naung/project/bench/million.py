"""A registry of so many made-up people, for measuring what stays fast: names as NTT writes them, some common, some misspelt.

They come in through `registry.jobs.admit`, as everybody does; only their lists were never written. NIK serials 9000-9999."""

import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from random import Random
from typing import Any

from django.db import connection, transaction

from naung.foundation.trail import actions as trail
from naung.foundation.vault import seals
from naung.kit import nik
from naung.kit.actor import system
from naung.kit.text import fold
from naung.project import road
from naung.sample.names import family_line, person_name

CHUNK = 50_000
COMMON = {
    "P": "Maria",
    "L": "Yohanes",
}  # before the other names of every fourteenth, as baptismal names are here
COLUMNS = "nik_index, nik_sealed, name, name_folded, born_on, sex, mother, village, address, occupation, occupation_text, decile, status"
LISTED = """select nik_index, nik_sealed, null::bytea as kk_index, null::bytea as kk_sealed, null::bytea as phone_index, null::bytea as phone_sealed,
    name, name_folded, born_on, sex, '' as birth_place, mother, village, address, occupation, occupation_text, '' as disability, decile, status from bench_people"""
FIRST, DAYS = date(1962, 1, 1), 16_000
LETTERS = "aeiounrstlk"


def fill(
    people: int, say: Callable[[int, float], None] = lambda done, seconds: None, seed: int = 2025
) -> float:
    """Admits so many, in chunks; seconds spent in `admit` alone. Run again with the same seed it adds nobody."""
    spent, done = 0.0, 0
    for chunk in _chunks(people, Random(seed)):
        spent += _admit(chunk)
        done += len(chunk)
        say(done, spent)
    with connection.cursor() as cursor:  # the app may not analyse what it does not own
        cursor.execute("select count(*) from registry_person")
    return spent


@transaction.atomic
def _admit(chunk: list[tuple[Any, ...]]) -> float:
    from naung.delivery.registry import jobs as registry

    entry = trail.record(by=system("bench"), verb="registry.admit", subject="bench:people", at=road.at(road.LAST_DAY),
                         facts={"rows": len(chunk)})  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists pg_temp.bench_people")
        cursor.execute(
            f"create temporary table bench_people on commit drop as select {COLUMNS} from registry_person limit 0"
        )
        with cursor.copy(f"copy bench_people ({COLUMNS}) from stdin") as copy:
            for row in chunk:
                copy.write_row(row)
    began = time.perf_counter()
    registry.admit(source_sql=LISTED, trail=entry)
    return time.perf_counter() - began


def _chunks(people: int, random: Random) -> Iterator[list[tuple[Any, ...]]]:
    from naung.foundation.regions import queries as regions

    villages = [v.code for v in regions.villages_of(road.PROVINCE)]
    chunk: list[tuple[Any, ...]] = []
    for number in range(people):
        chunk.append(_person(number, villages, random))
        if len(chunk) == CHUNK:
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _person(number: int, villages: list[str], random: Random) -> tuple[Any, ...]:
    """No two have the same NIK: the number of the person is the day, the district and the serial."""
    village, sex = random.choice(villages), random.choice("LP")
    born = FIRST + timedelta(days=number // 1000 % DAYS)
    identity = nik.make(
        village[:8].replace(".", "")[:4] + f"{number // 16_000_000 + 1:02}",
        born,
        sex == "P",
        9000 + number % 1000,
    )
    line = family_line(village[:5], random)
    name = person_name(line, sex, random)
    if line.kind == "K" and random.random() < 0.07:
        name = f"{COMMON[sex]} {name}"
    if random.random() < 0.02:
        name = _misspelt(name, random)
    return (seals.index(identity, "nik"), seals.seal(identity, "nik"), name, fold(name), born, sex, "", village, "RT 01/RW 01", "11",
            "Nelayan", random.randint(1, 10), "none")  # fmt: skip


def _misspelt(name: str, random: Random) -> str:
    at = random.randrange(1, len(name))
    return name[:at] + random.choice(LETTERS) + name[at + random.choice((0, 1)) :]
