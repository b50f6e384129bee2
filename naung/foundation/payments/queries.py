"""Reading orders and bookings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Case, CharField, F, OuterRef, Q, QuerySet, Subquery, Sum, Value, When
from django.utils.translation import gettext as _

from naung.foundation.exchange.queries import Altered
from naung.foundation.payments.models import BankLine, Explanation, Order, Part, Sheet, Statement
from naung.foundation.vault import seals
from naung.kit.canonical import sha256


def by_key(key: str) -> Order | None:
    return Order.objects.filter(key=key).first()


def by_reference(reference: str) -> Order | None:
    return Order.objects.filter(reference=reference).first()


def orders(keys: Iterable[str]) -> QuerySet[Order]:
    """In the order of their references; no key, no order."""
    return Order.objects.filter(key__in=list(keys)).order_by("reference")


def account_of(order: Order) -> str:
    """The payee's account, opened: for the file to the bank and for nothing else."""
    return seals.open_sealed(order.account_sealed, "account")


UNANSWERED = """
select o.id from payments_order o join exchange_batch b on b.id = o.batch_id join exchange_line l on l.batch_id = b.id and l.subject = o.id
 where o.id = any(%s) and o.state = 'SENT' and l.state in ('WAITING', 'MISSING')
   and not exists (select from payments_bankline k where k.reference = o.reference)
   and not exists (select from exchange_call c join exchange_heard h on h.call_id = c.id
                    where c.partner = b.partner and c.reference = o.reference and h.verdict = 'DONE')
"""


def unanswered(orders: Iterable[int]) -> set[int]:
    """Of these, by number, those that the bank has and never answered: no answer to the line, no word that it was done, no debit."""
    with connection.cursor() as cursor:
        cursor.execute(UNANSWERED, [list(orders)])
        return {int(number) for (number,) in cursor.fetchall()}


def is_unanswered(order: Order) -> bool:
    return order.pk in unanswered([order.pk])


def bookings(orders: Iterable[Order]) -> QuerySet[BankLine]:
    return BankLine.objects.filter(order__in=list(orders)).order_by("on", "bank_ref")


def unmatched(partner: str = "") -> QuerySet[BankLine]:
    """Bookings that pay no order yet, each with `why`: UNKNOWN reference, OTHER_AMOUNT, TWICE (the order is paid), REFUSED (by the
    bank itself, and yet debited), or NOT_SENT."""
    of_reference = Order.objects.filter(reference=OuterRef("reference"))
    why = Case(
        When(ordered=None, then=Value("UNKNOWN")),
        When(ordered="PAID", then=Value("TWICE")),
        When(ordered="REJECTED", wanted=F("amount"), then=Value("REFUSED")),
        When(wanted=F("amount"), then=Value("NOT_SENT")),
        default=Value("OTHER_AMOUNT"),
        output_field=CharField(),
    )
    found = BankLine.objects.filter(state="UNMATCHED").annotate(
        ordered=Subquery(of_reference.values("state")[:1]), wanted=Subquery(of_reference.values("amount")[:1])
    )
    found = found.annotate(why=why).order_by("on", "bank_ref")
    return found.filter(partner=partner) if partner else found


def debited_anyway(order: Order) -> int:
    """Whole rupiah that the bank's statements show under this order's reference and that pay nothing yet, less what came back:
    whatever its answer was, this money has left the account."""
    found = BankLine.objects.filter(state="UNMATCHED", reference=order.reference).aggregate(
        rupiah=Sum("amount")
    )
    return max(found["rupiah"] or 0, 0)


def sent_or_paid(booking: BankLine) -> list[Order]:
    """The orders that a booking may speak of: those on the way, and the paid ones of its amount (a return)."""
    paid = Q(state="PAID", amount=-booking.amount)
    return list(Order.objects.filter(Q(state="SENT") | paid).order_by("reference"))


def booking(number: int) -> BankLine | None:
    return BankLine.objects.select_related("statement").filter(pk=number).first()


def explanations(bookings: Iterable[int]) -> QuerySet[Explanation]:
    """What was said of these bookings, the latest first."""
    found = Explanation.objects.filter(booking_id__in=list(bookings))
    return found.select_related("approval", "booking").order_by("-pk")


def parts(explanation: Explanation) -> QuerySet[Part]:
    return Part.objects.filter(explanation=explanation).select_related("order").order_by("pk")


def statements(partner: str = "") -> QuerySet[Statement]:
    """The files that were taken, latest first."""
    found = Statement.objects.order_by("-taken_at", "-pk")
    return found.filter(partner=partner) if partner else found


def statement(number: int) -> Statement | None:
    return Statement.objects.filter(pk=number).first()


def sheets(statement: Statement) -> QuerySet[Sheet]:
    return Sheet.objects.filter(statement=statement).order_by("first_on", "pk")


def sheets_of(statements: Iterable[Statement]) -> dict[int, list[Sheet]]:
    """Of several files at once, by the file's number."""
    found: dict[int, list[Sheet]] = {}
    for sheet in Sheet.objects.filter(statement__in=list(statements)).order_by("first_on", "pk"):
        found.setdefault(sheet.statement_id, []).append(sheet)
    return found


def lines_of(statement: Statement) -> QuerySet[BankLine]:
    """The bookings that this file brought first, in the bank's order of days."""
    return BankLine.objects.filter(statement=statement).select_related("order").order_by("on", "bank_ref")


def statement_file(statement: Statement) -> bytes:
    """Byte for byte as it was taken, or Altered."""
    found = seals.open_bytes(statement.sealed, "file")
    if sha256(found) != statement.sha256:
        raise Altered(_("Isi berkas ini tidak sama dengan sidik jari yang terdaftar (sha256 %(sha)s…), jadi tidak diberikan. Jangan memakai salinan mana pun, dan beri tahu auditor sekarang juga.")
                      % {"sha": statement.sha256[:12]})  # fmt: skip
    return found


@dataclass(frozen=True, slots=True)
class Break:
    """Two sheets of an account that do not join: `missing` numbers between them, or balances `gap` rupiah apart."""

    partner: str
    account: str
    before_on: date
    after_on: date
    before: str
    after: str
    missing: int
    gap: int | None


# A sheet and the one before it: by day, and by number where a day has several. What one statement says again in another language
# (same days, same balances) is one sheet.
BREAKS = """
with told as (
    select distinct on (partner, account_index, first_on, last_on, opening, closing) * from payments_sheet
     order by partner, account_index, first_on, last_on, opening, closing, id
), beside as (
    select s.*, lag(closing) over same as before_closing, lag(sequence) over same as before_sequence, lag(last_on) over same as before_on,
           lag(number) over same as before_number
      from told s window same as (partition by partner, account_index order by last_on, first_on, coalesce(sequence, 0), id)
)
select partner, account_ends, before_on, first_on, before_number, number,
       case when sequence > before_sequence + 1 then sequence - before_sequence - 1 else 0 end,
       case when opening <> before_closing then opening - before_closing end
  from beside where before_on is not null and (opening <> before_closing or sequence > before_sequence + 1)
 order by partner, account_ends, first_on, number
"""


def breaks() -> list[Break]:
    """Where a statement is missing: what one ends with is not what the next begins with, or a number between them is not there."""
    with connection.cursor() as cursor:
        cursor.execute(BREAKS)
        return [Break(*row) for row in cursor.fetchall()]
