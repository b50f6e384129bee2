"""BPJS Ketenagakerjaan as far as the monthly run meets it: the list of contributions, the payment code, the receipt by line,
and a simulator of all three. No official layout was found; a real one replaces this file. Everything it says is made up."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from naung.delivery.contributions.ports import Bill, Due, Note
from naung.foundation.exchange.ports import Answer, Totals, Unreadable
from naung.partners import tables, world
from naung.partners.manners import Manners, numbered_strangers

LIST, NOTE, RECEIPT = "BPJSTK-BPU-IURAN-1", "BPJSTK-BPU-KODE-1", "BPJSTK-BPU-TERIMA-1"
OUT = ("no", "kpj", "nama", "iuran")
CODE = ("kode_iuran", "jumlah_peserta", "jumlah_iuran")
BACK = ("no", "kpj", "status", "iuran", "kode", "keterangan")
ACCEPTED, REFUSED = "TERIMA", "TOLAK"
NOT_A_MEMBER = ("K01", "KPJ tidak terbaca.")


class Insurer:
    partner = "bpjs_tk"

    def __init__(self, *, misbehave: Iterable[str] | None = None, lists: Path | None = None) -> None:
        self.lists = lists or world.folder()
        self.manners = Manners(misbehave, self.lists)

    def write(self, bill: Bill, lines: Sequence[Due]) -> bytes:
        heading = (bill.key, bill.programme, bill.region, f"{bill.month:%m-%Y}", bill.scheme.upper())
        rows = [(d.number, d.member_number, d.name.upper(), d.rupiah) for d in lines]
        return tables.write(LIST, heading, OUT, rows, (len(rows), sum(d.rupiah for d in lines)))

    def bill(self, content: bytes, *, on: date) -> list[bytes]:
        """The payment code of a list; the same list has the same code for ever."""
        table = _read(content, LIST, OUT)
        rows, rupiah = _totals(table)
        return [
            tables.write(
                NOTE, (table.heading[0], on.isoformat()), CODE, [(_code(content), rows, rupiah)], (1, rupiah)
            )
        ]

    def read_note(self, content: bytes) -> Note:
        table = _read(content, NOTE, CODE)
        rows, rupiah = (
            tables.whole(table.rows[0]["jumlah_peserta"]),
            tables.whole(table.rows[0]["jumlah_iuran"]),
        )
        if rows is None or rupiah is None:
            raise Unreadable("Jumlah pada kode iuran bukan bilangan bulat.")
        return Note(table.heading[0], table.rows[0]["kode_iuran"], rows, rupiah)

    def receipt(self, content: bytes, *, code: str, rupiah: int, on: date) -> list[bytes]:
        table = _read(content, LIST, OUT)
        if code != world.codes(self.lists).get(_code(content), _code(content)) or rupiah != _totals(table)[1]:
            return []  # nothing was received for this code: there is nothing to acknowledge
        lines = [_acknowledged(row) for row in table.rows]

        def compose(part: slice, strangers: int, off: int) -> bytes:
            told = lines[part] + [
                (n, "", ACCEPTED, 0, "", "") for n in numbered_strangers(len(lines), strangers)
            ]
            total = sum(int(str(line[3])) for line in told)
            return tables.write(RECEIPT, (code, on.isoformat()), BACK, told, (len(told) + off, total))

        return self.manners.deliver(content, compose, len(lines))

    def read_receipt(self, content: bytes) -> tuple[list[Answer], Totals]:
        table = _read(content, RECEIPT, BACK)
        return [_answer(row) for row in table.rows], Totals(*_totals(table))


def _code(content: bytes) -> str:
    """Twelve digits that belong to one list."""
    return "53" + str(int.from_bytes(hashlib.sha256(content).digest()[:8]) % 10**10).zfill(10)


def _acknowledged(row: dict[str, str]) -> tuple[object, ...]:
    known = len(row["kpj"]) == 11 and row["kpj"].isdigit()
    return (
        row["no"],
        row["kpj"],
        ACCEPTED if known else REFUSED,
        row["iuran"],
        *(("", "") if known else NOT_A_MEMBER),
    )


def _answer(row: dict[str, str]) -> Answer:
    number, rupiah = tables.whole(row["no"]), tables.whole(row["iuran"])
    if number is None or rupiah is None or row["status"] not in (ACCEPTED, REFUSED):
        raise Unreadable("Satu baris tanda terima iuran tidak terbaca.")
    return Answer(
        ok=row["status"] == ACCEPTED, number=number, code=row["kode"], reason=row["keterangan"], rupiah=rupiah
    )


def _read(content: bytes, kind: str, columns: Sequence[str]) -> tables.Table:
    table = tables.read(content, kind, columns)
    if table.wrong:
        raise Unreadable(f"Berkas {kind} dari BPJS Ketenagakerjaan tidak terbaca: {table.wrong}.")
    return table


def _totals(table: tables.Table) -> tuple[int, int]:
    rows, rupiah = (tables.whole(text) for text in table.totals)
    if rows is None or rupiah is None:
        raise Unreadable("Jumlah pada baris penutup bukan bilangan bulat.")
    return rows, rupiah
