"""What a booking that matches no order to the rupiah probably is: proposals for a person, never a match.

Nothing is proposed where only the amount is alike: two invoices of one size would pay each other."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz.distance import Levenshtein

from naung.foundation.ledger import chart
from naung.foundation.payments.models import BankLine, Order
from naung.kit.text import squeeze

LONGEST_FEE = 30_000  # what a transfer costs at most (RTGS at a counter; BI-FAST Rp2.500): unverified, to agree with the bank
TYPED_WRONG = 2  # letters or digits
SHORTEST = 6  # a shorter reference is in too many texts
FEES = re.compile(r"\b(biaya|admin|adm|provisi|charge|fee|materai|pajak)\b", re.IGNORECASE)
INTERESTS = re.compile(r"\b(bunga|jasa giro|interest)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Proposal:
    """`kind` of Explanation, the orders it would touch, what is left for an account, and what in the bank's words speaks for it."""

    kind: str
    orders: tuple[Order, ...]
    account: str
    rest: int
    because: str  # REFERENCE, TYPED_WRONG, MENTIONED, WORDS


def speaks_of(booking: BankLine, order: Order) -> str:
    """How the booking names the order: REFERENCE, MENTIONED in its text, TYPED_WRONG; empty where it does not."""
    wanted, given = order.reference.casefold(), squeeze(booking.reference).casefold()
    if given == wanted:
        return "REFERENCE"
    said, alone = f"{given} {booking.text.casefold()}", rf"(?<!\w){re.escape(wanted)}(?!\w)"
    if len(wanted) >= SHORTEST and re.search(alone, said):
        return "MENTIONED"
    near = len(wanted) >= SHORTEST and len(given) >= SHORTEST and Levenshtein.distance(given, wanted, score_cutoff=TYPED_WRONG) <= TYPED_WRONG  # fmt: skip
    return "TYPED_WRONG" if near else ""


def proposals(booking: BankLine, orders: Sequence[Order]) -> list[Proposal]:
    """The likeliest first; `orders`: those sent and those paid, in the order of their references."""
    spoken = [(order, how) for order in orders if (how := speaks_of(booking, order))]
    sent = [(order, how) for order, how in spoken if order.state == "SENT"]
    paying = _several(booking, sent) or _one_order(booking, sent)
    return [*paying, *_returned(booking, spoken), *_words(booking)]


def _one_order(booking: BankLine, sent: Sequence[tuple[Order, str]]) -> list[Proposal]:
    """The amount itself, or with the bank's fee on top."""
    found = []
    for order, how in sent:
        rest = booking.amount - order.amount
        if rest == 0 and how != "REFERENCE":
            found.append(Proposal("NEAR", (order,), "", 0, how))
        elif 0 < rest <= LONGEST_FEE:
            found.append(Proposal("FEE", (order,), chart.BANK_FEES, rest, how))
    return found


def _several(booking: BankLine, sent: Sequence[tuple[Order, str]]) -> list[Proposal]:
    """All the orders that the text names, in one debit."""
    rest = booking.amount - sum(order.amount for order, _ in sent)
    if len(sent) < 2 or not 0 <= rest <= LONGEST_FEE:
        return []
    return [
        Proposal(
            "SEVERAL", tuple(order for order, _ in sent), chart.BANK_FEES if rest else "", rest, "MENTIONED"
        )
    ]


def _returned(booking: BankLine, spoken: Sequence[tuple[Order, str]]) -> list[Proposal]:
    return [Proposal("RETURN", (order,), chart.RETURNS, 0, how) for order, how in spoken
            if order.state == "PAID" and booking.amount == -order.amount]  # fmt: skip


def _words(booking: BankLine) -> list[Proposal]:
    said = f"{booking.text} {booking.code}"
    if 0 < booking.amount <= LONGEST_FEE and (FEES.search(said) or booking.code == "NCHG"):
        return [Proposal("CHARGE", (), chart.BANK_FEES, booking.amount, "WORDS")]
    if booking.amount < 0 and (INTERESTS.search(said) or booking.code == "NINT"):
        return [Proposal("INTEREST", (), chart.INTEREST, booking.amount, "WORDS")]
    return []
