"""From invoices to acknowledged months: the bank debits, the insurer's receipt names every line."""

from datetime import date, datetime

from django.db import connection, transaction

from naung.delivery.contributions.actions import KIND as APPROVAL
from naung.delivery.contributions.actions import subject_of
from naung.delivery.contributions.billing import key_of
from naung.delivery.contributions.models import Invoice, Run
from naung.delivery.contributions.ports import Insurer
from naung.delivery.contributions.states import RUN
from naung.foundation.exchange import actions as exchange
from naung.foundation.exchange import queries as batches
from naung.foundation.exchange.ports import Unreadable
from naung.foundation.ledger.chart import PAYABLE
from naung.foundation.payments import actions as payments
from naung.foundation.payments import queries as paid
from naung.foundation.payments.ports import Bank
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.clock import say_month

PAYEE = "BPJS Ketenagakerjaan"


@transaction.atomic
def order(one: Invoice, *, by: Actor, at: datetime) -> None:
    """A payment order for an invoice that has its code; the approval of the run stands behind it."""
    made = _order(one, f"contributions/{key_of(one.run, one.region)}", one.code or "", subject_of(one.run), by, at)  # fmt: skip
    Invoice.objects.filter(pk=one.pk).update(order_id=made.pk)


def order_again(one: Invoice, number: int, *, approval: str, by: Actor, at: datetime) -> paid.Order:
    """A new order for an invoice whose order the bank refused: its own key and reference, so that the bank tells the two apart."""
    key, reference = f"contributions/{key_of(one.run, one.region)}/ulang-{number}", f"{one.code}-{number}"
    return _order(one, key, reference, approval, by, at)


def _order(one: Invoice, key: str, reference: str, approval: str, by: Actor, at: datetime) -> paid.Order:
    return payments.order(
        key=key, reference=reference, payee=PAYEE, account=one.code or "", amount=one.rupiah,
        purpose=f"Iuran {say_month(one.run.month)} {one.region}", debits=PAYABLE, region=one.region, subject=one.pk,
        approval_kind=APPROVAL, approval_subject=approval, by=by, at=at,
    )  # fmt: skip


def send(run: Run, bank: Bank, *, by: Actor, at: datetime, on: date) -> None:
    """Files under way are carried again, with the same bytes; orders on no file yet go on a new one."""
    prefix = f"{key_of(run)}/"
    known = list(batches.batches(bank.partner, payments.KIND).filter(key__startswith=prefix))
    waiting = list(paid.orders(_order_keys(run)).filter(state="APPROVED"))
    for batch in known:
        payments.send(orders=[], key=batch.key, region=batch.region, bank=bank, by=by, at=at, on=on)
    if waiting:
        region = run.programme.region_id
        payments.send(
            orders=waiting, key=f"{prefix}{len(known) + 1}", region=region, bank=bank, by=by, at=at, on=on
        )


def _order_keys(run: Run) -> list[str]:
    """Of the orders that count now: where one was refused and made again, the newer."""
    return list(Invoice.objects.filter(run=run, order__isnull=False).values_list("order__key", flat=True))


def ask_for_statement(run: Run, bank: Bank, *, by: Actor, at: datetime, on: date) -> None:
    """Asked only while something that was sent is not debited yet."""
    prefix, region = f"{key_of(run)}/", run.programme.region_id
    if not paid.orders(_order_keys(run)).filter(state="SENT").exists():
        return
    sent = [
        batches.file_of(batch)
        for batch in batches.batches(bank.partner, payments.KIND).filter(key__startswith=prefix)
    ]
    for content in bank.statement(sent, on=on):
        try:
            lines = bank.read_statement(content)
        except Unreadable as unreadable:
            exchange.hold(
                partner=bank.partner, content=content, why=str(unreadable), region=region, by=by, at=at
            )
            continue
        payments.take_statement(
            partner=bank.partner, content=content, lines=lines, region=region, by=by, at=at
        )
    payments.match(partner=bank.partner, by=by, at=at)


PAID_INVOICES = """
update contributions_invoice i set paid_on = o.paid_on from payments_order o
 where o.id = i.order_id and o.state = 'PAID' and i.run_id = %s and i.paid_on is null
"""
PAID_LINES = """
update contributions_contribution c set paid_on = i.paid_on from contributions_invoice i
 where c.run_id = %s and c.month = %s and c.paid_on is null and i.run_id = c.run_id and i.region = c.region and i.paid_on is not null
"""


@transaction.atomic
def settle(run: Run, *, by: Actor, at: datetime) -> int:
    """What the bank debited is marked on invoices and lines; the run is paid with its last invoice. How many lines are newly paid."""
    with connection.cursor() as cursor:
        cursor.execute(PAID_INVOICES, [run.pk])
        cursor.execute(PAID_LINES, [run.pk, run.month])
        lines = int(cursor.rowcount)
    if run.state == "BILLED" and not Invoice.objects.filter(run=run, paid_on=None).exists():
        _move(run, "pay", by=by, at=at)
    return lines


def ask_for_receipt(one: Invoice, insurer: Insurer, *, by: Actor, at: datetime, on: date) -> None:
    """The receipt of a paid invoice, line by line; what the insurer does not speak of keeps waiting."""
    batch = batches.by_number(one.batch_id)
    for content in insurer.receipt(batches.file_of(batch), code=one.code or "", rupiah=one.rupiah, on=on):
        try:
            answers, totals = insurer.read_receipt(content)
        except Unreadable as unreadable:
            exchange.hold(
                partner=insurer.partner,
                content=content,
                why=str(unreadable),
                region=one.region,
                by=by,
                at=at,
                batch=batch,
            )
            continue
        exchange.take_reply(batch=batch, content=content, answers=answers, totals=totals, by=by, at=at)


ACKNOWLEDGED = """
update contributions_contribution c set acknowledged_on = %s from contributions_invoice i join exchange_line l on l.batch_id = i.batch_id
 where i.run_id = %s and l.state = 'ACCEPTED' and l.subject = c.membership_id and c.run_id = i.run_id and c.month = %s
   and c.region = i.region and c.paid_on is not null and c.acknowledged_on is null
"""


@transaction.atomic
def acknowledge(run: Run, *, by: Actor, at: datetime, on: date) -> int:
    """Accepted lines of the receipts become acknowledged months; with the last one the run is reconciled. How many are new."""
    with connection.cursor() as cursor:
        cursor.execute(ACKNOWLEDGED, [on, run.pk, run.month])
        lines = int(cursor.rowcount)
        cursor.execute(
            """select not exists (select from contributions_contribution where run_id = %s and month = %s and acknowledged_on is null)""",
            [run.pk, run.month],
        )
        (whole,) = cursor.fetchone()
    if run.state == "PAID" and whole:
        _move(run, "reconcile", by=by, at=at)
        for one in Invoice.objects.filter(run=run):
            exchange.close(batch=batches.by_number(one.batch_id), by=by, at=at)
    return lines


def _move(run: Run, verb: str, *, by: Actor, at: datetime) -> None:
    run.state = RUN.after(run.state, verb)
    run.trail = trail.record(by=by, verb=f"contributions.{verb}", subject=f"contributions.run:{run.pk}", at=at,
                             region=run.programme.region_id, facts={"rows": run.rows, "rupiah": run.rupiah})  # fmt: skip
    run.save(update_fields=["state", "trail"])
