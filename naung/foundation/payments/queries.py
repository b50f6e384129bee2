"""Reading orders and bookings."""

from collections.abc import Iterable

from django.db.models import Case, CharField, F, OuterRef, QuerySet, Subquery, Value, When

from naung.foundation.payments.models import BankLine, Order
from naung.foundation.vault import seals


def by_key(key: str) -> Order | None:
    return Order.objects.filter(key=key).first()


def orders(keys: Iterable[str]) -> QuerySet[Order]:
    """In the order of their references; no key, no order."""
    return Order.objects.filter(key__in=list(keys)).order_by("reference")


def account_of(order: Order) -> str:
    """The payee's account, opened: for the file to the bank and for nothing else."""
    return seals.open_sealed(order.account_sealed, "account")


def bookings(orders: Iterable[Order]) -> QuerySet[BankLine]:
    return BankLine.objects.filter(order__in=list(orders)).order_by("on", "bank_ref")


def unmatched(partner: str = "") -> QuerySet[BankLine]:
    """Bookings that pay no order yet, each with `why`: UNKNOWN reference, OTHER_AMOUNT, TWICE (the order is paid), or NOT_SENT."""
    of_reference = Order.objects.filter(reference=OuterRef("reference"))
    why = Case(
        When(ordered=None, then=Value("UNKNOWN")),
        When(ordered="PAID", then=Value("TWICE")),
        When(wanted=F("amount"), then=Value("NOT_SENT")),
        default=Value("OTHER_AMOUNT"),
        output_field=CharField(),
    )
    found = BankLine.objects.filter(state="UNMATCHED").annotate(
        ordered=Subquery(of_reference.values("state")[:1]), wanted=Subquery(of_reference.values("amount")[:1])
    )
    found = found.annotate(why=why).order_by("on", "bank_ref")
    return found.filter(partner=partner) if partner else found
