"""One cell of a bank's layout: how a fact is written into it, and read out of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from naung.foundation.exchange.ports import Unreadable
from naung.partners.iso20022 import charset
from naung.partners.orders import Unwritable

MAY_BE_CUT = {
    "payee": 70,
    "purpose": 140,
    "reason": 100,
}  # the others stand as they are, or the file is not made
MONEY, COUNTS = {"amount", "total"}, {"number", "count"}
Facts = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Cell:
    """`constant` stands in every line; else `field` does. `width` is the most, and with no separator exactly that."""

    field: str = ""
    constant: str | None = None
    width: int = 0
    format: str = "%Y%m%d"
    decimals: int = 0
    fill: str = " "
    choice: tuple[str, str] | None = None  # what is said for yes and for no


def cell(spec: dict[str, Any]) -> Cell:
    """Of one entry of the yaml; a word that no cell knows refuses."""
    known = {"is", "field", "width", "format", "decimals", "fill", "own", "other", "accepted", "refused"}
    if set(spec) - known or ("is" in spec) == ("field" in spec):
        raise ValueError(f"a layout's cell cannot be understood: {spec}")
    choice = (spec["own"], spec["other"]) if "own" in spec else (spec["accepted"], spec["refused"]) if "accepted" in spec else None  # fmt: skip
    width = spec.get("width") or len(spec.get("is", "")) or len((choice or ("",))[0])
    return Cell(spec.get("field", ""), spec.get("is"), width, spec.get("format", "%Y%m%d"), spec.get("decimals", 0), spec.get("fill", " "), choice)  # fmt: skip


def say(one: Cell, facts: Facts, separator: str) -> str:
    """The cell's text; Unwritable where it would have to change what must not change."""
    if one.constant is not None:
        return one.constant
    said = _said(one, facts[one.field], separator)
    if one.width and len(said) > one.width or separator and separator in said:
        raise Unwritable(f"{one.field} {said!r} tidak muat dalam {one.width} huruf pada tata letak bank ini.")
    return _filled(one, said) if not separator else said


def _said(one: Cell, value: Any, separator: str) -> str:
    if one.choice:
        return one.choice[0] if value in ("", True) else one.choice[1]
    if one.field in MAY_BE_CUT:
        return charset.plain(value, min(one.width or 999, MAY_BE_CUT[one.field]), separator)
    if isinstance(value, date):
        return value.strftime(one.format)
    if one.field in MONEY and one.decimals:
        return f"{value}.{'0' * one.decimals}"
    said = str(value)
    if said and not charset.held(said, 140):
        raise Unwritable(f"{one.field} {said!r} tidak dapat ditulis apa adanya pada tata letak bank ini.")
    return said


def _filled(one: Cell, said: str) -> str:
    return said.rjust(one.width, "0") if one.fill == "0" else said.ljust(one.width)


def hear(one: Cell, said: str, facts: Facts) -> None:
    """Puts what the cell says into `facts`; Unreadable where it says what no such cell says."""
    said = said.strip() if one.constant is None else said
    if one.constant is not None:
        if said != one.constant:
            raise Unreadable(f"Berkas bank memuat {said[:20]!r} di tempat {one.constant!r}.")
    elif one.choice:
        _chosen(one, said, facts)
    elif one.field == "day":
        facts["day"] = _day(said, one.format)
    elif one.field in MONEY | COUNTS:
        facts[one.field] = _whole(said, one.decimals)
    else:
        facts[one.field] = said


def _chosen(one: Cell, said: str, facts: Facts) -> None:
    if said not in (one.choice or ()):
        raise Unreadable(f"Berkas bank memuat {said[:20]!r} di tempat {' atau '.join(one.choice or ())}.")
    if one.field == "status":
        facts["status"] = said == (one.choice or ("",))[0]


def _day(said: str, form: str) -> date:
    try:
        return datetime.strptime(said, form).date()  # noqa: DTZ007  a day has no zone
    except ValueError:
        raise Unreadable(f"Berkas bank memuat {said[:20]!r} di tempat tanggal.") from None


def _whole(said: str, decimals: int) -> int:
    number, _, part = said.partition(".")
    if not (number.isascii() and number.isdigit()) or part.strip("0") or len(part) != decimals:
        raise Unreadable(f"Berkas bank memuat {said[:20]!r} di tempat bilangan bulat.")
    return int(number)
