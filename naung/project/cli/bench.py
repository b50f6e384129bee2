"""naung bench: the measured road."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import click

from naung.project.cli import bench_web
from naung.project.cli.base import Voice, close_house, command, open_house
from naung.project.words import _, number

NOISE = 1.3  # a shared machine; below it a step that grew more than tenfold for ten times the people is not called worse


@click.command()
@click.option("--people", type=click.IntRange(min=600), default=100_000, show_default=True)
@click.option("--growth/--no-growth", default=True, help="Also walk with a tenth of the people, and compare.")
@click.option("--search", is_flag=True, help="Instead: how fast somebody is found among so many people.")
@click.option("--months", is_flag=True, help="Instead: a month of contributions for so many members at once.")
@click.option(
    "--web",
    type=click.IntRange(1, 200),
    default=None,
    help="Also: how fast pages answer so many users at once.",
)
@click.option(
    "--home",
    type=click.Path(path_type=Path),
    help="Keep the people of --search and --months here and use them again.",
)
@click.option("--child", hidden=True, is_flag=True)
@command(database=False)
def bench(
    voice: Voice,
    people: int,
    growth: bool,
    search: bool,
    months: bool,
    web: int | None,
    home: Path | None,
    child: bool,
) -> int:
    """Walk the whole road in a database of its own: seconds, rows per second, memory, ratio to the raw limit, per step."""
    if months:
        return (
            bench_web.measure_months(people) if child else bench_web.run(voice, people, 0, home, "--months")
        )
    if search or web:
        return bench_web.measure(people, web or 0) if child else bench_web.run(voice, people, web or 0, home)
    if child:
        return _measure(people)
    small = _in_a_home_of_its_own(voice, people // 10) if growth else None
    large = _in_a_home_of_its_own(voice, people)
    _say(voice, large)
    compared = _compare(small, large) if small else []
    for one in compared:
        grown = _("x%(factor).1f waktu untuk x%(rows).1f baris") % {
            "factor": one["factor"],
            "rows": one["rows_factor"],
        }
        voice.say(f"  {one['step']:<16} {grown}")
    voice.answer({"small": small, "large": large, "growth": compared})
    return 0


def _measure(people: int) -> int:
    open_house()
    from naung.project.bench import run

    try:
        found = run.measure(people, lambda one: click.echo(json.dumps(one.as_facts()), err=True))
        click.echo(json.dumps(found))
    finally:
        close_house()
    return 0


def _in_a_home_of_its_own(voice: Voice, people: int) -> dict[str, Any]:
    """A fresh home and process for each walk, so that neither memory nor a warm table is shared."""
    folder = Path(tempfile.mkdtemp(prefix="naung-bench-"))
    environment = {**os.environ, "NAUNG_HOME": str(folder), "NAUNG_TODAY": "2025-12-15"}
    environment.pop("NAUNG_DATABASE_URL", None)
    command_line = [sys.executable, "-m", "naung", "bench", "--child", "--people", str(people)]
    try:
        folder.chmod(0o711)
        with voice.step(_("Jalan %(n)s orang") % {"n": number(people)}) as step:
            done = subprocess.run(
                command_line,
                env=environment,
                stdout=subprocess.PIPE,
                stderr=None if voice.on_terminal else subprocess.PIPE,
                text=True,
            )
            step.into = people
        if done.returncode:
            raise click.ClickException((done.stderr or "The measured walk did not end.")[-2000:])
        return dict(json.loads(done.stdout))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _say(voice: Voice, found: dict[str, Any]) -> None:
    heads = (
        _("langkah"),
        _("baris"),
        _("detik"),
        _("baris/s"),
        _("batas mentah"),
        _("rasio"),
        _("dibanding"),
    )
    voice.say("{:<16}{:>10}{:>9}{:>11}{:>14}{:>8}  {}".format(*heads))
    for one in found["steps"]:
        raw, ratio = (f"{one['raw']:.2f}", f"{one['ratio']:.2f}") if one["raw"] else ("", "")
        aim = _(" (tujuan ≤ %(aim)s)") % {"aim": one["aim"]} if one["aim"] else ""
        voice.say(
            f"{one['step']:<16}{number(one['rows']):>10}{one['seconds']:>9.2f}{number(one['rows_per_second'] or 0):>11}{raw:>14}{ratio:>8}  {one['limit']}{aim}"
        )
    voice.say(
        _(
            "Dari berkas desa sampai nama di SK (dibaca, diperiksa, dicocokkan, dinilai, diperingkat, ditetapkan): %(seconds)s detik"
        )
        % {"seconds": found["list_seconds"]}
    )
    voice.say(
        _("Seluruh jalan %(seconds)s detik; memori puncak %(ours).0f MiB, basis data %(database).0f MiB.")
        % {
            "seconds": found["road_seconds"],
            "ours": found["peak_bytes"] / 2**20,
            "database": found["database_peak_bytes"] / 2**20,
        }
    )


def _compare(small: dict[str, Any], large: dict[str, Any]) -> list[dict[str, Any]]:
    before = {one["step"]: one for one in small["steps"]}
    found = []
    for one in large["steps"]:
        rows = one["rows"] / max(before[one["step"]]["rows"], 1)
        factor = one["seconds"] / max(before[one["step"]]["seconds"], 0.001)
        found.append(
            {
                "step": one["step"],
                "rows_factor": round(rows, 2),
                "factor": round(factor, 2),
                "linear": factor <= rows * NOISE,
            }
        )
    return found
