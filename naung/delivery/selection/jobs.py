"""The two batch steps: the law on everybody, and the order among those who may. Both change only what is different."""

import json
from collections.abc import Callable
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from naung.delivery.programme import queries as programmes
from naung.delivery.selection import candidates, criteria
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
    judged = candidates.verdicts(candidates.of_region(region), programme, on)
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


# Points by criterion, read from the weights; `draw` breaks ties by a published seed.
RANKED = """
    create temporary table ranked on commit drop as
    with weights as (select %(weights)s::jsonb as w), scored as (
        select a.id, a.region, p.code, jsonb_strip_nulls(jsonb_build_object(
            'decile', (w->'decile'->>(a.facts->>'decile'))::int,
            'disability', case when (a.facts->>'disability')::boolean then (w->>'disability')::int end,
            'risky_work', case when (a.facts->>'risky')::boolean then (w->>'risky_work')::int end,
            'age', (select (band->>'points')::int from jsonb_array_elements(w->'age') band
                    where (a.facts->>'age')::int between (band->>'from')::int and (band->>'to')::int limit 1))) as points
        from weights, selection_assessment a join registry_person p on p.id = a.person_id
        where a.programme_id = %(programme)s and a.eligible
    ), summed as (
        select *, (select coalesce(sum(value::int), 0) from jsonb_each_text(points))::int as score,
               sha256(convert_to(%(seed)s || ':' || code, 'UTF8')) as draw from scored
    ), placed as (
        select *, row_number() over (partition by region order by score desc, draw, code)::int as rank from summed
    )
    select n.id, n.region, n.score, n.points, n.rank from placed n join selection_assessment a using (id)
    where (a.score, a.points, a.rank, a.criteria) is distinct from (n.score, n.points, n.rank, %(version)s)"""


@transaction.atomic
def rank(*, programme: programmes.Programme, on: date, by: Actor, at: datetime) -> int:
    """Orders the eligible of each region by the weights in force on `on`; how many ranks are new or changed."""
    chosen = criteria.in_force(on)
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists ranked")
        cursor.execute(RANKED, {"programme": programme.pk, "weights": json.dumps(chosen.weights), "seed": chosen.weights["seed"],
                                "version": chosen.version})  # fmt: skip
        cursor.execute("select count(*), count(distinct region) from ranked")
        changed, regions = cursor.fetchone()
        if not changed:
            return 0
        entry = trail.record(by=by, verb="selection.rank", subject=f"selection.programme:{programme.code}", at=at, region=programme.region_id,
                             facts={"changed": changed, "regions": regions, "criteria": chosen.version})  # fmt: skip
        _write_ranks(cursor, chosen.version, entry)
    return int(changed)


def _write_ranks(cursor: Any, version: str, entry: int) -> None:
    """The old ranks go first: two people may have changed places, and a rank is unique at every moment."""
    cursor.execute("""update selection_assessment a set rank = null, score = null, points = null, criteria = ''
                      from ranked r where a.id = r.id and a.rank is not null""")
    cursor.execute(
        """update selection_assessment a set score = r.score, points = r.points, rank = r.rank, criteria = %s, trail = %s
           from ranked r where a.id = r.id""",
        [version, entry],
    )
