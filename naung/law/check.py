"""Are the parameter files sound? `python -m naung.law.check` says what is wrong, a line each, and exits 1.

Sound: every field there, a known unit and a value of its kind, an article and a source for every date, dates in
order, no gap and no overlap in time, within a table, or between files.
"""

import re
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import yaml

from naung.law.lines import CONFIDENCE
from naung.law.parameters import FOLDER, documents
from naung.law.reading import WrittenTwice, read_yaml
from naung.law.units import UNITS

NEEDED = {"key", "description", "unit", "values", "article", "source", "confidence", "checked_on"}
ALLOWED = NEEDED | {"note", "overlay", "province"}
OWN = {"value", "until", "article", "source", "confidence"}
NO_PAGE = "belum ada halaman sumber"
_KEY = re.compile(r"[a-z]+(\.[a-z0-9_]+)+")


def findings(folder: Path = FOLDER) -> list[str]:
    """What is wrong with the files of a folder, one sentence each; empty when all is sound."""
    found, seen = [], dict[tuple[Any, Any], str]()
    for name, data in documents(folder):
        try:
            files = read_yaml(data)
        except (yaml.YAMLError, WrittenTwice) as wrong:
            found.append(f"{name}: cannot be read: {wrong}")
            continue
        for file in files:
            found += [f"{name}: {sentence}" for sentence in _file(file)]
            found += _twice(name, file, seen)
    return found


def _twice(name: str, file: Any, seen: dict[tuple[Any, Any], str]) -> list[str]:
    """Two figures with one key would lay one over the other."""
    if not isinstance(file, dict):
        return []
    key = (file.get("overlay"), file.get("key"))
    if key in seen:
        return [f"{name}: {key[1]} overlaps with the one in {seen[key]}"]
    seen[key] = name
    return []


def _file(file: Any) -> Iterator[str]:
    if not isinstance(file, dict):
        yield "is not a figure"
        return
    for field in sorted(NEEDED - set(file)):
        yield f"{field} is missing"
    for field in sorted(set(map(str, file)) - ALLOWED):
        yield f"{field} is not a field of a figure"
    if set(file) >= NEEDED:
        yield from _head(file)
        yield from _values(file)


def _head(file: dict[str, Any]) -> Iterator[str]:
    if not _KEY.fullmatch(str(file["key"])):
        yield f"the key {file['key']!r} is not like jkm.funeral"
    if not isinstance(file["description"], dict) or set(file["description"]) != {"id", "en"}:
        yield "the description must stand in id and en"
    if file["unit"] not in UNITS:
        yield f"the unit {file['unit']!r} is unknown"
    if not isinstance(file["checked_on"], date):
        yield "checked_on must be a date"
    if bool(file.get("overlay")) != bool(file.get("province")):
        yield "an overlay names its province, and only an overlay does"


def _values(file: dict[str, Any]) -> Iterator[str]:
    values = file["values"]
    if not isinstance(values, dict) or not values or not all(type(since) is date for since in values):
        yield "values must be dates with what held from then on"
        return
    if list(values) != sorted(values):
        yield "the dates are not in order: one period lies over another"
    for since, written in values.items():
        own = written if isinstance(written, dict) and "value" in written else {"value": written}
        yield from (f"{since}: {sentence}" for sentence in _entry(own, file))
    yield from _time(values)


def _entry(own: dict[str, Any], file: dict[str, Any]) -> Iterator[str]:
    for field in sorted(set(own) - OWN):
        yield f"{field} is not a field of a value"
    article, source = own.get("article", file["article"]), own.get("source", file["source"])
    confidence = own.get("confidence", file["confidence"])
    if not article:
        yield "the article is missing"
    if not source:
        yield "the source is missing"
    if confidence not in CONFIDENCE:
        yield f"the confidence {confidence!r} is unknown"
    elif str(source).startswith(NO_PAGE) and confidence != "unverified":
        yield "without a page as its source it can only be unverified"
    if file["unit"] in UNITS:
        try:
            yield from UNITS[file["unit"]](own["value"])
        except (KeyError, TypeError, AttributeError, ValueError, IndexError) as wrong:
            yield f"the value is not shaped like {file['unit']}: {wrong!r}"


def _time(values: dict[date, Any]) -> Iterator[str]:
    """`until` is the last day; the next value must begin the day after."""
    dates = list(values)
    for since, following in zip(dates, [*dates[1:], None], strict=True):
        until = values[since].get("until") if isinstance(values[since], dict) else None
        if until is None:
            continue
        if until < since:
            yield f"{since}: ends before it begins"
        elif following and until >= following:
            yield f"{since}: overlaps with {following}"
        elif following and until + timedelta(days=1) < following:
            yield f"{since}: a gap from {until + timedelta(days=1)} to {following - timedelta(days=1)}"


def main(folder: Path = FOLDER) -> int:
    found = findings(folder)
    for sentence in found:
        sys.stderr.write(sentence + "\n")
    return 1 if found else 0


if __name__ == "__main__":
    raise SystemExit(main())
