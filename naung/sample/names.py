"""Names as people of NTT carry them, drawn from lists; a name that a real person bears is chance.

The lists and the mix by region are general knowledge, not a statistic (reference/regions-and-people.md section 2.2);
they make test data look right and must never be used to guess anything about a real person.
"""

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from random import Random

DATA = Path(__file__).parent / "data"
KINDS = "KSI"  # christian baptismal, Sumba, muslim
_FLORES = (82, 0, 18)
# regency -> (percent of each kind, areas that family names come from)
_MIX: dict[str, tuple[tuple[int, int, int], tuple[str, ...]]] = {
    "53.01": ((95, 0, 5), ("TM", "RO", "SA")),
    "53.02": ((97, 0, 3), ("TM",)),
    "53.03": ((97, 0, 3), ("TM", "TT")),
    "53.04": ((96, 0, 4), ("TT", "TM")),
    "53.05": ((80, 0, 20), ("AL",)),
    "53.06": (_FLORES, ("LM",)),
    "53.07": ((90, 0, 10), ("FS", "LM")),
    "53.08": ((76, 0, 24), ("FN",)),
    "53.09": ((94, 0, 6), ("FN",)),
    "53.10": ((94, 0, 6), ("FM",)),
    "53.11": ((55, 40, 5), ("SU",)),
    "53.12": ((55, 40, 5), ("SU",)),
    "53.13": (_FLORES, ("LM",)),
    "53.14": ((96, 0, 4), ("RO",)),
    "53.15": (_FLORES, ("FM",)),
    "53.16": ((90, 0, 10), ("FN",)),
    "53.17": ((58, 40, 2), ("SU",)),
    "53.18": ((58, 40, 2), ("SU",)),
    "53.19": ((92, 0, 8), ("FM",)),
    "53.20": ((97, 0, 3), ("SA",)),
    "53.21": ((97, 0, 3), ("TT",)),
    "53.71": ((85, 3, 12), ("RO", "SA", "TM", "TT", "LM", "AL", "SU", "FS", "FN")),
}


@dataclass(frozen=True, slots=True)
class Pools:
    given: dict[str, list[str]]  # by sex and kind: "LK"
    family: dict[str, list[str]]  # by area
    variants: dict[str, list[str]]  # other spellings of a given name


@cache
def pools() -> Pools:
    given: dict[str, list[str]] = {}
    variants: dict[str, list[str]] = {}
    for row in _rows("given_names_ntt.csv"):
        given.setdefault(row["sex"] + row["group"], []).append(row["name"])
        if row["variants"]:
            variants[row["name"]] = row["variants"].split("|")
    family: dict[str, list[str]] = {}
    for row in _rows("family_names_ntt.csv"):
        family.setdefault(row["area"], []).append(row["name"])
    return Pools(given, family, variants)


def _rows(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@dataclass(frozen=True, slots=True)
class Line:
    """What a family shares: the kind of given names and the family name."""

    kind: str
    family: str


def family_line(regency: str, random: Random) -> Line:
    percent, areas = _MIX[regency]
    kind = random.choices(KINDS, percent)[0]
    return Line(kind, random.choice(pools().family[random.choice(areas)]))


def person_name(line: Line, sex: str, random: Random) -> str:
    """One to three given names, mostly with the family name: 'Maria Yasinta Bere', 'Umbu Landu', 'Ngongo'."""
    given = pools().given[sex + line.kind]
    if line.kind == "S" and random.random() < 0.5:
        return random.choice(given) if random.random() < 0.3 else f"{random.choice(given)} {line.family}"
    count = random.choices((1, 2, 3), (45, 50, 5))[0]
    chosen = random.sample(given, min(count, len(given)))
    return " ".join([*chosen, line.family])
