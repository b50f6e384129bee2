"""The batch step: every clean row of a programme finds its person, becomes one, or waits for an officer."""

import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction

from naung.delivery.intake import actions as findings
from naung.delivery.intake import jobs as intake
from naung.delivery.matching import plan as planning
from naung.delivery.matching import records
from naung.delivery.matching.models import FOLLOWS, NUMBER
from naung.delivery.matching.plan import ADMITTED, IN_REVIEW, REPEATED, Plan
from naung.delivery.registry import jobs as registry
from naung.delivery.registry import queries as people
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.canonical import list_hash

STEPS = 4
LOCK = "select pg_advisory_xact_lock(53, 21)"  # two runs at once would both take a row for the first


@dataclass(frozen=True, slots=True)
class Outcome:
    """Rows looked at, and what became of them; `people` are new in the registry, `questions` are pairs for officers."""

    rows: int = 0
    admitted: int = 0
    repeated: int = 0
    review: int = 0
    people: int = 0
    questions: int = 0


def match(
    *,
    programme: Any,
    by: Actor,
    at: datetime,
    progress: Callable[[int, int | None], None] = lambda done, total: None,
) -> Outcome:
    """Places every CLEAN row of the programme, against each other, everybody in the registry and every row that waits.

    One transaction: a run that was ended has changed nothing, and running again does the whole. A second run finds no
    clean row and writes nothing, no trail entry either."""
    with transaction.atomic():
        _execute(LOCK)
        frame = records.load(programme.pk)
        progress(1, STEPS)
        if frame.is_empty():
            progress(STEPS, STEPS)
            return Outcome()
        plan = planning.make(frame, listed=_listed(programme.pk), merged=_merged())
        progress(2, STEPS)
        outcome = _write(plan, programme, by, at, progress)
    progress(STEPS, STEPS)
    return outcome


def _listed(programme_id: int) -> list[int]:
    sql = f"""select distinct -s.standing from intake_row r join ({people.resolved_relation()}) s on s.id = r.person_id
              where r.programme_id = %s and r.state = 'ADMITTED'"""  # noqa: S608  code of the house
    return [id_ for (id_,) in _fetch(sql, [programme_id])]


def _merged() -> dict[int, int]:
    sql = f"select -id, -standing from ({people.resolved_relation()}) s where id <> standing"  # noqa: S608  code of the house
    return dict(_fetch(sql))


def _write(
    plan: Plan, programme: Any, by: Actor, at: datetime, progress: Callable[[int, int | None], None]
) -> Outcome:
    facts = {
        "rows": len(plan.fates), "admitted": plan.count(ADMITTED), "repeated": plan.count(REPEATED), "review": plan.count(IN_REVIEW),
        "questions": sum(q.kind != FOLLOWS for q in plan.questions),
    }  # fmt: skip
    hash_ = list_hash(f"{f.row} {f.state} {f.root}" for f in plan.fates)
    entry = trail.record(by=by, verb="matching.match", subject=f"programme:{programme.code}", at=at, region="",
                         facts={**facts, "hash": hash_})  # fmt: skip
    _execute(
        "set local enable_nestloop = off"
    )  # rows of this transaction have no statistics: a guess of "one row" costs minutes
    _note_down(plan)
    new = registry.admit(source_sql=NEW_PEOPLE, trail=entry)
    progress(3, STEPS)
    intake.settle(source_sql=SETTLED, trail=entry)
    _execute(PAIRS, {"programme": programme.pk, "trail": entry})
    findings.add_findings(source_sql=SAID, trail=entry)
    return Outcome(people=new, **facts)


# The plan as two temporary tables, so that everything after is set-based. `root` as plan.Fate.root.
TABLES = """
drop table if exists pg_temp.matching_fate, pg_temp.matching_question;
create temporary table matching_fate (row_id bigint primary key, state text not null, root bigint) on commit drop;
create temporary table matching_question (row_id bigint, other bigint, kind text, weight int, fields jsonb) on commit drop;
"""

# The row that makes the person gives its values; what it leaves blank comes from the other rows of that person.
NEW_PEOPLE = """
with more as (
    select g.root, min(nullif(o.mother, '')) as mother, min(o.decile) as decile,
           (array_agg(o.kk_index order by o.id) filter (where o.kk_index is not null))[1] as kk_index,
           (array_agg(o.kk_sealed order by o.id) filter (where o.kk_index is not null))[1] as kk_sealed,
           (array_agg(o.phone_index order by o.id) filter (where o.phone_index is not null))[1] as phone_index,
           (array_agg(o.phone_sealed order by o.id) filter (where o.phone_index is not null))[1] as phone_sealed
    from matching_fate g join intake_row o on o.id = g.row_id where g.root > 0 and g.row_id <> g.root group by g.root
)
select r.nik_index, r.nik_sealed, coalesce(r.kk_index, m.kk_index) as kk_index,
       case when r.kk_index is null then m.kk_sealed else r.kk_sealed end as kk_sealed,
       coalesce(r.phone_index, m.phone_index) as phone_index,
       case when r.phone_index is null then m.phone_sealed else r.phone_sealed end as phone_sealed,
       r.name, r.name_folded, r.born_on, r.sex, r.birth_place, coalesce(nullif(r.mother, ''), m.mother, '') as mother, r.village,
       r.address, r.occupation, r.occupation_text, r.disability, coalesce(r.decile, m.decile) as decile, r.status
from matching_fate f join intake_row r on r.id = f.row_id left join more m on m.root = f.row_id
where f.root = f.row_id"""

SETTLED = """
select f.row_id, f.state, case when f.root < 0 then -f.root else p.id end as person_id
from matching_fate f
left join intake_row r on r.id = f.root
left join registry_person p on p.nik_index = r.nik_index and p.merged_into_id is null"""

PAIRS = """
insert into matching_pair (programme_id, row_id, person_id, other_row_id, kind, weight, fields, village, asked_at, note, state, trail)
select %(programme)s, q.row_id, case when q.other < 0 then -q.other else p.person_id end,
       case when q.other > 0 and p.person_id is null then q.other end, q.kind, q.weight, q.fields, r.village,
       (select at from trail_entry where id = %(trail)s), '', 'OPEN', %(trail)s
from matching_question q join intake_row r on r.id = q.row_id left join intake_row p on p.id = q.other
on conflict do nothing"""

# What the village reads: R07 where a number is two people's, R08 where somebody may be here already.
SAID = f"""
select distinct on (q.row_id) q.row_id, case q.kind when '{NUMBER}' then 'R07' else 'R08' end as code,
       case q.kind when '{NUMBER}' then 'nik' else 'name' end as field,
       jsonb_build_object('name', coalesce(p.name, o.name), 'village', coalesce(g.name, ''), 'row', coalesce(o.number, 0)) as params,
       'warn' as severity
from matching_question q
left join intake_row o on o.id = q.other
left join registry_person p on p.id = -q.other
left join regions_region g on g.code = coalesce(p.village, o.village)
where q.kind <> '{FOLLOWS}' order by q.row_id, q.weight desc"""  # noqa: S608  constants of this house


def _note_down(plan: Plan) -> None:
    _execute(TABLES)
    _copy("matching_fate (row_id, state, root)", ((f.row, f.state, f.root) for f in plan.fates))
    questions = ((q.row, q.other, q.kind, round(q.weight * 1000), _fields(q)) for q in plan.questions)
    _copy("matching_question (row_id, other, kind, weight, fields)", questions)
    _execute("create index on matching_fate (root); analyze matching_fate, matching_question;")


def _fields(question: planning.Question) -> str:
    return json.dumps({name: [level, round(part * 1000)] for name, (level, part) in question.parts.items()})


def _copy(table: str, rows: Iterable[tuple[Any, ...]]) -> None:
    with connection.cursor() as cursor, cursor.copy(f"copy {table} from stdin") as copy:
        for row in rows:
            copy.write_row(row)


def _fetch(sql: str, params: Any = None) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


def _execute(sql: str, params: Any = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
