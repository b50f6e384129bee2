"""The two batch steps: the law on everybody, and the order among those who may. Both change only what is different."""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import polars as pl
from django.db import connection, transaction

from naung.delivery.programme import queries as programmes
from naung.delivery.selection import candidates, criteria, scoring
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.law import version

Progress = Callable[[int, int | None], None]

VERDICTS = """
    drop table if exists verdict;
    create temporary table verdict (
        person_id bigint primary key, region text, village text, eligible boolean, reasons text[], facts jsonb) on commit drop"""
# Only those stay whose verdict, facts or law are not what is written already, and who were not given a place meanwhile.
DIFFERENT = """
    delete from verdict v where exists (
        select from selection_assessment a
        where a.programme_id = %(programme)s and a.person_id = v.person_id
          and (a.region, a.village, a.eligible, a.reasons, a.facts, a.law_version)
              is not distinct from (v.region, v.village, v.eligible, v.reasons, v.facts, %(law)s))
    or exists (
        select from selection_place l
        where l.programme_id = %(programme)s and l.person_id = v.person_id and l.state <> 'RELEASED')"""
WRITE = """
    insert into selection_assessment as a
        (programme_id, person_id, region, village, assessed_on, eligible, reasons, facts, criteria, law_version, trail)
    select %(programme)s, person_id, region, village, %(on)s, eligible, reasons, facts, '', %(law)s, %(trail)s from verdict
    on conflict (programme_id, person_id) do update set
        region = excluded.region, village = excluded.village, assessed_on = excluded.assessed_on, eligible = excluded.eligible,
        reasons = excluded.reasons, facts = excluded.facts, law_version = excluded.law_version, trail = excluded.trail,
        rank = null, score = null, points = null, criteria = ''"""


def assess(
    *,
    programme: programmes.Programme,
    on: date,
    by: Actor,
    at: datetime,
    progress: Progress = lambda done, total: None,
) -> int:
    """Judges every candidate by the law of `on`; how many verdicts are new or changed. Region by region, each its own
    transaction and trail entry. Who holds a place keeps the verdict that the place was given on."""
    regions = candidates.gather(programme)
    total, done, changed = sum(n for _, n in regions), 0, 0
    for region, people in regions:
        changed += _assess_region(programme, region, on, by, at)
        done += people
        progress(done, total)
    return changed


@transaction.atomic
def _assess_region(programme: programmes.Programme, region: str, on: date, by: Actor, at: datetime) -> int:
    judged = candidates.verdicts(candidates.of_region(region, on), programme, on)
    keys = {"programme": programme.pk, "law": version()}
    with connection.cursor() as cursor:
        cursor.execute(VERDICTS)
        with cursor.copy("copy verdict from stdin") as copy:
            for one in judged:
                copy.write_row(_written(one, region))
        cursor.execute(DIFFERENT, keys)
        cursor.execute("select count(*), count(*) filter (where eligible) from verdict")
        changed, eligible = cursor.fetchone()
        if changed:
            entry = trail.record(by=by, verb="selection.assess", subject=f"selection.region:{programme.code}/{region}", at=at, region=region,
                                 facts={"on": str(on), "changed": changed, "eligible": eligible, "law": version()})  # fmt: skip
            cursor.execute(WRITE, {**keys, "on": on, "trail": entry})
    return int(changed)


def _written(one: dict[str, Any], region: str) -> tuple[Any, ...]:
    facts = json.dumps(one["facts"], ensure_ascii=False)
    return one["person"], region, one["village"], one["eligible"], one["reasons"], facts


ORDERED = """
    drop table if exists ordered;
    create temporary table ordered (id bigint primary key, score int, points jsonb, rank int) on commit drop"""
# Only those stay whose rank, points or weights are not what is written already.
MOVED = """
    delete from ordered o using selection_assessment a where a.id = o.id
       and (a.score, a.points, a.rank, a.criteria) is not distinct from (o.score, o.points, o.rank, %(version)s)"""
RANK = """
    update selection_assessment a set score = o.score, points = o.points, rank = o.rank, criteria = %(version)s, trail = %(trail)s
      from ordered o where a.id = o.id"""


@transaction.atomic
def rank(*, programme: programmes.Programme, on: date, by: Actor, at: datetime) -> int:
    """Orders the eligible of each region by the weights in force on `on`; how many ranks are new or changed.

    Who was on a decided list keeps the rank and the points it was given on; the others follow behind."""
    chosen = criteria.in_force(on)
    ordered = scoring.order(scoring.read(programme), chosen.weights).filter(
        pl.coalesce("placed", "held").is_null()
    )
    with connection.cursor() as cursor:
        _stage(cursor, ordered)
        cursor.execute(MOVED, {"version": chosen.version})
        cursor.execute(
            "select count(*), count(distinct a.region) from ordered join selection_assessment a using (id)"
        )
        changed, regions = cursor.fetchone()
        if not changed:
            return 0
        entry = trail.record(by=by, verb="selection.rank", subject=f"selection.programme:{programme.code}", at=at, region=programme.region_id,
                             facts={"changed": changed, "regions": regions, "criteria": chosen.version})  # fmt: skip
        cursor.execute(RANK, {"version": chosen.version, "trail": entry})
    return int(changed)


def _stage(cursor: Any, ordered: Any) -> None:
    cursor.execute(ORDERED)
    with cursor.copy("copy ordered from stdin") as copy:
        for row in ordered.iter_rows(named=True):
            copy.write_row((row["id"], row["score"], json.dumps(scoring.points_of(row)), row["rank"]))
    cursor.execute("analyze ordered")
