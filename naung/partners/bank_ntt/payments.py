"""Bank NTT as the payer of orders: its file of orders, its answer, its statement, and a simulator that can misbehave.

The bank publishes no layout, so our own table (own.py) serves until the branch agrees on another language; which one is spoken is
configuration (naung/partners/languages.py). Everything the simulator says is made up."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from naung.foundation.exchange.ports import Answer, Totals, Unreadable
from naung.foundation.payments.ports import PayLine, StatementLine
from naung.kit.months import Month
from naung.partners import languages, tables, world
from naung.partners.bank_ntt.own import read, whole
from naung.partners.manners import Manners, numbered_strangers
from naung.partners.orders import Told
from naung.partners.statements import writing

STATEMENT = "BANKNTT-MUTASI-1"
BOOKINGS = ("tanggal", "nomor_mutasi", "rupiah", "referensi", "keterangan")
ACCOUNT = "9990001234567"  # kas daerah's, made up
UNKNOWN_ACCOUNT = ("R02", "Kode iuran atau rekening tujuan tidak dikenal.")


class Bank:
    """Pays every order whose account it knows, on the day that stands in the order file, and answers in that file's language."""

    partner = "bank_ntt"

    def __init__(
        self, *, language: str = "", misbehave: Iterable[str] | None = None, lists: Path | None = None
    ) -> None:
        self.language = languages.named(language or languages.configured())
        self.manners = Manners(misbehave, lists or world.folder())

    def write(self, lines: Sequence[PayLine], *, key: str, on: date) -> bytes:
        return self.language.write(lines, key=key, on=on)

    def pay(self, content: bytes, *, on: date) -> list[bytes]:
        language = languages.of_order(content)
        ordered = language.read_order(content)
        lines = [_verdict(line) for line in ordered.lines]

        def compose(part: slice, strangers: int, off: int) -> bytes:
            told = lines[part] + [Told(n, f"X{n}", 0) for n in numbered_strangers(len(lines), strangers)]
            return language.write_answer(ordered, told, on=on, off=off)

        return self.manners.deliver(content, compose, len(lines))

    def read_answer(self, content: bytes) -> tuple[list[Answer], Totals]:
        return languages.answered(content)

    def statement(self, sent: Sequence[bytes], *, on: date) -> list[bytes]:
        """The debits of all order files so far. A real plug ignores `sent` and asks the bank."""
        lines = [booking for content in sent for booking in _bookings(content)]
        if not lines:
            return []

        def compose(part: slice, strangers: int, off: int) -> bytes:
            told: list[tuple[object, ...]] = [*lines[part], *(_stray(on, n) for n in range(strangers))]
            return _told(STATEMENT, (on.isoformat(),), BOOKINGS, told, 2, off)

        return self.manners.deliver(b"mutasi" + b"".join(sent), compose, len(lines))

    def monthly(self, sent: Sequence[bytes], *, month: Month, sequence: int, opening: int) -> bytes:
        """The account's month as the branch sends it afterwards, with its balances: the same bookings under the same numbers."""
        lines = [(number, date.fromisoformat(day), rupiah, reference, text) for content in sent
                 for day, number, rupiah, reference, text in _bookings(content) if month.first.isoformat() <= day <= month.last.isoformat()]  # fmt: skip
        return writing.camt(sorted(lines, key=lambda line: (line[1], line[0])), account=ACCOUNT, sequence=sequence, opening=opening,
                            first=month.first, last=month.last)  # fmt: skip

    def read_statement(self, content: bytes) -> list[StatementLine]:
        table = read(content, STATEMENT, BOOKINGS)
        rupiah = [whole(row["rupiah"]) for row in table.rows]
        if tuple(map(whole, table.totals)) != (len(rupiah), sum(rupiah)):
            raise Unreadable("Jumlah pada mutasi Bank NTT tidak sama dengan isinya.")
        return [StatementLine(r["nomor_mutasi"], date.fromisoformat(r["tanggal"]), amount, r["referensi"], r["keterangan"])
                for r, amount in zip(table.rows, rupiah, strict=True)]  # fmt: skip


def _verdict(order: PayLine) -> Told:
    if _known(order):
        return Told(order.number, order.reference, order.amount)
    code, reason = UNKNOWN_ACCOUNT
    return Told(order.number, order.reference, order.amount, ok=False, code=code, reason=reason)


def _known(order: PayLine) -> bool:
    return order.account.isdigit() and 10 <= len(order.account) <= 16


def _bookings(content: bytes) -> list[tuple[str, str, int, str, str]]:
    ordered = languages.ordered(content)
    return [(ordered.on.isoformat(), _booking(o.reference), o.amount, o.reference, o.purpose) for o in ordered.lines if _known(o)]  # fmt: skip


def _booking(reference: str) -> str:
    """The bank's own number of a booking; one order, one number."""
    return "NTT" + hashlib.sha256(f"mutasi {reference}".encode()).hexdigest()[:13].upper()


def _stray(on: date, n: int) -> tuple[object, ...]:
    return (on.isoformat(), f"NTTX{on:%Y%m%d}{n}", 2500, "", "Biaya yang tidak dipesan siapa pun")


def _told(
    kind: str,
    heading: tuple[str, ...],
    columns: Sequence[str],
    rows: list[tuple[object, ...]],
    money: int,
    off: int,
) -> bytes:
    return tables.write(
        kind, heading, columns, rows, (len(rows) + off, sum(int(str(row[money])) for row in rows))
    )
