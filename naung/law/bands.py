"""The declared income becomes the base of its band: half-open, so that an income equal to a band's `from` is in it."""

from bisect import bisect_right
from dataclasses import replace
from datetime import date

from naung.kit.rupiah import Rupiah
from naung.law.errors import BadCase
from naung.law.parameters import Provision, provision


def base_of(income: int, *, on: date) -> tuple[Rupiah, Provision]:
    """The base ("upah sebulan") of a monthly income in rupiah, and the table it comes from. Refuses a negative income."""
    if income < 0:
        raise BadCase("Penghasilan tidak boleh kurang dari nol.", "An income cannot be below zero.")
    table = provision("contribution.income_bands", on=on)
    row = table.value[bisect_right([row["from"] for row in table.value], income) - 1]
    return Rupiah(row["base"]), replace(table, confidence=row.get("confidence", table.confidence))
