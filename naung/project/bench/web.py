"""How fast somebody is found, and how fast pages answer many officers at once, over so many people in the registry."""

import functools
import http.client
import random
import threading
import time
from collections.abc import Callable
from typing import Any

import psycopg
from django.db import connection

from naung.delivery.monitoring import queries as monitoring
from naung.foundation.staff.scope import seeing
from naung.project import database, house, road
from naung.project.bench import members, million

TRIED, SECONDS = 200, 20.0
PAUSE = 1.0  # seconds that somebody reads before the next page, on average
Say = Callable[[dict[str, Any]], None]


def prepare(people: int, say: Say) -> None:
    """Schema, officers, so many people with cover; only what is missing is made."""
    from naung.delivery.programme import queries as programmes
    from naung.project.cli.base import Step

    house.migrate()
    house.load()
    road.appoint(
        road.Walk(people, road.PROVINCE, 2025, "typical", road.lists_folder(people, 2025, "typical")),
        Step("officers"),
    )
    if _people() < people:
        seconds = million.fill(people)
        say({"step": "admit", "rows": people, "seconds": round(seconds, 1)})
        with psycopg.connect(database.owner_url()) as owner:
            members.fill(owner, programmes.by_code(road.PROGRAMME).pk)
            members.settle(owner)


def _people() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from registry_person")
        return int(cursor.fetchone()[0])


def search(say: Say, seed: int = 5) -> list[dict[str, Any]]:
    """Milliseconds by kind of question, for an officer of the whole province and one of the largest city; the raw limit first."""
    found = []
    for scope in ("53", "53.71"):
        with seeing([scope]):
            people = _some(random.Random(seed))
        for kind, ask, questions in _kinds(people, random.Random(seed)):
            one = {"scope": scope, "kind": kind, **spread([_timed(ask, scope, q) for q in questions])}
            say(one)
            found.append(one)
    return found


def _timed(ask: Callable[[Any], Any], scope: str, question: Any) -> float:
    with seeing([scope]):
        began = time.perf_counter()
        ask(question)
        return time.perf_counter() - began


def _some(chance: random.Random) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute("select max(id) from registry_person")
        last = cursor.fetchone()[0]
        ids = [chance.randrange(1, last + 1) for _ in range(TRIED * 40)]
        cursor.execute(
            "select id, code, name_folded, nik_sealed from registry_person where id = any(%s) limit %s",
            [ids, TRIED],
        )
        return [dict(zip(("id", "code", "name", "nik"), row, strict=True)) for row in cursor.fetchall()]


def _kinds(
    people: list[dict[str, Any]], chance: random.Random
) -> list[tuple[str, Callable[[Any], Any], list[Any]]]:
    from naung.foundation.vault import seals

    names, find = [p["name"] for p in people], monitoring.find
    return [
        ("primary key", _by_key, [p["id"] for p in people]),
        ("NIK", find, [seals.open_sealed(p["nik"], "nik") for p in people]),
        ("code", find, [p["code"] for p in people]),
        ("exact", find, names),
        ("prefix", find, [" ".join(word[:3] for word in name.split()) for name in names]),
        ("one typo", find, [_slip(name, chance) for name in names]),
        ("swapped", find, [" ".join(reversed(name.split())) for name in names]),
        ("common", find, ["maria", "yohanes", "mar", "yo", "maria yo", "yohanis", "maria m", "johanes m"] * (TRIED // 8)),
        ("nobody", find, ["zxqvwy plmk", "brrtzk", "qqqq wwww", "5371010101019999"] * (TRIED // 4)),
    ]  # fmt: skip


def _by_key(number: int) -> None:
    with connection.cursor() as cursor:
        cursor.execute("select * from registry_person where id = %s", [number])
        cursor.fetchall()


def _slip(name: str, chance: random.Random) -> str:
    """A letter left out of the longest word, never the first."""
    words = name.split()
    longest = max(range(len(words)), key=lambda n: len(words[n]))
    word, at = words[longest], chance.randrange(1, max(len(words[longest]), 2))
    words[longest] = word[:at] + word[at + 1 :]
    return " ".join(words)


def spread(seconds: list[float]) -> dict[str, Any]:
    """Milliseconds at the median, the 95th and the 99th of a hundred."""
    ordered = sorted(seconds)
    at = {
        name: ordered[min(int(len(ordered) * share), len(ordered) - 1)]
        for name, share in (("p50", 0.5), ("p95", 0.95), ("p99", 0.99))
    }
    return {"n": len(ordered), **{name: round(value * 1000, 1) for name, value in at.items()}}


def addresses(people: int = 60) -> dict[str, list[str]]:
    """Kind of page -> addresses on this host."""
    with seeing(["53.71"]):
        some = _some(random.Random(9))[:people]
    return {
        "home": ["/beranda"], "person": [f"/orang/{p['code']}" for p in some],
        "search": [f"/orang/cari?q={'+'.join(p['name'].split()[:2])}" for p in some],
        "province": ["/"], "region": ["/wilayah/53.71", "/wilayah/53.71.01"], "village": ["/wilayah/53.71.01.1001"],
        "list": ["/usulan", "/penetapan"],
    }  # fmt: skip


def load(
    host: str,
    port: int,
    cookie: str,
    users: int,
    pages: dict[str, list[str]],
    *,
    seconds: float = SECONDS,
    pause: float = PAUSE,
) -> dict[str, Any]:
    """So many users for so long, each reading `pause` seconds on average before the next page (0: as fast as it answers);
    milliseconds and errors by kind."""
    spent: dict[str, list[float]] = {kind: [] for kind in pages}
    wrong: list[str] = []
    until = time.monotonic() + seconds
    one = functools.partial(_user, host, port, cookie, pages, until, pause, spent, wrong)
    threads = [threading.Thread(target=one, args=(random.Random(number),)) for number in range(users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    every = [taken for times in spent.values() for taken in times]
    kinds = [{"kind": kind, **spread(times)} for kind, times in spent.items() if times]
    return {"users": users, "pause": pause, "per_second": round(len(every) / seconds, 1), "errors": len(wrong), "first_error": wrong[:1],
            "pages": [*kinds, {"kind": "all", **spread(every)}]}  # fmt: skip


def _user(
    host: str,
    port: int,
    cookie: str,
    pages: dict[str, list[str]],
    until: float,
    pause: float,
    spent: dict[str, list[float]],
    wrong: list[str],
    chance: random.Random,
) -> None:
    line = http.client.HTTPConnection(host, port, timeout=30)
    while time.monotonic() < until:
        time.sleep(chance.uniform(0, 2 * pause))
        kind = chance.choice(list(pages))
        address, began = chance.choice(pages[kind]), time.perf_counter()
        try:
            line.request("GET", address, headers={"Cookie": cookie})
            answer = line.getresponse()
            answer.read()
        except OSError as lost:
            wrong.append(f"{address}: {lost!r}")
            line = http.client.HTTPConnection(host, port, timeout=30)
            continue
        spent[kind].append(time.perf_counter() - began)
        if answer.status != 200:
            wrong.append(f"{address}: {answer.status}")


def session_of(login: str) -> str:
    """The cookie of an officer who is in, for pages that need no second factor."""
    from django.conf import settings
    from django.test import Client

    from naung.foundation.staff import queries as staff

    client = Client()
    client.force_login(staff.officer(login))
    return f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
