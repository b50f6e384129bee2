"""The matching alone, on many lines: what the clerks type goes to it as a careful reader reads it, without spreadsheets or a database.

Ten times the people in the same time, so that a precision of 999 in a thousand can be seen at all. How well spreadsheets are read
is not measured here; `runs.py` measures the whole.
"""

import time
from collections.abc import Iterator
from typing import Any

from naung.delivery.matching import curve as curves
from naung.delivery.matching import plan, quality, records
from naung.delivery.matching.curve import Truth
from naung.delivery.matching.weights import shipped
from naung.foundation.vault import seals
from naung.kit.text import fold
from naung.project.quality.runs import Run, Say, told
from naung.sample import make, shelf
from naung.sample.clerks import clerk
from naung.sample.lines import Line, Typist
from naung.sample.lists import Society, VillageList

BLANK = {"", "-", "."}


def measure(
    people: int, region: str, seeds: list[int], messes: list[str], with_curve: bool, say: Say
) -> list[Run]:
    """A run for each seed and mess, as runs.measure."""
    done = []
    for seed in seeds:
        for mess in messes:
            done.append(_run(people, region, seed, mess, with_curve))
            say(f"{len(done)}/{len(seeds) * len(messes)}  {seed} {mess}: {told(done[-1])}")
    return done


def _run(people: int, region: str, seed: int, mess: str, with_curve: bool) -> Run:
    began = time.perf_counter()
    lists, society = make.make_lists(people, region, seed, [mess])
    rows, truth, flawed = _rows(lists, society, seed)
    made = time.perf_counter()
    found = plan.scored(records.frame(rows), curves.lowest(shipped()) if with_curve else shipped())
    judged = quality.judge(curves.decided(plan.decide(found, weights=shipped()), truth))
    judged.flawed = flawed
    placed = time.perf_counter()
    curve = curves.draw(found, truth, shipped()) if with_curve else None
    spent = {"sample": made - began, "match": placed - made, "curve": time.perf_counter() - placed}
    return Run(seed, mess, judged, curve, spent)


def _rows(lists: list[VillageList], society: Society, seed: int) -> tuple[list[tuple[Any, ...]], Truth, int]:
    """(rows as records.frame wants them, who each is, how many lines are flawed)"""
    rows: list[tuple[Any, ...]] = []
    truth: dict[int, Any] = {}
    flawed = 0
    for at, village, line in _lines(lists, society, seed):
        if line.flawed:
            flawed += 1
            continue
        number = len(rows) + 1
        rows.append(_row(number, village, line))
        truth[number] = ((village, "", at), line.person.entity, tuple(line.errors))
    return rows, truth, flawed


def _lines(lists: list[VillageList], society: Society, seed: int) -> Iterator[tuple[int, str, Line]]:
    for at, place in enumerate(lists):
        habits = clerk(
            place.village, place.mess, shelf.lots(at, seed), society.register.phone(), place.random
        )
        typist = Typist(place.village, habits, place.mess, society.register.niks, place.random)
        lines = [typist.type(entry) for entry in place.entries]
        again = shelf._revised(place, typist, lines) if habits.repeats == "revision" else []
        yield from ((n, place.village.code, line) for n, line in enumerate([*lines, *again]))


def _row(number: int, village: str, line: Line) -> tuple[Any, ...]:
    name, mother, phone = (str(line.cells.get(field) or "") for field in ("name", "mother", "phone"))
    name = name.split(" (RT")[0]  # a careful reader leaves out what is no name
    return (number, True, fold(name), "" if mother in BLANK else fold(mother), line.born_on, line.sex,
            seals.seal(line.nik, "nik"), str(line.cells["kk"]), phone or None, village)  # fmt: skip
