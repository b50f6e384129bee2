"""Taking the bank's statements, and matching bookings to orders by rule: reference and amount together, never one alone."""

from collections.abc import Sequence
from datetime import datetime

from django.db import connection, transaction
from django.utils.translation import gettext as _

from naung.foundation.exchange import actions as exchange
from naung.foundation.ledger import actions as ledger
from naung.foundation.ledger import queries as books
from naung.foundation.ledger.chart import BANK
from naung.foundation.payments.models import BankLine, Order, Sheet, Statement
from naung.foundation.payments.ports import Sheet as Read
from naung.foundation.payments.ports import StatementFile, StatementLine
from naung.foundation.trail import actions as trail
from naung.foundation.vault import seals
from naung.kit.actor import Actor
from naung.kit.canonical import canonical, sha256

ENDS = 4  # digits of an account that are shown


@transaction.atomic
def take_statement(
    *,
    partner: str,
    content: bytes,
    lines: Sequence[StatementLine],
    region: str,
    by: Actor,
    at: datetime,
    sheets: Sequence[Read] = (),
    format: str = "",
) -> int:
    """Keeps a statement with its sheets and bookings; how many bookings are new. The same file, or a booking known already, adds
    nothing; a known booking that now says something else puts the file into the exchange's suspense.

    sheets: whose balances join (the reader checked it, the database checks it again); none where the bank tells no balance."""
    _one_at_a_time(partner)
    if Statement.objects.filter(partner=partner, sha256=sha256(content)).exists():
        return 0
    known = {
        line.bank_ref: line
        for line in BankLine.objects.filter(partner=partner, bank_ref__in=[n.bank_ref for n in lines])
    }
    if changed := [
        n.bank_ref for n in lines if n.bank_ref in known and not _says_the_same(known[n.bank_ref], n)
    ]:
        why = _("mutasi %(refs)s berbeda dari yang sudah dicatat") % {
            "refs": ", ".join(sorted(set(changed))[:5])
        }
        exchange.hold(partner=partner, content=content, why=why, region=region, by=by, at=at)
        return 0
    new = {n.bank_ref: n for n in lines if n.bank_ref not in known}
    kept = _keep(partner, content, format, new, region, by, at)
    Sheet.objects.bulk_create([_sheet(kept, one) for one in sheets])
    return len(new)


def take_file(
    *, partner: str, content: bytes, file: StatementFile, region: str, by: Actor, at: datetime
) -> int:
    """A statement as a reader of naung.partners.statements understood it; how many bookings are new. A line that cannot be booked waits in
    the exchange's suspense with its sentence, once however often it comes."""
    new = take_statement(partner=partner, content=content, lines=file.lines, sheets=file.sheets, format=file.format, region=region, by=by,
                         at=at)  # fmt: skip
    for account, line in file.odd:
        said = canonical([account[-ENDS:], line.on, str(line.amount), line.reference, line.text])
        exchange.hold(partner=partner, content=said, why=line.why, region=region, by=by, at=at)
    return new


@transaction.atomic
def hand_out(*, statement: Statement, region: str, by: Actor, at: datetime) -> None:
    """Somebody took a copy of a statement: account numbers left the house, the trail says so."""
    trail.record(by=by, verb="payments.download", subject=f"payments.statement:{statement.sha256[:16]}", at=at, region=region,
                 facts={"sha256": statement.sha256})  # fmt: skip


def _one_at_a_time(partner: str) -> None:
    """Two who hand in the same statement at once: the second finds the first's."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 55))", [f"statement {partner}"])


def _says_the_same(known: BankLine, new: StatementLine) -> bool:
    return (known.on, known.amount, known.reference) == (new.on, new.amount, new.reference)


def _keep(
    partner: str,
    content: bytes,
    format: str,
    new: dict[str, StatementLine],
    region: str,
    by: Actor,
    at: datetime,
) -> Statement:
    entry = trail.record(by=by, verb="payments.take_statement", subject=f"payments.statement:{sha256(content)[:16]}", at=at, region=region,
                         facts={"sha256": sha256(content), "bookings": len(new)})  # fmt: skip
    statement = Statement.objects.create(partner=partner, sha256=sha256(content), format=format, sealed=seals.seal_bytes(content, "file"),
                                         lines=len(new), taken_at=at, trail=entry)  # fmt: skip
    BankLine.objects.bulk_create([BankLine(partner=partner, statement=statement, bank_ref=n.bank_ref, on=n.on, amount=n.amount,
                                           reference=n.reference, text=n.text, value_on=n.value_on, counterparty=n.counterparty,
                                           code=n.code, balance=n.balance, trail=entry) for n in new.values()])  # fmt: skip
    return statement


def _sheet(statement: Statement, one: Read) -> Sheet:
    return Sheet(statement=statement, partner=statement.partner, account_index=seals.index(one.account, "account"),
                 account_ends=one.account[-ENDS:], number=one.number, sequence=one.sequence, first_on=one.first_on, last_on=one.last_on,
                 opening=one.opening, moved=one.moved, closing=one.closing, bookings=len(one.lines))  # fmt: skip


PAIRS = """
select min(l.id) as line, o.id as "order" from payments_bankline l
  join payments_order o on o.reference = l.reference and o.amount = l.amount and o.state = 'SENT'
 where l.state = 'UNMATCHED' and l.partner = %s
   and not exists (select from payments_explanation e where e.booking_id = l.id and e.state = 'PREPARED') group by o.id
"""
MATCH = f"""
with pairs as ({PAIRS})
update payments_bankline l set order_id = p."order", state = 'MATCHED', trail = %s from pairs p where p.line = l.id
"""
PAY = """
update payments_order o set state = 'PAID', paid_on = l."on", trail = l.trail
  from payments_bankline l where l.order_id = o.id and o.state = 'SENT' returning o.id
"""


@transaction.atomic
def match(*, partner: str, by: Actor, at: datetime) -> int:
    """Bookings to orders that were sent, by reference and amount together; each pays one order once, and is booked in the
    ledger on the bank's day. How many orders are newly paid; the rest stays in queries.unmatched with its why."""
    with connection.cursor() as cursor:
        cursor.execute(PAIRS, [partner])
        if not cursor.fetchall():
            return 0
        entry = trail.record(by=by, verb="payments.match", subject=f"payments.partner:{partner}", at=at)
        cursor.execute(MATCH, [partner, entry])
        cursor.execute(PAY)
        paid = [row[0] for row in cursor.fetchall()]
    for settled in Order.objects.filter(pk__in=paid).order_by("pk"):
        _book(settled, by=by, at=at)
    return len(paid)


def _book(paid: Order, *, by: Actor, at: datetime) -> None:
    assert paid.paid_on is not None  # PAID has a day: payments_paid_has_a_day
    lines = [
        (paid.debits, paid.amount, paid.subject, paid.region),
        (BANK, -paid.amount, paid.subject, paid.region),
    ]
    ledger.post(
        key=f"payment/{paid.key}",
        on=books.open_day(
            paid.paid_on
        ),  # a statement that came after its month was closed must not stop the others
        kind="payment",
        memo=paid.purpose,
        lines=lines,
        by=by,
        at=at,
    )
