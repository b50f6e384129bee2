"""A list that came before: which of its lines come again, which changed, which did not come.

A file is laid beside the earlier files of its villages, where they share at least half of their people (of the shorter list:
a clerk who sends only the corrected lines, or the old list with many new people, sends a version too). Which line is which, `pairing` says.

same       SAME: points at the earlier line, and goes where that goes
changed    the earlier line is REPLACED, if it was FLAWED, or CLEAN and untouched; otherwise nothing is replaced and the file's
           page says why (`what`): it is a person already ("person"), an officer looks at it ("review"), an officer corrected it
           ("corrected"), or the new line is flawed and the old one is not ("waits")
missing    named, and left as it is
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import connection

from naung.delivery.intake import sentences, typed
from naung.delivery.intake.lines import Lines
from naung.delivery.intake.models import Comparison, File, Row
from naung.delivery.intake.pairing import COMPARED, Line, paired
from naung.delivery.intake.states import LED
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor

MATCHING = "select pg_advisory_xact_lock_shared(53, 21)"  # matching holds it while it reads clean rows and makes people of them
REPLACED, PERSON, REVIEW, CORRECTED, WAITS = "replaced", "person", "review", "corrected", "waits"
NOT_OF_THE_PERSON = frozenset({"naung", "numbering"})  # columns that a new file writes otherwise by itself


@dataclass(slots=True)
class Found:
    """A file beside the earlier ones."""

    file: File
    against: list[int]
    fresh: int = 0
    same: list[tuple[int, int]] = field(default_factory=list)  # (row, the earlier row)
    changes: list[dict[str, Any]] = field(default_factory=list)
    absent: list[int] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        return {
            "new": self.fresh,
            "changed": len(self.changes),
            "same": len(self.same),
            "missing": len(self.absent),
        }


def compare(
    *, files: Sequence[File], villages: Iterable[str], claims: Mapping[int, int], programme_id: int, by: Actor, at: datetime
) -> None:  # fmt: skip
    """Settles the lines of files that were just stored, in the transaction that stores them. villages: those of their lines.
    claims: row -> the number of an earlier row, as the hidden column says; only a claim."""
    pairs = _candidates({file.pk for file in files}, villages, programme_id)
    if not pairs:
        return
    _execute(MATCHING)
    shelf = Lines({file for pair in pairs.items() for file in (pair[0], *pair[1])})
    found = [
        one
        for file in sorted(
            (file for file in files if file.pk in pairs), key=lambda file: shelf.first(file.pk)
        )
        if (one := _beside(file, pairs[file.pk], shelf, claims))
    ]
    _write(found, shelf, by, at)


VILLAGES = """
select file_id, village, min(id) from intake_row where programme_id = %s and village = any(%s) group by 1, 2"""


def _candidates(new: set[int], villages: Iterable[str], programme_id: int) -> dict[int, set[int]]:
    """Each new file -> the earlier files with lines of one of its villages; a line of no known village says nothing."""
    known = sorted({village for village in villages if len(village) == 13})
    by_village: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for file, village, first in _fetch(VILLAGES, [programme_id, known]):
        by_village[village].append((first, file))
    pairs: dict[int, set[int]] = defaultdict(set)
    for there in by_village.values():
        there.sort()
        for at, (_, file) in enumerate(there):
            if file in new and at:
                pairs[file].update(other for _, other in there[:at])
    return pairs


# --- which line is which ----------------------------------------------------------------------------------------------


def _beside(file: File, earlier: set[int], shelf: Lines, claims: Mapping[int, int]) -> Found | None:
    """None where the file is like none of the earlier ones."""
    mine = shelf.of_file[file.pk]
    claims = {line.id: shelf.standing_of(claims[line.id]) for line in mine if line.id in claims}
    pairs = paired(mine, _roots(earlier, shelf), claims)
    scope = {line.village for line in mine}
    sizes = {other: len(_in_scope(shelf.of_file[other], scope)) for other in earlier}
    shared = {other: _shared(other, pairs, shelf) for other in earlier}
    related = {
        other for other in earlier if shared[other] and shared[other] * 2 >= min(len(mine), sizes[other])
    }
    if not related:
        return None
    if related != earlier:
        pairs = paired(mine, _roots(related, shelf), claims)
    found = _judged(file, sorted(related, key=shelf.first), mine, pairs, shelf)
    whole = {other for other in related if shared[other] * 2 >= sizes[other]}
    found.absent = _absent(mine, pairs, _in_scope(_roots(whole, shelf), scope))
    return found


def _roots(files: set[int], shelf: Lines) -> list[Line]:
    """The lines that stand for the lines of these files, in the order they came."""
    roots = {line.id: line for other in files for line in map(shelf.standing, shelf.of_file[other])}
    return [roots[id_] for id_ in sorted(roots) if roots[id_].state not in LED]


def _in_scope(lines: list[Line], scope: set[str]) -> list[Line]:
    """Of where the new file is from: a district's workbook counts with this village's part, and with what is of no village yet."""
    return [line for line in lines if line.village in scope or len(line.village) < 13]


def _shared(other: int, pairs: dict[int, Line], shelf: Lines) -> int:
    there = {shelf.standing(line).id for line in shelf.of_file[other]}
    return sum(line.id in there for line in pairs.values())


def _absent(mine: list[Line], pairs: dict[int, Line], roots: list[Line]) -> list[int]:
    """Whose line did not come again; somebody who stands in the file a second time is not missing."""
    came = {line.id for line in pairs.values()}
    niks = {line.nik for line in mine if line.nik}
    return [line.id for line in roots if line.id not in came and line.nik not in niks]


# --- what becomes of them ---------------------------------------------------------------------------------------------


def _judged(file: File, against: list[int], mine: list[Line], pairs: dict[int, Line], shelf: Lines) -> Found:
    both = [(line, pairs[line.id]) for line in mine if line.id in pairs]
    texts = _texts(line for pair in both if _by_cells(*pair) for line in pair)
    found = Found(file, against, fresh=len(mine) - len(both))
    for line, other in both:
        fields = _changed(line, other, texts)
        if fields is None:
            found.same.append((line.id, other.id))
            line.read_as, line.state, line.stands = line.state, "SAME", other.id
            continue
        what = _what(line, other)
        found.changes.append({"row": line.id, "earlier": other.id, "fields": fields, "what": what})
        if what == REPLACED:
            other.read_as, other.state, other.stands = other.state, "REPLACED", line.id
    return found


def _by_cells(line: Line, other: Line) -> bool:
    """What we could not read differs in the cells only, and what an officer corrected stands otherwise in the file."""
    return line.flawed or other.flawed or other.corrected


def _changed(line: Line, other: Line, texts: dict[int, dict[str, str]]) -> list[str] | None:
    """The fields that differ; None for the very same line. What the new line leaves blank is no change: a file often lacks a column."""
    both = zip(COMPARED, line.values, other.values, strict=True)
    fields = [name for name, new, old in both if new and new != old]
    if not _by_cells(line, other):
        return fields or None
    was, now = texts.get(other.id, {}), texts.get(line.id, {})
    cells = [name for name, text in now.items() if text != was.get(name, "")]
    if line.state == "CLEAN" and other.state == "FLAWED":
        return list(dict.fromkeys([*fields, *cells]))
    if not cells or not (fields or line.flawed or other.flawed):
        return None
    return list(dict.fromkeys([*fields, *cells])) if line.flawed or other.flawed else fields


def _what(line: Line, other: Line) -> str:
    if other.state in ("ADMITTED", "REPEATED"):
        return PERSON
    if other.state == "IN_REVIEW":
        return REVIEW
    if other.corrected:
        return CORRECTED
    return WAITS if line.state == "FLAWED" and other.state == "CLEAN" else REPLACED


def _texts(lines: Iterable[Line]) -> dict[int, dict[str, str]]:
    """The cells of these lines as they were typed, by field; opened in memory only."""
    wanted = {line.id for line in lines}
    if not wanted:
        return {}
    rows = list(Row.objects.filter(pk__in=wanted).only("pk", "file_id", "sheet", "number", "raw_sealed"))
    files = {file.pk: file for file in File.objects.filter(pk__in={row.file_id for row in rows})}
    return {
        row.pk: {
            name: text.strip()
            for name, (_, text) in typed.as_sent(row, files.get(row.file_id)).items()
            if name not in NOT_OF_THE_PERSON
        }
        for row in rows
    }


# --- writing ----------------------------------------------------------------------------------------------------------


LEAD = """
update intake_row r set read_as = r.state, state = %(state)s, stands_id = s.other, trail = s.trail
from unnest(%(rows)s::bigint[], %(others)s::bigint[], %(trail)s::bigint[]) as s(id, other, trail)
where r.id = s.id and r.state in ('CLEAN', 'FLAWED')"""


def _write(found: list[Found], shelf: Lines, by: Actor, at: datetime) -> None:
    told = [
        trail.Told(
            "intake.compare", f"intake.file:{one.file.sha256[:16]}", one.file.region, facts=one.counts()
        )
        for one in found
    ]
    entries = trail.record_all(told, by=by, at=at) if told else []
    both = list(zip(found, entries, strict=True))
    _lead("SAME", [(row, other, entry) for one, entry in both for row, other in one.same])
    replaced = [c for one in found for c in one.changes if c["what"] == REPLACED]
    at_entry = {id(c): entry for one, entry in both for c in one.changes}
    _lead("REPLACED", [(c["earlier"], c["row"], at_entry[id(c)]) for c in replaced])
    Comparison.objects.bulk_create(
        Comparison(
            file=one.file, region=one.file.region, against=one.against, fresh=one.fresh, changed=len(one.changes), same=len(one.same),
            missing=len(one.absent), changes=one.changes, absent=one.absent, trail=entry,
        )
        for one, entry in both
    )  # fmt: skip


def _lead(state: str, led: list[tuple[int, int, int]]) -> None:
    if led:
        rows, others, entries = (list(column) for column in zip(*led, strict=True))
        _execute(LEAD, {"state": state, "rows": rows, "others": others, "trail": entries})


TAKEN_OVER = """
update intake_row r set read_as = r.state, state = 'REPLACED', stands_id = %(row)s, trail = %(trail)s
from intake_comparison c, jsonb_to_recordset(c.changes) as x("row" bigint, earlier bigint, what text)
where c.file_id = %(file)s and x."row" = %(row)s and x.what = 'waits' and r.id = x.earlier and r.state = 'CLEAN'
  and not exists (select from intake_correction k where k.row_id = r.id)"""


def take_over(row: Row) -> None:
    """A line that waited beside a good earlier one was put right: now it replaces that one, in the transaction that put it right."""
    _execute(TAKEN_OVER, {"row": row.pk, "file": row.file_id, "trail": row.trail})


def _execute(sql: str, params: Any = None) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)


def _fetch(sql: str, params: Any) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()


# --- reads ------------------------------------------------------------------------------------------------------------


def sentence(counts: Mapping[str, int]) -> str:
    """'12 baru, 3 berubah, 230 sama, 2 hilang.'"""
    return sentences.compared(counts)


def of_files(files: Iterable[int]) -> dict[int, dict[str, int]]:
    """File -> new, changed, same, missing; only files that are versions of earlier ones."""
    told = Comparison.objects.filter(file_id__in=list(files)).values_list(
        "file_id", "fresh", "changed", "same", "missing"
    )
    return {
        file: dict(zip(("new", "changed", "same", "missing"), counts, strict=True)) for file, *counts in told
    }
