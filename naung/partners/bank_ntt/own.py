"""The `;` table in which we speak with Bank NTT until the branch agrees on another language."""

from collections.abc import Sequence
from datetime import date

from naung.foundation.exchange.ports import Answer, Totals, Unreadable
from naung.foundation.payments.ports import PayLine
from naung.partners import tables
from naung.partners.orders import Ordered, Told, Unwritable

ORDER, RESULT = "BANKNTT-BAYAR-1", "BANKNTT-HASIL-1"
OUT = ("no", "referensi", "penerima", "rekening", "rupiah", "keperluan")
BACK = ("no", "status", "kode", "alasan", "rupiah")
ACCEPTED, REFUSED = "DITERIMA", "DITOLAK"


class Own:
    name = "naung"

    def write(self, lines: Sequence[PayLine], *, key: str, on: date) -> bytes:
        if elsewhere := [n.reference for n in lines if n.bank]:
            raise Unwritable(
                f"Perintah {elsewhere[0]} menuju bank lain; tabel kita tidak mempunyai kolom untuk itu. Pilih bahasa lain (NAUNG_BANK_FORMAT)."
            )
        rows = [(n.number, n.reference, n.payee, n.account, n.amount, n.purpose) for n in lines]
        return tables.write(
            ORDER, (key, on.isoformat()), OUT, rows, (len(rows), sum(n.amount for n in lines))
        )

    def is_order(self, content: bytes) -> bool:
        return content.startswith(f"H;{ORDER};".encode())

    def read_order(self, content: bytes) -> Ordered:
        table = read(content, ORDER, OUT)
        lines = [PayLine(whole(r["no"]), r["referensi"], r["penerima"], r["rekening"], whole(r["rupiah"]), r["keperluan"])
                 for r in table.rows]  # fmt: skip
        return Ordered(table.heading[0], date.fromisoformat(table.heading[1]), tuple(lines))

    def write_answer(self, ordered: Ordered, told: Sequence[Told], *, on: date, off: int) -> bytes:
        rows = [(t.number, ACCEPTED if t.ok else REFUSED, t.code, t.reason, t.amount) for t in told]
        return tables.write(
            RESULT, (ordered.key, on.isoformat()), BACK, rows, (len(rows) + off, sum(t.amount for t in told))
        )

    def is_answer(self, content: bytes) -> bool:
        return content.startswith(f"H;{RESULT};".encode())

    def read_answer(self, content: bytes) -> tuple[list[Answer], Totals]:
        table = read(content, RESULT, BACK)
        answers = [Answer(ok=r["status"] == ACCEPTED, number=whole(r["no"]), code=r["kode"], reason=r["alasan"], rupiah=whole(r["rupiah"]))
                   for r in table.rows]  # fmt: skip
        return answers, Totals(*map(whole, table.totals))


def read(content: bytes, kind: str, columns: Sequence[str]) -> tables.Table:
    """A table with its two control totals, or Unreadable."""
    table = tables.read(content, kind, columns)
    if table.wrong or len(table.totals) != 2:
        raise Unreadable(
            f"Berkas {kind} dari Bank NTT tidak terbaca: {table.wrong or 'baris penutup tidak lengkap'}."
        )
    return table


def whole(text: str) -> int:
    found = tables.whole(text)
    if found is None:
        raise Unreadable(f"Berkas Bank NTT memuat {text[:20]!r} di tempat bilangan bulat.")
    return found
