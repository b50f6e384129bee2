"""Reading the books: trial balance, ledger card, journals. Each is a fixed number of queries, however many entries there are.

`regions`: the codes whose entries (and those below them) are read; the province's code, or None, reads everything."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import Q

from naung.foundation.ledger.models import ClosedMonth, Closing, Draft, Entry, Journal
from naung.kit.months import Month

PAGE = 50
HERE = "(%(all)s or e.region = any(%(codes)s) or e.region like any(%(below)s))"


@dataclass(frozen=True, slots=True)
class Turn:
    """An account in a stretch of days, whole rupiah; opening and closing are debits less credits. closing = opening + debit - credit."""

    code: str
    name: str
    kind: str
    opening: int
    debit: int
    credit: int
    closing: int


@dataclass(frozen=True, slots=True)
class MonthOfBooks:
    month: date
    journals: int
    debit: int
    closed: bool
    waiting: int | None  # the approval that waits, if one does


@dataclass(frozen=True, slots=True)
class CardLine:
    """An entry on its account's card, with the balance after it."""

    journal: int
    key: str
    on: date
    kind: str
    memo: str
    amount: int
    ref: int | None
    region: str
    balance: int

    @property
    def credit(self) -> int:
        return max(-self.amount, 0)


@dataclass(frozen=True, slots=True)
class Card:
    opening: int
    debit: int
    credit: int
    closing: int
    total: int
    lines: list[CardLine]


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks of the journals; nothing asked is every journal."""

    month: date | None = None
    kind: str = ""
    account: str = ""
    text: str = ""
    regions: Sequence[str] | None = None


@dataclass(frozen=True, slots=True)
class Listed:
    total: int
    rows: list[dict[str, Any]] = field(default_factory=list)


def _within(regions: Sequence[str] | None) -> dict[str, Any]:
    codes = list(regions or [])
    return {"all": regions is None or any(len(code) == 2 for code in codes), "codes": codes, "below": [f"{code}.%" for code in codes]}  # fmt: skip


TRIAL = f"""
select a.code, a.name, a.kind, coalesce(sum(e.amount) filter (where j."on" < %(first)s), 0),
       coalesce(sum(e.amount) filter (where j."on" >= %(first)s and e.amount > 0), 0),
       coalesce(-sum(e.amount) filter (where j."on" >= %(first)s and e.amount < 0), 0), coalesce(sum(e.amount), 0)
  from ledger_account a
  left join (ledger_entry e join ledger_journal j on j.id = e.journal_id and j."on" <= %(last)s) on e.account_id = a.code and {HERE}
 group by a.code, a.name, a.kind order by a.code
"""


def trial(first: date, last: date, regions: Sequence[str] | None = None) -> list[Turn]:
    """Every account from day to day, both included. Over all regions the closings sum to zero, and debits to credits."""
    with connection.cursor() as cursor:
        cursor.execute(TRIAL, {"first": first, "last": last, **_within(regions)})
        return [
            Turn(code, name, kind, *(int(n) for n in sums)) for code, name, kind, *sums in cursor.fetchall()
        ]


def months(regions: Sequence[str] | None = None) -> list[MonthOfBooks]:
    """Every month from the first journal to the last, with those that have none, in order."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""with found as (select date_trunc('month', j."on")::date m, count(distinct j.id) n, sum(e.amount) filter (where e.amount > 0) d
                                 from ledger_journal j join ledger_entry e on e.journal_id = j.id and {HERE} group by 1),
                     every as (select generate_series(min(m), max(m), '1 month')::date m from found)
                select m, coalesce(n, 0), coalesce(d, 0) from every left join found using (m) order by 1""",
            _within(regions),
        )
        rows = cursor.fetchall()
    closed = set(ClosedMonth.objects.values_list("month", flat=True))
    waiting = dict(Closing.objects.filter(state="PREPARED").values_list("month", "approval_id"))
    return [MonthOfBooks(m, int(n), int(d), m in closed, waiting.get(m)) for m, n, d in rows]


def size(month: Month) -> tuple[int, int, int]:
    """Journals of the month, its debits, and the debits of the books to the month's end."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select count(distinct j.id) filter (where j."on" >= %(first)s), coalesce(sum(e.amount) filter (where j."on" >= %(first)s), 0),
                      coalesce(sum(e.amount), 0)
                 from ledger_journal j join ledger_entry e on e.journal_id = j.id and e.amount > 0 where j."on" <= %(last)s""",
            {"first": month.first, "last": month.last},
        )
        count, debit, turnover = (int(n) for n in cursor.fetchone())
    return count, debit, turnover


def results(last: date) -> list[tuple[str, str, int]]:
    """What stands on revenue and expense to a day, by account and region: (account, region, debits less credits); zeros left out."""
    with connection.cursor() as cursor:
        cursor.execute(
            """select e.account_id, e.region, sum(e.amount) from ledger_entry e join ledger_journal j on j.id = e.journal_id and j."on" <= %s
                 join ledger_account a on a.code = e.account_id and a.kind in ('revenue', 'expense')
                group by 1, 2 having sum(e.amount) <> 0 order by 1, 2""",
            [last],
        )
        return [(str(code), str(region), int(n)) for code, region, n in cursor.fetchall()]


CARD = f"""
with card as (
    select e.id, e.journal_id, j.key, j."on", j.kind, j.memo, e.amount, e.ref, e.region,
           sum(e.amount) over (order by j."on", e.journal_id, e.id) as running
      from ledger_entry e join ledger_journal j on j.id = e.journal_id
     where e.account_id = %(code)s and j."on" between %(first)s and %(last)s and {HERE})
select journal_id, key, "on", kind, memo, amount, ref, region, (running + %(opening)s)::bigint from card
 order by "on", journal_id, id limit %(rows)s offset %(skip)s
"""


def card(code: str, first: date, last: date, *, page: int = 1, regions: Sequence[str] | None = None) -> Card:
    """One account's entries from day to day, PAGE a page from the oldest on, each with the balance after it."""
    seen = {"code": code, "first": first, "last": last, **_within(regions)}
    with connection.cursor() as cursor:
        cursor.execute(
            f"""select coalesce(sum(e.amount) filter (where j."on" < %(first)s), 0),
                       coalesce(sum(e.amount) filter (where j."on" >= %(first)s and e.amount > 0), 0),
                       coalesce(-sum(e.amount) filter (where j."on" >= %(first)s and e.amount < 0), 0),
                       count(*) filter (where j."on" >= %(first)s)
                  from ledger_entry e join ledger_journal j on j.id = e.journal_id
                 where e.account_id = %(code)s and j."on" <= %(last)s and {HERE}""",
            seen,
        )
        opening, debit, credit, total = (int(n) for n in cursor.fetchone())
        cursor.execute(CARD, {**seen, "opening": opening, "rows": PAGE, "skip": (page - 1) * PAGE})
        lines = [CardLine(*row) for row in cursor.fetchall()]
    return Card(opening, debit, credit, opening + debit - credit, total, lines)


LISTED = f"""
select j.id, j.key, j."on", j.kind, j.memo, j.reverses_id, r.id, sum(e.amount) filter (where e.amount > 0), count(*), count(*) over ()
  from ledger_journal j join ledger_entry e on e.journal_id = j.id and {HERE} left join ledger_journal r on r.reverses_id = j.id
 where (%(month)s::date is null or (j."on" >= %(month)s and j."on" < (%(month)s::date + interval '1 month')::date))
   and (%(kind)s = '' or j.kind = %(kind)s) and (%(text)s = '' or j.key ilike %(like)s or j.memo ilike %(like)s)
   and (%(account)s = '' or exists (select from ledger_entry x where x.journal_id = j.id and x.account_id = %(account)s))
 group by j.id, r.id order by j."on" desc, j.id desc limit %(rows)s offset %(skip)s
"""


def journals(asked: Asked, *, page: int = 1) -> Listed:
    """The newest first, PAGE a page: id, key, on, kind, memo, reverses and reversed_by (ids), debit, lines."""
    like = "%" + asked.text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_") + "%"
    with connection.cursor() as cursor:
        cursor.execute(LISTED, {"month": asked.month, "kind": asked.kind, "account": asked.account, "text": asked.text, "like": like,
                                "rows": PAGE, "skip": (page - 1) * PAGE, **_within(asked.regions)})  # fmt: skip
        rows = cursor.fetchall()
    names = ("id", "key", "on", "kind", "memo", "reverses", "reversed_by", "debit", "lines")
    return Listed(int(rows[0][9]) if rows else 0, [dict(zip(names, row[:9], strict=True)) for row in rows])


def kinds() -> list[str]:
    return list(Journal.objects.order_by("kind").values_list("kind", flat=True).distinct())


def journal(number: int, regions: Sequence[str] | None = None) -> Journal | None:
    """One journal, if it has an entry of these regions."""
    seen = _within(regions)
    mine = Q() if seen["all"] else Q(pk__in=[])
    for code in seen["codes"]:
        mine |= Q(region=code) | Q(region__startswith=f"{code}.")
    found = Journal.objects.select_related("reverses").filter(pk=number).first()
    return found if found and Entry.objects.filter(mine, journal=found).exists() else None


def entries(
    of: Journal, *, page: int = 1, regions: Sequence[str] | None = None
) -> tuple[int, list[dict[str, Any]]]:
    """How many entries the journal has, and PAGE of them: account, name, debit or credit (the other is None), ref, region."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"""select e.account_id, a.name, e.amount, e.ref, e.region, count(*) over () from ledger_entry e join ledger_account a on a.code = e.account_id
                 where e.journal_id = %(journal)s and {HERE} order by e.id limit %(rows)s offset %(skip)s""",
            {"journal": of.pk, "rows": PAGE, "skip": (page - 1) * PAGE, **_within(regions)},
        )
        rows = cursor.fetchall()
    found = [{"account": code, "name": name, "debit": amount if amount > 0 else None, "credit": -amount if amount < 0 else None, "ref": ref,
              "region": region} for code, name, amount, ref, region, _n in rows]  # fmt: skip
    return int(rows[0][5]) if rows else 0, found


def reversal_of(of: Journal) -> Journal | None:
    return Journal.objects.filter(reverses=of).first()


def drafts(*, state: str = "") -> list[Draft]:
    """Journals by hand and reversals with their approvals, the newest first, at most PAGE; RLS shows those of the officer's regions."""
    found = Draft.objects.select_related("approval__prepared_by", "approval__decided_by", "journal", "reverses").order_by("-pk")  # fmt: skip
    return list((found.filter(state=state) if state else found)[:PAGE])


def draft_of(of: Journal) -> Draft | None:
    """The draft that became this journal."""
    return Draft.objects.select_related("approval__prepared_by", "approval__decided_by").filter(journal=of).first()  # fmt: skip


def draft_waiting(of: Journal) -> Draft | None:
    """The reversal of this journal that waits for a second person."""
    return Draft.objects.filter(reverses=of, state="PREPARED").first()


def closings() -> dict[date, Closing]:
    """What was decided or waits, by month."""
    found = Closing.objects.filter(state__in=["PREPARED", "CLOSED"]).select_related("approval__prepared_by", "approval__decided_by", "result")  # fmt: skip
    return {one.month: one for one in found}


def closed(month: date) -> ClosedMonth | None:
    return ClosedMonth.objects.filter(month=month).first()


def every_entry(first: date, last: date) -> Iterator[tuple[Any, ...]]:
    """Every entry of the days with its journal, in the order of days: for the auditor's copy. A cursor of the server's holds the place."""
    with connection.chunked_cursor() as cursor:
        cursor.execute(
            """select j.key, j."on", e.account_id, e.amount, e.ref, e.region from ledger_entry e join ledger_journal j on j.id = e.journal_id
                where j."on" between %s and %s order by j."on", j.key, e.account_id, e.ref, e.region, e.amount""",
            [first, last],
        )
        while rows := cursor.fetchmany(2_000):
            yield from rows
