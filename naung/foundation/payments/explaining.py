"""A person says what a booking is, in parts that add up to it; above the limit a second person agrees before anything is booked.

By amount alone nobody matches alone: where the bank's own words do not name the order, a second person is always asked."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.foundation.approvals import actions as approvals
from naung.foundation.approvals.queries import Approval
from naung.foundation.ledger import actions as ledger
from naung.foundation.ledger import chart
from naung.foundation.ledger import queries as books
from naung.foundation.payments import likely
from naung.foundation.payments.models import ALONE, BankLine, Explanation, Order, Part
from naung.foundation.payments.states import BANK_LINE, EXPLANATION, ORDER
from naung.foundation.staff import queries as staff
from naung.foundation.trail import actions as trail
from naung.kit.actor import Actor
from naung.kit.canonical import canonical, sha256
from naung.kit.refusal import Refusal
from naung.kit.rupiah import say
from naung.kit.text import squeeze

KIND = "payments.explain"
PROVINCE = "53"
SHORTEST = 10  # letters of a reason that somebody could learn from
PAYS = ("NEAR", "FEE", "SEVERAL")
ACCOUNTS = {"CHARGE": chart.BANK_FEES, "INTEREST": chart.INTEREST}
KINDS = (*PAYS, "RETURN", *ACCOUNTS, "OTHER")
Piece = tuple[Order | None, str, int]  # order, account, amount


class NoReason(Refusal):
    """An explanation says why, and on which document it rests."""


class DoesNotAddUp(Refusal):
    """The parts are not the booking, or an order would be paid in part."""


class NotThisOrder(Refusal):
    """An order that was not sent (to be paid) or not paid (to come back)."""


class AlreadyExplained(Refusal):
    """The booking pays an order already, or another explanation of it waits."""


class ExplanationChanged(Refusal):
    """The explanation is not what was put before the second person."""


@transaction.atomic
def explain(
    *, booking: BankLine, kind: str, orders: Sequence[Order], reason: str, document: str, by: Actor, at: datetime, on: date
) -> Explanation:  # fmt: skip
    """What the booking is; carried out at once up to ALONE rupiah, else put before a second person. The same again: unchanged.

    kind: NEAR, FEE, SEVERAL (orders that were sent), RETURN (one that was paid), CHARGE, INTEREST, OTHER (no order)."""
    reason, document = squeeze(reason), squeeze(document)
    if len(reason) < SHORTEST or not document:
        raise NoReason(_("Tulis alasannya, paling sedikit %(n)s huruf, dan nomor dokumen yang mendasarinya.") % {"n": SHORTEST})  # fmt: skip
    booking, chosen = _locked(booking, orders)
    region = _region(chosen)
    staff.require(by, "payments.explain", region, on=on)
    there = Explanation.objects.filter(booking=booking, state__in=["PREPARED", "DECIDED"]).first()
    if there and _the_same(there, kind, chosen, reason, document):
        return there
    if there or booking.state != "UNMATCHED":
        raise AlreadyExplained(_("Mutasi %(ref)s sudah dijelaskan atau sudah cocok dengan satu pembayaran.") % {"ref": booking.bank_ref})  # fmt: skip
    pieces = _pieces(booking, kind, chosen)
    content = content_hash(booking, kind, pieces, reason, document)
    return _write(booking, kind, pieces, reason, document, region, content, by, at, on)


def _locked(booking: BankLine, orders: Sequence[Order]) -> tuple[BankLine, list[Order]]:
    found = BankLine.objects.select_for_update().get(pk=booking.pk)
    wanted = Order.objects.select_for_update().filter(pk__in=[order.pk for order in orders])
    return found, list(wanted.order_by("reference"))


def _the_same(there: Explanation, kind: str, orders: Sequence[Order], reason: str, document: str) -> bool:
    named = Part.objects.filter(explanation=there, order__isnull=False).values_list("order_id", flat=True)
    said = (there.kind, there.reason, there.document, set(named))
    return said == (kind, reason, document, {order.pk for order in orders})


def _region(orders: Sequence[Order]) -> str:
    regions = {order.region for order in orders}
    return regions.pop() if len(regions) == 1 else PROVINCE


def _pieces(booking: BankLine, kind: str, orders: Sequence[Order]) -> list[Piece]:
    """Orders first, then what is left for an account."""
    if kind in PAYS:
        return _paying(booking, kind, orders)
    if kind == "RETURN":
        return _returning(booking, orders)
    if kind not in KINDS or orders:
        raise DoesNotAddUp(_("Pilih apa mutasi ini: pembayaran, biaya, pengembalian, jasa giro, atau lainnya."))  # fmt: skip
    unknown = chart.UNKNOWN_OUT if booking.amount > 0 else chart.SUSPENSE
    if (kind == "CHARGE" and booking.amount < 0) or (kind == "INTEREST" and booking.amount > 0):
        raise DoesNotAddUp(_("Biaya bank keluar dari rekening, jasa giro masuk; mutasi ini sebaliknya."))
    return [(None, ACCOUNTS.get(kind, unknown), booking.amount)]


def _paying(booking: BankLine, kind: str, orders: Sequence[Order]) -> list[Piece]:
    if any(order.state != "SENT" for order in orders):
        raise NotThisOrder(_("Hanya perintah bayar yang sudah dikirim dan belum didebit dapat dibayar oleh mutasi ini."))  # fmt: skip
    rest = booking.amount - sum(order.amount for order in orders)
    right = {"NEAR": len(orders) == 1 and rest == 0, "FEE": len(orders) == 1 and 0 < rest <= likely.LONGEST_FEE,
             "SEVERAL": len(orders) > 1 and 0 <= rest <= likely.LONGEST_FEE}  # fmt: skip
    if not right[kind]:
        raise DoesNotAddUp(_("Jumlahnya tidak bertemu: mutasi %(booking)s, perintah bayar %(orders)s, sisa %(rest)s.")
                           % {"booking": say(booking.amount), "orders": say(booking.amount - rest), "rest": say(rest)})  # fmt: skip
    pieces: list[Piece] = [(order, order.debits, order.amount) for order in orders]
    return pieces + ([(None, chart.BANK_FEES, rest)] if rest else [])


def _returning(booking: BankLine, orders: Sequence[Order]) -> list[Piece]:
    if len(orders) != 1 or orders[0].state != "PAID" or booking.amount != -orders[0].amount:
        raise NotThisOrder(_("Pengembalian menyebut satu perintah bayar yang sudah didebit, dengan jumlah yang sama."))  # fmt: skip
    return [(orders[0], chart.RETURNS, booking.amount)]


def content_hash(booking: BankLine, kind: str, pieces: Sequence[Piece], reason: str, document: str) -> str:
    """What the second person signs."""
    parts = [[order.key if order else "", account, amount] for order, account, amount in pieces]
    return sha256(canonical([booking.partner, booking.bank_ref, kind, parts, reason, document]))


def needs_second(booking: BankLine, pieces: Sequence[Piece]) -> bool:
    """Above ALONE rupiah; and whenever only the amount speaks for an order."""
    silent = any(
        order is not None and not likely.speaks_of(booking, order) for order, _account, _amount in pieces
    )
    return silent or abs(booking.amount) > ALONE


def _write(
    booking: BankLine, kind: str, pieces: Sequence[Piece], reason: str, document: str, region: str, content: str, by: Actor, at: datetime, on: date
) -> Explanation:  # fmt: skip
    number = _next_number()
    subject, second = f"payments.explanation:{number}", needs_second(booking, pieces)
    approval = approvals.prepare(kind=KIND, subject=subject, content_hash=content, rows=1, rupiah=abs(booking.amount), region=region, by=by,
                                 at=at) if second else None  # fmt: skip
    entry = trail.record(by=by, verb="payments.explain", subject=subject, at=at, region=region, why=reason,
                         facts={"booking": booking.bank_ref, "kind": kind, "rupiah": booking.amount, "document": document, "hash": content,
                                "orders": [order.key for order, _account, _amount in pieces if order]})  # fmt: skip
    made = Explanation.objects.create(id=number, booking=booking, kind=kind, rupiah=booking.amount, reason=reason, document=document, region=region,
                                      content_hash=content, approval=approval, prepared_on=on, state="PREPARED" if second else "DECIDED",
                                      trail=entry)  # fmt: skip
    Part.objects.bulk_create(
        [Part(explanation=made, order=o, account=account, amount=amount) for o, account, amount in pieces]
    )
    if not second:
        _carry(made, booking, pieces, entry, by, at)
    return made


def _next_number() -> int:
    with connection.cursor() as cursor:
        cursor.execute("select nextval(pg_get_serial_sequence('payments_explanation', 'id'))")
        return int(cursor.fetchone()[0])


def _carry(
    made: Explanation, booking: BankLine, pieces: Sequence[Piece], entry: int, by: Actor, at: datetime
) -> None:
    """The booking is explained, its orders are paid on the bank's day, and the books say so: on that day, or the first open one after it."""
    booking.state, booking.trail = BANK_LINE.after(booking.state, "explain"), entry
    booking.save(update_fields=["state", "trail"])
    for order, _account, amount in pieces:
        if order and amount > 0:
            order.state, order.paid_on, order.trail = ORDER.after(order.state, "pay"), booking.on, entry
            order.save(update_fields=["state", "paid_on", "trail"])
    lines = []
    for order, account, amount in pieces:
        about = (order.subject, order.region) if order else (None, made.region)
        lines += [(account, amount, *about), (chart.BANK, -amount, *about)]
    ledger.post(key=f"booking/{booking.partner}/{booking.bank_ref}", on=books.open_day(booking.on), kind="booking", memo=made.reason, lines=lines, by=by,
                at=at)  # fmt: skip


@transaction.atomic
def decide_explanation(
    *, explanation: Explanation, approve: bool, content_hash: str, by: Actor, at: datetime, on: date, note: str = ""
) -> Explanation:  # fmt: skip
    """The second person's word; deciding the same again changes nothing. NotThisOrder, AlreadyExplained where the world moved on."""
    made = Explanation.objects.select_for_update(of=("self",)).select_related("approval").get(pk=explanation.pk)  # fmt: skip
    assert made.approval is not None  # what one officer may say alone waits for nobody
    approvals.decide(approval=made.approval, approve=approve, content_hash=content_hash, by=by, at=at, note=note)  # fmt: skip
    staff.require(by, "payments.decide", made.region, on=on)
    if made.state == EXPLANATION.after("PREPARED", "decide" if approve else "refuse"):
        return made
    if not approve:
        return _end(made, "refuse", by, at, note)
    return _agreed(made, by, at)


def _agreed(made: Explanation, by: Actor, at: datetime) -> Explanation:
    parts = list(Part.objects.filter(explanation=made).select_related("order").order_by("pk"))
    booking, orders = _locked(made.booking, [part.order for part in parts if part.order])
    pieces = _pieces(booking, made.kind, orders)
    if content_hash(booking, made.kind, pieces, made.reason, made.document) != made.content_hash:
        raise ExplanationChanged(_("Penjelasan ini tidak lagi sama dengan yang disiapkan. Siapkan sekali lagi."))  # fmt: skip
    made = _end(made, "decide", by, at, made.reason)
    _carry(made, booking, pieces, made.trail, by, at)
    return made


def _end(made: Explanation, verb: str, by: Actor, at: datetime, why: str) -> Explanation:
    made.state = EXPLANATION.after(made.state, verb)
    made.trail = trail.record(by=by, verb=f"payments.{verb}_explanation", subject=f"payments.explanation:{made.pk}", at=at, region=made.region,
                              why=why, facts={"kind": made.kind, "rupiah": made.rupiah, "hash": made.content_hash})  # fmt: skip
    made.save(update_fields=["state", "trail"])
    return made


@transaction.atomic
def withdraw_explanation(*, explanation: Explanation, why: str, by: Actor, at: datetime, on: date) -> Explanation:  # fmt: skip
    """Takes back what still waits, with the reason; again: unchanged."""
    made = Explanation.objects.select_for_update(of=("self",)).select_related("approval").get(pk=explanation.pk)  # fmt: skip
    staff.require(by, "payments.explain", made.region, on=on)
    if made.state == EXPLANATION.after("PREPARED", "void"):
        return made
    if made.state != "PREPARED" or made.approval is None:
        raise AlreadyExplained(_("Penjelasan ini sudah diputuskan. Koreksinya jurnal pembalik dengan alasan."))  # fmt: skip
    approvals.void(approval=made.approval, by=by, at=at, why=why)
    return _end(made, "void", by, at, why)


def by_approval(approval: Approval) -> Explanation:
    return Explanation.objects.select_related("booking", "approval").get(approval=approval)


def several(numbers: Iterable[str]) -> Iterable[Explanation]:
    """By number, with the bookings: for the titles of a whole list at once."""
    wanted = [int(number) for number in numbers if number.isdecimal()]
    return Explanation.objects.filter(pk__in=wanted).select_related("booking")
