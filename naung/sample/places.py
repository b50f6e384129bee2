"""The villages people are made up for, and how many in each."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

from naung.kit.refusal import Refusal
from naung.sample import areas


class NoSuchPlace(Refusal):
    """The region asked for has no villages in our files; the message says what a region looks like."""


@dataclass(frozen=True, slots=True)
class Village:
    code: str
    name: str
    district: str
    regency: str  # as officially written: "Kota Kupang", "Kabupaten Ende"
    twin: bool  # another village of the same name in the same district: only the code tells them apart

    @property
    def regency_code(self) -> str:
        return self.code[:5]

    @property
    def in_city(self) -> bool:
        return self.regency.startswith("Kota ")

    @property
    def kind(self) -> str:
        return "kelurahan" if self.code[9] == "1" else "desa"  # Kepmendagri 300.2.2-2138/2025


def villages(region: str) -> list[Village]:
    """Every village inside `region` (dotted code of any level), in the order of codes; NoSuchPlace when there is none."""
    names = areas.names()
    inside = [
        code for code in names if code.count(".") == 3 and (code == region or code.startswith(region + "."))
    ]
    if not inside:
        raise NoSuchPlace(
            f"No villages are known inside {region!r}. A region is written like 53, 53.71 or 53.71.01."
        )
    alike = Counter((code[:8], names[code].lower()) for code in inside)
    return [
        Village(c, names[c], names[c[:8]], names[c[:5]], alike[c[:8], names[c].lower()] > 1) for c in inside
    ]


def split(people: int, places: Sequence[Village], random: Random) -> dict[str, int]:
    """How many of `people` each village lists, by code: regencies by their quota, villages unevenly within."""
    regencies = sorted({place.regency_code for place in places})
    shares = {code: float(areas.regencies()[code]["set_a"]) for code in regencies}
    counts: dict[str, int] = {}
    for regency, number in largest_remainder(people, shares).items():
        weights = {p.code: random.uniform(0.6, 1.4) for p in places if p.regency_code == regency}
        counts.update(largest_remainder(number, weights))
    return counts


def largest_remainder(number: int, weights: Mapping[str, float]) -> dict[str, int]:
    """Whole parts of `number` in proportion to the weights; the parts add up to `number`."""
    whole = sum(weights.values())
    exact = {key: number * weight / whole for key, weight in weights.items()}
    parts = {key: int(value) for key, value in exact.items()}
    short = number - sum(parts.values())
    for key in sorted(exact, key=lambda k: (parts[k] - exact[k], k))[:short]:
        parts[key] += 1
    return parts
