"""How accounts stand at the bank: who still waits for the holder, which rest, which are closed.

The bank learns with the same file whose holder came, and answers with its status and the last activity. Nothing here moves an
account on a guess: the days of rules.yaml tell what is about to rest, the bank's word tells what rests."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from naung.delivery.banking.models import Account
from naung.delivery.banking.ports import Bank, Held, Request, Standing, Standings
from naung.delivery.programme import queries as programmes
from naung.foundation.exchange import actions as exchange
from naung.foundation.exchange import queries as exchanged
from naung.foundation.exchange.ports import Answer, Taken, Totals
from naung.foundation.exchange.queries import Batch
from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.foundation.vault import seals
from naung.kit.actor import Actor
from naung.kit.canonical import sha256

KIND = "banking_status"

STAGE = """
create temporary table banking_asking on commit drop as
select row_number() over (order by a.village, a.id)::int as number, a.id, a.number_sealed, a.opened_on, a.activated_on
  from banking_account a where a.programme_id = %s and a.region = %s and a.number_index is not null and a.state <> 'CLOSED'
"""
LINES = "select number, ''::text, id, 0::bigint from banking_asking"

OTHER_ACCOUNT = """
select s.number from banking_standing s join exchange_line l on l.batch_id = %s and l.number = s.number
  join banking_account a on a.id = l.subject where a.number_index <> s.number_index
"""
TOLD = """
update banking_account a set told = case when s.ok then s.status else 'UNKNOWN' end, told_on = %(on)s, moved_on = greatest(a.moved_on, s.moved_on)
  from exchange_line l join banking_standing s on s.number = l.number where l.reply_id = %(reply)s and a.id = l.subject
"""
# The bank's word against where the account stands. What no line here says stays: told and state are shown beside each other.
MOVE = """
update banking_account a set state = m.there, trail = %(entry)s, closed_on = case when m.there = 'CLOSED' then %(on)s::date end,
       activated_on = case when m.there = 'ACTIVE' then coalesce(a.activated_on, greatest(a.opened_on, coalesce(a.moved_on, %(on)s::date)))
                           else a.activated_on end
  from (select a.id, case when a.told = 'CLOSED' and a.state in ('DIFFERS', 'OPENED', 'ACTIVE', 'INACTIVE', 'DORMANT') then 'CLOSED'
                          when a.told = 'DORMANT' and a.state in ('OPENED', 'ACTIVE', 'INACTIVE') then 'DORMANT'
                          when a.told = 'INACTIVE' and a.state in ('OPENED', 'ACTIVE') then 'INACTIVE'
                          when a.told = 'ACTIVE' and a.state in ('OPENED', 'INACTIVE', 'DORMANT') then 'ACTIVE'
                          when a.told = 'BLOCKED' and a.state in ('INACTIVE', 'DORMANT') and a.activated_on is null then 'OPENED'
                          else a.state end as there
          from banking_account a join exchange_line l on l.reply_id = %(reply)s and l.subject = a.id) m
 where m.id = a.id and m.there <> a.state
"""


def batches(
    programme: programmes.Programme, region: str | None = None, *, partner: str = "bank_ntt"
) -> list[Batch]:
    """In the order of their making."""
    found = exchanged.batches(partner, KIND).filter(key__startswith=f"{programme.code}/")
    return list(found.filter(region=region) if region else found)


def regions_with_accounts(programme: programmes.Programme, region: str | None = None) -> list[str]:
    found = Account.objects.filter(programme_id=programme.pk, number_index__isnull=False).exclude(
        state="CLOSED"
    )
    found = found.filter(region=region) if region else found
    return list(found.order_by("region").values_list("region", flat=True).distinct())


@transaction.atomic
def ask(
    *, programme: programmes.Programme, region: str, bank: Bank, by: Actor, at: datetime, on: date
) -> Batch | None:
    """The file that asks about every account of a region, once a day; None where one is under way or the day has its own."""
    if by.officer:
        staff.require(by, "banking.send", region, on=on)
    key = f"{programme.code}/{region}/status-{on}"
    if any(
        one.key == key or one.state not in ("ANSWERED", "CLOSED")
        for one in batches(programme, region, partner=bank.partner)
    ):
        return None
    agreement = programmes.agreement(programme, bank.partner, on=on)
    held = _held(programme.pk, region)
    if not held:
        return None
    content = bank.write_standing(Request(key, agreement.number, region, regions.by_code(region).name), held)
    trail.record(by=by, verb="banking.ask_status", subject=f"banking.batch:{key}", at=at, region=region,
                 facts={"rows": len(held), "sha256": sha256(content), "on": str(on)})  # fmt: skip
    return exchange.prepare_batch(partner=bank.partner, kind=KIND, key=key, region=region, content=content, rupiah=0, lines_sql=LINES,
                                  by=by, at=at)  # fmt: skip


def _held(programme_id: int, region: str) -> list[Held]:
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists banking_asking")
        cursor.execute(STAGE, [programme_id, region])
        cursor.execute(
            "select number, number_sealed, opened_on, activated_on from banking_asking order by number"
        )
        return [
            Held(number, seals.open_sealed(sealed, "account"), *days)
            for number, sealed, *days in cursor.fetchall()
        ]


@transaction.atomic
def take(
    *,
    programme: programmes.Programme,
    batch: Batch,
    content: bytes,
    bank: Bank,
    by: Actor,
    at: datetime,
    on: date,
) -> Taken | None:
    """One file of the bank, whole: every account's status and last activity. None: not understood, and held for a person."""
    found = bank.read_standing(content)
    if found.unreadable:
        exchange.hold(partner=bank.partner, content=content, why=found.unreadable, region=batch.region, by=by, at=at, batch=batch)  # fmt: skip
        return None
    _stage(found.lines)
    taken = exchange.take_reply(batch=batch, content=content, answers=_answers(batch, found), by=by, at=at, totals=Totals(found.rows))  # fmt: skip
    if taken.accepted or taken.refused:
        entry = trail.record(by=by, verb="banking.status", subject=f"banking.batch:{batch.key}", at=at, region=batch.region,
                             facts={"known": taken.accepted, "unknown": taken.refused, "reply": taken.reply, "on": str(on)})  # fmt: skip
        with connection.cursor() as cursor:
            cursor.execute(TOLD, {"on": on, "reply": taken.reply})
            cursor.execute(MOVE, {"on": on, "reply": taken.reply, "entry": entry})
    return taken


def _stage(lines: Iterable[Standing]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("drop table if exists banking_standing")
        cursor.execute("create temporary table banking_standing (number int, number_index bytea, ok boolean, status text, moved_on date) on commit drop")  # fmt: skip
        with cursor.copy("copy banking_standing from stdin") as copy:
            for one in lines:
                copy.write_row(
                    (one.number, seals.index(one.account, "account"), one.ok, one.status, one.moved_on)
                )
        cursor.execute("analyze banking_standing")


def _answers(batch: Batch, found: Standings) -> list[Answer]:
    """A line that speaks of another account than was asked about answers no line of ours: it goes to suspense."""
    with connection.cursor() as cursor:
        cursor.execute(OTHER_ACCOUNT, [batch.pk])
        strangers = {row[0] for row in cursor.fetchall()}
    return [_answer(one, other=one.number in strangers) for one in found.lines]


def _answer(one: Standing, *, other: bool) -> Answer:
    where: dict[str, Any] = (
        {"key": f"line {one.number}, another account"} if other else {"number": one.number}
    )
    data = {"status": one.status, "moved_on": str(one.moved_on or "")} if one.ok else {}
    return Answer(ok=one.ok, code=one.code, reason=one.reason, data=data, **where)
