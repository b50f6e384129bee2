"""What the visits say: shares with Wilson's interval, for those on the list and for those not."""

import gzip
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from naung.delivery.programme import queries as programmes
from naung.delivery.selection import reasons
from naung.delivery.selection.fieldcheck.models import FieldCheck, FieldFrame, FieldLine, FieldResult
from naung.delivery.selection.fieldcheck.states import LISTED, UNLISTED, VERDICTS
from naung.delivery.selection.models import Assessment, Place
from naung.foundation.vault import seals
from naung.kit.refusal import Refusal
from naung.kit.shares import wilson
from naung.kit.text import mask

FEWEST = 20  # visits with an answer, below which a region's own share says nothing
WRONG = {LISTED: "NOT_ELIGIBLE", UNLISTED: "ELIGIBLE"}  # what contradicts the list


class NoSuchCheck(Refusal):
    """No field check, or nobody of it, has this number."""


@dataclass(frozen=True, slots=True)
class Share:
    """`wrong` of `of`, and Wilson's interval of 95 %."""

    wrong: int
    of: int

    @property
    def value(self) -> float | None:
        return self.wrong / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float]:
        return wilson(self.wrong, self.of)


@dataclass(frozen=True, slots=True)
class Stratum:
    """`verdicts`: counts by verdict. `found`: of those found and clear, how many contradict the list. `strict`: the same where whoever was
    not found counts as wrong too. The unclear are in neither. `regions`: by code, (visited, found), `found` None where too few."""

    name: str
    frame: int
    drawn: int
    verdicts: dict[str, int]
    found: Share
    strict: Share
    regions: dict[str, tuple[int, Share | None]] = field(default_factory=dict)

    @property
    def visited(self) -> int:
        return sum(self.verdicts.values())

    @property
    def people(self) -> tuple[int, int]:
        """How many of the whole stratum that may be, from the interval of `found`."""
        low, high = self.found.interval
        return int(low * self.frame), int(high * self.frame + 0.5)


@dataclass(frozen=True, slots=True)
class Figures:
    """`refused`: of those not on the list because the law said no (and not for want of a place), how many a visit contradicts."""

    listed: Stratum
    unlisted: Stratum
    refused: Share


COUNTS = """
select l.stratum, l.region, l.waits, coalesce(r.verdict, '') as verdict, count(*) as n
  from selection_fieldline l left join lateral (
       select verdict from selection_fieldresult r where r.line_id = l.id order by r.id desc limit 1) r on true
 where l.fieldcheck_id = %s group by 1, 2, 3, 4"""


def figures(check: FieldCheck) -> Figures:
    """Over the lines that the current scope sees; the frames are the whole programme's."""
    with connection.cursor() as cursor:
        cursor.execute(COUNTS, [check.pk])
        rows = cursor.fetchall()
    refused = [row for row in rows if row[0] == UNLISTED and not row[2]]
    return Figures(
        _stratum(LISTED, check.listed_frame or 0, rows), _stratum(UNLISTED, check.unlisted_frame or 0, rows),
        _share(UNLISTED, _verdicts(refused)),
    )  # fmt: skip


def _stratum(name: str, frame: int, rows: list[tuple[Any, ...]]) -> Stratum:
    mine = [row for row in rows if row[0] == name]
    verdicts = _verdicts(mine)
    regions = {code: _region(name, [row for row in mine if row[1] == code]) for code in sorted({row[1] for row in mine})}  # fmt: skip
    found = _share(name, verdicts)
    missing = verdicts["NOT_FOUND"]
    strict = Share(found.wrong + missing, found.of + missing)
    return Stratum(name, frame, sum(row[4] for row in mine), verdicts, found, strict, regions)


def _region(name: str, rows: list[tuple[Any, ...]]) -> tuple[int, Share | None]:
    verdicts = _verdicts(rows)
    share = _share(name, verdicts)
    return sum(verdicts.values()), share if share.of >= FEWEST else None


def _verdicts(rows: Iterable[tuple[Any, ...]]) -> dict[str, int]:
    counted: Counter[str] = Counter()
    for _stratum, _region, _waits, verdict, n in rows:
        counted[verdict] += n
    return {verdict: counted[verdict] for verdict in VERDICTS}


def _share(name: str, verdicts: dict[str, int]) -> Share:
    return Share(verdicts[WRONG[name]], verdicts["ELIGIBLE"] + verdicts["NOT_ELIGIBLE"])


def checks(programme: programmes.Programme) -> list[FieldCheck]:
    """The newest first."""
    return list(FieldCheck.objects.filter(programme=programme).select_related("programme").order_by("-pk"))


def check(pk: int) -> FieldCheck:
    found = FieldCheck.objects.select_related("programme").filter(pk=pk).first()
    if not found:
        raise NoSuchCheck(_("Tidak ada pemeriksaan lapangan dengan nomor urut %(pk)s.") % {"pk": pk})
    return found


def frame(check: FieldCheck) -> bytes:
    """Everybody who could be drawn, "stratum;code" line by line; list_hash of its lines is `frame_hash`. NoSuchCheck before the draw."""
    kept = FieldFrame.objects.filter(fieldcheck=check).first()
    if not kept:
        raise NoSuchCheck(_("Sampel ini belum diundi."))
    return gzip.decompress(kept.content) + b"\n"


def line(pk: int) -> FieldLine:
    found = FieldLine.objects.select_related("fieldcheck__programme", "person").filter(pk=pk).first()
    if not found:
        raise NoSuchCheck(_("Tidak ada orang dengan nomor undian ini di wilayah Anda."))
    return found


def results(of: FieldLine) -> list[FieldResult]:
    """The newest first, with who entered it."""
    return list(FieldResult.objects.filter(line=of).select_related("checker").order_by("-pk"))


PEOPLE = """
select l.id, l.number, l.stratum, l.waits, l.village, v.name as village_name, p.code, p.name, p.born_on, p.sex, p.address, p.nik_sealed,
       p.occupation_text as work, p.disability <> '' as disabled, r.verdict, r.visited_on
  from selection_fieldline l join registry_person p on p.id = l.person_id left join regions_region v on v.code = l.village
  left join lateral (select verdict, visited_on from selection_fieldresult r where r.line_id = l.id order by r.id desc limit 1) r on true
 where l.fieldcheck_id = %(check)s and l.village like %(within)s || '%%' and (%(state)s = '' or coalesce(r.verdict, 'OPEN') = %(state)s)"""


def people(check: FieldCheck, *, within: str = "", state: str = "", limit: int | None = 50, skip: int = 0) -> tuple[int, list[dict[str, Any]]]:  # fmt: skip
    """How many, and a page of them in the order of villages: whom to visit where. Not by stratum: a checker need not know who is on
    the list. state: "" everybody, "OPEN" without a result, or a verdict. The NIK is masked."""
    given = {"check": check.pk, "within": within, "state": state, "limit": limit, "skip": skip}
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from ({PEOPLE}) x", given)  # noqa: S608  code of the house
        (total,) = cursor.fetchone()
        cursor.execute(f"{PEOPLE} order by l.village, p.code limit %(limit)s offset %(skip)s", given)
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return int(total), [{**row, "nik": mask(seals.open_sealed(row.pop("nik_sealed"), "nik"))} for row in rows]


def waiting(check: FieldCheck) -> int:
    """Lines within the current scope that have no result yet."""
    return FieldLine.objects.filter(fieldcheck=check).count() - FieldResult.objects.filter(line__fieldcheck=check, corrects=None).count()  # fmt: skip


def on_list(of: FieldLine) -> bool:
    return of.stratum == LISTED


def decree_of(of: FieldLine) -> int | None:
    """The decided list on which the person holds a place today."""
    held = Place.objects.filter(programme=of.fieldcheck.programme_id, person=of.person_id, state="HELD")
    return held.values_list("decree_id", flat=True).first()


def why_not(of: FieldLine) -> list[str]:
    """The reasons for which the law said no to somebody who is not on the list, in words."""
    found = Assessment.objects.filter(programme=of.fieldcheck.programme_id, person=of.person_id).first()
    return [reasons.sentence(code) for code in found.reasons] if found and of.stratum == UNLISTED else []


def open_day(check: FieldCheck, on: date) -> bool:
    """May the sample be drawn on this day?"""
    return check.state == "ANNOUNCED" and on >= check.draws_on
