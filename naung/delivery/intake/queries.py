"""Reads: files, rows and findings, and the list of rows that leaves the house."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import connection
from django.db.models import Count, Q, QuerySet

from naung.delivery.intake import sentences, versions
from naung.delivery.intake.models import Content, Correction, File, Finding, Row, Upload
from naung.delivery.intake.overview import (
    Area,
    ListFile,
    areas,
    current_findings,
    kinds_of_findings,
    lists_of,
    rows_to_show,
    waiting_since,
)
from naung.delivery.registry import queries as registry
from naung.foundation.staff.scope import seeing
from naung.foundation.vault import seals

__all__ = [
    "LED_LINES", "Area", "Compared", "Correction", "File", "Row", "Upload", "corrections", "ListFile", "areas", "as_sent", "by_finding", "by_state", "compared", "content", "current_findings", "file", "files", "findings", "kinds_of_findings",
    "lists_of", "names_of_files", "notes", "received", "row", "rows", "rows_csv", "rows_of_person", "rows_to_show", "sentence", "upload",
    "uploads_that_wait", "waiting_since", "write_rows",
]  # fmt: skip
DECISIONS = {
    "CLEAN": "clean",
    "ADMITTED": "clean",
    "FLAWED": "flawed",
    "REPEATED": "repeated",
    "IN_REVIEW": "review",
    "SAME": "repeated",
    "REPLACED": "repeated",
}
# Lines that another line stands for, with the one at the end of the way and its person: (id, standing, person_id).
LED_LINES = """
    with recursive way (id, stands) as (
        select id, stands_id from intake_row where stands_id is not null
        union select w.id, r.stands_id from way w join intake_row r on r.id = w.stands where r.stands_id is not null)
    select w.id, r.id as standing, r.person_id from way w join intake_row r on r.id = w.stands and r.stands_id is null"""
AS_READ = {
    "FLAWED": "flawed"
}  # a line that could not be taken as it was sent says so, whichever line stands for it by now
ROWS_HEADER = ("file", "sheet", "row", "decision", "person", "findings")


def files(programme_id: int) -> QuerySet[File]:
    return File.objects.filter(programme_id=programme_id).order_by("name", "pk")


def rows(programme_id: int) -> QuerySet[Row]:
    """In the order they stand in the lists."""
    return (
        Row.objects.filter(programme_id=programme_id)
        .select_related("file")
        .order_by("file__name", "file_id", "sheet", "number")
    )


def received(programme: Any, hash_: str) -> datetime | None:
    """When these very bytes came into the programme, wherever from: asked across all regions, and says nothing else of them."""
    with seeing(["*"]):
        came = File.objects.filter(programme=programme, sha256=hash_, state="READ").values_list("received_at")
        return next((at for (at,) in came), None)


def row(number: int) -> Row:
    """Row.DoesNotExist where there is none, or none that this officer sees."""
    return Row.objects.select_related("programme").get(pk=number)


def names_of_files(numbers: Iterable[int]) -> dict[int, str]:
    """Of those files that one sees: a list of several villages is not shown to each of them."""
    return dict(File.objects.filter(pk__in=set(numbers)).values_list("pk", "name"))


def file(number: int) -> File:
    return File.objects.get(pk=number)


def upload(number: int) -> Upload:
    return Upload.objects.select_related("file", "sent_by", "programme").get(pk=number)


def corrections(row_id: int) -> QuerySet[Correction]:
    """Who corrected the line when, and which fields, latest first."""
    return Correction.objects.filter(row_id=row_id).select_related("by").order_by("-pk")


def uploads_that_wait(region: str) -> QuerySet[Upload]:
    """Handed in and not read yet, waiting for an answer about columns, or not readable; those of the region and below, latest first."""
    there = Upload.objects.filter(
        Q(region=region) | Q(region__startswith=f"{region}."), state__in=["WAITING", "ASKS", "REFUSED"]
    )
    return there.select_related("sent_by").order_by("-pk")


def rows_of_person(person_id: int) -> QuerySet[Row]:
    """Every line that was taken to be this person, oldest file first."""
    return Row.objects.filter(person_id=person_id).select_related("file").order_by("file__received_at", "pk")


def by_state(programme_id: int) -> dict[str, int]:
    """How many rows stand in each state."""
    counted = Row.objects.filter(programme_id=programme_id).values_list("state").annotate(n=Count("pk"))
    return dict(sorted(counted))


def by_finding(programme_id: int) -> dict[str, int]:
    """How many rows each finding was made on."""
    made = Finding.objects.filter(file__programme_id=programme_id, row__isnull=False)
    return dict(sorted(made.values_list("code").annotate(n=Count("row", distinct=True))))


def findings(row_id: int) -> list[Finding]:
    return list(Finding.objects.filter(row_id=row_id).order_by("code", "field"))


def notes(file_id: int) -> list[Finding]:
    """What was said of a file as a whole: sheets and lines that were passed over."""
    return list(Finding.objects.filter(file_id=file_id, row=None).order_by("code", "pk"))


def sentence(finding: Finding) -> str:
    """The finding as a clerk reads it; it never holds an identity number."""
    return sentences.finding(finding.code, finding.field, finding.params)


def as_sent(row: Row) -> list[Any]:
    """The cells as they were typed. Opening them shows identity numbers: the door that asks records it."""
    cells: list[Any] = json.loads(seals.open_sealed(row.raw_sealed, "row"))
    return cells


def content(file_id: int) -> bytes:
    """The file as it came, byte for byte."""
    return seals.open_bytes(Content.objects.get(pk=file_id).sealed, "file")


@dataclass(frozen=True, slots=True)
class Compared:
    """A file beside the earlier ones of its villages: how many lines are new, changed, the same, and did not come again."""

    new: int
    changed: int
    same: int
    missing: int
    sentence: str


def compared(file_id: int) -> Compared | None:
    """None for a file that is like no earlier one (or that one does not see)."""
    counts = versions.of_files([file_id]).get(file_id)
    return Compared(**counts, sentence=versions.sentence(counts)) if counts else None


def rows_csv(programme_id: int) -> Iterator[bytes]:
    """The csv of `naung rows` in pieces, a line for each row read, with its heading; persons resolved through merges."""
    yield (",".join(ROWS_HEADER) + "\r\n").encode()
    decision = " ".join(f"when '{state}' then '{word}'" for state, word in DECISIONS.items())
    as_read = " ".join(f"when r.read_as = '{state}' then '{word}'" for state, word in AS_READ.items())
    sql = f"""
        copy (
            with led as ({LED_LINES})
            select {_cell("f.name")}, {_cell("r.sheet")}, r.number, case {as_read} else case r.state {decision} end end, coalesce(p.code, ''),
                   coalesce((select string_agg(distinct code, ';' order by code) from intake_finding where row_id = r.id), '')
            from intake_row r
            join intake_file f on f.id = r.file_id
            left join led on led.id = r.id and r.read_as = 'CLEAN'
            left join ({registry.RESOLVED}) one on one.id = coalesce(r.person_id, led.person_id)
            left join registry_person p on p.id = one.standing
            where r.programme_id = %s
            order by f.name collate "C", f.id, r.sheet, r.number
        ) to stdout with (format csv)"""  # noqa: S608  names of our own
    with connection.cursor() as cursor, cursor.copy(sql, [programme_id]) as copy:
        yield from map(bytes, copy)


def _cell(column: str) -> str:
    """A name that a spreadsheet program would take for a formula gets an apostrophe before it (trust.md, threat 10)."""
    return f"case when {column} ~ '^[=+@\\t\\r-]' then '''' || {column} else {column} end"


def write_rows(programme_id: int, path: Path) -> int:
    """Writes the csv of `naung rows`, whole or not at all; how many rows it holds."""
    fresh = path.with_name(f".{path.name}.part")
    with fresh.open("wb") as file:
        for piece in rows_csv(programme_id):
            file.write(piece)
    fresh.replace(path)
    return Row.objects.filter(programme_id=programme_id).count()
