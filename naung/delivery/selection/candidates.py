"""The people a programme has to answer: their facts as a frame for the law, and what only the registry knows."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import polars as pl
from django.db import connection

from naung.delivery.intake import queries as intake
from naung.delivery.programme import queries as programmes
from naung.delivery.registry import queries as registry
from naung.delivery.selection import work
from naung.foundation.vault import seals
from naung.kit.months import age_on
from naung.law import sets

# Everybody with a settled row of this programme, whoever stands for them after merges, and everybody assessed before;
# not those who hold a place: what a list was decided on stays as it was. `since`: the day they were first proposed on; `months`: of cover
# so far, for whoever stands on a round of renewal into this programme.
CANDIDATES = f"""
    create temporary table candidate as
    with renewed as (
        select l.person_id as id, max(l.months) as months from selection_renewalline l join selection_renewal r on r.id = l.round_id
         where r.target_id = %(programme)s and r.state <> 'WITHDRAWN' group by 1
    ), settled as (
        select r.person_id as id, (f.received_at at time zone 'Asia/Makassar')::date as since
          from intake_row r join intake_file f on f.id = r.file_id
         where r.programme_id = %(programme)s and r.state in ('ADMITTED', 'REPEATED')
        union all
        select led.person_id, (f.received_at at time zone 'Asia/Makassar')::date
          from ({intake.LED_LINES}) led join intake_row l on l.id = led.id join intake_file f on f.id = l.file_id
         where l.programme_id = %(programme)s and led.person_id is not null
        union all
        select person_id, null from selection_assessment where programme_id = %(programme)s
        union all
        select id, null from renewed
    ), everybody as (
        select id, since from settled
        union all
        select r.standing, s.since from settled s join ({registry.resolved_relation()}) r using (id)
    )
    select id, min(since) as since, max(months) as months from everybody left join renewed using (id)
     where id not in (select person_id from selection_place where programme_id = %(programme)s and state <> 'RELEASED')
     group by id"""  # noqa: S608  code of the house

FACTS = f"""
    select p.id, p.nik_sealed, p.born_on, p.sex, p.village, p.occupation, p.occupation_text, p.disability <> '' as disabled,
           p.decile, {registry.status_on("p", "%(on)s")} as status, p.died_on, p.civil_answer, p.merged_into_id is not null as merged,
           p.kk_index is not null as household, c.since, case when p.id in (
               select l.person_id from selection_place l join selection_decree d on d.id = l.decree_id where d.state = 'DECIDED')
               then true else false end as placed, c.months
    from registry_person p join candidate c using (id) where left(p.village, 5) = %(region)s order by p.id"""  # noqa: S608  code of the house
LISTS = "select decided_on from selection_decree where region = %(region)s and state = 'DECIDED' order by 1"
COLUMNS = (
    "person",
    "nik_sealed",
    "born_on",
    "sex",
    "village",
    "code",
    "text",
    "disabled",
    "decile",
    "status",
    "died_on",
    "civil",
    "merged",
    "household",
    "since",
    "placed",
    "months",
)


def gather(programme: programmes.Programme) -> list[tuple[str, int]]:
    """Notes the candidates for this connection; their regions with how many each has, by code."""
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists candidate")
        cursor.execute(CANDIDATES, {"programme": programme.pk})
        cursor.execute("analyze candidate")
        cursor.execute(
            "select left(village, 5), count(*) from registry_person join candidate using (id) group by 1 order by 1"
        )
        return list(cursor.fetchall())


def of_region(region: str, on: date) -> list[dict[str, Any]]:
    """The gathered candidates of one region: what the registry holds, and the days on which the region's lists were decided."""
    with connection.cursor() as cursor:
        cursor.execute(LISTS, {"region": region})
        lists = [day for (day,) in cursor.fetchall()]
        cursor.execute(FACTS, {"region": region, "on": on})
        return [{**dict(zip(COLUMNS, row, strict=True)), "lists": lists} for row in cursor.fetchall()]


def verdicts(
    people: list[dict[str, Any]], programme: programmes.Programme, on: date
) -> Iterator[dict[str, Any]]:
    """Each person with `eligible`, `reasons` (codes, sorted) and `facts` as of the day."""
    for person in people:
        person["work"] = work.of(person["code"], person["text"])
        person["status_from"] = "register" if person["status"] else "occupation"
        person["status"] = person["status"] or person["work"].status
        person["resident"] = person["village"].startswith(f"{programme.region_id}.")
    judged = sets.eligible(_frame(people), on=on, overlay=programme.overlay).select("person", "reasons")
    by_law = dict(judged.iter_rows())
    for person in people:
        found = sorted({*by_law[person["person"]], *_registry_says(person, on)} - _tested_before(person))
        yield {**person, "reasons": found, "eligible": not found, "facts": _facts(person, on)}


def _tested_before(person: dict[str, Any]) -> set[str]:
    """The upper age is tested at the first registration and first payment only: who goes on without a gap may (PROB59 9.e)."""
    return {"too_old"} if person["months"] else set()


def _frame(people: list[dict[str, Any]]) -> pl.DataFrame:
    """The columns that naung.law.sets reads."""
    niks = [seals.open_sealed(person["nik_sealed"], "nik") for person in people]
    columns = {
        "person": ([p["person"] for p in people], pl.Int64),
        "nik": (niks, pl.String),
        "born_on": ([p["born_on"] for p in people], pl.Date),
        "sex": ([p["sex"] for p in people], pl.String),
        "resident": ([p["resident"] for p in people], pl.Boolean),
        "occupation": ([p["work"].label for p in people], pl.String),
        "status": ([p["status"] for p in people], pl.String),
        "decile": ([p["decile"] for p in people], pl.Int16),
    }
    return pl.DataFrame(
        {name: pl.Series(name, values, dtype=kind) for name, (values, kind) in columns.items()}
    )


def _registry_says(person: dict[str, Any], on: date) -> Iterator[str]:
    if person["merged"]:
        yield "merged"
    if person["civil"] == "DEAD" or (person["died_on"] and person["died_on"] <= on):
        yield "dead"
    if person["civil"] == "DIFFERS":
        yield "civil_differs"
    if person["civil"] == "NOT_FOUND":
        yield "civil_not_found"


def _waited(person: dict[str, Any], on: date) -> int:
    """Lists that were decided before `on` without this person, since they were first proposed; whoever was on one waits no more."""
    if person["placed"] or person["since"] is None:
        return 0
    return sum(person["since"] < day < on for day in person["lists"])


def _facts(person: dict[str, Any], on: date) -> dict[str, Any]:
    """What is kept as evidence, and what ranking reads; no identity number, and of a disability only that there is one."""
    return {
        "age": age_on(person["born_on"], on), "sex": person["sex"], "decile": person["decile"], "disability": person["disabled"],
        "occupation": person["code"], "work": person["work"].label, "risky": person["work"].risky, "resident": person["resident"],
        "status": person["status"], "status_from": person["status_from"] if person["status"] else None, "civil": person["civil"],
        "household": person["household"], "waited": _waited(person, on),
        **({} if person["months"] is None else {"months": person["months"]}),
    }  # fmt: skip
