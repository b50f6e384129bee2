"""An order that the bank refused is made again: for the same invoice, naming the old one, put before a second person.

So is one that the bank never answered, on its letter that it did nothing: with the decision the old order counts as refused, and should its
debit come all the same, it pays nothing and waits in suspense."""

from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from naung.delivery.contributions import actions, paying
from naung.delivery.contributions.billing import key_of
from naung.delivery.contributions.mending.models import PEOPLE, Retry
from naung.delivery.contributions.mending.states import RETRY
from naung.delivery.contributions.models import Invoice
from naung.foundation.approvals import actions as approvals
from naung.foundation.payments import actions as payments
from naung.foundation.payments import queries as paid
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.canonical import canonical, sha256
from naung.kit.refusal import Refusal
from naung.kit.rupiah import say
from naung.kit.text import squeeze

KIND = "contributions.retry"
SHORTEST = 10  # letters; less says nothing that anybody could check


class NotRefused(Refusal):
    """The invoice's order was not refused by the bank: it waits, or it is paid. Nothing is paid twice."""


class MoneyLeft(Refusal):
    """The bank said no, and its statement shows the debit: a second order would pay twice."""


class NoReason(Refusal):
    """It must be said what was mended, and with whom."""


class AnotherRetry(Refusal):
    """Somebody put this order before a second person already, with other words."""


@transaction.atomic
def prepare(*, invoice: Invoice, why: str, by: Actor, at: datetime, on: date, letter: str = "") -> Retry:
    """Puts a refused order before a second person, to be made again. The same again: unchanged.

    letter: for an order that the bank has and never answered, its letter that nothing was done. NotRefused, MoneyLeft, NoReason, AnotherRetry, NotAllowed."""
    invoice, why, letter = _locked(invoice), squeeze(why), squeeze(letter)
    region = invoice.run.programme.region_id
    staff.require(by, "contributions.propose", region, on=on)
    old = invoice.order
    if old is None or not _may_be_again(old, letter):
        raise NotRefused(_("Pembayaran tagihan ini tidak ditolak bank, jadi tidak diulang."))
    _nothing_left(old)
    if len(why) < SHORTEST:
        raise NoReason(_("Tulis apa yang sudah dibetulkan dan dengan siapa, paling sedikit %(n)s huruf.") % {"n": SHORTEST})  # fmt: skip
    if there := Retry.objects.filter(old=old, state__in=PEOPLE).first():
        return _the_same(there, why, letter)
    number = Retry.objects.filter(invoice=invoice).count() + 1
    digest = content_hash(invoice, number, why, letter)
    subject = subject_of(invoice, number)
    approval = approvals.prepare(kind=KIND, subject=subject, content_hash=digest, rows=invoice.rows, rupiah=invoice.rupiah, by=by, at=at,
                                 region=region)  # fmt: skip
    entry = trail.record(by=by, verb="contributions.prepare_retry", subject=subject, at=at, region=invoice.region, why=why,
                         facts={"old": old.key, "refused": old.refusal, "letter": letter, "rupiah": invoice.rupiah, "hash": digest})  # fmt: skip
    return Retry.objects.create(invoice=invoice, region=invoice.region, number=number, old=old, why=why, letter=letter, content_hash=digest, approval=approval,
                                trail=entry)  # fmt: skip


def _locked(invoice: Invoice) -> Invoice:
    found = Invoice.objects.select_for_update(of=("self",)).select_related("run__programme", "order")
    return found.get(pk=invoice.pk)


def _may_be_again(old: paid.Order, letter: str) -> bool:
    """Refused by the bank's answer; or sent, without any answer, and the bank writes that it did nothing."""
    return old.state == "REJECTED" or bool(letter) and paid.is_unanswered(old)


def _nothing_left(old: paid.Order) -> None:
    if rupiah := paid.debited_anyway(old):
        raise MoneyLeft(
            _("Rekening koran menunjukkan %(rupiah)s sudah didebit untuk %(reference)s, padahal bank menjawab perintahnya ditolak. "
              "Minta bank mengembalikannya atau meralat jawabannya; kalau dibayar ulang sekarang, uangnya keluar dua kali.")
            % {"rupiah": say(rupiah), "reference": old.reference}
        )  # fmt: skip


def _the_same(there: Retry, why: str, letter: str) -> Retry:
    if (there.why, there.letter) != (why, letter):
        raise AnotherRetry(_("Pembayaran ini sudah diajukan untuk diulang dengan alasan: %(why)s") % {"why": there.why})  # fmt: skip
    return there


def subject_of(invoice: Invoice, number: int) -> str:
    return f"{KIND}:{key_of(invoice.run, invoice.region)}/{number}"


def content_hash(invoice: Invoice, number: int, why: str, letter: str) -> str:
    """What the second person signs: whose money, how much, instead of which order, and why it will be taken this time."""
    assert invoice.order is not None  # a retry is of an order
    return sha256(canonical([key_of(invoice.run, invoice.region), number, invoice.rupiah, invoice.code, invoice.order.key, why, letter]))  # fmt: skip


@transaction.atomic
def decide(
    *, retry: Retry, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str = ""
) -> Retry:
    """Makes the new order, or refuses, by another person. The old order stays refused. Again: unchanged.

    SamePerson, NotAllowed, ContentChanged, AlreadyDecided; NotRefused when the invoice moved on meanwhile, MoneyLeft."""
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
    if invoice.order_id == retry.old_id and retry.letter:
        payments.not_done(order=retry.old, because=retry.letter, by=by, at=at)
        retry.old.refresh_from_db()
    if invoice.order_id != retry.old_id or retry.old.state != "REJECTED":
        raise NotRefused(_("Tagihan ini sudah dibayar atau diulang lewat perintah lain."))
    _nothing_left(retry.old)
    made = paying.order_again(invoice, retry.number, approval=actions.subject_of(invoice.run), by=by, at=at)
    retry.order_id = made.pk
    retry = _end(retry, "decide", by, at, retry.why)
    Invoice.objects.filter(pk=invoice.pk).update(order_id=made.pk)
    return retry


@transaction.atomic
def withdraw(*, retry: Retry, why: str, by: Actor, at: datetime, on: date) -> Retry:
    """Takes a retry back that waits, with the reason; again: unchanged. NotRefused once it was decided, NotAllowed."""
    retry = Retry.objects.select_for_update(of=("self",)).select_related("approval", "invoice__run__programme", "old").get(pk=retry.pk)  # fmt: skip
    staff.require(by, "contributions.propose", retry.region, on=on)
    if retry.state == "VOID":
        return retry
    if retry.state != "PREPARED":
        raise NotRefused(_("Pembayaran ulang ini sudah diputuskan, jadi tidak dapat ditarik."))
    approvals.void(approval=retry.approval, by=by, at=at, why=why)
    return _end(retry, "void", by, at, why)


def _end(retry: Retry, verb: str, by: Actor, at: datetime, why: str) -> Retry:
    retry.state = RETRY.after(retry.state, verb)
    retry.trail = trail.record(by=by, verb=f"contributions.{verb}_retry", subject=subject_of(retry.invoice, retry.number), at=at,
                               region=retry.region, why=why, facts={"old": retry.old.key, "hash": retry.content_hash})  # fmt: skip
    retry.save(update_fields=["state", "order", "trail"])
    return retry
