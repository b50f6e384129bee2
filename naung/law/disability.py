"""Permanent disability after a work accident. The doctor sets the percentage of function lost; this only multiplies."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from naung.kit.rupiah import Rupiah, say
from naung.law.bands import base_of
from naung.law.death import periodic_for_total_disability
from naung.law.errors import BadCase
from naung.law.lines import Line, Result, line, percent_of, result
from naung.law.parameters import Provision, provision

FORMS = ("partial_anatomical", "partial_functional", "total")


@dataclass(frozen=True, slots=True)
class Part:
    """A row of the table. `function_lost_percent` is the doctor's, for a loss of function; `percent` the doctor's too,
    only for rows that the table gives as a range."""

    part: str
    function_lost_percent: int | Decimal | None = None
    percent: int | Decimal | None = None


def disability(*, accident_on: date, income: int, form: str, parts: Sequence[Part] = ()) -> Result:
    """Per cent of the table x 80 x base, a line a part; several parts together at most the ceiling of 70 %.

    Total disability pays 70 % x 80 x base and the periodic benefit. Refuses an unknown form or part, a part named more
    often than a body has it, a range without the doctor's per cent, and a functional loss without its per cent.
    """
    if form not in FORMS:
        raise BadCase(
            f"Bentuk cacat {form!r} tidak dikenal.", f"Form {form!r} is unknown: {', '.join(FORMS)}."
        )
    if form == "total":
        return result([_total(accident_on, income), periodic_for_total_disability(accident_on)])
    table = provision("jkk.disability_table", on=accident_on)
    _check_parts(parts, table)
    return result(
        _partial(accident_on, income, [_share(p, table.value[p.part], form) for p in parts], table, parts)
    )


def _total(accident_on: date, income: int) -> Line:
    base, bands = base_of(income, on=accident_on)
    multiple = provision("jkk.multiple", on=accident_on)
    percent = provision("jkk.total_disability_percent", on=accident_on)
    return line(
        "jkk.total_disability",
        percent_of(base * multiple.value, percent.value),
        f"Cacat total tetap: {percent.value}% x {multiple.value} x {say(base)}.",
        f"Total permanent disability: {percent.value}% x {multiple.value} x {say(base)}.",
        percent, multiple, bands,
    )  # fmt: skip


def _check_parts(parts: Sequence[Part], table: Provision) -> None:
    if not parts:
        raise BadCase(
            "Sebutkan paling sedikit satu bagian tubuh.",
            "Name at least one part of the body.",
            "missing_field",
        )
    for name, times in Counter(p.part for p in parts).items():
        if name not in table.value:
            raise BadCase(f"Bagian {name!r} tidak ada dalam tabel.", f"Part {name!r} is not in the table.")
        if times > table.value[name]["most"]:
            raise BadCase(f"Bagian {name!r} disebut {times} kali.", f"Part {name!r} is named {times} times.")


def _share(part: Part, row: dict[str, Any], form: str) -> Fraction:
    """Per cent of 80 x base for one part, exactly."""
    percent = (
        _of_range(part, row["percent"]) if isinstance(row["percent"], list) else _fixed(part, row["percent"])
    )
    if form == "partial_anatomical":
        return percent
    if part.function_lost_percent is None:
        raise BadCase(
            f"Persen hilangnya fungsi {part.part!r} belum ada: dokter yang menetapkannya.",
            f"The per cent of function lost is missing for {part.part!r}: a doctor sets it.",
            "missing_field",
        )
    return percent * Fraction(part.function_lost_percent) / 100


def _fixed(part: Part, percent: int | Decimal) -> Fraction:
    if part.percent is not None and part.percent != percent:
        raise BadCase(
            f"Tabel menetapkan {percent}% untuk {part.part!r}.",
            f"The table sets {percent}% for {part.part!r}.",
        )
    return Fraction(percent)


def _of_range(part: Part, limits: list[int]) -> Fraction:
    low, high = limits
    if part.percent is None or not low <= part.percent <= high:
        raise BadCase(
            f"Tabel memberi {low}-{high}% untuk {part.part!r}: isi `percent` menurut dokter.",
            f"The table gives {low}-{high}% for {part.part!r}: fill in `percent` as the doctor set it.",
            "invalid_value" if part.percent is not None else "missing_field",
        )
    return Fraction(part.percent)


def _partial(
    accident_on: date, income: int, shares: list[Fraction], table: Provision, parts: Sequence[Part]
) -> list[Line]:
    base, bands = base_of(income, on=accident_on)
    multiple, cap = (
        provision("jkk.multiple", on=accident_on),
        provision("jkk.disability_cap_percent", on=accident_on),
    )
    left, lines = Fraction(cap.value), []
    for part, share in zip(parts, shares, strict=True):
        counted = min(share, left)
        left -= counted
        amount = percent_of(base * multiple.value, counted)
        lines.append(_part_line(part, amount, counted, share, (table, multiple, bands, cap)))
    return lines


def _part_line(
    part: Part, amount: Rupiah, counted: Fraction, share: Fraction, rests_on: tuple[Provision, ...]
) -> Line:
    table, multiple, _, cap = rests_on
    row = table.value[part.part]
    cut_id = f" Batas jumlah {cap.value}% tercapai." if counted < share else ""
    cut_en = f" The ceiling of {cap.value}% is reached." if counted < share else ""
    return line(
        "jkk.partial_disability",
        amount,
        f"Cacat sebagian, {row['id']}: {_say(counted)}% x {multiple.value} x upah sebulan.{cut_id}",
        f"Partial disability, {row['en']}: {_say(counted)}% x {multiple.value} x monthly base.{cut_en}",
        *rests_on,
    )


def _say(percent: Fraction) -> str:
    return f"{float(percent):g}".replace(".", ",")
