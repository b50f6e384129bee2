"""Makes a whole sample: people, lists, workbooks, truth and the partners' world. Same arguments, same bytes."""

import json
import shutil
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from naung.kit.refusal import Refusal
from naung.sample import books, places, truth, world
from naung.sample.lists import Society, VillageList, list_again, people_of
from naung.sample.mess import presets
from naung.sample.shelf import Shelf
from naung.sample.truth import Written

MANIFEST = "sample.json"


class NotOurFolder(Refusal):
    """The folder holds files that no sample made; the message names one of them."""


class NobodyAsked(Refusal):
    """A sample of no people."""


@dataclass(frozen=True, slots=True)
class Made:
    folder: Path
    people: int
    files: int
    rows: int
    expected: dict[str, int]  # rows by expected decision


def write(
    folder: Path,
    *,
    people: int,
    region: str = "53.71",
    seed: int = 2025,
    mess: Sequence[str] = ("typical",),
    progress: Callable[[int, int], None] = lambda done, total: None,
) -> Made:
    """Writes the sample into `folder`, which is new, empty, or holds an earlier sample and nothing else.

    `mess` names presets, one a village in turn; `progress` is told how many of the villages are done.

    Refusals: NotOurFolder, NobodyAsked, places.NoSuchPlace, mess.UnknownMess, numbers.NoSerialLeft.
    """
    if people < 1:
        raise NobodyAsked(f"A sample needs at least one person, and this asks for {people}.")
    folder = folder.absolute()
    _refuse_foreign(folder)
    lists, society = make_lists(people, region, seed, mess)
    part = folder.with_name(f".{folder.name}.part")  # whole or not at all: a killed run leaves no half sample
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    judged = truth.judge(Shelf(part, lists, society, seed).write(progress))
    truth.write(part / "truth.csv", judged)
    world.write(part / "world", society.everybody)
    made = _made(folder, part, people, judged)
    _manifest(
        part,
        {"people": people, "region": region, "seed": seed, "mess": list(mess), "expected": made.expected},
    )
    shutil.rmtree(folder, ignore_errors=True)
    part.rename(folder)
    return made


def make_lists(people: int, region: str, seed: int, mess: Sequence[str]) -> tuple[list[VillageList], Society]:
    """Everybody and who lists them, before anything is typed."""
    villages, kinds = places.villages(region), presets(mess)
    counts = places.split(people, villages, Random(f"{seed}/split/{region}"))
    used = [village for village in villages if counts[village.code]]
    lists = [
        VillageList(village, kinds[at % len(kinds)], Random(f"{seed}/{village.code}"))
        for at, village in enumerate(used)
    ]
    society = Society()
    for place in lists:
        people_of(place, counts[place.village.code], society)
    list_again(lists, society)
    return lists, society


def _made(folder: Path, part: Path, people: int, judged: list[tuple[Written, str]]) -> Made:
    expected = dict.fromkeys(("clean", "flawed", "repeated", "review"), 0)
    for _, decision in judged:
        expected[decision] += 1
    return Made(folder, people, sum(1 for _ in part.rglob("*.xlsx")), len(judged), expected)


def _manifest(part: Path, facts: dict[str, object]) -> None:
    files = sorted(p.relative_to(part).as_posix() for p in part.rglob("*") if p.is_file())
    text = json.dumps({"what": books.EXAMPLE, **facts, "files": files}, ensure_ascii=False, indent=1)
    (part / MANIFEST).write_text(text + "\n", encoding="utf-8")


def _refuse_foreign(folder: Path) -> None:
    """A sample replaces an earlier sample, never anybody's files."""
    there = (
        {p.relative_to(folder).as_posix() for p in folder.rglob("*") if not p.is_dir()}
        if folder.exists()
        else set()
    )
    manifest = folder / MANIFEST
    ours = (
        {MANIFEST, *json.loads(manifest.read_text(encoding="utf-8"))["files"]} if manifest.exists() else set()
    )
    foreign = sorted(there - ours)
    if foreign:
        raise NotOurFolder(
            f"{folder} holds {foreign[0]!r}, which no sample made. Choose a new or empty folder."
        )
