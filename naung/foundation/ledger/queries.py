"""Balances are summed, never kept."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.db.models import Sum

from naung.foundation.ledger.models import ClosedMonth, Entry, Journal
from naung.kit.months import Month


@dataclass(frozen=True, slots=True)
class Balance:
    """One account's line of the trial balance, whole rupiah; one of the two sides is zero."""

    code: str
    name: str
    kind: str
    debit: int
    credit: int


def by_key(key: str) -> Journal | None:
    return Journal.objects.filter(key=key).first()


def entries(journal: Journal) -> list[Entry]:
    return list(Entry.objects.filter(journal=journal).order_by("pk"))


def balance(code: str, *, region: str = "", until: date | None = None) -> int:
    """Debits less credits, in whole rupiah: an asset or expense is above zero, a liability below."""
    found = Entry.objects.filter(account_id=code)
    found = found.filter(region=region) if region else found
    found = found.filter(journal__on__lte=until) if until else found
    return int(found.aggregate(n=Sum("amount"))["n"] or 0)


def trial_balance(*, until: date | None = None) -> Sequence[Balance]:
    """Every account with its balance on the side where it stands; the two sides are always equal."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select a.code, a.name, a.kind, coalesce(sum(e.amount), 0)
                 from ledger_account a
                 left join (ledger_entry e join ledger_journal j on j.id = e.journal_id and (%s::date is null or j.on <= %s::date))
                        on e.account_id = a.code
                group by a.code, a.name, a.kind order by a.code""",
            [until, until],
        )
        rows = cursor.fetchall()
    return [Balance(code, name, kind, max(int(n), 0), max(-int(n), 0)) for code, name, kind, n in rows]


def is_closed(day: date) -> bool:
    """A closed month closes all before it."""
    return ClosedMonth.objects.filter(month__gte=day.replace(day=1)).exists()


def open_day(day: date) -> date:
    """The day itself, or the first after what is closed: where a booking that comes late is posted."""
    last = closed_until()
    return day if last is None or day > last else last + timedelta(days=1)


def closed_until() -> date | None:
    """The last day that takes no more journals; None while no month is closed."""
    last = ClosedMonth.objects.order_by("-month").first()
    return Month.of(last.month).last if last else None
