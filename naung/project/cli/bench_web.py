"""naung bench --search, --web USERS, --months: what an officer waits for, and a month for everybody, over a registry of so many people."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import click

from naung.project.cli.base import Voice, close_house, open_house
from naung.project.words import _, number

PORT = 8977
DAY = "2025-10-20"
NIGHT = 600  # seconds, at most, for the checks of the night


def run(voice: Voice, people: int, users: int, home: Path | None, what: str = "--search") -> int:
    """In a home of its own, which is removed again unless one was named: then its people are used the next time as well."""
    folder = home or Path(tempfile.mkdtemp(prefix="naung-bench-"))
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o711)
    environment = {**os.environ, "NAUNG_HOME": str(folder), "NAUNG_TODAY": DAY}
    environment.pop("NAUNG_DATABASE_URL", None)
    line = [
        sys.executable,
        "-m",
        "naung",
        "bench",
        what,
        "--child",
        "--people",
        str(people),
        *(["--web", str(users)] if users else []),
    ]
    try:
        done = subprocess.run(line, env=environment, stdout=subprocess.PIPE, text=True)
        if done.returncode:
            raise click.ClickException("The measured search did not end.")
        (_say_months if what == "--months" else _say)(voice, json.loads(done.stdout))
        return 0
    finally:
        if home is None:
            shutil.rmtree(folder, ignore_errors=True)


def measure(people: int, users: int) -> int:
    """The child: prints one JSON document; what it is at goes to standard error."""
    open_house()
    from naung.project.bench import single, web

    def tell(one: dict[str, Any]) -> None:
        click.echo(json.dumps(one), err=True)

    try:
        web.prepare(people, tell)
        found: dict[str, Any] = {
            "people": people,
            "load_average": os.getloadavg()[0],
            "search": web.search(tell),
            "single": single.look_up(tell),
        }
        if users:
            found["web"] = _served(users)
        click.echo(json.dumps(found))
    finally:
        close_house()
    return 0


def measure_months(people: int) -> int:
    """The child of --months, as `measure`."""
    open_house()
    from naung.project.bench import months

    try:
        click.echo(json.dumps(months.measure(people, lambda one: click.echo(json.dumps(one), err=True))))
    finally:
        close_house()
    return 0


def _say_months(voice: Voice, found: dict[str, Any]) -> None:
    voice.say(
        _("%(n)s bulan-orang: %(seconds)s detik; INSERT ... SELECT saja %(bare)s detik; rasio %(ratio)s (tujuan ≤ %(aim)s)")
        % {"n": number(found["rows"]), "seconds": found["seconds"], "bare": found["bare_seconds"], "ratio": found["ratio"], "aim": found["aim"]}
    )  # fmt: skip
    voice.answer(found)


def _served(users: int) -> dict[str, Any]:
    """The site as `naung serve` starts it, asked by so many users at once."""
    from naung.project.bench import web
    from naung.project.cli import serve

    site = subprocess.Popen(
        [sys.executable, "-m", "naung", "serve", "--port", str(PORT)], stdout=subprocess.DEVNULL
    )
    try:
        with serve._told_to_stop() as told:
            serve._until_it_answers(site, PORT, told)
        _until_the_night_is_over()
        pages, cookie = web.addresses(), web.session_of("kota")
        web.load(serve.HOST, PORT, cookie, 2, pages, seconds=10, pause=0)  # started and warm
        reading = web.load(serve.HOST, PORT, cookie, users, pages)
        return {**reading, "without_a_pause": web.load(serve.HOST, PORT, cookie, users, pages, pause=0)}
    finally:
        site.terminate()
        site.wait(30)


def _until_the_night_is_over() -> None:
    """A house that starts makes up for the checks that its night missed; people come to work after them."""
    from django.db import connection

    until = time.monotonic() + NIGHT
    while time.monotonic() < until:
        time.sleep(1)
        with connection.cursor() as cursor:
            cursor.execute(
                "select count(*) from procrastinate_jobs where status in ('todo', 'doing') and task_name = 'verify'"
            )
            if not cursor.fetchone()[0]:
                return


def _say(voice: Voice, found: dict[str, Any]) -> None:
    voice.say(
        _("%(n)s orang; beban mesin %(load).1f")
        % {"n": number(found["people"]), "load": found["load_average"]}
    )
    heads = (_("wilayah"), _("pertanyaan"), "n", "p50 ms", "p95 ms", "p99 ms")
    voice.say("{:<8}{:<14}{:>6}{:>9}{:>9}{:>9}".format(*heads))
    pages = [{"scope": "web", **one} for one in found.get("web", {}).get("pages", [])]
    for one in [*found["search"], *pages]:
        voice.say(
            f"{one['scope']:<8}{one['kind']:<14}{one['n']:>6}{one['p50']:>9}{one['p95']:>9}{one['p99']:>9}"
        )
    _say_single(voice, found["single"])
    if web := found.get("web"):
        voice.say(_("%(users)s pengguna: %(rate)s halaman/s, %(errors)s galat") % {"users": web["users"], "rate": web["per_second"], "errors": web["errors"]})  # fmt: skip
    voice.answer(found)


def _say_single(voice: Voice, found: dict[str, Any]) -> None:
    """One new row at once: how long, whom it found, and what the batch says of the same rows."""
    for what, one in ((_("orang ini dikenal?"), found), (_("basis data saja"), found["database"])):
        voice.say(f"{'53':<8}{what:<14}{one['n']:>6}{one['p50']:>9}{one['p95']:>9}{one['p99']:>9}")
    for one in found["slips"]:
        voice.say(
            _("  %(slip)s: %(found)s dari %(n)s ditemukan (%(sure)s tanpa ragu), %(others)s orang lain ikut disebut, %(wrong)s salah tanpa ragu")
            % {"slip": f"{one['slip']:<18}", "found": one["found"], "n": one["n"], "sure": one["beyond_doubt"], "others": one["others"],
               "wrong": one["wrongly_beyond_doubt"]}
        )  # fmt: skip
    batch = found["batch"]
    voice.say(
        _("  Pencocokan massal memutuskan sama untuk %(agreed)s dari %(n)s baris; membuka satu NIK %(opening)s mikrodetik")
        % {"agreed": batch["agreed"], "n": batch["n"], "opening": found["opening_microseconds"]}
    )  # fmt: skip
