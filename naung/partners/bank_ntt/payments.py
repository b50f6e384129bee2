"""Bank NTT as the payer of orders: its file of orders, its answer, its statement, and a simulator that can misbehave.

The bank publishes no layout, so these columns are ours until the branch agrees on others; every file says DATA CONTOH.
Semicolons, UTF-8, a first line that names the file, a last line of control totals."""

import csv
import hashlib
import io
import os
from collections.abc import Collection, Iterable, Sequence
from datetime import date

from naung.foundation.exchange.ports import Answer, Totals, Unreadable
from naung.foundation.payments.ports import PayLine, StatementLine

MARK = "DATA CONTOH"
ORDERS = ("no", "referensi", "penerima", "rekening", "rupiah", "keperluan")
ANSWERS = ("no", "status", "kode", "alasan", "rupiah")
BOOKINGS = ("tanggal", "nomor_mutasi", "rupiah", "referensi", "keterangan")
REFUSED = ("R02", "Kode iuran atau rekening tujuan tidak dikenal")


def _write(
    title: Sequence[object], header: Sequence[str], rows: Iterable[Sequence[object]], rupiah: int
) -> bytes:
    rows, text = list(rows), io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerows([(MARK, *title), header, *rows, ("TOTAL", len(rows), rupiah)])
    return text.getvalue().encode()


def _read(content: bytes, header: Sequence[str]) -> tuple[list[str], list[dict[str, str]], Totals]:
    """Title, rows and the control totals that the file claims; Unreadable with what was seen."""
    try:
        lines = list(csv.reader(io.StringIO(content.decode()), delimiter=";", strict=True))
        title, names, *body, (total, rows, rupiah) = lines
        if title[0] != MARK or tuple(names) != tuple(header) or total != "TOTAL":
            raise Unreadable(f"Kolom berkas Bank NTT bukan {';'.join(header)}.")
        return title[1:], [dict(zip(names, row, strict=True)) for row in body], Totals(int(rows), int(rupiah))
    except (UnicodeDecodeError, ValueError, csv.Error):
        raise Unreadable("Berkas Bank NTT terpotong atau bukan berkas CSV yang disepakati.") from None


class Bank:
    """The simulator: pays every order whose account it knows, on the day of the order file."""

    partner = "bank_ntt"

    def __init__(self, misbehave: Collection[str] | None = None) -> None:
        """misbehave: late, twice, wrong_total, partial, unknown_lines, garbled, other_amount; else NAUNG_MISBEHAVE."""
        self.faults = set(
            os.environ.get("NAUNG_MISBEHAVE", "").split(",") if misbehave is None else misbehave
        )
        self.asked: set[str] = set()

    def write(self, lines: Sequence[PayLine], *, key: str, on: date) -> bytes:
        rows = [(n.number, n.reference, n.payee, n.account, n.amount, n.purpose) for n in lines]
        return _write(("PERINTAH BAYAR", key, on.isoformat()), ORDERS, rows, sum(n.amount for n in lines))

    def pay(self, content: bytes, *, on: date) -> list[bytes]:
        _, orders, _ = _read(content, ORDERS)
        rows = [(o["no"], *self._verdict(o), o["rupiah"]) for o in orders]
        return self._deliver("pay", ("HASIL BAYAR",), ANSWERS, rows, ("999", "DITERIMA", "", "", 1))

    def _verdict(self, order: dict[str, str]) -> tuple[str, str, str]:
        known = order["rekening"].isdigit() and 10 <= len(order["rekening"]) <= 16
        return ("DITERIMA", "", "") if known else ("DITOLAK", *REFUSED)

    def read_answer(self, content: bytes) -> tuple[list[Answer], Totals]:
        _, rows, totals = _read(content, ANSWERS)
        answers = [Answer(ok=r["status"] == "DITERIMA", number=int(r["no"]), code=r["kode"], reason=r["alasan"], rupiah=int(r["rupiah"]))
                   for r in rows]  # fmt: skip
        return answers, totals

    def statement(self, sent: Sequence[bytes], *, on: date) -> list[bytes]:
        rows = [row for content in sent for row in self._bookings(content)]
        stray = (on.isoformat(), "NTT-STRAY", 1, "000000000000", "Biaya")
        return self._deliver("statement", ("MUTASI REKENING",), BOOKINGS, rows, stray) if rows else []

    def _bookings(self, content: bytes) -> list[tuple[object, ...]]:
        title, orders, _ = _read(content, ORDERS)
        less = 100 if "other_amount" in self.faults else 0
        return [(title[2], _booking(o["referensi"]), int(o["rupiah"]) - less, o["referensi"], o["keperluan"])
                for o in orders if self._verdict(o)[0] == "DITERIMA"]  # fmt: skip

    def read_statement(self, content: bytes) -> list[StatementLine]:
        _, rows, totals = _read(content, BOOKINGS)
        if (totals.rows, totals.rupiah) != (len(rows), sum(int(r["rupiah"]) for r in rows)):
            raise Unreadable("Jumlah pada mutasi Bank NTT tidak sama dengan isinya.")
        return [StatementLine(r["nomor_mutasi"], date.fromisoformat(r["tanggal"]), int(r["rupiah"]), r["referensi"], r["keterangan"])
                for r in rows]  # fmt: skip

    def _deliver(
        self,
        ask: str,
        title: tuple[str, ...],
        header: Sequence[str],
        rows: list[tuple[object, ...]],
        stray: tuple[object, ...],
    ) -> list[bytes]:
        """The file as it should be, or as the faults make it."""
        if "late" in self.faults and ask not in self.asked:
            self.asked.add(ask)
            return []
        rows = rows[: max(1, len(rows) // 2)] if "partial" in self.faults else rows
        rows = [*rows, stray] if "unknown_lines" in self.faults else rows
        at = header.index("rupiah")
        total = sum(int(str(row[at])) for row in rows) + ("wrong_total" in self.faults)
        file = _write(title, header, rows, total)
        file = file[: len(file) // 2] if "garbled" in self.faults else file
        return [file, file] if "twice" in self.faults else [file]


def _booking(reference: str) -> str:
    """The bank's own number of a booking; one order, one number."""
    return "NTT" + hashlib.sha256(f"mutasi {reference}".encode()).hexdigest()[:13].upper()
