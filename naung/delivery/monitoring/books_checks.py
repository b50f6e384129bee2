"""What the road says of a month before its books are closed: the list that `ledger.closing` asks for."""

from django.db import connection

from naung.foundation.ledger.ports import Finding
from naung.kit.months import Month

RUNS = """
select count(*) filter (where state in ('PREPARED', 'APPROVED')), coalesce(sum(rupiah) filter (where state in ('PREPARED', 'APPROVED')), 0),
       count(*) filter (where state in ('BILLED', 'PAID')), coalesce(sum(rupiah) filter (where state in ('BILLED', 'PAID')), 0)
  from contributions_run where month = %s and rows > 0
"""
BOOKINGS = """select count(*), coalesce(sum(abs(amount)), 0) from payments_bankline where state = 'UNMATCHED' and "on" <= %s"""
HELD = "select count(*) from exchange_suspense where state = 'OPEN' and (opened_at at time zone 'Asia/Makassar')::date <= %s"
DIFFERENCES = "select count(*), coalesce(sum(abs(rupiah)), 0) from contributions_difference where state = 'OPEN' and month <= %s"
# The bank's booking of such an order may still come with a day of this month, and a closed month takes none.
ORDERS = """
select count(*), coalesce(sum(o.amount), 0) from payments_order o join exchange_batch b on b.id = o.batch_id
 where o.state = 'SENT' and (b.prepared_at at time zone 'Asia/Makassar')::date <= %s
"""


def road(month: Month) -> list[Finding]:
    """Runs of the month that are not billed, and orders that the bank has not debited, stop its closing; what waits for insurer or a person
    needs a sentence."""
    unbilled, unbilled_rupiah, waiting, waiting_rupiah = _row(RUNS, month.first)
    bookings, bookings_rupiah = _row(BOOKINGS, month.last)
    (held,) = _row(HELD, month.last)
    differences, differences_rupiah = _row(DIFFERENCES, month.first)
    orders, orders_rupiah = _row(ORDERS, month.last)
    return [
        Finding("runs_unbilled", unbilled, unbilled_rupiah, stops=True),
        Finding("orders", orders, orders_rupiah, stops=True),
        Finding("runs_waiting", waiting, waiting_rupiah),
        Finding("bookings", bookings, bookings_rupiah),
        Finding("held", held),
        Finding("differences", differences, differences_rupiah),
    ]


def _row(sql: str, day: object) -> tuple[int, ...]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [day])
        return tuple(int(n) for n in cursor.fetchone())
