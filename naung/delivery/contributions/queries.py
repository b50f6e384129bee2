"""Whose months are paid, and whether the four sums agree."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from naung.delivery.contributions.mending.models import Retry
from naung.delivery.contributions.models import Contribution, Invoice, Run, Tariff
from naung.delivery.programme.queries import Programme
from naung.delivery.registry import queries as registry
from naung.foundation.payments import queries as paid
from naung.kit.months import Month


@dataclass(frozen=True, slots=True)
class Sums:
    """Lines and whole rupiah."""

    rows: int
    rupiah: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """A region's four figures in a month, and every difference by name: (what, lines, rupiah)."""

    region: str
    approved: Sums
    billed: Sums
    debited: Sums
    acknowledged: Sums
    differences: list[tuple[str, int, int]] = field(default_factory=list)

    @property
    def agree(self) -> bool:
        return not self.differences


def runs(programme: Programme, month: Month | None = None) -> QuerySet[Run]:
    found = Run.objects.filter(programme_id=programme.pk).order_by("month", "round")
    return found.filter(month=month.first) if month else found


def invoices(run: Run) -> QuerySet[Invoice]:
    return Invoice.objects.filter(run=run).select_related("batch", "order").order_by("region")


def tariff(programme: Programme, month: Month) -> QuerySet[Tariff]:
    """Why the month costs what it costs, by sector; `lines` with articles."""
    return Tariff.objects.filter(programme_id=programme.pk, month=month.first).order_by("sector")


def months_of(person_id: int) -> QuerySet[Contribution]:
    """A person's months in order: `paid_on` the bank's day, `acknowledged_on` the insurer's."""
    return Contribution.objects.filter(person_id=person_id).order_by("month", "scheme")


def months_paid(membership_id: int) -> list[date]:
    """The first days of the months that the insurer acknowledged for a membership, in order.

    Looked up by person, as the primary key is: the member's own record, and the one that it was merged into."""
    with connection.cursor() as cursor:
        cursor.execute("select person_id from enrolment_membership where id = %s", [membership_id])
        people = {row[0] for row in cursor.fetchall()}
    people |= {registry.resolve(person) for person in people}
    found = Contribution.objects.filter(
        person_id__in=people, membership_id=membership_id, acknowledged_on__isnull=False
    )
    return list(found.order_by("month").values_list("month", flat=True).distinct())


def covered_and_paid(programme: Programme, month: Month) -> QuerySet[Contribution]:
    """The person-months of a programme's month that were paid and acknowledged."""
    ids = list(runs(programme, month).values_list("pk", flat=True))
    return Contribution.objects.filter(run_id__in=ids, month=month.first, acknowledged_on__isnull=False)


def by_region(programme: Programme, month: Month) -> list[dict[str, Any]]:
    """For each region: lines and rupiah billed, paid, acknowledged."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select c.region, count(*), sum(c.rupiah), count(c.paid_on), coalesce(sum(c.rupiah) filter (where c.paid_on is not null), 0),
                      count(c.acknowledged_on), coalesce(sum(c.rupiah) filter (where c.acknowledged_on is not null), 0)
                 from contributions_contribution c join contributions_run r on r.id = c.run_id
                where r.programme_id = %s and c.month = %s group by 1 order by 1""",
            [programme.pk, month.first],
        )
        names = (
            "region",
            "rows",
            "rupiah",
            "paid_rows",
            "paid_rupiah",
            "acknowledged_rows",
            "acknowledged_rupiah",
        )
        return [dict(zip(names, (row[0], *map(int, row[1:])), strict=True)) for row in cursor.fetchall()]


# Four sources, none derived from another: lines behind a decided approval, the insurer's invoices, bookings of the bank's
# statement, accepted lines of the insurer's receipts.
FOUR = """
with of as (select id from contributions_run where programme_id = %(programme)s and month = %(month)s and state <> 'PREPARED'),
approved as (select region, count(*) n, sum(rupiah) s from contributions_contribution
              where run_id in (select id from of) and month = %(month)s group by 1),
billed as (select region, sum(rows) n, sum(rupiah) s from contributions_invoice where run_id in (select id from of) and code is not null group by 1),
debited as (select i.region, sum(i.rows) n, sum(l.amount) s from contributions_invoice i
             join (select order_id, sum(amount) as amount from payments_debit group by 1 having sum(amount) <> 0) l on l.order_id = i.order_id
             where i.run_id in (select id from of) group by 1),
acknowledged as (select i.region, count(*) n, sum(l.rupiah) s from contributions_invoice i
                   join exchange_line l on l.batch_id = i.batch_id and l.state = 'ACCEPTED' where i.run_id in (select id from of) group by 1)
select region, coalesce(a.n, 0), coalesce(a.s, 0), coalesce(b.n, 0), coalesce(b.s, 0), coalesce(d.n, 0), coalesce(d.s, 0),
       coalesce(k.n, 0), coalesce(k.s, 0)
  from approved a full join billed b using (region) full join debited d using (region) full join acknowledged k using (region) order by 1
"""


def reconciliation(programme: Programme, month: Month) -> list[Agreement]:
    """Approved = billed = debited = acknowledged, region by region, with each difference named."""
    with connection.cursor() as cursor:
        cursor.execute(FOUR, {"programme": programme.pk, "month": month.first})
        rows = cursor.fetchall()
    return [_agreement(str(row[0]), *(int(n) for n in row[1:])) for row in rows]


def _agreement(region: str, *n: int) -> Agreement:
    approved, billed, debited, acknowledged = (Sums(n[i], n[i + 1]) for i in range(0, 8, 2))
    pairs = (("approved_not_billed", approved, billed), ("billed_not_debited", billed, debited),
             ("debited_not_acknowledged", debited, acknowledged))  # fmt: skip
    differences = [
        (name, one.rows - other.rows, one.rupiah - other.rupiah) for name, one, other in pairs if one != other
    ]
    return Agreement(region, approved, billed, debited, acknowledged, differences)


def refused(run: Run) -> dict[str, int]:
    """Lines that the insurer's receipt refused, by its reason."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select l.code || ' ' || l.reason, count(*) from exchange_line l join contributions_invoice i on i.batch_id = l.batch_id
                where i.run_id = %s and l.state = 'REFUSED' group by 1 order by 1""",
            [run.pk],
        )
        return {str(why): int(n) for why, n in cursor.fetchall()}


def run(number: int) -> Run | None:
    return Run.objects.select_related("programme").filter(pk=number).first()


def invoice(number: int) -> Invoice | None:
    """With its run, programme and order."""
    found = Invoice.objects.select_related("run__programme", "order", "batch")
    return found.filter(pk=number).first()


def unanswered(invoices: list[Invoice]) -> set[int]:
    """Invoices whose order the bank has and never answered, by the number; asked only of those on the way."""
    silent = paid.unanswered(one.order_id for one in invoices if one.order_id)
    return {one.pk for one in invoices if one.order_id in silent}


def retries(run: Run) -> QuerySet[Retry]:
    """Orders of the run that were put before a second person to be made again, the newest first."""
    return Retry.objects.filter(invoice__run=run).select_related("invoice", "old", "order", "approval__prepared_by").order_by("-pk")  # fmt: skip


def retry_by_approvals(approvals: list[int]) -> list[Retry]:
    found = Retry.objects.select_related("invoice__run__programme", "old", "order")
    return list(found.filter(approval_id__in=approvals))
