"""Asking the bank for accounts, taking its word, and waking an account whose holder came."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import connection, transaction

from naung.delivery.banking import queries, rules, said, sending, taking
from naung.delivery.banking.models import Account
from naung.delivery.banking.names import Likeness
from naung.delivery.banking.ports import Bank, Request
from naung.delivery.banking.states import ACCOUNT
from naung.delivery.programme import queries as programmes
from naung.foundation.exchange import actions as exchange
from naung.foundation.exchange.ports import Taken, Totals
from naung.foundation.exchange.queries import Batch
from naung.foundation.regions import queries as regions
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.canonical import sha256

KIND = "banking"
ASLEEP = ("OPENED", "INACTIVE", "DORMANT")


@transaction.atomic
def request(
    *, programme: programmes.Programme, region: str, bank: Bank, by: Actor, at: datetime, on: date
) -> Batch | None:
    """Accounts, lines and file for the members of a region who have none yet, all in one; None when nobody waits.

    NoAgreement where nothing was signed by `on`; NotAllowed for an officer without a post that may."""
    if by.officer:
        staff.require(by, "banking.send", region, on=on)
    with connection.cursor() as cursor:
        cursor.execute(
            "select pg_advisory_xact_lock(hashtextextended(%s, 53))", [f"banking {programme.pk} {region}"]
        )
    agreement = programmes.agreement(programme, bank.partner, on=on)
    rows = sending.stage(programme.pk, region)
    if not rows:
        return None
    key = f"{programme.code}/{region}/{len(queries.batches(programme, region, partner=bank.partner)) + 1:02}"
    content = bank.write(
        Request(key, agreement.number, region, regions.by_code(region).name), sending.applicants()
    )
    entry = trail.record(by=by, verb="banking.request", subject=f"banking.batch:{key}", at=at, region=region,
                         facts={"rows": rows, "sha256": sha256(content), "on": str(on)})  # fmt: skip
    sending.insert(programme.pk, on, entry)
    return exchange.prepare_batch(partner=bank.partner, kind=KIND, key=key, region=region, content=content, rupiah=0,
                                  lines_sql=sending.LINES, by=by, at=at)  # fmt: skip


@transaction.atomic
def take_answer(
    *,
    programme: programmes.Programme,
    batch: Batch,
    content: bytes,
    bank: Bank,
    by: Actor,
    at: datetime,
    on: date,
) -> Taken | None:
    """One file of the bank, whole. Opened: number, passbook, the name as the bank writes it; spelled otherwise, it waits for a
    person (naming.py). Refused: the reason.
    None when the file is not understood as a whole: it is held for a person."""
    found = bank.read(content)
    why = found.unreadable
    named: dict[int, Likeness] = {}
    if not why:
        taking.stage(found.lines)
        why = taking.impossible(batch, programme.pk)
        named = taking.named_otherwise(batch, near=rules.value("name_near", on=on), cut=bank.name_length)
    if why:
        exchange.hold(
            partner=bank.partner, content=content, why=why, region=batch.region, by=by, at=at, batch=batch
        )
        return None
    taken = exchange.take_reply(
        batch=batch,
        content=content,
        answers=taking.answers(batch, found, named),
        by=by,
        at=at,
        totals=Totals(found.rows),
    )
    if taken.accepted or taken.refused:
        entry = trail.record(by=by, verb="banking.take", subject=f"banking.batch:{batch.key}", at=at, region=batch.region,
                             facts={"opened": taken.accepted, "refused": taken.refused, "reply": taken.reply, "on": str(on)})  # fmt: skip
        taking.settle(taken.reply, entry, on)
    return taken


def activate(*, membership_ids: Iterable[int], on: date, entry: int) -> int:
    """Wakes the accounts of members who came in person; how many. Belongs into the hand-over's transaction, under its entry.
    Accounts that are not waiting for their holder stay as they are: so does one whose name nobody has compared yet."""
    waiting = Account.objects.filter(
        membership_id__in=list(membership_ids), state__in=ASLEEP, activated_on=None, opened_on__lte=on
    )
    return waiting.update(state=ACCOUNT.after("OPENED", "activate"), activated_on=on, trail=entry)


@transaction.atomic
def ask_again(
    *, programme: programmes.Programme, region: str, code: str, why: str, by: Actor, at: datetime, on: date
) -> int:
    """The accounts of a region that the bank refused for this reason go on the next file once more; how many. For what was put
    right at the bank's side: where the person's data changed here, the next file takes them up by itself. NoReason."""
    staff.require(by, "banking.send", region, on=on)
    why = said.enough(why)
    refused = queries.refused(programme, region).filter(refusal_code=code).select_for_update()
    numbers = list(refused.values_list("pk", flat=True))
    if not numbers:
        return 0
    entry = trail.record(by=by, verb="banking.again", subject=f"banking.refused:{programme.code}/{region}/{code}", at=at, region=region,
                         why=why, facts={"accounts": len(numbers), "code": code})  # fmt: skip
    return Account.objects.filter(pk__in=numbers).update(state=ACCOUNT.after("REFUSED", "mend"), trail=entry)
