"""Ordering, sending to the bank, taking its answers. Statements and matching by rule: statements.py; by a person: explaining.py."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from naung.foundation.approvals import queries as approvals
from naung.foundation.exchange import actions as exchange
from naung.foundation.exchange import queries as batches
from naung.foundation.exchange.ports import NewLine, Unreadable
from naung.foundation.payments import queries
from naung.foundation.payments.models import Order
from naung.foundation.payments.ports import Bank, PayLine
from naung.foundation.payments.statements import match as match
from naung.foundation.payments.statements import take_statement as take_statement
from naung.foundation.payments.states import ORDER
from naung.foundation.trail import actions as trail
from naung.foundation.vault import seals
from naung.kit.actor import Actor
from naung.kit.refusal import Refusal
from naung.kit.rupiah import rupiah, say

KIND = "payment"


class AnotherOrder(Refusal):
    """The key belongs to an order with another payee, account, amount or reference."""


class NotApproved(Refusal):
    """No decided approval with room for the amount stands behind the order."""


class StillAnswered(Refusal):
    """The bank's own answer stands; a letter is for an order that it never answered."""


@transaction.atomic
def order(
    *,
    key: str,
    reference: str,
    payee: str,
    account: str,
    amount: int,
    purpose: str,
    debits: str,
    region: str,
    approval_kind: str,
    approval_subject: str,
    by: Actor,
    at: datetime,
    subject: int | None = None,
) -> Order:
    """One payment behind the approval that was decided for (kind, subject). The same key and facts again is the order there is.

    amount: whole rupiah. debits: the ledger account that the payment settles. NotApproved and AnotherOrder refuse."""
    facts = {
        "reference": reference,
        "payee": payee,
        "amount": rupiah(amount),
        "debits": debits,
        "region": region,
    }
    if there := queries.by_key(key):
        return _the_same(there, facts, account)
    approval = approvals.approved(approval_kind, approval_subject)
    if approval is None or _ordered(approval.pk) + amount > approval.rupiah:
        raise NotApproved(
            _("Pembayaran %(amount)s kepada %(payee)s belum disetujui.")
            % {"amount": say(amount), "payee": payee}
        )
    entry = trail.record(
        by=by,
        verb="payments.order",
        subject=f"payments.order:{key}",
        at=at,
        region=region,
        why=purpose,
        facts=facts,
    )
    return Order.objects.create(key=key, account_sealed=seals.seal(account, "account"), purpose=purpose, subject=subject,
                                approval_id=approval.pk, state=ORDER.after("DRAFT", "approve"), trail=entry, **facts)  # fmt: skip


def _the_same(there: Order, facts: dict[str, object], account: str) -> Order:
    if (
        any(getattr(there, name) != value for name, value in facts.items())
        or queries.account_of(there) != account
    ):
        raise AnotherOrder(_("Perintah bayar %(key)s sudah ada dengan isi lain.") % {"key": there.key})
    return there


def _ordered(approval: int) -> int:
    standing = Order.objects.filter(approval_id=approval).exclude(state="REJECTED")
    return sum(standing.values_list("amount", flat=True))


def send(
    *, orders: Sequence[Order], key: str, region: str, bank: Bank, by: Actor, at: datetime, on: date
) -> dict[str, int]:
    """Puts approved orders on one file (named by `key`, once) and takes what the bank answers; counts by state.

    Asked again, the same file is carried again and nothing new is ordered: a bank that heard it twice has one file."""
    batch = batches.batch(bank.partner, KIND, key) or _on_a_file(orders, key, region, bank, by, at, on)
    if batch.state in ("SENT", "ACKNOWLEDGED"):
        for content in bank.pay(batches.file_of(batch), on=on):
            _take_answer(batch, content, bank, by=by, at=at)
    found = Order.objects.filter(batch=batch).values_list("state", flat=True)
    return {state: list(found).count(state) for state in sorted(set(found))}


@transaction.atomic
def _on_a_file(
    orders: Sequence[Order], key: str, region: str, bank: Bank, by: Actor, at: datetime, on: date
) -> batches.Batch:
    """File, its registration and the orders' new state stand or fall together."""
    chosen = list(
        Order.objects.select_for_update()
        .filter(pk__in=[o.pk for o in orders], state="APPROVED")
        .order_by("reference")
    )
    lines = [
        PayLine(i, o.reference, o.payee, queries.account_of(o), o.amount, o.purpose)
        for i, o in enumerate(chosen, 1)
    ]
    batch = exchange.prepare_batch(
        partner=bank.partner, kind=KIND, key=key, region=region, content=bank.write(lines, key=key, on=on) if lines else b"",
        lines=[NewLine(line.number, o.pk, o.amount, o.reference) for line, o in zip(lines, chosen, strict=True)],
        rupiah=sum(o.amount for o in chosen), by=by, at=at,
    )  # fmt: skip
    batch = exchange.send(batch=batch, by=by, at=at)
    Order.objects.filter(pk__in=[o.pk for o in chosen]).update(
        state=ORDER.after("APPROVED", "send"), batch=batch, trail=batch.trail
    )
    return batch


@transaction.atomic
def _take_answer(batch: batches.Batch, content: bytes, bank: Bank, *, by: Actor, at: datetime) -> None:
    try:
        answers, totals = bank.read_answer(content)
    except Unreadable as unreadable:
        exchange.hold(
            partner=bank.partner,
            content=content,
            why=str(unreadable),
            region=batch.region,
            by=by,
            at=at,
            batch=batch,
        )
        return
    taken = exchange.take_reply(batch=batch, content=content, answers=answers, totals=totals, by=by, at=at)
    refused = {line.subject: line for line in batches.answered_by(taken.reply) if line.state == "REFUSED"}
    for rejected in Order.objects.filter(pk__in=refused, state="SENT"):
        line = refused[rejected.pk]
        rejected.state, rejected.refusal, rejected.trail = (
            ORDER.after("SENT", "reject"),
            f"{line.code} {line.reason}",
            line.trail,
        )
        rejected.save(update_fields=["state", "refusal", "trail"])


@transaction.atomic
def not_done(*, order: Order, because: str, by: Actor, at: datetime) -> Order:
    """An order that the bank never answered counts as refused, on the bank's letter: whoever calls this had two people decide it.

    StillAnswered where the bank answered, or its statement shows the debit. Again: unchanged."""
    order = Order.objects.select_for_update().get(pk=order.pk)
    if order.state == "REJECTED":
        return order
    if not because or not queries.is_unanswered(order):
        raise StillAnswered(_("Bank sudah menjawab perintah %(key)s, jadi surat tidak menggantikan jawabannya.") % {"key": order.key})  # fmt: skip
    order.state, order.refusal = ORDER.after("SENT", "reject"), because
    order.trail = trail.record(by=by, verb="payments.not_done", subject=f"payments.order:{order.pk}", at=at, region=order.region, why=because,
                               facts={"reference": order.reference, "amount": order.amount})  # fmt: skip
    order.save(update_fields=["state", "refusal", "trail"])
    return order
