"""Occupations of informal workers in NTT, by the shares of reference/regions-and-people.md section 2.6."""

import csv
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from random import Random

from naung.sample.names import DATA


@dataclass(frozen=True, slots=True)
class Occupation:
    name: str
    ktp: str  # number in Dukcapil's list of occupations
    official: str  # as that list words it
    typed: tuple[str, ...]  # what clerks write instead


@cache
def _table() -> list[tuple[Occupation, float, float, float]]:
    with (DATA / "occupations.csv").open(encoding="utf-8", newline="") as file:
        return [_line(row) for row in csv.DictReader(file)]


def _line(row: dict[str, str]) -> tuple[Occupation, float, float, float]:
    official, *typed = row["typed"].split("|")
    return (
        Occupation(row["name"], row["ktp"], official, tuple(typed)),
        float(row["share"]),
        float(row["city"]),
        float(row["women"]),
    )


@cache
def _weights(in_city: bool, sex: str) -> tuple[list[Occupation], list[float]]:
    jobs, weights = [], []
    for job, share, city, women in _table():
        jobs.append(job)
        weights.append(share * (city if in_city else 1) * (women if sex == "P" else 1 - women))
    return jobs, list(accumulate(weights))


def draw(in_city: bool, sex: str, random: Random) -> Occupation:
    jobs, upto = _weights(in_city, sex)
    return random.choices(jobs, cum_weights=upto)[0]
