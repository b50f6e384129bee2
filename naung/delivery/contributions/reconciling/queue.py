"""The suspense queue: everything that does not fit, in one list with its age, amount, what it probably is and who looks after it.

Three sources: what a partner said that fits no line (exchange), bookings that pay nothing (payments), differences by person and month."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import connection

from naung.delivery.contributions.reconciling.models import Difference, Handling

KINDS = ("booking", "difference", "suspense")
BUCKETS = ((0, 7), (8, 30), (31, 90), (91, None))
PAGE = 50


@dataclass(frozen=True, slots=True)
class Item:
    """Something that waits. `why` names it within its kind; `rupiah` is None where no money is named."""

    kind: str
    number: int
    why: str
    partner: str
    since: date
    rupiah: int | None
    region: str
    about: str  # a booking's number, a person's code, a batch's key
    person: str  # the name behind a difference
    month: date | None
    programme: str
    batch: int | None
    officer: str
    officer_id: int | None

    def age(self, on: date) -> int:
        return max((on - self.since).days, 0)


# The days are those of WITA; a booking is as old as its day at the bank. What a second person is looking at still waits. A booking that
# names no order of anybody's is the province's account's, and seen by who sees the province.
EVERYTHING = """
with booking as (
    select 'booking' as kind, l.id as number, case when e.id is not null then 'EXPLAINED' when o.id is null then case when l.amount < 0 then 'CAME_IN' else 'UNKNOWN' end
           when o.state = 'PAID' and l.amount = -o.amount then 'RETURNED' when o.state = 'PAID' then 'TWICE' when o.amount = l.amount and o.state = 'REJECTED' then 'REFUSED'
           when o.amount = l.amount then 'NOT_SENT'
           else 'OTHER_AMOUNT' end as why, l.partner, l."on" as since, abs(l.amount) as rupiah, coalesce(o.region, '53') as region, l.bank_ref as about,
           '' as person, null::date as month, '' as programme, null::bigint as batch
      from payments_bankline l left join payments_order o on o.reference = l.reference
      left join payments_explanation e on e.booking_id = l.id and e.state = 'PREPARED' where l.state = 'UNMATCHED'
       and (o.id is not null or string_to_array(nullif(current_setting('naung.regions', true), ''), ',') && array['*', '53'])
), difference as (
    select 'difference', d.id, d.source || '_' || d.kind, 'bpjs_tk', d.opened_on, abs(d.rupiah), d.region, coalesce(p.code, ''), coalesce(p.name, ''),
           d.month, g.code, null::bigint
      from contributions_difference d join programme_programme g on g.id = d.programme_id left join registry_person p on p.id = d.person_id
     where d.state = 'OPEN'
), suspense as (
    select 'suspense', s.id, s.why, s.partner, (s.opened_at at time zone 'Asia/Makassar')::date, (s.facts->>'rupiah')::bigint, s.region,
           coalesce(b.key, ''), '', null::date, '', s.batch_id
      from exchange_suspense s left join exchange_batch b on b.id = s.batch_id where s.state = 'OPEN'
), waiting as (
    select * from booking union all select * from difference union all select * from suspense
), handled as (
    select distinct on (kind, number) kind, number, officer_id from contributions_handling order by kind, number, id desc
), listed as (
    select w.*, coalesce(f.name, '') as officer, h.officer_id from waiting w left join handled h using (kind, number)
      left join staff_officer f on f.id = h.officer_id
)
"""
CHOSEN = """
 where (%(kind)s = '' or kind = %(kind)s) and (%(why)s = '' or why = %(why)s) and (%(partner)s = '' or partner = %(partner)s)
   and since <= %(until)s and since >= %(since)s and (%(officer)s = 0 or officer_id = %(officer)s)
"""
LONG_AGO = date(1900, 1, 1)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader of the queue asked for; `bucket` is a number of BUCKETS, or -1 for any age."""

    kind: str = ""
    why: str = ""
    partner: str = ""
    bucket: int = -1
    officer: int = 0


def _facts(asked: Asked, on: date) -> dict[str, Any]:
    youngest, oldest = BUCKETS[asked.bucket] if asked.bucket >= 0 else (0, None)
    until = on - timedelta(days=youngest) if youngest else date.max
    since = on - timedelta(days=oldest) if oldest is not None else LONG_AGO
    return {"kind": asked.kind, "why": asked.why, "partner": asked.partner, "until": until, "since": since, "officer": asked.officer}  # fmt: skip


def items(asked: Asked, on: date, *, page: int = 1) -> tuple[int, list[Item]]:
    """How many match, and one page of them, the oldest first."""
    facts = _facts(asked, on) | {"limit": PAGE, "offset": PAGE * (max(page, 1) - 1)}
    with connection.cursor() as cursor:
        cursor.execute(
            f"""{EVERYTHING} select kind, number, why, partner, since, rupiah, region, about, person, month, programme, batch, officer, officer_id,
                   count(*) over () from listed {CHOSEN} order by since, kind, number limit %(limit)s offset %(offset)s""",
            facts,
        )
        rows = cursor.fetchall()
    return (int(rows[0][-1]) if rows else 0), [Item(*row[:-1]) for row in rows]


@dataclass(frozen=True, slots=True)
class Totals:
    """The queue in figures: how many and how much, by age (BUCKETS), by (kind, why)."""

    count: int
    rupiah: int
    ages: tuple[tuple[int, int], ...]
    kinds: tuple[tuple[str, str, int, int], ...]
    oldest: int


def totals(on: date) -> Totals:
    """What waits on a day, in two queries."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"{EVERYTHING} select kind, why, count(*), coalesce(sum(rupiah), 0) from listed group by 1, 2 order by 1, 2"
        )
        kinds = tuple((kind, why, int(n), int(rupiah)) for kind, why, n, rupiah in cursor.fetchall())
        cursor.execute(
            f"""{EVERYTHING} select width_bucket(greatest(%(on)s::date - since, 0), array[8, 31, 91]), count(*), coalesce(sum(rupiah), 0),
                   max(greatest(%(on)s::date - since, 0)) from listed group by 1 order by 1""",
            {"on": on},
        )
        found = {int(bucket): (int(n), int(rupiah), int(age)) for bucket, n, rupiah, age in cursor.fetchall()}
    ages = tuple(found.get(n, (0, 0, 0))[:2] for n in range(len(BUCKETS)))
    return Totals(sum(n for n, _ in ages), sum(rupiah for _, rupiah in ages), ages, kinds, max((age for *_, age in found.values()), default=0))  # fmt: skip


def difference(number: int) -> Difference | None:
    """With its programme; None where it is not there, or not in one's regions."""
    return Difference.objects.select_related("programme").filter(pk=number).first()


def handlings(kind: str, number: int) -> Iterable[Handling]:
    """Who was given it, the latest first."""
    return Handling.objects.filter(kind=kind, number=number).select_related("officer").order_by("-pk")


def person(found: Difference) -> dict[str, str] | None:
    """Whom a difference is about: code and name; None where nobody here has the number."""
    with connection.cursor() as cursor:
        cursor.execute("select code, name from registry_person where id = %s", [found.person_id])
        row = cursor.fetchone()
    return {"code": row[0], "name": row[1]} if row else None
