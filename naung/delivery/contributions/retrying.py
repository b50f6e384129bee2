"""An order that the bank refused is made again: for the same invoice, naming the old one, put before a second person."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from naung.delivery.contributions import actions, paying
from naung.delivery.contributions.billing import key_of
from naung.delivery.contributions.models import Invoice, Retry
from naung.delivery.contributions.states import RETRY
from naung.delivery.contributions.treasury_models import PEOPLE
from naung.foundation.approvals import actions as approvals
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.canonical import canonical, sha256
from naung.kit.refusal import Refusal
from naung.kit.text import squeeze

KIND = "contributions.retry"
SHORTEST = 10  # letters; less says nothing that anybody could check


class NotRefused(Refusal):
    """The invoice's order was not refused by the bank: it waits, or it is paid. Nothing is paid twice."""


class NoReason(Refusal):
    """It must be said what was mended, and with whom."""


class AnotherRetry(Refusal):
    """Somebody put this order before a second person already, with other words."""


@transaction.atomic
def prepare(*, invoice: Invoice, why: str, by: Actor, at: datetime, on: date) -> Retry:
    """Puts a refused order before a second person, to be made again. The same again: unchanged. NotRefused, NoReason, AnotherRetry, NotAllowed."""
    invoice, why = _locked(invoice), squeeze(why)
    region = invoice.run.programme.region_id
    staff.require(by, "contributions.propose", region, on=on)
    old = invoice.order
    if old is None or old.state != "REJECTED":
        raise NotRefused(_("Pembayaran tagihan ini tidak ditolak bank, jadi tidak diulang."))
    if len(why) < SHORTEST:
        raise NoReason(_("Tulis apa yang sudah dibetulkan dan dengan siapa, paling sedikit %(n)s huruf.") % {"n": SHORTEST})  # fmt: skip
    if there := Retry.objects.filter(old=old, state__in=PEOPLE).first():
        return _the_same(there, why)
    number = Retry.objects.filter(invoice=invoice).count() + 1
    digest = content_hash(invoice, number, why)
    subject = subject_of(invoice, number)
    approval = approvals.prepare(kind=KIND, subject=subject, content_hash=digest, rows=invoice.rows, rupiah=invoice.rupiah, by=by, at=at,
                                 region=region)  # fmt: skip
    entry = trail.record(by=by, verb="contributions.prepare_retry", subject=subject, at=at, region=invoice.region, why=why,
                         facts={"old": old.key, "refused": old.refusal, "rupiah": invoice.rupiah, "hash": digest})  # fmt: skip
    return Retry.objects.create(invoice=invoice, region=invoice.region, number=number, old=old, why=why, content_hash=digest, approval=approval,
                                trail=entry)  # fmt: skip


def _locked(invoice: Invoice) -> Invoice:
    found = Invoice.objects.select_for_update(of=("self",)).select_related("run__programme", "order")
    return found.get(pk=invoice.pk)


def _the_same(there: Retry, why: str) -> Retry:
    if there.why != why:
        raise AnotherRetry(_("Pembayaran ini sudah diajukan untuk diulang dengan alasan: %(why)s") % {"why": there.why})  # fmt: skip
    return there


def subject_of(invoice: Invoice, number: int) -> str:
    return f"{KIND}:{key_of(invoice.run, invoice.region)}/{number}"


def content_hash(invoice: Invoice, number: int, why: str) -> str:
    """What the second person signs: whose money, how much, instead of which order, and why it will be taken this time."""
    assert invoice.order is not None  # a retry is of an order
    return sha256(canonical([key_of(invoice.run, invoice.region), number, invoice.rupiah, invoice.code, invoice.order.key, why]))  # fmt: skip


@transaction.atomic
def decide(
    *, retry: Retry, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str = ""
) -> Retry:
    """Makes the new order, or refuses, by another person. The old order stays refused. Again: unchanged.

    SamePerson, NotAllowed, ContentChanged, AlreadyDecided; NotRefused when the invoice moved on meanwhile."""
    retry = (
        Retry.objects.select_for_update(of=("self",))
        .select_related("approval", "invoice", "old")
        .get(pk=retry.pk)
    )
    invoice = _locked(retry.invoice)
    approvals.decide(
        approval=retry.approval, approve=approve, content_hash=content_hash, by=by, at=at, note=note
    )
    staff.require(by, "contributions.decide", invoice.run.programme.region_id, on=on)
    if retry.state == RETRY.after("PREPARED", "decide" if approve else "refuse"):
        return retry
    return _carry(retry, invoice, by, at) if approve else _end(retry, "refuse", by, at, note)


def _carry(retry: Retry, invoice: Invoice, by: Actor, at: datetime) -> Retry:
    """Order, retry, invoice: in this sequence, because the database lets an invoice change its order for a decided retry only."""
    if invoice.order_id != retry.old_id or retry.old.state != "REJECTED":
        raise NotRefused(_("Tagihan ini sudah dibayar atau diulang lewat perintah lain."))
    made = paying.order_again(invoice, retry.number, approval=actions.subject_of(invoice.run), by=by, at=at)
    retry.order_id = made.pk
    retry = _end(retry, "decide", by, at, retry.why)
    Invoice.objects.filter(pk=invoice.pk).update(order_id=made.pk)
    return retry


def _end(retry: Retry, verb: str, by: Actor, at: datetime, why: str) -> Retry:
    retry.state = RETRY.after(retry.state, verb)
    retry.trail = trail.record(by=by, verb=f"contributions.{verb}_retry", subject=subject_of(retry.invoice, retry.number), at=at,
                               region=retry.region, why=why, facts={"old": retry.old.key, "hash": retry.content_hash})  # fmt: skip
    retry.save(update_fields=["state", "order", "trail"])
    return retry
