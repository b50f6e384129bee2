"""The three-way proof of a month: what was approved, billed, debited by the bank and acknowledged by the insurer, from four sources
none of which is derived from another, and every difference between them named to the rupiah.

approved      lines behind a decided approval, and the approval's own sum beside them
billed        the files that the insurer gave a payment code for, as they are registered
debited       bookings of the bank's statements
acknowledged  accepted lines of the insurer's receipts"""

from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from naung.delivery.contributions.queries import Sums
from naung.delivery.contributions.reconciling.models import MemberList
from naung.delivery.programme.queries import Programme
from naung.kit.canonical import canonical, sha256
from naung.kit.months import Month

SOURCES = ("approved", "billed", "debited", "acknowledged")
NOTHING, UNDER_WAY, AGREES, DIFFERS = "NOTHING", "UNDER_WAY", "AGREES", "DIFFERS"
Four = tuple[Sums, Sums, Sums, Sums]


@dataclass(frozen=True, slots=True)
class Region:
    """A region's four sums."""

    code: str
    approved: Sums
    billed: Sums
    debited: Sums
    acknowledged: Sums

    @property
    def agrees(self) -> bool:
        return self.approved == self.billed == self.debited == self.acknowledged


@dataclass(frozen=True, slots=True)
class Named:
    """One difference: between which two sources (gap), what it is, about what, how many person-months and rupiah."""

    region: str
    gap: str  # approved_not_billed, billed_not_debited, debited_not_acknowledged
    kind: str
    about: str
    rows: int
    rupiah: int


@dataclass(frozen=True, slots=True)
class File:
    """A file that the proof rests on."""

    what: str  # list, receipt, order, answer, statement, members
    partner: str
    name: str
    sha256: str
    rows: int
    rupiah: int | None
    at: date
    number: int  # of its batch or statement, for a link


@dataclass(frozen=True, slots=True)
class Listed:
    """The insurer's newest list of members against our months."""

    as_of: date
    rows: int
    rupiah: int
    ours: int
    ours_rupiah: int
    agreed: int
    open: dict[str, tuple[int, int]]  # by kind: how many, rupiah
    settled: dict[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Proof:
    programme: str
    month: Month
    state: str
    signed: Sums  # what the approvals themselves say
    regions: list[Region]
    differences: list[Named]
    files: list[File]
    listed: Listed | None
    runs: list[dict[str, Any]] = field(default_factory=list)

    def total(self, source: str) -> Sums:
        found = [getattr(region, source) for region in self.regions]
        return Sums(sum(one.rows for one in found), sum(one.rupiah for one in found))

    @property
    def gap(self) -> int:
        """Rupiah of all differences, each as it stands: two that cancel are two."""
        return sum(abs(one.rupiah) for one in self.differences)

    @property
    def unexplained(self) -> int:
        """Rupiah between two sources that no difference names; zero, or the proof itself is wrong."""
        four = [self.total(source).rupiah for source in SOURCES]
        gaps = dict(zip(GAPS, (a - b for a, b in zip(four, four[1:], strict=False)), strict=True))
        named = {gap: sum(one.rupiah for one in self.differences if one.gap == gap) for gap in GAPS}
        return sum(abs(gaps[gap] - named[gap]) for gap in GAPS) + abs(self.signed.rupiah - four[0])

    def as_facts(self) -> dict[str, Any]:
        sums = {source: asdict(self.total(source)) for source in SOURCES}
        return {
            "programme": self.programme, "month": str(self.month), "state": self.state, "agrees": self.state == AGREES, "signed": asdict(self.signed),
            **sums, "unexplained": self.unexplained, "regions": [asdict(one) for one in self.regions],
            "differences": [asdict(one) for one in self.differences], "runs": self.runs,
            "files": [{**asdict(one), "at": one.at.isoformat()} for one in self.files],
            "members": {**asdict(self.listed), "as_of": self.listed.as_of.isoformat()} if self.listed else None,
        }  # fmt: skip

    @property
    def content_hash(self) -> str:
        return sha256(canonical(self.as_facts()))


GAPS = ("approved_not_billed", "billed_not_debited", "debited_not_acknowledged")

OF = """
with of as (
    select id, state from contributions_run where programme_id = %(programme)s and month = %(month)s and state <> 'PREPARED'
), lines as (
    select c.run_id, c.region, count(*) n, sum(c.rupiah)::bigint s from of join contributions_contribution c on c.run_id = of.id and c.month = %(month)s
     group by 1, 2
), debit as (
    select order_id, sum(amount)::bigint s from payments_debit group by 1
), answer as (
    select l.batch_id, count(*) filter (where l.state = 'ACCEPTED') n, coalesce(sum(l.rupiah) filter (where l.state = 'ACCEPTED'), 0)::bigint s
      from exchange_line l join contributions_invoice i on i.batch_id = l.batch_id where i.run_id in (select id from of) group by 1
), each as (
    select l.run_id, l.region, l.n an, l.s a, i.id, i.batch_id, i.code, case when i.code is not null then b.rows else 0 end bn,
           case when i.code is not null then b.rupiah else 0 end b, case when coalesce(d.s, 0) <> 0 then i.rows else 0 end dn, coalesce(d.s, 0) d,
           coalesce(k.n, 0) kn, coalesce(k.s, 0) k, o.state as order_state, o.refusal, b.key
      from lines l left join contributions_invoice i on i.run_id = l.run_id and i.region = l.region left join exchange_batch b on b.id = i.batch_id
      left join payments_order o on o.id = i.order_id left join debit d on d.order_id = i.order_id left join answer k on k.batch_id = i.batch_id
)
"""
REGIONS = f"""{OF} select region, sum(an), sum(a), sum(bn), sum(b), sum(dn), sum(d), sum(kn), sum(k) from each group by 1 order by 1"""

# Each gap is told by what stands in its way, so that the parts add up to the gap.
NAMED = f"""{OF}
select region, 'approved_not_billed', case when id is null then 'NO_INVOICE' when code is null then 'NO_CODE' else 'OTHER_SUM' end, coalesce(key, ''),
       an - bn, a - b from each where (an, a) <> (bn, b)
union all
select region, 'billed_not_debited', case when order_state is null then 'NO_ORDER' when order_state = 'APPROVED' then 'NOT_SENT'
       when order_state = 'SENT' then 'NOT_DEBITED' when order_state = 'REJECTED' then 'REJECTED' when d = 0 then 'RETURNED' else 'OTHER_DEBIT' end,
       case when order_state = 'REJECTED' then refusal else coalesce(code, '') end, bn - dn, b - d from each where (bn, b) <> (dn, d)
union all
select e.region, 'debited_not_acknowledged', 'LINE_' || l.state, trim(l.code || ' ' || l.reason), count(*), sum(l.rupiah)::bigint
  from each e join exchange_line l on l.batch_id = e.batch_id and l.state <> 'ACCEPTED' where e.d <> 0 group by 1, 3, 4
union all
select region, 'debited_not_acknowledged', 'OTHER_DEBIT', coalesce(code, ''), 0, d - b from each where d <> 0 and d <> b
union all
select region, 'debited_not_acknowledged', 'NOT_DEBITED_YET', coalesce(code, ''), -kn, -k from each where d = 0 and kn > 0
order by 1, 2, 3, 4
"""
SIGNED = """
select coalesce(sum(a.rows), 0), coalesce(sum(a.rupiah), 0) from contributions_run r join approvals_approval a on a.id = r.approval_id
 where r.programme_id = %(programme)s and r.month = %(month)s and r.state <> 'PREPARED' and a.state = 'APPROVED' and a.kind = 'contributions.run'
"""
RUNS = """
select round, state, rows, rupiah, content_hash from contributions_run where programme_id = %(programme)s and month = %(month)s order by round
"""
FILES = """
with invoice as (select i.* from contributions_invoice i join contributions_run r on r.id = i.run_id
                  where r.programme_id = %(programme)s and r.month = %(month)s),
orders as (select distinct o.batch_id from invoice i join payments_order o on o.id = i.order_id where o.batch_id is not null),
batch as (select b.*, 'list' as what from exchange_batch b where b.id in (select batch_id from invoice)
          union all select b.*, 'order' from exchange_batch b where b.id in (select batch_id from orders))
select case what when 'list' then 1 else 3 end, what, partner, key, sha256, rows, rupiah, prepared_at, id from batch
union all
select case b.what when 'list' then 2 else 4 end, case b.what when 'list' then 'receipt' else 'answer' end, b.partner, b.key, r.sha256, r.answers, null, r.taken_at, b.id
  from exchange_reply r join batch b on b.id = r.batch_id
union all
select 5, 'statement', s.partner, s.format, s.sha256, s.lines, null, s.taken_at, s.id from payments_statement s
 where s.id in (select l.statement_id from payments_debit d join payments_bankline l on l.id = d.booking_id join invoice i on i.order_id = d.order_id)
union all
select 6, 'members', m.partner, to_char(m.as_of, 'YYYY-MM-DD'), m.sha256, m.rows, m.rupiah, m.taken_at, m.id from contributions_memberlist m
 where m.programme_id = %(programme)s and m.month = %(month)s
order by 1, 4, 9, 5
"""
KINDS = """
select state, kind, count(*), coalesce(sum(rupiah), 0) from contributions_difference
 where programme_id = %(programme)s and month = %(month)s and source = 'LIST' and state <> 'CLEARED' group by 1, 2 order by 1, 2
"""


def of(programme: Programme, month: Month) -> Proof:
    """The proof as it stands; what this officer's regions let them see of it."""
    facts = {"programme": programme.pk, "month": month.first}
    regions = [_region(row) for row in rows(REGIONS, facts)]
    differences = [
        Named(*row[:4], int(row[4]), int(row[5])) for row in rows(NAMED, facts) if row[4] or row[5]
    ]
    signed = Sums(*(int(n) for n in rows(SIGNED, facts)[0]))
    runs = [
        dict(zip(("round", "state", "rows", "rupiah", "hash"), row, strict=True)) for row in rows(RUNS, facts)
    ]
    files = [File(what, partner, name, sha, int(rows), rupiah, at.date(), number)
             for _n, what, partner, name, sha, rows, rupiah, at, number in rows(FILES, facts)]  # fmt: skip
    state = _state([str(run["state"]) for run in runs], regions, differences)
    return Proof(programme.code, month, state, signed, regions, differences, files, _listed(programme, month, facts), runs)  # fmt: skip


def rows(statement: str, facts: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, facts)
        return cursor.fetchall()  # type: ignore[no-any-return]


def _region(row: tuple[Any, ...]) -> Region:
    n = [int(value) for value in row[1:]]
    return Region(str(row[0]), *(Sums(n[i], n[i + 1]) for i in range(0, 8, 2)))


def _state(runs: list[str], regions: list[Region], differences: list[Named]) -> str:
    if not regions:
        return NOTHING
    if any(state in ("APPROVED", "BILLED", "PAID") for state in runs):
        return UNDER_WAY
    return DIFFERS if differences or not all(region.agrees for region in regions) else AGREES


def _listed(programme: Programme, month: Month, facts: dict[str, Any]) -> Listed | None:
    last = MemberList.objects.filter(programme=programme, month=month.first).order_by("-as_of", "-pk").first()
    if last is None:
        return None
    kinds: dict[str, dict[str, tuple[int, int]]] = {"OPEN": {}, "SETTLED": {}}
    for state, kind, n, rupiah in rows(KINDS, facts):
        kinds[state][kind] = (int(n), int(rupiah))
    return Listed(last.as_of, last.rows, last.rupiah, last.ours, last.ours_rupiah, last.agreed, kinds["OPEN"], kinds["SETTLED"])  # fmt: skip
