"""pain.001 and pain.002 as one language of payment files; version 09 is answered by pain.002.001.12, version 03 by 03."""

from collections.abc import Sequence
from datetime import date

from naung.foundation.exchange.ports import Answer, Totals
from naung.foundation.payments.ports import PayLine
from naung.partners.iso20022 import pain001, pain002, safe
from naung.partners.orders import Ordered, Told

ANSWERS = {"09": "12", "03": "03"}


class Pain:
    def __init__(self, version: str) -> None:
        self.name = "pain001" if version == "09" else f"pain001.{version}"
        self.order, self.answer = f"pain.001.001.{version}", f"pain.002.001.{ANSWERS[version]}"

    def write(self, lines: Sequence[PayLine], *, key: str, on: date) -> bytes:
        return pain001.write(self.order, lines, key=key, on=on)

    def is_order(self, content: bytes) -> bool:
        return safe.message_of(content) == self.order

    def read_order(self, content: bytes) -> Ordered:
        return pain001.read(content)

    def write_answer(self, ordered: Ordered, told: Sequence[Told], *, on: date, off: int) -> bytes:
        return pain002.write(self.answer, self.order, ordered, told, on=on, off=off)

    def is_answer(self, content: bytes) -> bool:
        return safe.message_of(content) == self.answer

    def read_answer(self, content: bytes) -> tuple[list[Answer], Totals]:
        return pain002.read(content)
