"""Dates as clerks write them: 12-08-1978, 12/8/78, "12 Agust 78", 1978-08-12, 19780812, Excel's own dates and bare serial numbers."""

import re
from datetime import date, datetime, timedelta
from functools import lru_cache
from math import isfinite
from typing import Any

EPOCH = date(1899, 12, 30)  # Excel's day 0
OLDEST = 110  # years; beyond it a number is a year or a typing error, not somebody's birth date
MONTHS = {
    "jan": 1, "feb": 2, "peb": 2, "mar": 3, "mrt": 3, "apr": 4, "mei": 5, "may": 5, "jun": 6, "jul": 7, "agu": 8, "ags": 8, "agt": 8,
    "aug": 8, "sep": 9, "okt": 10, "oct": 10, "nov": 11, "nop": 11, "des": 12, "dec": 12,
}  # fmt: skip
_PARTED = re.compile(r"(\d{1,2})[-/. ]+(\d{1,2})[-/. ]+(\d{4}|\d{2})")
_MONTH_FIRST = re.compile(r"([a-z]{3})[a-z]*[. ]*(\d{1,2})[, ]+(\d{4})", re.IGNORECASE)
_ROMAN = re.compile(r"(\d{1,2})[-/. ]+(i{1,3}|iv|vi{0,3}|ix|xi{0,2})[-/. ]+(\d{4}|\d{2})", re.IGNORECASE)
_ISO = re.compile(r"(\d{4})[-/. ](\d{1,2})[-/. ](\d{1,2})")
_NAMED = re.compile(r"(\d{1,2})[-/., ]*([a-z]{3})[a-z]*[-/.,' ]*(\d{4}|\d{2})", re.IGNORECASE)
_SOLID = re.compile(r"\d{7,8}")
_TIME = re.compile(r"[ T](?:\d{1,2}:\d\d(?::\d\d)?|00?\.00(?:\.00)?)(?:\.\d+)?(?: ?[ap]m)?$", re.IGNORECASE)
_BEFORE = re.compile(
    r"^(?:(?:tgl|tanggal|tggl|lahir|hari|senin|selasa|rabu|kamis|jum'?at|sabtu|minggu|ahad)\b[\s.:,]*)+",
    re.IGNORECASE,
)
_AROUND = " \t\n.,;*'`\"()[]"
_SIGNS = str.maketrans(
    {
        "\u2013": "-",
        "\u2014": "-",
        "\u2212": "-",
        "\\": "/",
        "|": "/",
        ",": "-",
        "_": "-",
        "\u00a0": " ",
        "'": " ",
        "\u2019": " ",
    }
)
ROMAN = {
    name: n
    for n, name in enumerate(("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii"), 1)
}
_EMPTY = frozenset({"", "-", "--", ".", "?", "0", "tidak tahu", "tdk tahu", "tidak ada"})


def parse(value: Any, on: date) -> tuple[date | None, str]:
    """(day, how): ok, short (the century is our reading), turned (only month-first makes a day of it), blank, unreadable.

    Day before month is read wherever it is possible; what the NIK says of it is checked later."""
    if isinstance(value, datetime):
        return value.date(), "ok"
    if isinstance(value, date):
        return value, "ok"
    if isinstance(value, float | int) and not isinstance(value, bool):
        return _number(int(value), on) if isfinite(value) else (None, "unreadable")
    return _text(value, on) if isinstance(value, str) else (None, "unreadable")


def _number(number: int, on: date) -> tuple[date | None, str]:
    if (on.year - OLDEST - 1900) * 365 < number < (on - EPOCH).days + 1 and number > 2100:
        return EPOCH + timedelta(days=number), "ok"
    return _solid(str(number)) if 7 <= len(str(number)) <= 8 else (None, "unreadable")


@lru_cache(maxsize=100_000)
def _text(text: str, on: date) -> tuple[date | None, str]:
    text = text.strip().strip("'`\"").strip()
    if text.lower() in _EMPTY:
        return None, "blank"
    read = _read(text, on)
    return read if read[0] or read[1] != "unreadable" else _read(_plainer(text), on)


def _plainer(text: str) -> str:
    """Without what clerks write around a date: the day of the week, "tgl", a remark in brackets, other signs between the numbers."""
    bare = _BEFORE.sub("", re.sub(r"\([^)]*\)?\s*$", "", text) or text).translate(_SIGNS)
    bare = " ".join(_TIME.sub("", bare).strip(_AROUND + "-/").split())
    digits = re.sub(r"[-/ .]", "", bare)
    return (
        digits if len(digits) == 8 and digits.isdigit() and len(re.findall(r"[-/ .]+", bare)) == 1 else bare
    )


def _read(text: str, on: date) -> tuple[date | None, str]:
    text = _TIME.sub("", text)
    if found := _PARTED.fullmatch(text):
        return _parted(int(found[1]), int(found[2]), found[3], on)
    if found := _ISO.fullmatch(text):
        return _day(int(found[1]), int(found[2]), int(found[3]), "ok")
    if found := _ROMAN.fullmatch(text):
        return _parted(int(found[1]), ROMAN[found[2].lower()], found[3], on)
    if found := _NAMED.fullmatch(text):
        month = MONTHS.get(found[2].lower())
        return _parted(int(found[1]), month, found[3], on) if month else (None, "unreadable")
    if (found := _MONTH_FIRST.fullmatch(text)) and (month := MONTHS.get(found[1].lower())):
        return _parted(int(found[2]), month, found[3], on)
    if _SOLID.fullmatch(text):
        return _solid(text)
    return _number(int(text[:5]), on) if re.fullmatch(r"\d{5}(?:[.,]0+)?", text) else (None, "unreadable")


def _parted(day: int, month: int, year: str, on: date) -> tuple[date | None, str]:
    full, how = (int(year), "ok") if len(year) == 4 else (_century(int(year), on), "short")
    if month > 12 >= day:
        return _day(full, day, month, "turned")
    return _day(full, month, day, how)


def _century(year: int, on: date) -> int:
    """The year that has been already: in 2025, '25' is 2025 and '26' is 1926; programmes for workers hear of neither."""
    return on.year // 100 * 100 + year - (100 if year > on.year % 100 else 0)


def _solid(digits: str) -> tuple[date | None, str]:
    """19780812 or 12081978 (a number loses its first zero): the way that gives a year of our time goes first."""
    digits = digits.zfill(8)
    year_first = _day(int(digits[:4]), int(digits[4:6]), int(digits[6:]), "ok")
    day_first = _day(int(digits[4:]), int(digits[2:4]), int(digits[:2]), "ok")
    return next(
        (read for read in (year_first, day_first) if read[0] and 1900 <= read[0].year <= 2100),
        (None, "unreadable"),
    )


def _day(year: int, month: int, day: int, how: str) -> tuple[date | None, str]:
    try:
        return date(year, month, day), how
    except ValueError:
        return None, "unreadable"


_DATE_FIRST = re.compile(
    r"(\d{1,2}[-/. ]+(?:\d{1,2}|[A-Za-z]{3,9})[-/. ]+\d{2,4})[\s,;/-]+([A-Za-z].*)", re.DOTALL
)
_BETWEEN = re.compile(
    r"[\s,./:;(-]+(?:(?:pada|tgl|tanggal|hari|senin|selasa|rabu|kamis|jum'?at|sabtu|minggu)\b[\s,.:]*)*$",
    re.IGNORECASE,
)


def place_and_date(text: str) -> tuple[str, str]:
    """'Kupang, 12-08-1978' -> ('Kupang', '12-08-1978'); the other way round too."""
    if found := _DATE_FIRST.fullmatch(text.strip()):
        return found[2].strip(" ,./-"), found[1]
    found = re.search(r"\d", text)
    if not found:
        return text.strip(" ,./-"), ""
    return _BETWEEN.sub("", text[: found.start()]).strip(" ,./-:;("), text[found.start() :].strip()


def turned(day: date) -> date | None:
    """Day and month swapped; None where that is no day."""
    return _day(day.year, day.day, day.month, "")[0]
