"""Ways of writing that no table of ours knows: what an officer said of them once, and what still waits for a word.

An occupation or a disability is known by its letters (`plain`), a village's name by the key of foundation/regions. A word holds inside
the region of the officer who gave it; of a village's name inside the district or regency where it was looked for. The narrowest counts."""

import csv
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from naung.delivery.intake.models import DISABILITY, OCCUPATION, VILLAGE, Word
from naung.delivery.intake.reading.words import DATA
from naung.delivery.intake.states import STANDING
from naung.foundation.regions import names
from naung.foundation.regions import queries as regions
from naung.foundation.staff.scope import seeing

KINDS = (OCCUPATION, DISABILITY, VILLAGE)
MOST = 200  # writings on a page, those on most lines first
Said = tuple[int, str, str, int, str, int]  # row, code, field, word, what stood there, trail


def plain(text: str) -> str:
    return " ".join(re.sub(r"[^a-z]+", " ", text.lower()).split())


@cache
def codes(kind: str) -> tuple[str, ...]:
    """What an occupation or a disability may mean."""
    with (DATA / ("occupations.csv" if kind == OCCUPATION else "disabilities.csv")).open(
        encoding="utf-8", newline=""
    ) as file:
        return tuple(row["code"] for row in csv.DictReader(file))


def label(kind: str, code: str) -> str:
    """A code as people read it."""
    if not code:
        return _("bukan disabilitas") if kind == DISABILITY else _("tidak jelas, biarkan seperti tertulis")
    if kind == VILLAGE:
        return regions.by_code(code).name
    return _("disabilitas %(group)s") % {"group": code} if kind == DISABILITY else code.replace("_", " ")


# --- while a list is read ---------------------------------------------------------------------------------------------


class Learned:
    """The words that count now, for whoever reads a list: whatever the reader sees of the regions that gave them."""

    def __init__(self) -> None:
        self._by: dict[tuple[str, str], list[tuple[str, str, int]]] = defaultdict(list)
        with seeing(["*"]):
            given = Word.objects.filter(state="GIVEN").values_list("kind", "text", "inside", "code", "pk")
            for kind, text, inside, code, number in given:
                self._by[kind, text].append((inside, code, number))
        for meanings in self._by.values():
            meanings.sort(key=lambda meaning: -len(meaning[0]))

    def meaning(self, kind: str, text: str, area: str) -> tuple[str, int] | None:
        """(code, number of the word) for a writing found in an area; None where nobody has said."""
        if not self._by:
            return None
        key = names.key(text) if kind == VILLAGE else plain(text)
        return next(
            (
                (code, number)
                for inside, code, number in self._by.get((kind, key), ())
                if area.startswith(inside)
            ),
            None,
        )


ANSWERS = """
insert into intake_answer (finding_id, row_id, word_id, village, was, trail)
select x.id, x.row_id, s.word, r.village, s.was, s.trail
from unnest(%s::bigint[], %s::text[], %s::text[], %s::bigint[], %s::text[], %s::bigint[]) as s(row_id, code, field, word, was, trail)
join intake_finding x on x.row_id = s.row_id and x.code = s.code and x.field = s.field join intake_row r on r.id = x.row_id
on conflict do nothing"""


def note_answers(said: Iterable[Said]) -> None:
    """Findings that a word answered while the list was read; in the transaction that stores it."""
    if rows := list(said):
        with connection.cursor() as cursor:
            cursor.execute(ANSWERS, [list(column) for column in zip(*rows, strict=True)])


# --- what waits for a word --------------------------------------------------------------------------------------------


@dataclass(slots=True)
class Unknown:
    """One way of writing: where it is asked about, on how many lines of how many villages, and what it may mean."""

    kind: str
    inside: str
    text: str
    shown: str
    rows: int = 0
    villages: int = 0
    findings: list[int] = field(default_factory=list)
    near: tuple[tuple[str, str], ...] = ()


OPEN = """not exists (select from intake_answer a join intake_word w on w.id = a.word_id and w.state = 'GIVEN' where a.finding_id = x.id)"""
OF_ROWS = f"""
from intake_finding x join intake_row r on r.id = x.row_id
where r.programme_id = %(programme)s and (r.village = %(region)s or r.village like %(below)s) and x.field = %(kind)s and {OPEN}"""
TEXTS = {
    OCCUPATION: "btrim(regexp_replace(lower(r.occupation_text), '[^a-z]+', ' ', 'g'))",
    DISABILITY: "btrim(regexp_replace(lower(r.disability_text), '[^a-z]+', ' ', 'g'))",
}
WORDS = """
select {text}, min(x.params->>'text'), count(*), count(distinct r.village), array_agg(x.id) {rows}
  and x.code = 'R14' and r.{kind} = '' and {text} <> '' and r.state = any(%(states)s) group by 1 order by 3 desc, 1 limit %(most)s"""
NAMES = f"""
select coalesce(x.params->>'area', left(r.village, 8)), x.params->>'text', count(*), count(distinct r.village), array_agg(x.id) {OF_ROWS}
  and x.code = 'R12' and r.state = 'FLAWED' and x.params ? 'text' and not x.params ? 'elsewhere' group by 1, 2"""


def waiting(kind: str, *, programme_id: int, region: str) -> list[Unknown]:
    """The writings of a kind that nobody has explained, on lines of this region, the most frequent first. Asked inside the region."""
    asked = {
        "programme": programme_id,
        "region": region,
        "below": f"{region}.%",
        "kind": kind,
        "states": list(STANDING),
        "most": MOST,
    }
    if kind == VILLAGE:
        return _names(_fetch(NAMES, asked))
    sql = WORDS.format(text=TEXTS[kind], kind=kind, rows=OF_ROWS)
    return [
        Unknown(kind, region, text, shown, rows, villages, found)
        for text, shown, rows, villages, found in _fetch(sql, asked)
    ]


def _names(found: list[Any]) -> list[Unknown]:
    """Writings of one key inside one area are one; with the villages that come nearest. Without a regency nothing can be near."""
    merged: dict[tuple[str, str], Unknown] = {}
    for area, shown, rows, villages, findings in found:
        key = names.key(shown)
        if not key or len(area) < 5:
            continue
        one = merged.setdefault((area[:8], key), Unknown(VILLAGE, area[:8], key, shown))
        one.rows, one.villages = one.rows + rows, max(one.villages, villages)
        one.findings += findings
    answers = regions.resolve_villages((one.shown, one.inside) for one in merged.values())
    for one in merged.values():
        one.near = answers[one.shown, one.inside].suggestions
    return sorted(merged.values(), key=lambda one: (-one.rows, one.inside, one.text))[:MOST]


def given(kind: str, *, region: str, most: int = 50) -> list[Word]:
    """The words that count now inside this region, latest first."""
    found = Word.objects.filter(kind=kind, state="GIVEN", inside__startswith=region).select_related("by")
    return list(found.order_by("-pk")[:most])


def word(number: int) -> Word:
    """Word.DoesNotExist where there is none, or none that this officer sees."""
    return Word.objects.select_related("by").get(pk=number)


def _fetch(sql: str, params: dict[str, Any]) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
