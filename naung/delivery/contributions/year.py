"""The treasurer's year: every month of every programme with its state, its four sums and their difference, in a fixed number of queries."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection

from naung.delivery.contributions import due
from naung.delivery.contributions.models import Run
from naung.delivery.contributions.queries import Sums
from naung.delivery.contributions.treasury.models import STANDING, Disbursement
from naung.delivery.programme import queries as programmes
from naung.delivery.programme.queries import Programme
from naung.kit.months import Month

ORDER = ["", "PREPARED", "APPROVED", "BILLED", "PAID", "RECONCILED"]
FOUR = ("approved", "billed", "debited", "acknowledged")

# The same four sources as queries.FOUR, for all months at once.
SUMS = """
with of as (select id, programme_id, month from contributions_run where programme_id = any(%(programmes)s) and state <> 'PREPARED')
select o.programme_id, o.month, 'approved', count(*), sum(c.rupiah) from contributions_contribution c join of o on o.id = c.run_id and o.month = c.month group by 1, 2
union all
select o.programme_id, o.month, 'billed', sum(i.rows), sum(i.rupiah) from contributions_invoice i join of o on o.id = i.run_id where i.code is not null group by 1, 2
union all
select o.programme_id, o.month, 'debited', sum(i.rows), sum(l.amount) from contributions_invoice i join of o on o.id = i.run_id
  join (select order_id, sum(amount) as amount from payments_debit group by 1 having sum(amount) <> 0) l on l.order_id = i.order_id group by 1, 2
union all
select o.programme_id, o.month, 'acknowledged', count(*), sum(l.rupiah) from contributions_invoice i join of o on o.id = i.run_id
  join exchange_line l on l.batch_id = i.batch_id and l.state = 'ACCEPTED' group by 1, 2
"""
PAYING = """
select r.programme_id, r.month, count(*) filter (where i.code is null), count(*) filter (where o.state = 'REJECTED'), count(*) filter (where i.paid_on is null),
       max(i.paid_on)
  from contributions_invoice i join contributions_run r on r.id = i.run_id left join payments_order o on o.id = i.order_id
 where r.programme_id = any(%(programmes)s) group by 1, 2
"""
NOTHING = Sums(0, 0)


@dataclass(slots=True)
class Cell:
    """A month of a programme. `state` is that of the round that is furthest behind, "" where nobody has prepared one.

    `waits`: what its payment waits for: "code", "papers", "signature", "sp2d", "refused" (the bank refused an order), "bank", or "" .
    `late`: days after the due day, of the payment or, unpaid, of today; 0 in time."""

    programme: Programme
    month: Month
    on: date
    rounds: int = 0
    state: str = ""
    sums: dict[str, Sums] = field(default_factory=dict)
    no_code: int = 0
    refused: int = 0
    unpaid: int = 0
    paid_on: date | None = None
    waits: str = ""

    @property
    def four(self) -> list[Sums]:
        return [self.sums.get(name, NOTHING) for name in FOUR]

    @property
    def difference(self) -> int:
        """Approved less acknowledged, whole rupiah."""
        return self.four[0].rupiah - self.four[-1].rupiah

    @property
    def due_on(self) -> date:
        return due.due_on(self.month)

    @property
    def late(self) -> int:
        settled = self.state in ("PAID", "RECONCILED")
        return due.days_late(self.month, self.paid_on if settled and self.paid_on else self.on)

    @property
    def grace_is_over(self) -> bool:
        return (
            self.state not in ("PAID", "RECONCILED")
            and due.months_late(self.month, self.on) > due.grace(self.month.first).value
        )


def calendar(some: Iterable[Programme], on: date) -> dict[str, list[Cell]]:
    """By programme code, each month in order. Sums are of what the reader may see."""
    chosen = list(some)
    cells = {(p.pk, month.first): Cell(p, month, on) for p in chosen for month in programmes.months(p)}
    ids = {"programmes": [p.pk for p in chosen]}
    _states(cells, ids["programmes"])
    for programme, month, name, rows, rupiah in _rows(SUMS, ids):
        cells[programme, month].sums[name] = Sums(int(rows), int(rupiah))
    for programme, month, no_code, refused, unpaid, paid_on in _rows(PAYING, ids):
        cell = cells[programme, month]
        cell.no_code, cell.refused, cell.unpaid, cell.paid_on = (
            int(no_code),
            int(refused),
            int(unpaid),
            paid_on,
        )
    _papers(cells, ids["programmes"])
    found: dict[str, list[Cell]] = {p.code: [] for p in chosen}
    for cell in cells.values():
        found[cell.programme.code].append(cell)
    return found


def _states(cells: dict[tuple[int, date], Cell], ids: list[int]) -> None:
    for programme, month, state in Run.objects.filter(programme_id__in=ids).order_by("round").values_list("programme_id", "month", "state"):  # fmt: skip
        cell = cells[programme, month]
        cell.state = min((state, cell.state), key=ORDER.index) if cell.rounds else state
        cell.rounds += 1


def _papers(cells: dict[tuple[int, date], Cell], ids: list[int]) -> None:
    """What each billed month waits for, in the order in which it must come."""
    held = dict(Disbursement.objects.filter(run__programme_id__in=ids, state__in=STANDING).values_list("run_id", "state"))  # fmt: skip
    billed = Run.objects.filter(programme_id__in=ids, state="BILLED").values_list(
        "pk", "programme_id", "month", "papers"
    )
    for run, programme, month, papers in billed:
        cell = cells[programme, month]
        cell.waits = waits_for(cell.no_code, cell.refused, held.get(run, "") if papers else "ISSUED")


def waits_for(no_code: int, refused: int, papers: str) -> str:
    """One word for what a billed month's payment waits for; `papers` is the state of the set that stands, "" for none."""
    if no_code:
        return "code"
    if papers != "ISSUED":
        return {"": "papers", "PREPARED": "signature"}.get(papers, "sp2d")
    return "refused" if refused else "bank"


def _rows(sql: str, params: dict[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        return cursor.fetchall()
