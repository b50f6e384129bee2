"""Reads: people, by what they are known by, always resolved through merges."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from naung.delivery.registry.models import Person, Reveals
from naung.delivery.registry.sources import SOURCES
from naung.foundation.vault import seals
from naung.kit.once import once
from naung.kit.refusal import Refusal

# Person id -> the id of the record that stands for it today. A merge always points at a record that stood at that
# moment, so the chain ends and cannot come back to itself.
RESOLVED = """
with recursive chain (id, at) as (
    select id, merged_into_id from registry_person where merged_into_id is not null
    union all
    select chain.id, p.merged_into_id from chain join registry_person p on p.id = chain.at where p.merged_into_id is not null
)
select c.id, c.at as standing from chain c join registry_person p on p.id = c.at where p.merged_into_id is null
union all
select id, id from registry_person where merged_into_id is null
"""
MOST_BEGINNINGS = (
    8  # where more words begin alike, the index is asked for the beginning: a long list of words costs more
)

NEAR = """
select 0, a.word, w.word from unnest(%(begins)s::text[]) a (word),
    lateral (select w.word from registry_word w where w.word >= a.word and w.word < a.word || '~' order by 1 limit %(most)s) w
union all select 1, s.rest, s.word from registry_slip s where s.rest = any(%(slips)s::text[])"""


class NoSuchPerson(Refusal):
    """Nobody in the registry has this code, or this officer does not see their region."""


def standing() -> QuerySet[Person]:
    """Everybody who has a record of their own, the dead included: not merged away."""
    return Person.objects.filter(merged_into=None)


def living() -> QuerySet[Person]:
    """Everybody standing who is not known to have died."""
    return standing().filter(died_on=None)


def by_code(code: str) -> Person:
    """The person with this code, or the one it was merged into; NoSuchPerson."""
    found = Person.objects.filter(code=code).first()
    if not found:
        raise NoSuchPerson(
            _("Tidak ada orang dengan kode %(code)s. Kode terdiri dari N dan 14 huruf atau angka.")
            % {"code": code}
        )
    return person(found.pk)


def person(person_id: int) -> Person:
    """The record that stands for this id today; NoSuchPerson."""
    standing = resolve(person_id)
    return once(("registry.person", standing), lambda: Person.objects.get(pk=standing))


def resolve(person_id: int) -> int:
    """The id that stands for this id today, itself when it was never merged; NoSuchPerson."""
    return once(("registry.resolve", person_id), lambda: _resolved(person_id))


def _resolved(person_id: int) -> int:
    while True:
        found = Person.objects.filter(pk=person_id).values_list("merged_into_id").first()
        if found is None:
            raise NoSuchPerson(_("Tidak ada orang dengan nomor urut %(number)s.") % {"number": person_id})
        if found[0] is None:
            return person_id
        person_id = found[0]


def records_of(person_id: int) -> list[int]:
    """This record and every one merged into it, from the standing record down: a few look-ups, not the whole registry."""
    return list(once(("registry.records", person_id), lambda: _records(person_id)))


def _records(person_id: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(
            """with recursive mine (id) as (
                   values (%s::bigint) union all select p.id from mine join registry_person p on p.merged_into_id = mine.id)
               select id from mine""",
            [person_id],
        )
        return [found for (found,) in cursor.fetchall()]


def by_nik(nik: str) -> Person | None:
    """The standing person with this NIK, by its keyed hash."""
    index = seals.index(nik, "nik")
    # two indexes, one over those who stand and one over those merged away: a condition that names neither reads the whole table
    found = standing().filter(nik_index=index).first()
    if found is None:
        found = Person.objects.filter(nik_index=index, merged_into__isnull=False).first()
    return person(found.pk) if found else None


def found_by_words(asked: list[tuple[str, int]], wanted: int) -> list[int]:
    """Ids of people within the current scope, at most `wanted`, for questions each with how many found before make it needless.

    A question is a tsquery text over words of the folded name, '#1978' for the year of birth and '@53.71' for where they live.
    The ids say nothing yet: read the people under their policy."""
    questions, enough = [question for question, _ in asked], [limit for _, limit in asked]
    with connection.cursor() as cursor:
        cursor.execute("select registry_found(%s::tsquery[], %s::int[], %s)", [questions, enough, wanted])
        return [found for (found,) in cursor.fetchall()]


def words_near(begins: list[str], slips: list[str]) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Words of the registry's names: those that begin with each of `begins` (at most MOST_BEGINNINGS + 1 of them), and those
    whose sound, or it with a letter left out, is one of `slips`."""
    found: tuple[dict[str, list[str]], dict[str, list[str]]] = {}, {}
    with connection.cursor() as cursor:
        cursor.execute(NEAR, {"begins": begins, "slips": slips, "most": MOST_BEGINNINGS + 1})
        for which, asked, word in cursor.fetchall():
            found[which].setdefault(asked, []).append(word)
    return found


def looks(person_ids: list[int], *, since: date) -> list[dict[str, Any]]:
    """Who opened the page of these records since then: name, on how many days, and the last of them; the latest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select o.name, count(distinct l.day), max(l.day) from registry_look l join staff_officer o on o.id = l.officer_id
               where l.person_id = any(%s) and l.day >= %s group by o.id, o.name order by 3 desc, 1 limit 50""",
            [person_ids, since],
        )
        return [{"name": name, "days": days, "last": last} for name, days, last in cursor.fetchall()]


def reveals_left(human: int, *, on: date, quota: int) -> int:
    """How many identity numbers this human may still have shown on this day."""
    row = Reveals.objects.filter(human_id=human, day=on).values_list("used").first()
    return max(quota - (row[0] if row else 0), 0)


def resolved_relation() -> str:
    """SQL for (id, standing) of every record, for joining in set-based work: merged ones answer with who stands."""
    return RESOLVED


def people_relation() -> str:
    """SQL for the standing records with all their columns, for set-based work of later steps."""
    return "select * from registry_person where merged_into_id is null"


def count() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select count(*) from registry_person where merged_into_id is null")
        return int(cursor.fetchone()[0])


def status_on(alias: str, day: str) -> str:
    """SQL for the employment status that the law asks about on a day, for people named `alias`: 'bpjs_active' while the insurer says
    that somebody else pays for their cover; else what the list of employees or the village said. `day` is a placeholder or a column."""
    insured = f"case when {alias}.insured_until >= {day} then 'bpjs_active' else {alias}.status end"
    return f"case when coalesce({alias}.status, 'none') = 'none' then {insured} else {alias}.status end"


@dataclass(frozen=True, slots=True)
class Said:
    """What one register last said of a person; `answer` is '' where it has said nothing, and `asked_on` None where nothing is known
    to be asked. `batch` is the file's name (53.71/2025-07-16/1), `waiting` that it is out."""

    source: str
    answer: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    asked_on: date | None = None
    answered_on: date | None = None
    batch: str = ""
    batch_number: int = 0
    reply: int = 0
    waiting: bool = False
    times: int = 0


NEWEST = """
select distinct on (a.source) a.source, a.answer, a.facts, a.asked_on, a.answered_on, coalesce(b.key, ''), coalesce(b.id, 0), a.reply_id,
       count(*) over (partition by a.source)
from registry_answer a left join exchange_reply r on r.id = a.reply_id left join exchange_batch b on b.id = r.batch_id
where a.person_id = any(%(ids)s) order by a.source, a.answered_on desc, a.id desc"""
OUT = """
select b.kind, max(b.key), max(b.id) from exchange_line l join exchange_batch b on b.id = l.batch_id
where l.subject = any(%(ids)s) and l.state = 'WAITING' and b.kind = any(%(kinds)s) group by b.kind"""


def checks_of(person_ids: list[int]) -> list[Said]:
    """What each register last said of these records, one item a register in their order, two queries.

    A file that is out is seen by whoever sees the regency: for a village's officer `waiting` stays False."""
    with connection.cursor() as cursor:
        cursor.execute(NEWEST, {"ids": person_ids})
        newest = {row[0]: row for row in cursor.fetchall()}
        cursor.execute(OUT, {"ids": person_ids, "kinds": list(SOURCES)})
        out = {kind: (key, number) for kind, key, number in cursor.fetchall()}
    return [_said(name, newest.get(name), out.get(name)) for name in SOURCES]


def _said(name: str, row: Any, out: Any) -> Said:
    if row:
        return Said(
            name, row[1], json.loads(row[2]), row[3], row[4], row[5], row[6], row[7], bool(out), row[8]
        )
    if out:
        return Said(
            name,
            asked_on=date.fromisoformat(out[0].split("/")[1]),
            batch=out[0],
            batch_number=out[1],
            waiting=True,
        )
    return Said(name)


def answered(source: str) -> dict[str, int]:
    """By newest answer: how many of the people within the current scope. '' are those who have none."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select coalesce(n.answer, ''), count(*) from registry_person p left join (
                   select distinct on (person_id) person_id, answer from registry_answer where source = %s
                   order by person_id, answered_on desc, id desc) n on n.person_id = p.id
               where p.merged_into_id is null group by 1 order by 1""",
            [source],
        )
        return dict(cursor.fetchall())


def doubtful() -> list[dict[str, Any]]:
    """People of whom a register found somebody alike and could not say, and nobody looked yet; the newest answers only."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select p.code, p.name, p.village, n.source, n.facts, n.answered_on from (
                   select distinct on (person_id, source) person_id, source, answer, facts, answered_on from registry_answer
                   order by person_id, source, answered_on desc, id desc) n
               join registry_person p on p.id = n.person_id and p.merged_into_id is null
               where n.answer = 'SIMILAR' and not exists (select from registry_likeness k
                     where k.person_id = n.person_id and k.source = n.source and k.alike = n.facts->>'alike')
               order by p.village, p.name_folded, p.id, n.source"""
        )
        names = ("code", "name", "village", "source", "facts", "answered_on")
        return [
            dict(zip(names, row, strict=True)) | {"facts": json.loads(row[4])} for row in cursor.fetchall()
        ]
