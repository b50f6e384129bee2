"""Bank NTT as the payer of orders: its file of orders, its answer, its statement, and a simulator that can misbehave.

The bank publishes no layout, so these columns are ours until the branch agrees on others. Everything it says is made up."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from naung.foundation.exchange.ports import Answer, Totals, Unreadable
from naung.foundation.payments.ports import PayLine, StatementLine
from naung.partners import tables, world
from naung.partners.manners import Manners, numbered_strangers

ORDER, RESULT, STATEMENT = "BANKNTT-BAYAR-1", "BANKNTT-HASIL-1", "BANKNTT-MUTASI-1"
OUT = ("no", "referensi", "penerima", "rekening", "rupiah", "keperluan")
BACK = ("no", "status", "kode", "alasan", "rupiah")
BOOKINGS = ("tanggal", "nomor_mutasi", "rupiah", "referensi", "keterangan")
ACCEPTED, REFUSED = "DITERIMA", "DITOLAK"
UNKNOWN_ACCOUNT = ("R02", "Kode iuran atau rekening tujuan tidak dikenal.")


class Bank:
    """Pays every order whose account it knows, on the day that stands in the heading of the order file."""

    partner = "bank_ntt"

    def __init__(self, *, misbehave: Iterable[str] | None = None, lists: Path | None = None) -> None:
        self.manners = Manners(misbehave, lists or world.folder())

    def write(self, lines: Sequence[PayLine], *, key: str, on: date) -> bytes:
        rows = [(n.number, n.reference, n.payee, n.account, n.amount, n.purpose) for n in lines]
        return tables.write(
            ORDER, (key, on.isoformat()), OUT, rows, (len(rows), sum(n.amount for n in lines))
        )

    def pay(self, content: bytes, *, on: date) -> list[bytes]:
        table = _read(content, ORDER, OUT)
        lines: list[tuple[object, ...]] = [(o["no"], *_verdict(o), o["rupiah"]) for o in table.rows]

        def compose(part: slice, strangers: int, off: int) -> bytes:
            told = lines[part] + [(n, ACCEPTED, "", "", 0) for n in numbered_strangers(len(lines), strangers)]
            return _told(RESULT, (table.heading[0], on.isoformat()), BACK, told, 4, off)

        return self.manners.deliver(content, compose, len(lines))

    def read_answer(self, content: bytes) -> tuple[list[Answer], Totals]:
        table = _read(content, RESULT, BACK)
        answers = [Answer(ok=r["status"] == ACCEPTED, number=_whole(r["no"]), code=r["kode"], reason=r["alasan"], rupiah=_whole(r["rupiah"]))
                   for r in table.rows]  # fmt: skip
        return answers, Totals(*map(_whole, table.totals))

    def statement(self, sent: Sequence[bytes], *, on: date) -> list[bytes]:
        """The debits of all order files so far. A real plug ignores `sent` and asks the bank."""
        lines = [booking for content in sent for booking in _bookings(content)]
        if not lines:
            return []

        def compose(part: slice, strangers: int, off: int) -> bytes:
            told = lines[part] + [_stray(on, n) for n in range(strangers)]
            return _told(STATEMENT, (on.isoformat(),), BOOKINGS, told, 2, off)

        return self.manners.deliver(b"mutasi" + b"".join(sent), compose, len(lines))

    def read_statement(self, content: bytes) -> list[StatementLine]:
        table = _read(content, STATEMENT, BOOKINGS)
        rupiah = [_whole(row["rupiah"]) for row in table.rows]
        if tuple(map(_whole, table.totals)) != (len(rupiah), sum(rupiah)):
            raise Unreadable("Jumlah pada mutasi Bank NTT tidak sama dengan isinya.")
        return [StatementLine(r["nomor_mutasi"], date.fromisoformat(r["tanggal"]), amount, r["referensi"], r["keterangan"])
                for r, amount in zip(table.rows, rupiah, strict=True)]  # fmt: skip


def _verdict(order: dict[str, str]) -> tuple[str, str, str]:
    account = order["rekening"]
    return (
        (ACCEPTED, "", "") if account.isdigit() and 10 <= len(account) <= 16 else (REFUSED, *UNKNOWN_ACCOUNT)
    )


def _bookings(content: bytes) -> list[tuple[object, ...]]:
    table = _read(content, ORDER, OUT)
    return [(table.heading[1], _booking(o["referensi"]), o["rupiah"], o["referensi"], o["keperluan"])
            for o in table.rows if _verdict(o)[0] == ACCEPTED]  # fmt: skip


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


def _read(content: bytes, kind: str, columns: Sequence[str]) -> tables.Table:
    table = tables.read(content, kind, columns)
    if table.wrong or len(table.totals) != 2:
        raise Unreadable(
            f"Berkas {kind} dari Bank NTT tidak terbaca: {table.wrong or 'baris penutup tidak lengkap'}."
        )
    return table


def _whole(text: str) -> int:
    found = tables.whole(text)
    if found is None:
        raise Unreadable(f"Berkas Bank NTT memuat {text[:20]!r} di tempat bilangan bulat.")
    return found
