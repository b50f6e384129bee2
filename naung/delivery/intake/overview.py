"""Reads for the desk: who has sent, how good the lists are, which lines wait. Each is one query, however many rows there are."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from naung.delivery.intake import sentences
from naung.delivery.intake.models import Answer, Correction, Finding, Row, Word
from naung.delivery.intake.words_learned import OPEN, label
from naung.foundation.staff.scope import seeing

LENGTHS = {1: 2, 2: 5, 3: 8, 4: 13}  # of a dotted code, by level
READY = ("CLEAN", "ADMITTED")


@dataclass(frozen=True, slots=True)
class Area:
    """A region below the one asked for: how many of its villages have sent, and what became of their lines."""

    code: str
    name: str
    villages: int
    sent: int
    rows: int
    ready: int
    flawed: int
    review: int
    repeated: int
    latest: datetime | None

    @property
    def missing(self) -> int:
        return self.villages - self.sent


# First one line a village and file, by hashing; the areas and their files' days are then put together from these few.
AREAS = """
with sent as (
    select village, file_id, count(*) as rows, count(*) filter (where state in ('CLEAN', 'ADMITTED')) as ready,
           count(*) filter (where state = 'FLAWED') as flawed, count(*) filter (where state = 'IN_REVIEW') as review,
           count(*) filter (where state in ('REPEATED', 'SAME', 'REPLACED')) as repeated
    from intake_row where programme_id = %(programme)s and (village = %(region)s or village like %(below)s) group by village, file_id
), lines as (
    select left(s.village, %(length)s) as code, sum(s.rows)::bigint as rows, count(distinct s.village) filter (where length(s.village) = 13) as sent,
           sum(s.ready)::bigint as ready, sum(s.flawed)::bigint as flawed, sum(s.review)::bigint as review, sum(s.repeated)::bigint as repeated, max(f.received_at) as latest
    from sent s left join intake_file f on f.id = s.file_id group by 1
), villages as (
    select left(code, %(length)s) as code, count(*) as n from regions_region where level = 4 and code like %(below)s group by 1
)
select g.code, g.name, coalesce(v.n, 1), coalesce(l.sent, 0), coalesce(l.rows, 0), coalesce(l.ready, 0), coalesce(l.flawed, 0),
       coalesce(l.review, 0), coalesce(l.repeated, 0), l.latest
from regions_region g left join lines l on l.code = g.code left join villages v on v.code = g.code
where g.level = %(level)s and g.code like %(below)s order by g.code"""


def areas(programme_id: int, region: str, level: int) -> list[Area]:
    """Every area of `level` (2 regency, 3 district, 4 village) below the region, those that sent nothing too."""
    asked = {
        "programme": programme_id,
        "region": region,
        "below": f"{region}.%",
        "level": level,
        "length": LENGTHS[level],
    }
    with connection.cursor() as cursor:
        cursor.execute(AREAS, asked)
        return [Area(*line) for line in cursor.fetchall()]


@dataclass(frozen=True, slots=True)
class ListFile:
    """A file with what stands in it of one region."""

    id: int
    name: str
    received_at: datetime
    rows: int
    ready: int
    flawed: int
    review: int
    repeated: int


LISTS = """
select f.id, f.name, f.received_at, count(*), count(*) filter (where r.state in ('CLEAN', 'ADMITTED')),
       count(*) filter (where r.state = 'FLAWED'), count(*) filter (where r.state = 'IN_REVIEW'), count(*) filter (where r.state in ('REPEATED', 'SAME', 'REPLACED'))
from intake_row r join intake_file f on f.id = r.file_id
where r.programme_id = %(programme)s and (%(file)s::bigint is null or f.id = %(file)s) and (r.village = %(region)s or r.village like %(below)s)
group by f.id order by f.received_at desc, f.id desc limit %(most)s"""


def lists_of(programme_id: int, region: str, *, file: int | None = None, most: int = 50) -> list[ListFile]:
    """The files with lines of this region, latest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            LISTS,
            {"programme": programme_id, "region": region, "below": f"{region}.%", "file": file, "most": most},
        )
        return [ListFile(*line) for line in cursor.fetchall()]


def rows_to_show(
    programme_id: int,
    *,
    file: int | None = None,
    region: str = "",
    states: Iterable[str] = (),
    code: str = "",
) -> QuerySet[Row]:
    """Lines in the order of their lists. code: only those on which this finding stops something (FLAWED) or is said."""
    found = Row.objects.filter(programme_id=programme_id)
    if file is not None:
        found = found.filter(file_id=file)
    if region:
        found = found.filter(Q(village=region) | Q(village__startswith=f"{region}."))
    if chosen := list(states):
        found = found.filter(state__in=chosen)
    if code:
        found = found.filter(Exists(Finding.objects.filter(row=OuterRef("pk"), code=code)))
    return found.order_by("file_id", "sheet", "number")


KINDS = f"""
select x.code, count(distinct x.row_id) filter (where x.severity = 'block' and r.state = 'FLAWED' and {OPEN}), count(distinct x.row_id)
from intake_finding x join intake_row r on r.id = x.row_id
where r.programme_id = %(programme)s and (%(file)s::bigint is null or r.file_id = %(file)s)
  and (%(region)s = '' or r.village = %(region)s or r.village like %(below)s) and r.state <> 'REPLACED'
group by x.code order by 2 desc, 3 desc, 1"""


def kinds_of_findings(
    programme_id: int, *, file: int | None = None, region: str = ""
) -> list[tuple[str, int, int]]:
    """(code, lines that wait because of it, lines on which it is said), the most pressing first."""
    with connection.cursor() as cursor:
        cursor.execute(
            KINDS, {"programme": programme_id, "file": file, "region": region, "below": f"{region}.%"}
        )
        return cursor.fetchall()


def current_findings(rows: Iterable[Row]) -> dict[int, list[dict[str, Any]]]:
    """What is said of these lines now: of a corrected line what its latest correction left and what was found since, of others what
    their list said and what was found since. What an officer's word answers says how it is understood.

    Each: code, field, cell, severity, sentence, those that stop first; three queries for a page."""
    ids = [row.pk for row in rows]
    corrected = {one.row_id: one for one in Correction.objects.filter(row_id__in=ids).order_by("pk")}
    answered = _answered(ids)
    found: dict[int, list[dict[str, Any]]] = defaultdict(list)
    for row_id, one in corrected.items():
        found[row_id] = [_said(x["code"], x["field"], "", x["params"], x["severity"]) for x in one.findings]
    for one in Finding.objects.filter(row_id__in=ids).order_by("code", "field"):
        last = corrected.get(one.row_id)
        if one.pk in answered:
            found[one.row_id].append(_as_answered(one, answered[one.pk]))
        elif last is None or one.trail > last.trail:  # entries are numbered as they are written
            found[one.row_id].append(_said(one.code, one.field, one.cell, one.params, one.severity))
    return {
        row_id: sorted(said, key=lambda one: one["severity"] != "block") for row_id, said in found.items()
    }


def _answered(rows: list[int]) -> dict[int, Any]:
    """Finding -> the officer's word that answers it now; asked whatever the reader sees of the region that gave it."""
    given = list(Answer.objects.filter(row_id__in=rows).values_list("finding_id", "word_id"))
    if not given:
        return {}
    with seeing(["*"]):
        words = {word.pk: word for word in Word.objects.filter(pk__in={w for _, w in given}, state="GIVEN")}
    return {finding: words[word] for finding, word in given if word in words}


def _as_answered(one: Finding, word: Word) -> dict[str, Any]:
    says = sentences.answered(one.params.get("text", word.shown), label(word.kind, word.code))
    return {"code": one.code, "field": one.field, "cell": one.cell, "severity": "fixed", "sentence": says}


def _said(code: str, field: str, cell: str, params: dict[str, Any], severity: str) -> dict[str, Any]:
    return {
        "code": code,
        "field": field,
        "cell": cell,
        "severity": severity,
        "sentence": sentences.finding(code, field, params),
    }


WAITING = """
select count(*) from intake_row r join intake_file f on f.id = r.file_id
where r.programme_id = %s and r.state in ('CLEAN', 'IN_REVIEW') and f.received_at < %s"""


def waiting_since(programme_id: int, before: datetime) -> int:
    """Good lines that came before a moment and still wait for matching or for an officer's answer."""
    with connection.cursor() as cursor:
        cursor.execute(WAITING, [programme_id, before])
        return int(cursor.fetchone()[0])
