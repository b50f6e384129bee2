"""Reading one fact of a case: each reader takes the field's name and what was written, and returns it typed or refuses."""

import re
from collections.abc import Callable, Collection
from datetime import date
from decimal import Decimal
from typing import Any, TypeVar

from naung.kit.months import Month
from naung.law.disability import Part
from naung.law.errors import BadCase

Reader = Callable[[str, Any], Any]
When = TypeVar("When", date, Month)
MOST = 10**15  # a thousand million million rupiah: anything above is a slip of the finger
FIRST_YEAR, LAST_YEAR = 1900, 2200  # no living person and no law of ours lies outside
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def wrong_type(name: str, value: Any, asked_id: str, asked_en: str) -> BadCase:
    shown = repr(value)[:60]
    return BadCase(
        f"{name!r} harus {asked_id}, ini {shown}.",
        f"{name!r} must be {asked_en}, this is {shown}.",
        "wrong_type",
    )


def out_of_range(name: str, value: Any, low: int, high: int) -> BadCase:
    shown = str(value) if abs(value) <= MOST**2 else "..."  # Python refuses to write very long numbers out
    return BadCase(
        f"{name!r} harus antara {low} dan {high}, ini {shown}.",
        f"{name!r} must lie between {low} and {high}, this is {shown}.",
    )


def whole_number(name: str, value: Any) -> int:
    """true, false and 1.0 are none."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise wrong_type(name, value, "bilangan bulat", "a whole number")
    return value


def whole(low: int, high: int = MOST) -> Reader:
    """A whole number from low to high."""

    def read(name: str, value: Any) -> int:
        if not low <= whole_number(name, value) <= high:
            raise out_of_range(name, value, low, high)
        return int(value)

    return read


def text(name: str, value: Any) -> str:
    if not isinstance(value, str):
        raise wrong_type(name, value, "teks", "text")
    return value


def truth(name: str, value: Any) -> bool:
    if not isinstance(value, bool):
        raise wrong_type(name, value, "true atau false", "true or false")
    return value


def day(name: str, value: Any) -> date:
    if not isinstance(value, str) or not _DAY.fullmatch(value):
        raise wrong_type(name, value, 'tanggal seperti "2025-07-01"', 'a date like "2025-07-01"')
    try:
        return _near(name, date.fromisoformat(value))
    except ValueError:
        raise BadCase(
            f"{name!r}: tidak ada tanggal {value}.", f"{name!r}: there is no day {value}."
        ) from None


def month(name: str, value: Any) -> Month:
    try:
        found = Month.parse(value)
    except (ValueError, AttributeError):
        raise wrong_type(name, value, 'bulan seperti "2025-07"', 'a month like "2025-07"') from None
    return _near(name, found)


def _near(name: str, found: When) -> When:
    if not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise out_of_range(name, found.year, FIRST_YEAR, LAST_YEAR)
    return found


def one_of(*known: str) -> Reader:
    def read(name: str, value: Any) -> str:
        if text(name, value) not in known:
            listed = ", ".join(known)
            raise BadCase(
                f"{name!r} {value[:40]!r} tidak dikenal; yang dikenal: {listed}.",
                f"{name!r} {value[:40]!r} is unknown: {listed}.",
            )
        return str(value)

    return read


def or_none(reader: Reader) -> Reader:
    return lambda name, value: None if value is None else reader(name, value)


def subset_of(*known: str) -> Reader:
    def read(name: str, value: Any) -> list[str]:
        chosen = [one_of(*known)(name, item) for item in _items(name, value)]
        if len(chosen) != len(set(chosen)):
            raise BadCase(
                f"{name!r} menyebut hal yang sama dua kali.", f"{name!r} names the same thing twice."
            )
        return chosen

    return read


def _items(name: str, value: Any) -> list[Any]:
    if not isinstance(value, list):
        raise wrong_type(name, value, "daftar", "a list")
    return value


def children(name: str, value: Any) -> list[str]:
    """[{"level": "smp"}] -> ["smp"]; whether the level exists is the law's to say."""
    return [
        text(f"{name}.level", _record(name, child, {"level"}, ()).get("level"))
        for child in _items(name, value)
    ]


def parts(name: str, value: Any) -> list[Part]:
    return [
        _part(name, _record(name, part, {"part"}, ("function_lost_percent", "percent")))
        for part in _items(name, value)
    ]


def _part(name: str, record: dict[str, Any]) -> Part:
    lost, percent = record.get("function_lost_percent"), record.get("percent")
    return Part(
        text(f"{name}.part", record["part"]),
        _percent(f"{name}.function_lost_percent", lost),
        _percent(f"{name}.percent", percent),
    )


def _percent(name: str, value: Any) -> int | Decimal | None:
    """0 to 100; a doctor may write 12.5, and it stays exactly that."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise wrong_type(name, value, "persen 0 sampai 100", "a per cent from 0 to 100")
    if not 0 <= value <= 100:
        raise out_of_range(name, value, 0, 100)
    return value if isinstance(value, int) else Decimal(repr(value))


def _record(name: str, value: Any, needed: Collection[str], optional: Collection[str]) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise wrong_type(name, value, "daftar objek", "a list of objects")
    for field in value:
        if field not in needed and field not in optional:
            raise BadCase(
                f"{name!r}: {field!r} tidak dikenal.", f"{name!r}: {field!r} is unknown.", "unknown_field"
            )
    for field in needed:
        if field not in value:
            raise BadCase(
                f"{name!r}: {field!r} belum ada.", f"{name!r}: {field!r} is missing.", "missing_field"
            )
    return value
