"""The official areas, straight from the reference files.

The sample stands below the machines and imports none of them; that its truth about a NIK's region is worked out here a
second time, from the same files, is also what makes it a check on `regions.queries` (tests/sample/test_areas.py).
"""

import csv
from functools import cache
from pathlib import Path

DATA = Path(__file__).parents[1] / "foundation/regions/data"
CUT_SINCE = {  # regency -> the mother it was cut from, whose code its older people carry in the NIK
    "53.21": "5304", "53.13": "5306", "53.16": "5309", "53.15": "5310", "53.19": "5310",
    "53.17": "5312", "53.18": "5312", "53.14": "5301", "53.20": "5301",
}  # fmt: skip
RENUMBERED = frozenset({"64", "91", "92"})  # provinces that lost regencies in 2012 and 2022


def rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@cache
def names() -> dict[str, str]:
    """Dotted code -> name, of the whole province."""
    return {row["code"]: row["name"] for row in rows("ntt.csv")}


@cache
def regencies() -> dict[str, dict[str, str]]:
    """Dotted code -> seat, quotas and the like."""
    return {row["code"]: row for row in rows("ntt_regions.csv")}


@cache
def districts() -> frozenset[str]:
    """Six digits of every district of Indonesia."""
    return frozenset(row["code"] for row in rows("nik_regions.csv"))


@cache
def _regencies_of_the_country() -> frozenset[str]:
    return frozenset(six[:4] for six in districts())


def could_begin_a_nik(six: str) -> bool:
    """A district on the list; one that a mother regency of NTT no longer has; outside NTT any of a known regency."""
    if six in districts() or six[4:] == "00":
        return six in districts()
    if six[:2] == "53":
        return six[:4] in CUT_SINCE.values()
    return six[:4] in _regencies_of_the_country() or six[:2] in RENUMBERED
