"""The reference files of `data/`, read as they are; no database."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
KINDS_OF_VILLAGE = {
    "1": "kelurahan",
    "2": "desa",
}  # the fourth part's first digit (Kepmendagri 300.2.2-2138/2025)


@dataclass(frozen=True, slots=True)
class Quota:
    """Places of the programme in a regency, in people. `published_2025` is None where no figure was published."""

    published_2025: int | None
    set_a: int  # published where known, the rest of 100,000 shared by population: the default
    set_b: int  # shared by population alone, for comparison

    @property
    def is_estimate(self) -> bool:
        return self.published_2025 is None


def rows(name: str) -> Iterator[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def parent_of(code: str) -> str | None:
    return code.rpartition(".")[0] or None


def level_of(code: str) -> int:
    return code.count(".") + 1


def kind_of(code: str, name: str) -> str:
    """provinsi, kabupaten, kota, kecamatan, kelurahan or desa."""
    level = level_of(code)
    if level == 2:
        return "kota" if name.startswith("Kota ") else "kabupaten"
    if level == 4:
        return KINDS_OF_VILLAGE[code.rpartition(".")[2][0]]
    return "provinsi" if level == 1 else "kecamatan"


@cache
def quotas() -> dict[str, Quota]:
    """By regency code."""
    return {
        row["code"]: Quota(
            int(row["published_2025"]) if row["published_2025"] else None,
            int(row["set_a"]),
            int(row["set_b_pop"]),
        )
        for row in rows("ntt_regions.csv")
    }


@cache
def nik_regions() -> frozenset[str]:
    """The six-digit code of every district of Indonesia (7,285)."""
    return frozenset(row["code"] for row in rows("nik_regions.csv"))
