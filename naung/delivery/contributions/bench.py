"""How long a month's lines take, beside a bare INSERT ... SELECT of the same rows into a plain table without a single constraint.

The app may not make tables, so whoever measures makes PLAIN_TABLE as the owner first and drops it after."""

import time
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from naung.delivery.contributions import jobs, lines, tariffs
from naung.delivery.programme.queries import Programme
from naung.kit.actor import Actor
from naung.kit.months import Month

PLAIN_TABLE = """
create table if not exists contributions_bench (person_id bigint, scheme text, month date, run_id bigint, place_id bigint,
    membership_id bigint, payer text, tariff_id bigint, rupiah bigint, region text, village text)
"""


@dataclass(frozen=True, slots=True)
class Measured:
    rows: int
    bare_seconds: float  # the raw limit
    seconds: float  # jobs.run as it is

    @property
    def ratio(self) -> float:
        return self.seconds / self.bare_seconds


def measure(*, programme: Programme, month: Month, by: Actor, at: datetime, on: date) -> Measured:
    """Both on the members there are, for a month that was not run yet; everything is rolled back."""
    with transaction.atomic():
        rows, bare = _bare(programme, month, by, at)
        began = time.perf_counter()
        jobs.run(programme=programme, month=month, by=by, at=at, on=on)
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")  # what a commit would check is part of the time
        seconds = time.perf_counter() - began
        transaction.set_rollback(True)
    return Measured(rows, bare, seconds)


def _bare(programme: Programme, month: Month, by: Actor, at: datetime) -> tuple[int, float]:
    wanted, prices = lines.unpaid(programme, month), tariffs.of(programme, month, by=by, at=at)
    sql, params = lines.priced(wanted, prices)
    with connection.cursor() as cursor:
        began = time.perf_counter()
        cursor.execute(
            f"""{lines.MERGED} insert into contributions_bench select person_id, %(scheme)s, %(first)s, 1, place_id, membership_id, %(payer)s, tariff_id,
                rupiah, region, village from ({sql}) priced""",
            params,
        )
        return int(cursor.rowcount), time.perf_counter() - began


def middle(*, times: int = 3, **what: Any) -> tuple[float, float, int]:
    """(bare seconds, seconds, rows) of the run whose ratio is the middle one of so many."""
    tried = sorted((measure(**what) for _ in range(times)), key=lambda one: one.ratio)
    one = tried[len(tried) // 2]
    return one.bare_seconds, one.seconds, one.rows
