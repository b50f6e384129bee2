"""One measured walk of the road."""

import os
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

import psycopg

from naung.kit.months import Month
from naung.project import database, house, postgres, road
from naung.project.bench import limits, lists
from naung.project.bench.memory import Peak
from naung.project.cli.base import Step

LINES = 100_000  # of the journal that is measured by itself


@dataclass(frozen=True, slots=True)
class Measured:
    """A step: rows, seconds, and the raw limit of the same rows in the same run. `aim` is the ratio that is aimed at."""

    step: str
    rows: int
    seconds: float
    raw: float | None = None
    limit: str = ""
    aim: float | None = None

    @property
    def ratio(self) -> float | None:
        return round(self.seconds / self.raw, 2) if self.raw else None

    def as_facts(self) -> dict[str, Any]:
        per_second = round(self.rows / self.seconds) if self.seconds else None
        return {**asdict(self), "seconds": round(self.seconds, 3), "raw": round(self.raw, 3) if self.raw else None,
                "ratio": self.ratio, "rows_per_second": per_second}  # fmt: skip


def measure(people: int, say: Callable[[Measured], None]) -> dict[str, Any]:
    """Walks the road with so many people in a fresh database and measures each step."""
    cluster = database.cluster()
    with psycopg.connect(database.owner_url()) as owner, Peak(postgres.postmaster(cluster)) as peak:
        house.migrate()
        house.load()
        walk = road.Walk(people=people, region=road.PROVINCE, seed=2025, mess="typical",
                         lists=road.lists_folder(people, 2025, "typical"))  # fmt: skip
        steps = [
            one
            for part in (_lists, _rows, _places, _partners, _months, _books)
            for one in _told(part(walk, owner), say)
        ]
    whole, listed = (sum(one.seconds for one in steps if one.step in which) for which in (ROAD, LIST))
    return {"people": people, "cores": os.cpu_count(), "steps": [s.as_facts() for s in steps], "road_seconds": round(whole, 1), "list_seconds": round(listed, 1),
            "peak_bytes": peak.ours, "database_peak_bytes": peak.server}  # fmt: skip


LIST = {"intake", "match", "assess", "rank", "decree"}  # from a folder of village files to names on decrees
ROAD = {"intake", "match", "civil registry", "assess", "rank", "decree", "enrol", "bank", "six months"}


def _told(found: list[Measured], say: Callable[[Measured], None]) -> list[Measured]:
    for one in found:
        say(one)
    return found


def _timed(do: Callable[[road.Walk, Step], None], walk: road.Walk) -> float:
    began = time.perf_counter()
    do(walk, Step("bench"))
    return time.perf_counter() - began


# The names of tables here are this file's own.
def _count(owner: psycopg.Connection[Any], table: str) -> int:
    (found,) = owner.execute(f"select count(*) from {table}").fetchone() or (0,)  # type: ignore[arg-type]
    owner.commit()
    return int(found)


def _lists(walk: road.Walk, owner: psycopg.Connection[Any]) -> list[Measured]:
    road.appoint(walk, Step("officers"))
    seconds = _timed(road.sample, walk)
    return [Measured("sample", walk.people, seconds)]


def _rows(walk: road.Walk, owner: psycopg.Connection[Any]) -> list[Measured]:
    files = sorted(walk.lists.rglob("*.xlsx"))
    bare, read = lists.reading(files)
    checked, found = lists.checking(walk.lists)
    copied, stored = lists.storing_them(owner, walk, found)
    whole = _timed(road.intake, walk)
    rows = _count(owner, "intake_row")
    alone = "python-calamine alone, as many processes"
    return [
        Measured("read", rows, read, bare, alone, 1.5),
        Measured("read and check", rows, checked, bare, alone),
        Measured("store", rows, stored, copied, "one COPY of the same rows", 3.0),
        Measured("intake", rows, whole),
        Measured("match", rows, _timed(road.match, walk), limits.insert_bare(owner, "select * from intake_row"), "INSERT ... SELECT of the rows"),
    ]  # fmt: skip


def _places(walk: road.Walk, owner: psycopg.Connection[Any]) -> list[Measured]:
    checked = _timed(road.civil_registry, walk)
    assessed, ranked, decreed = _timed(road.assess, walk), _timed(road.rank, walk), _timed(road.decree, walk)
    people, places = _count(owner, "registry_person"), _count(owner, "selection_place")
    raw = limits.insert_bare(owner, "select * from selection_assessment")
    return [
        Measured(
            "civil registry",
            people,
            checked,
            limits.insert_bare(owner, "select * from registry_person"),
            "INSERT ... SELECT of the people",
        ),
        Measured("assess", people, assessed, raw, "INSERT ... SELECT of the verdicts"),
        Measured("rank", people, ranked, raw, "INSERT ... SELECT of the verdicts"),
        Measured(
            "decree",
            places,
            decreed,
            limits.insert_bare(owner, "select * from selection_place"),
            "INSERT ... SELECT of the places",
        ),
    ]


def _partners(walk: road.Walk, owner: psycopg.Connection[Any]) -> list[Measured]:
    enrolled, banked = _timed(road.enrol(date(2025, 7, 21)), walk), _timed(road.bank, walk)
    members, accounts = _count(owner, "enrolment_membership"), _count(owner, "banking_account")
    return [
        Measured(
            "enrol",
            members,
            enrolled,
            limits.insert_bare(owner, "select * from enrolment_membership"),
            "INSERT ... SELECT of the members",
        ),
        Measured(
            "bank",
            accounts,
            banked,
            limits.insert_bare(owner, "select * from banking_account"),
            "INSERT ... SELECT of the accounts",
        ),
    ]


def _months(walk: road.Walk, owner: psycopg.Connection[Any]) -> list[Measured]:
    """The first month, taken three times and undone, beside a bare INSERT ... SELECT of the same lines; then all six for good."""
    from naung.delivery.contributions import bench

    owner.execute(bench.PLAIN_TABLE)  # type: ignore[arg-type]
    owner.execute("grant all on contributions_bench to naung_app")
    owner.commit()
    months = list(Month(2025, 7).until(Month(2025, 12)))
    day = date(2025, 7, 28)  # in its own time: past the months of grace it would be refused
    bare, run, rows = bench.middle(
        programme=walk.programme, month=months[0], by=road.who("bendahara"), at=road.at(day), on=day
    )
    began = time.perf_counter()
    for month in months:
        road.month(month)(walk, Step(str(month)))
    six = time.perf_counter() - began
    return [
        Measured("monthly run", rows, run, bare, "bare INSERT ... SELECT of the same lines", 5.0),
        Measured("six months", _count(owner, "contributions_contribution"), six),
    ]


def _books(walk: road.Walk, owner: psycopg.Connection[Any]) -> list[Measured]:
    """A journal of many lines with the balance check, beside the same lines without it."""
    from naung.foundation.ledger import actions, chart

    lines = f"""select case when n %% 2 = 0 then '{chart.BANK}' else '{chart.FUNDS}' end as account, case when n %% 2 = 0 then 16800 else -16800 end as amount,
                       n::bigint as ref, '53.71' as region from generate_series(1, {LINES}) n"""
    began = time.perf_counter()
    actions.post(
        key="bench",
        on=road.LAST_DAY,
        kind="bench",
        memo="bench",
        lines_sql=lines,
        by=road.who("bendahara"),
        at=road.at(road.LAST_DAY),
    )
    ours = time.perf_counter() - began
    return [
        Measured("journal", LINES, ours, limits.copy_raw(owner, "ledger_entry"), "one COPY of the same lines")
    ]
