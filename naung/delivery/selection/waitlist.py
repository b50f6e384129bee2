"""Who may and holds no place, in order: to look at, and on paper with a number and a hash."""

import json
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from naung.delivery.programme import queries as programmes
from naung.delivery.selection.issuing import ISSUER
from naung.foundation.papers import actions as papers
from naung.foundation.papers import codes, printing
from naung.foundation.papers import queries as registered_papers
from naung.foundation.papers.queries import Paper
from naung.foundation.regions import queries as regions
from naung.foundation.vault import seals
from naung.kit.actor import Actor
from naung.kit.canonical import list_hash
from naung.kit.clock import say_date
from naung.kit.refusal import Refusal
from naung.kit.rupiah import number
from naung.kit.text import mask

KIND = "selection.waiting_list"
TEMPLATE = Path(__file__).parent / "documents" / "waiting.typ"
PAGE = 50

# Who was ever on a list that was decided, or is on one that waits, does not wait: as queries.waiting.
WAITING = """
select row_number() over (order by a.rank)::int as position, a.rank, p.code, p.name, a.village, coalesce(v.name, '') as village_name,
       p.nik_sealed, a.score, a.points::text, a.facts::text, a.criteria, count(*) over ()::int as total
  from selection_assessment a join registry_person p on p.id = a.person_id left join regions_region v on v.code = a.village
 where a.programme_id = %(programme)s and a.region = %(region)s and a.rank is not null
   and a.person_id not in (select l.person_id from selection_place l join selection_decree d on d.id = l.decree_id
                            where l.programme_id = %(programme)s and d.state in ('PREPARED', 'DECIDED'))
 order by a.rank offset %(offset)s limit %(limit)s"""


class NobodyWaits(Refusal):
    """There is no waiting list to print."""


def people(programme: Any, region: str, *, page: int = 1) -> tuple[int, list[dict[str, Any]]]:
    """How many wait, and one page of them in order: position, rank, code, name, village_name, nik (masked), score, points, facts."""
    found = _rows(programme, region, offset=PAGE * (max(page, 1) - 1), limit=PAGE)
    return (found[0]["total"] if found else 0), [{**row, "nik": mask(seals.open_sealed(row["nik_sealed"], "nik"))} for row in found]  # fmt: skip


def _rows(programme: Any, region: str, *, offset: int = 0, limit: int | None = None) -> list[dict[str, Any]]:
    with connection.cursor() as cursor:
        cursor.execute(
            WAITING, {"programme": programme.pk, "region": region, "offset": offset, "limit": limit}
        )
        names = [column.name for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return [{**row, "points": json.loads(row["points"]), "facts": json.loads(row["facts"])} for row in rows]


def free(programme: Any, region: str) -> int:
    """Places of the region that nobody holds or is proposed for."""
    quota = programmes.quota(programme, region)
    return quota.cap - quota.used if quota else 0


def issue(*, programme: Any, region: str, address: str, by: Actor, at: datetime, on: date) -> Paper:
    """The waiting list as it is now, registered; the same list again is the same paper. NobodyWaits."""
    found = _rows(programme, region)
    if not found:
        raise NobodyWaits(_("Tidak seorang pun menunggu tempat di wilayah ini."))
    digest = content_hash(programme, region, found)
    named = f"DT-{programme.code}-{region}-{digest[:6]} (DATA CONTOH)"

    def make(code: str) -> bytes:
        return printing.pdf(TEMPLATE, _facts(programme, region, found, named, digest, code, address, on), on=on, archive=True)  # fmt: skip

    return papers.register(kind=KIND, subject=_subject(programme, region, digest), region=region, number=named, issued_on=on,
                           rows=len(found), content_hash=digest, make=make, by=by, at=at)  # fmt: skip


def registered(*, programme: Any, region: str) -> Paper | None:
    """The paper of the waiting list as it is now, if it was ever printed."""
    digest = content_hash(programme, region, _rows(programme, region))
    return registered_papers.of(KIND, _subject(programme, region, digest))


def content_hash(programme: Any, region: str, found: list[dict[str, Any]]) -> str:
    lines = [f"{row['position']};{row['rank']};{row['code']};{row['village']}" for row in found]
    return list_hash([f"{programme.code};{region};{KIND}", *lines])


def _subject(programme: Any, region: str, digest: str) -> str:
    return f"{KIND}:{programme.code}/{region}/{digest[:16]}"


def _facts(
    programme: Any, region: str, found: list[dict[str, Any]], named: str, digest: str, code: str, address: str, on: date
) -> dict[str, Any]:  # fmt: skip
    return {
        "sample": printing.SAMPLE, "issuer": ISSUER, "number": named, "hash": digest, "code": codes.shown(code), "check": f"{address}/periksa",
        "qr": printing.qr(f"{address}/periksa/{code}"), "region": regions.by_code(region).name, "programme": programme.name,
        "issued_on": say_date(on), "people": number(len(found)), "free": number(free(programme, region)), "lines": [_line(row) for row in found],
    }  # fmt: skip


def _line(row: dict[str, Any]) -> list[str]:
    masked = mask(seals.open_sealed(row["nik_sealed"], "nik"))
    return [number(row["position"]), number(row["rank"]), row["name"], masked, row["village_name"], number(row["score"])]  # fmt: skip
