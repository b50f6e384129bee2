"""A month of contributions for so many members at once, beside a bare INSERT ... SELECT of the same lines. Everything is rolled back."""

from statistics import median
from typing import Any

import psycopg

from naung.delivery.contributions import bench
from naung.delivery.programme import queries as programmes
from naung.kit.months import Month
from naung.project import database, road
from naung.project.bench import web

MONTH, TIMES, AIM = (
    Month(2025, 11),
    3,
    5.0,
)  # the first month that `members` leaves unwritten; median of so many


def measure(people: int, say: web.Say) -> dict[str, Any]:
    """{"rows", "bare_seconds", "seconds", "ratio", "aim"} of the middle one of three."""
    web.prepare(people, say)
    with psycopg.connect(database.owner_url(), autocommit=True) as owner:
        owner.execute("drop table if exists contributions_bench")
        owner.execute(bench.PLAIN_TABLE)  # type: ignore[arg-type]
        owner.execute("grant all on contributions_bench to naung_app")
        try:
            tried = [_once() for _ in range(TIMES)]
        finally:
            owner.execute("drop table contributions_bench")
    middle = median(one.ratio for one in tried)
    one = next(one for one in tried if one.ratio == middle)
    return {"rows": one.rows, "bare_seconds": round(one.bare_seconds, 2), "seconds": round(one.seconds, 2),
            "ratio": round(one.ratio, 2), "aim": AIM}  # fmt: skip


def _once() -> bench.Measured:
    when = {"at": road.at(road.LAST_DAY), "on": road.LAST_DAY}
    return bench.measure(
        programme=programmes.by_code(road.PROGRAMME), month=MONTH, by=road.who("bendahara"), **when
    )
