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


def road(month: Month) -> list[Finding]:
    """Runs of the month that are not billed stop its closing; what waits for bank, insurer or a person needs a sentence."""
    unbilled, unbilled_rupiah, waiting, waiting_rupiah = _row(RUNS, month.first)
    bookings, bookings_rupiah = _row(BOOKINGS, month.last)
    (held,) = _row(HELD, month.last)
    differences, differences_rupiah = _row(DIFFERENCES, month.first)
    return [
        Finding("runs_unbilled", unbilled, unbilled_rupiah, stops=True),
        Finding("runs_waiting", waiting, waiting_rupiah),
        Finding("bookings", bookings, bookings_rupiah),
        Finding("held", held),
        Finding("differences", differences, differences_rupiah),
    ]


def _row(sql: str, day: object) -> tuple[int, ...]:
    with connection.cursor() as cursor:
        cursor.execute(sql, [day])
        return tuple(int(n) for n in cursor.fetchone())
