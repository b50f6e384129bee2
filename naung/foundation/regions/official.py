"""The reference files of `data/`, read as they are; no database."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

DATA = Path(__file__).parent / "data"
# Regencies of NTT that had districts taken from them (Rote Ndao, Sabu Raijua and the city from 5301, Malaka from 5304,
# Lembata from 5306, Nagekeo from 5309, Manggarai Barat and Timur from 5310, Sumba Tengah and Barat Daya from 5312).
MOTHERS = frozenset({"5301", "5304", "5306", "5309", "5310", "5312"})
# Provinces divided in 2012 and 2022: regencies that left took new codes, their people kept the old ones in the NIK.
SPLIT_PROVINCES = frozenset({"64", "91", "92"})

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


def nik_region_known(six: str) -> bool:
    """Could these first six digits of a NIK ever have been a district of first registration?

    The digits are those of the day the NIK was issued, and districts were divided and moved since. In NTT the
    regencies others were cut from (MOTHERS) may stand with a district that their present list no longer has: a woman
    of Betun registered before 2012 carries 5304, Belu, with a district that is Malaka's today. Elsewhere in NTT the
    district must be on the list. Outside NTT we cannot know every split, so the regency alone must be known; for the
    provinces of SPLIT_PROVINCES not even that, since whole regencies changed their codes.
    """
    if six in nik_regions():
        return True
    if not (len(six) == 6 and six.isascii() and six.isdigit()) or six.endswith("00"):
        return False
    if six[:2] == "53":
        return six[:4] in MOTHERS
    return six[:4] in _nik_regencies() or six[:2] in SPLIT_PROVINCES


@cache
def _nik_regencies() -> frozenset[str]:
    return frozenset(six[:4] for six in nik_regions())
