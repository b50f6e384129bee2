"""A bank's text layout as a language of payment files. The yaml says columns, widths, totals; a new bank is a new yaml.

What identifies money (account, reference, amount) is written as it is or the file is not made; names and purposes are brought into the
bank's letters and cut. Written once, read with the same table, so that the two cannot drift apart."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from naung.foundation.exchange.ports import Answer, Totals, Unreadable
from naung.foundation.payments.ports import PayLine
from naung.partners.iso20022.pain001 import message_id
from naung.partners.orders import Ordered, Told, Unwritable, payer
from naung.partners.profiles.cells import Cell, Facts, cell, hear, say

FOLDER = Path(__file__).parent


@lru_cache(maxsize=1)
def names() -> list[str]:
    return sorted(path.stem for path in FOLDER.glob("*.yaml"))


@lru_cache(maxsize=16)
def named(name: str) -> "Profile":
    return Profile(yaml.safe_load((FOLDER / f"{name}.yaml").read_text()))


class Profile:
    def __init__(self, facts: dict[str, Any]) -> None:
        self.facts, self.name = facts, f"csv:{facts['name']}"
        self.separator, self.end, self.encoding = facts["separator"], facts["line_end"], facts["encoding"]
        self.parts = {(kind, part): [cell(spec) for spec in facts[kind][part]] for kind in ("order", "answer") for part in ("header", "detail", "trailer")}  # fmt: skip

    def write(self, lines: Sequence[PayLine], *, key: str, on: date) -> bytes:
        if any(line.amount <= 0 for line in lines):
            raise Unwritable("Perintah tanpa nilai tidak dapat ditulis.")
        rows = [{"number": n.number, "reference": n.reference, "payee": n.payee, "account": n.account, "amount": n.amount,
                 "purpose": n.purpose, "bank": n.bank} for n in lines]  # fmt: skip
        return self._file("order", {"key": message_id(key, on), "day": on, "debit": payer().account}, rows, 0)

    def write_answer(self, ordered: Ordered, told: Sequence[Told], *, on: date, off: int) -> bytes:
        rows = [{"number": t.number, "reference": t.reference, "amount": t.amount, "status": t.ok, "code": t.code,
                 "reason": t.reason} for t in told]  # fmt: skip
        return self._file("answer", {"key": ordered.key, "day": on}, rows, off)

    def _file(self, kind: str, head: Facts, rows: list[Facts], off: int) -> bytes:
        sums = {**head, "count": len(rows) + off, "total": sum(row["amount"] for row in rows)}
        body = [self._line(kind, "detail", row) for row in rows]
        lines = [self._line(kind, "header", sums), *body, self._line(kind, "trailer", sums)]
        return "".join(line + self.end for line in lines if line).encode(self.encoding)

    def _line(self, kind: str, part: str, facts: Facts) -> str:
        return self.separator.join(say(one, facts, self.separator) for one in self.parts[kind, part])

    def is_order(self, content: bytes) -> bool:
        return self._begins("order", content)

    def is_answer(self, content: bytes) -> bool:
        return self._begins("answer", content)

    def _begins(self, kind: str, content: bytes) -> bool:
        """Whether the first line is this layout's heading, as far as nothing but its bytes can tell."""
        try:
            self._heard(kind, "header", content.split(self.end.encode(), 1)[0].decode(self.encoding))
        except (Unreadable, UnicodeDecodeError):
            return False
        return True

    def read_order(self, content: bytes) -> Ordered:
        head, rows = self._read("order", content)
        lines = [PayLine(row.get("number", i), row["reference"], row["payee"], row["account"], row["amount"], row["purpose"], row.get("bank", ""))
                 for i, row in enumerate(rows, 1)]  # fmt: skip
        if (head["count"], head["total"]) != (len(lines), sum(line.amount for line in lines)):
            raise Unreadable("Jumlah kendali pada berkas perintah bayar tidak sama dengan isinya.")
        return Ordered(head.get("key") or f"{head['day']:%Y%m%d}", head["day"], tuple(lines))

    def read_answer(self, content: bytes) -> tuple[list[Answer], Totals]:
        head, rows = self._read("answer", content)
        answers = [Answer(ok=r["status"], number=r.get("number"), key=r["reference"], code=r["code"], reason=r["reason"], rupiah=r["amount"])
                   for r in rows]  # fmt: skip
        return answers, Totals(head["count"], head["total"])

    def _read(self, kind: str, content: bytes) -> tuple[Facts, list[Facts]]:
        """Heading and trailer together, and the rows between them."""
        try:
            lines = content.decode(self.encoding).split(self.end)
        except UnicodeDecodeError:
            raise Unreadable(f"Berkas bank memuat huruf di luar {self.encoding}.") from None
        first, last = 1, 1 if self.parts[kind, "trailer"] else 0
        if lines[-1] or len(lines) < first + last + 1:
            raise Unreadable("Berkas bank tidak utuh: baris terakhirnya terpotong.")
        lines = lines[:-1]
        head = self._heard(kind, "header", lines[0])
        if last:
            head |= self._heard(kind, "trailer", lines[-1])
        return head, [self._heard(kind, "detail", line) for line in lines[1 : len(lines) - last]]

    def _heard(self, kind: str, part: str, line: str) -> Facts:
        cells, facts = self.parts[kind, part], Facts()
        said = line.split(self.separator) if self.separator else _columns(cells, line)
        if len(said) != len(cells):
            raise Unreadable(
                "Sebuah baris pada berkas bank lebih panjang atau lebih pendek daripada yang disepakati."
            )
        for one, text in zip(cells, said, strict=True):
            hear(one, text, facts)
        return facts


def _columns(cells: Sequence[Cell], line: str) -> list[str]:
    said, at = [], 0
    for one in cells:
        said.append(line[at : at + one.width])
        at += one.width
    return said if at == len(line) else []
