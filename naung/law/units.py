"""What a value of each unit looks like: a checker per unit, yielding what is wrong. A unit not listed here is unknown."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

Checker = Callable[[Any], Iterator[str]]
PAYERS = ["apbn", "apbd", "village", "donor", "self"]
LEVELS = ["tk-sd", "smp", "sma", "s1"]


def _whole(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 0


def _count(value: Any) -> Iterator[str]:
    if not _whole(value):
        yield f"{value!r} is not a whole number from zero up"


def _percent(value: Any) -> Iterator[str]:
    if not _whole(value) or value > 1000:
        yield f"{value!r} is not a per cent"


def _rate(value: Any) -> Iterator[str]:
    if not (_whole(value) or isinstance(value, Decimal)) or not 0 <= value <= 1000:
        yield f"{value!r} is not so many in a thousand"


def _truth(value: Any) -> Iterator[str]:
    if not isinstance(value, bool):
        yield f"{value!r} is not true or false"


def _day(value: Any) -> Iterator[str]:
    if type(value) is not date:
        yield f"{value!r} is not a date"


def _days(value: Any) -> Iterator[str]:
    if not isinstance(value, list) or any(type(day) is not date for day in value):
        yield "is not a list of dates"
    elif value != sorted(set(value)):
        yield "the dates are not in order, or one stands twice"


def _words(value: Any) -> Iterator[str]:
    lists = list(value.values()) if isinstance(value, dict) else [value]
    for words in lists:
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            yield "is not a list of words"
        elif len(words) != len(set(words)):
            yield "a word stands twice"


def _bands(rows: Any) -> Iterator[str]:
    """Each band begins one rupiah above the end of the one before; the last has no end."""
    expected: int | None = 0
    for row in rows:
        if expected is None:
            yield "a band after the one without an end"
            return
        if row["from"] != expected:
            yield f"{'a gap' if row['from'] > expected else 'an overlap'} between bands at {min(row['from'], expected)}"
        if not _whole(row["base"]) or row["base"] == 0:
            yield f"the base {row['base']!r} is not an amount"
        expected = None if row["to"] is None else row["to"] + 1
    if expected is not None:
        yield f"a gap: no band from {expected} up"


def _relief(table: Any) -> Iterator[str]:
    for sector in ("transport", "other"):
        if list(table.get(sector, {})) != PAYERS:
            yield f"{sector}: a gap: every payer needs a per cent ({', '.join(PAYERS)})"
        for payer, percent in table.get(sector, {}).items():
            if not _whole(percent) or percent > 100:
                yield f"{sector}, {payer}: {percent!r} is not a per cent to 100"
    if not set(table.get("programmes", ["?"])) <= {"jkk", "jkm", "jht"}:
        yield "the programmes are not among jkk, jkm, jht"
    if not set(table.get("unverified", ["?"])) <= set(PAYERS):
        yield "unverified names no payer"


def _periods(rows: Any) -> Iterator[str]:
    *closed, last = rows
    if last["months"] is not None or any(not _whole(row["months"]) or row["months"] == 0 for row in closed):
        yield "every period but the last has its months, and the last has no end"
    for row in rows:
        yield from _percent(row["percent"])


def _disability(table: Any) -> Iterator[str]:
    for part, row in table.items():
        if set(row) != {"percent", "most", "id", "en"} or not _whole(row["most"]) or row["most"] == 0:
            yield f"{part}: needs percent, most, id and en"
            continue
        limits = row["percent"] if isinstance(row["percent"], list) else [row["percent"]]
        numbers = all(_whole(limit) or isinstance(limit, Decimal) for limit in limits)
        if not numbers or limits != sorted(limits) or not 0 < limits[0] <= limits[-1] <= 100:
            yield f"{part}: {row['percent']!r} is not a per cent or a range of two"


def _levels(table: Any) -> Iterator[str]:
    if list(table) != LEVELS:
        yield f"a gap: every level must stand, in order: {', '.join(LEVELS)}"
    for level, row in table.items():
        if set(row) != {"yearly", "years"} or not all(_whole(number) and number for number in row.values()):
            yield f"{level}: needs yearly and years"


def _answers(table: Any) -> Iterator[str]:
    for name, row in table.items():
        if set(row) != {"ok", "id", "en"} or not isinstance(row["ok"], bool):
            yield f"{name}: needs ok, id and en"


def _heirs(steps: Any) -> Iterator[str]:
    named = [relation for step in steps for relation in step]
    if len(named) != len(set(named)):
        yield "a relation stands in two steps: an overlap"


PAPER, PAPER_MAY = {"code", "when", "id", "en"}, {"health", "waive", "article", "source", "confidence"}
SEEN = ["always", "illness", "work_accident", "disease", "traffic", "sea", "violence", "outside_plkk"]
TOLD = ["spouse", "minor", "no_account", "for_others", "transport", "insurer"]


def _papers(papers: Any) -> Iterator[str]:
    if not papers:
        yield "no paper at all"
    for paper in papers:
        if not set(paper) >= PAPER or set(paper) - PAPER - PAPER_MAY:
            yield f"{paper.get('code')}: every paper needs code, when, id and en"
        elif not paper["when"] or set(paper["when"]) - {*SEEN, *TOLD}:
            yield f"{paper['code']}: asked when {paper['when']!r}, which nobody knows"
        elif paper.get("confidence") not in (None, "secondary", "unverified", "stated"):
            yield f"{paper['code']}: the confidence {paper['confidence']!r} is unknown"
        elif str(paper.get("source", "")).startswith("belum ada") and paper.get("confidence") != "unverified":
            yield f"{paper['code']}: without a page as its source it can only be unverified"
    codes = [paper.get("code") for paper in papers]
    if len(codes) != len(set(codes)):
        yield "a paper stands twice"


UNITS: dict[str, Checker] = {
    "rupiah": _count, "months": _count, "days": _count, "working_days": _count, "years": _count, "age_years": _count,
    "count": _count, "times": _count, "decile": _count, "percent": _percent, "per_1000": _rate, "yes_no": _truth,
    "date": _day, "dates": _days, "words": _words, "order": _words, "bands": _bands, "relief": _relief,
    "periods": _periods, "disability_table": _disability, "levels": _levels, "answers": _answers, "heirs": _heirs, "papers": _papers,
}  # fmt: skip
