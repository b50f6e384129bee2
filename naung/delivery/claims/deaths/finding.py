"""From notices that name a person to the deaths of insured people: one a person, with the cover of that day and what it may give."""

from datetime import date, datetime
from typing import Any

from django.db import connection

from naung import law
from naung.delivery.claims import cover as covers
from naung.delivery.claims.deaths import matching
from naung.delivery.claims.deaths.models import Death
from naung.delivery.enrolment import queries as members
from naung.delivery.registry import queries as registry
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor

ROOT = f"with root as materialized ({registry.resolved_relation()})"
# What registers told already: the civil registry's answers, and members whose place was given up because they died.
TOLD = f"""
{ROOT}, told (source, person_id, died_on, listed_on) as (
    select 'civil', r.standing, min(p.died_on), min(greatest(coalesce(p.civil_checked_on, p.died_on), p.died_on))
      from registry_person p join root r on r.id = p.id where p.died_on <= %(on)s group by 2
    union all
    select 'replacement', r.standing, min(l.last_day), min(l.decided_on) from enrolment_leaving l
      join selection_place s on s.id = any(l.places) join root r on r.id = s.person_id where l.state = 'DONE' and l.reason = 'died' group by 2
)
select t.source, t.source || ':' || p.code || ':' || t.died_on, t.listed_on, p.name, p.name_folded, p.born_on, p.sex, t.died_on, p.village, p.id
  from told t join registry_person p on p.id = t.person_id
 where exists (select from enrolment_membership m join root o on o.id = m.person_id
                where o.standing = p.id and m.state in ('ENROLLED', 'ENDED') and m.covered_from is not null)
   and not exists (select from claims_deathnotice n where n.source = t.source and n.reference = t.source || ':' || p.code || ':' || t.died_on)
 order by 1, 2"""
KEEP = """
insert into claims_deathnotice (source, reference, listed_on, name, name_folded, born_on, sex, died_on, village, how, parts, why, state, trail)
select s.source, s.reference, s.listed_on, s.name, s.folded, s.born_on, s.sex, s.died_on, s.village, '', '{}', '', 'NEW', %s
  from unnest(%s::text[], %s::text[], %s::date[], %s::text[], %s::text[], %s::date[], %s::text[], %s::date[], %s::text[])
    s (source, reference, listed_on, name, folded, born_on, sex, died_on, village)
on conflict (source, reference) do nothing"""
NAMED = """
update claims_deathnotice n set state = 'MATCHED', how = 'told', person_id = s.person, trail = %s
  from unnest(%s::text[], %s::text[], %s::bigint[]) s (source, reference, person)
 where n.source = s.source and n.reference = s.reference and n.state = 'NEW'"""
UNBORN = f"""
{ROOT} select r.standing, n.died_on, n.id from claims_deathnotice n join root r on r.id = n.person_id
 where n.state = 'MATCHED' and n.death_id is null order by r.standing, n.id"""
LINK = f"""
{ROOT} update claims_deathnotice n set death_id = d.id from root r, claims_death d join root o on o.id = d.person_id
 where n.state = 'MATCHED' and n.death_id is null and r.id = n.person_id and o.standing = r.standing"""

LOOKED = ["membership", "cover", "cover_because", "rupiah", "rupiah_accident", "law_version", "looked_on"]


def told(*, on: date, by: Actor, at: datetime) -> int:
    """Takes what registers know of members' deaths as notices; how many are new."""
    with connection.cursor() as cursor:
        cursor.execute(TOLD, {"on": on})
        rows = cursor.fetchall()
        if not rows:
            return 0
        entry = trail.record(
            by=by, verb="claims.deaths_told", subject="claims.deaths", at=at, facts={"notices": len(rows)}
        )
        columns = [list(column) for column in zip(*rows, strict=True)]
        cursor.execute(KEEP, [entry, *columns[:9]])
        cursor.execute(NAMED, [entry, columns[0], columns[1], columns[9]])
    return len(rows)


def bring(*, on: date, by: Actor, at: datetime) -> int:
    """A death for everybody insured whom a notice names, the first notice's day; notices find their death. How many are new."""
    with connection.cursor() as cursor:
        cursor.execute(UNBORN)
        first: dict[int, date] = {}
        for person, died_on, _notice in cursor.fetchall():
            first.setdefault(person, died_on)
        _new(first, on, by, at)
        cursor.execute(LINK)
    return len(first)


def _new(first: dict[int, date], on: date, by: Actor, at: datetime) -> None:
    there = set(Death.objects.filter(person_id__in=first).values_list("person_id", flat=True))
    wanted = sorted((matching.insured(first) - there) & set(first))
    if not wanted:
        return
    entry = trail.record(
        by=by, verb="claims.deaths_found", subject="claims.deaths", at=at, facts={"deaths": len(wanted)}
    )
    villages = {p.pk: p.village for p in registry.standing().filter(pk__in=wanted).only("village")}
    Death.objects.bulk_create(
        [Death(person_id=person, village=villages[person], died_on=first[person], found_on=on, trail=entry, **looked(person, first[person], on))
         for person in wanted],
        batch_size=500,
    )  # fmt: skip


def looked(person: int, died_on: date, on: date) -> dict[str, Any]:
    """The cover of the day, and the least and the most that the law of that day gives the family, in whole rupiah."""
    cover, accident = (
        covers.on_day(person, died_on, "illness"),
        covers.on_day(person, died_on, "work_accident"),
    )
    word = cover.word if cover.word != "OUT" else accident.word
    member = members.of_person(person).filter(pk=cover.membership or 0).select_related("programme").first()
    base = member.programme.base if member else 0
    return {
        "membership_id": cover.membership, "cover": word, "cover_because": (cover if word == cover.word else accident).because,
        "rupiah": _gives("illness", died_on, base, cover), "rupiah_accident": _gives("work_accident", died_on, base, accident),
        "law_version": law.version(), "looked_on": on,
    }  # fmt: skip


def _gives(cause: str, died_on: date, base: int, cover: covers.Cover) -> int:
    if not base:
        return 0
    return covers.estimate(kind="death", cause=cause, happened_on=died_on, base=base, cover=cover).rupiah


def again(*, on: date) -> int:
    """Works out cover and amounts of open deaths that nobody looked at on this day. How many changed."""
    deaths, changed = list(Death.objects.filter(state="OPEN", looked_on__lt=on).order_by("pk")), 0
    for death in deaths:
        now = looked(death.person_id, death.died_on, on)
        changed += any(getattr(death, name) != value for name, value in now.items() if name != "looked_on")
        for name, value in now.items():
            setattr(death, name, value)
    Death.objects.bulk_update(deaths, LOOKED, batch_size=500)
    return changed
