"""One measured run after another: village lists made, read, matched and judged, each in a fresh copy of the house's database."""

import contextlib
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

from naung.delivery.matching.curve import Curve
from naung.delivery.matching.quality import Quality
from naung.kit.actor import system
from naung.kit.refusal import Refusal
from naung.project import database, house, postgres, road

COPY = "naung_quality"
Say = Callable[[str], None]


class SeedWasTrainedOn(Refusal):
    """These people taught the weights: what is measured on them says nothing."""


@dataclass(slots=True)
class Run:
    seed: int
    mess: str
    quality: Quality
    curve: Curve | None
    seconds: dict[str, float] = field(default_factory=dict)


def refuse_trained_on(seeds: list[int]) -> None:
    from naung.delivery.matching.weights import shipped

    if taught := sorted(set(seeds) & set(shipped().seeds)):
        raise SeedWasTrainedOn(
            f"Seed {taught[0]} trained the shipped weights, so a measurement with it would flatter them. Choose other seeds."
        )


def measure(
    people: int, region: str, seeds: list[int], messes: list[str], with_curve: bool, say: Say
) -> list[Run]:
    """A run for each seed and mess. The house is that of this process, and nobody else's: it is thrown away after."""
    house.migrate()
    house.load()
    _hurry()
    runs = []
    for seed in seeds:
        for mess in messes:
            with _fresh_copy(), tempfile.TemporaryDirectory(prefix="naung-quality-") as folder:
                run = _run(Path(folder) / "lists", people, region, seed, mess, with_curve)
            runs.append(run)
            say(f"{len(runs)}/{len(seeds) * len(messes)}  {seed} {mess}: {told(run)}")
    return runs


def told(run: Run) -> str:
    total, spent = (
        run.quality.total,
        ", ".join(f"{what} {taken:.1f} s" for what, taken in run.seconds.items()),
    )
    return (
        f"{total.rows} rows, {total.merges} merges ({total.wrong} wrong), {total.found} of {total.duplicates} duplicates, "
        f"{total.review} for people; {spent}"
    )


def _run(lists: Path, people: int, region: str, seed: int, mess: str, with_curve: bool) -> Run:
    from naung.delivery.matching import jobs, quality
    from naung.delivery.programme import queries as programmes

    programme, run = programmes.by_code(road.PROGRAMME), Run(seed, mess, Quality(), None)
    with _timed(run, "sample"):
        _make(lists, people, region, seed, mess)
    with _timed(run, "intake"):
        _take_in(lists, programme, region)
    if with_curve:
        with _timed(run, "curve"):
            run.curve = _curve(lists, programme)
    with _timed(run, "match"):
        jobs.match(programme=programme, by=system("quality"), at=road.at(date(2025, 7, 15)))
    run.quality = quality.measure(programme.pk, lists / "truth.csv")
    return run


def _make(lists: Path, people: int, region: str, seed: int, mess: str) -> None:
    from naung.sample import make

    make.write(lists, people=people, region=region, seed=seed, mess=[mess])


def _take_in(lists: Path, programme: Any, region: str) -> None:
    from naung.delivery.intake import jobs

    jobs.receive(
        paths=[lists], programme=programme, region=region, by=system("quality"), at=road.at(date(2025, 7, 14))
    )


def _curve(lists: Path, programme: Any) -> Curve:
    """Before the matching: its rows are still to be placed."""
    from naung.delivery.matching import curve, plan, quality, records
    from naung.delivery.matching.weights import shipped

    found = plan.scored(records.load(programme.pk), curve.lowest(shipped()))
    truth = curve.truth_of_rows(programme.pk, quality.read_truth(lists / "truth.csv"))
    return curve.draw(found, truth, shipped())


@contextlib.contextmanager
def _timed(run: Run, what: str) -> Iterator[None]:
    began = time.perf_counter()
    yield
    run.seconds[what] = time.perf_counter() - began


@contextlib.contextmanager
def _fresh_copy() -> Iterator[None]:
    """Inside, the app's connection is to a copy of the house as it was set up."""
    from django.db import connections

    connections.close_all()
    _admin(sql.SQL("drop database if exists {} with (force)").format(sql.Identifier(COPY)))
    _admin(
        sql.SQL("create database {} template {} strategy file_copy").format(
            sql.Identifier(COPY), sql.Identifier(postgres.DATABASE)
        )
    )
    settings = connections["default"].settings_dict
    settings["NAME"] = COPY
    try:
        yield
    finally:
        connections.close_all()
        settings["NAME"] = postgres.DATABASE


def _hurry() -> None:
    """This server is thrown away, and need not survive a power cut."""
    for setting in ("fsync", "synchronous_commit", "full_page_writes"):
        _admin(sql.SQL("alter system set {} = off").format(sql.Identifier(setting)))
    _admin(sql.SQL("select pg_reload_conf()"))


def _admin(statement: sql.Composable) -> None:
    where = postgres.connection_string(database.cluster(), database="postgres")
    with psycopg.connect(where, autocommit=True) as server:
        server.execute(statement)
