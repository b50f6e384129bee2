"""Reads of a round: how many stay, are offered, are taken over, end; who would fall out; what each region is offered."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.utils.translation import gettext as _

from naung.delivery.programme import queries as programmes
from naung.delivery.selection import reasons
from naung.delivery.selection.renewal import sets
from naung.delivery.selection.renewal.models import Renewal, RenewalLine, Takeover
from naung.foundation.vault import seals
from naung.kit.months import Month
from naung.kit.refusal import Refusal
from naung.kit.text import fold, mask

STATES = ("STAYS", "OFFERED", "TAKEN_OVER", "ENDS")
PAGE = 50
SENTENCES = {
    "no_longer_held": lambda: _("Tidak lagi memegang tempat: dilepas sebelum putaran ini diusulkan."),
    "not_assessed": lambda: _("Belum dinilai untuk tahun berikutnya."),
    "not_taken_over": lambda: _("Ditawarkan, dan tidak ada pembayar lain yang mengambil alih."),
    "nobody_answered": lambda: _("Ditawarkan, dan tidak ada jawaban sampai hari terakhir."),
}


class NoSuchRound(Refusal):
    """No round, or no answer in one, under this number; or no programme to go on from."""


def reason(code: str) -> str:
    """Why somebody's cover ends, in a sentence."""
    return SENTENCES[code]() if code in SENTENCES else reasons.sentence(code)


def into(year: int) -> programmes.Programme:
    """The programme that begins in this year; NoSuchRound."""
    found = programmes.everything().filter(first_month__year=year, region_id="53").first()
    if found is None:
        raise NoSuchRound(_("Belum ada program untuk tahun %(year)s.") % {"year": year})
    return found


def before(target: programmes.Programme) -> programmes.Programme | None:
    """The programme of the same region whose last month is the one before the target's first."""
    last = Month.of(target.first_month).plus(-1).first
    return programmes.everything().filter(region_id=target.region_id, last_month=last).exclude(pk=target.pk).first()  # fmt: skip


def of(target: programmes.Programme) -> Renewal | None:
    """The round into this programme that was not taken back."""
    rounds = Renewal.objects.select_related("source", "target", "approval")
    return rounds.filter(target_id=target.pk).exclude(state="WITHDRAWN").first()


def out_of(source: programmes.Programme) -> Renewal | None:
    """The round out of this programme that was not taken back."""
    return Renewal.objects.filter(source_id=source.pk).exclude(state="WITHDRAWN").first()


def by_approval(approval: int) -> Renewal:
    found = Renewal.objects.select_related("source", "target", "approval").filter(approval_id=approval).first()  # fmt: skip
    if found is None:
        raise NoSuchRound(_("Persetujuan ini tidak mempunyai putaran perpanjangan."))
    return found


def answer_by_approval(approval: int) -> Takeover:
    found = Takeover.objects.select_related("round__target", "round__source").filter(approval_id=approval).first()  # fmt: skip
    if found is None:
        raise NoSuchRound(_("Persetujuan ini tidak mempunyai jawaban atas tawaran."))
    return found


def answers(round_: Renewal, region: str) -> list[Takeover]:
    """A region's answers, the first first."""
    return list(Takeover.objects.filter(round=round_, region=region).order_by("number"))


@dataclass(frozen=True, slots=True)
class Group:
    """People of one kind: how many are insured now, and how many of them would have no payer."""

    key: str
    insured: int
    falls: int


@dataclass(frozen=True, slots=True)
class Picture:
    """A round within some regions. `falls`: offered and not taken over, or ended: without a payer after the last day."""

    states: dict[str, int]
    months: dict[int, int]
    by_sex: list[Group] = field(default_factory=list)
    by_disability: list[Group] = field(default_factory=list)
    by_decile: list[Group] = field(default_factory=list)
    reasons: dict[str, int] = field(default_factory=dict)

    @property
    def insured(self) -> int:
        return sum(self.states.values())

    @property
    def falls(self) -> int:
        return self.states["OFFERED"] + self.states["ENDS"]

    @property
    def goes_on(self) -> int:
        return self.states["STAYS"] + self.states["TAKEN_OVER"]


WITHIN = "(select %(codes)s::text[]) && array[left(village, 2), left(village, 5), left(village, 8), village]"
# One pass: the grouping says which of the figures a row is.
COUNTED = """
with line as materialized ({lines}), mine as (select * from line where {within})
select 'state' as what, state as key, count(*) as n, 0 as falls from mine group by state
union all select 'months', months::text, count(*), 0 from mine group by months
union all select 'sex', sex, count(*), count(*) filter (where state in ('OFFERED', 'ENDS')) from mine group by sex
union all select 'disability', coalesce(disabled::text, ''), count(*), count(*) filter (where state in ('OFFERED', 'ENDS')) from mine group by disabled
union all select 'decile', coalesce(decile::text, ''), count(*), count(*) filter (where state in ('OFFERED', 'ENDS')) from mine group by decile
union all select 'reason', r, count(*), 0 from mine cross join unnest(reasons) r where state = 'ENDS' group by r
"""


def picture(round_: Renewal, codes: Iterable[str]) -> Picture:
    """The whole round within these regions, as it stands: settled once proposed, before that as the ranks have it now."""
    found: dict[str, list[Group]] = {}
    for what, key, n, falls in _asked(COUNTED, round_, codes):
        found.setdefault(what, []).append(Group(key, n, falls))
    states = {g.key: g.insured for g in found.get("state", [])}
    ends = {g.key: g.insured for g in found.get("reason", [])}
    return Picture(
        {name: states.get(name, 0) for name in STATES},
        {int(g.key): g.insured for g in found.get("months", [])},
        sorted(found.get("sex", []), key=lambda g: g.key),
        sorted(found.get("disability", []), key=lambda g: g.key, reverse=True),
        sorted(found.get("decile", []), key=lambda g: int(g.key or 99)),
        dict(sorted(ends.items(), key=lambda pair: (-pair[1], pair[0]))),
    )  # fmt: skip


BY_REGION = """
with line as materialized ({lines}), mine as (select * from line where {within})
select m.region, r.name, coalesce(q.cap, 0), count(*), count(*) filter (where m.state = 'STAYS'), count(*) filter (where m.state = 'OFFERED'),
       count(*) filter (where m.state = 'TAKEN_OVER'), count(*) filter (where m.state = 'ENDS')
  from mine m join regions_region r on r.code = m.region
  left join programme_quota q on q.programme_id = %(target)s and q.region_id = m.region
 group by 1, 2, 3 order by 1"""


def by_region(round_: Renewal, codes: Iterable[str]) -> list[dict[str, Any]]:
    """Each regency or city: places of the next year, insured now, stays, offered, taken over, ends, falls (no payer)."""
    names = ("code", "name", "cap", "insured", "stays", "offered", "taken", "ends")
    found = [dict(zip(names, row, strict=True)) for row in _asked(BY_REGION, round_, codes)]
    return [{**row, "falls": row["offered"] + row["ends"]} for row in found]


BY_VILLAGE = """
with line as materialized ({lines}), mine as (select * from line where {within})
select m.village, v.name, k.name, count(*), count(*) filter (where m.state = 'STAYS'), count(*) filter (where m.state = 'OFFERED'),
       count(*) filter (where m.state = 'TAKEN_OVER'), count(*) filter (where m.state = 'ENDS')
  from mine m left join regions_region v on v.code = m.village left join regions_region k on k.code = left(m.village, 8)
 group by 1, 2, 3 order by 1"""


def by_village(round_: Renewal, region: str) -> list[dict[str, Any]]:
    names = ("code", "name", "district", "insured", "stays", "offered", "taken", "ends")
    return [dict(zip(names, row, strict=True)) for row in _asked(BY_VILLAGE, round_, [region])]


def _asked(sql: str, round_: Renewal, codes: Iterable[str]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(
            sql.format(lines=sets.lines(round_), within=WITHIN),
            {**sets.keys(round_), "codes": list(codes)},
        )
        return list(cursor.fetchall())


PEOPLE = """
with line as materialized ({lines}), mine as (select * from line where {within})
select count(*) over (), m.id, p.code, p.name, p.born_on, p.sex, p.nik_sealed, v.name, p.address, p.occupation_text, m.rank, m.months, m.state, m.reasons,
       t.payer_name, m.decile
  from mine m join registry_person p on p.id = m.person_id left join regions_region v on v.code = m.village
  left join selection_takeover t on t.id = m.takeover_id
 where (%(state)s = '' or m.state = %(state)s) and (%(line_ids)s::bigint[] is null or m.id = any(%(line_ids)s))
   and (p.name_folded like %(search)s or lower(v.name) like %(search)s)
 order by m.region, m.rank nulls last, p.code limit %(limit)s offset %(offset)s"""
COLUMNS = ("line", "code", "name", "born_on", "sex", "nik", "village", "address", "work", "rank", "months", "state", "reasons", "payer", "decile")  # fmt: skip


def people(
    round_: Renewal, codes: Iterable[str], *, state: str = "", lines: list[int] | None = None, search: str = "", page: int = 1,
    limit: int | None = PAGE,
) -> tuple[int, list[dict[str, Any]]]:  # fmt: skip
    """How many, and one page of them by region and rank (limit None: all): names, NIK masked, months so far, state, reasons in words."""
    params = {
        **sets.keys(round_), "codes": list(codes), "state": state, "line_ids": lines, "search": f"%{fold(search)}%",
        "limit": limit, "offset": (max(page, 1) - 1) * (limit or 0),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(PEOPLE.format(lines=sets.lines(round_), within=WITHIN), params)
        rows = cursor.fetchall()
    return (rows[0][0] if rows else 0), [_told(dict(zip(COLUMNS, row[1:], strict=True))) for row in rows]


def _told(one: dict[str, Any]) -> dict[str, Any]:
    nik = mask(seals.open_sealed(one["nik"], "nik"))
    return {**one, "nik": nik, "because": [reason(code) for code in one["reasons"]], "flags": []}


def days_left(round_: Renewal, on: date) -> int:
    """From `on` to the last day of cover; 0 on that day and after it."""
    return max((round_.ends_on - on).days, 0)


def of_person(person_id: int) -> list[RenewalLine]:
    """A person's lines in rounds that were decided, oldest first."""
    mine = RenewalLine.objects.filter(person_id=person_id, round__state="DECIDED")
    return list(mine.select_related("round__source", "round__target", "takeover").order_by("round_id"))


def stands(round_: Renewal, region: str, code: str) -> bool:
    """Whether this person is in the round, in this regency or city."""
    return RenewalLine.objects.filter(round=round_, region=region, person__code=code).exists()
