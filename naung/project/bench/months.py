"""A month of contributions for so many members at once, beside a bare INSERT ... SELECT of the same lines. Everything is rolled back."""

from typing import Any

import psycopg

from naung.delivery.contributions import bench
from naung.delivery.programme import queries as programmes
from naung.kit.months import Month
from naung.project import database, road
from naung.project.bench import web

MONTH, AIM = Month(2025, 11), 5.0  # the first month that `members` leaves unwritten


def measure(people: int, say: web.Say) -> dict[str, Any]:
    """{"rows", "bare_seconds", "seconds", "ratio", "aim"} of the middle one of three."""
    web.prepare(people, say)
    with psycopg.connect(database.owner_url(), autocommit=True) as owner:
        owner.execute("drop table if exists contributions_bench")
        owner.execute(bench.PLAIN_TABLE)  # type: ignore[arg-type]
        owner.execute("grant all on contributions_bench to naung_app")
        try:
            bare, ours, rows = bench.middle(
                programme=programmes.by_code(road.PROGRAMME), month=MONTH, by=road.who("bendahara"), at=road.at(road.LAST_DAY), on=road.LAST_DAY
            )  # fmt: skip
        finally:
            owner.execute("drop table contributions_bench")
    return {
        "rows": rows,
        "bare_seconds": round(bare, 2),
        "seconds": round(ours, 2),
        "ratio": round(ours / bare, 2),
        "aim": AIM,
    }
