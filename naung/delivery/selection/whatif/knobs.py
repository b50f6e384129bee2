"""What may be turned in a question "what if", and where it stands now. What is not in this table cannot be asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from naung import law
from naung.delivery.programme import queries as programmes
from naung.delivery.selection import criteria, lists
from naung.kit.months import Month
from naung.kit.refusal import Refusal
from naung.kit.rupiah import number

# The reason that each bound gives when it says no; `whatif` looks again at whoever is held back by nothing else.
BOUNDS = {"age_from": "too_young", "age_below": "too_old", "decile_at_most": "decile_too_high"}
MOST = {
    "weights": 1_000,
    "quota": 1_000_000,
    "budget": 10**13,
    "rate": 10**7,
    "eligibility": 120,
    "holders": 1,
}


class NoSuchKnob(Refusal):
    """This cannot be turned; the message says what can."""


class NotAFigure(Refusal):
    """A whole number within the bounds of what it stands for; `path` says which, where it is known."""

    path = ""


@dataclass(frozen=True, slots=True)
class Knob:
    """`path`: "weights.disability", "quota.53.71". `now`: its value today; whole numbers only, money in rupiah."""

    path: str
    now: int

    @property
    def most(self) -> int:
        return MOST[self.path.split(".")[0]]


def knobs(programme: programmes.Programme, on: date) -> dict[str, Knob]:
    """By path, in the order in which a form shows them.

    "holders" 1: whoever holds a place stands before the others, as far as the places reach; 0: everybody is ordered as if nobody held one."""
    found = {
        **{f"weights.{name}": value for name, value in _weights(criteria.in_force(on).weights)},
        **{f"quota.{quota.region_id}": quota.cap for quota in programmes.quotas(programme)},
        "budget": sum(funding.rupiah for funding in programmes.fundings(programme)),
        "rate": monthly(programme),
        **{f"eligibility.{name}": _bound(name, programme, on) for name in BOUNDS},
        "holders": 0,
    }
    return {path: Knob(path, int(value)) for path, value in found.items()}


def read(given: Mapping[str, Any], programme: programmes.Programme, on: date) -> dict[str, int]:
    """Only what differs from the present, by path. NoSuchKnob, NotAFigure; a value of today is no change."""
    table = knobs(programme, on)
    asked = {path: _figure(path, value, table) for path, value in given.items()}
    return {path: asked[path] for path in table if path in asked and asked[path] != table[path].now}


def pairs(lines: tuple[str, ...]) -> dict[str, str]:
    """("weights.disability=40", ...) as {"weights.disability": "40"}. NotAFigure for a line without "="."""
    split = [line.partition("=") for line in lines]
    if any(not path or not middle for path, middle, _value in split):
        raise NotAFigure(_("Tulis tiap perubahan sebagai nama=angka, misalnya weights.disability=40."))
    return {path.strip(): value for path, _middle, value in split}


def monthly(programme: programmes.Programme) -> int:
    """Whole rupiah for one person in the programme's first month, by naung.law."""
    return lists.price(programme, Month.of(programme.first_month), 1)


def _figure(path: str, value: Any, table: Mapping[str, Knob]) -> int:
    if path not in table:
        raise NoSuchKnob(_("%(path)s tidak dapat diubah di sini. Yang dapat: %(known)s.") % {"path": path, "known": ", ".join(table)})  # fmt: skip
    text = str(value).strip().replace(".", "")
    if not (text.isascii() and text.isdigit() and int(text) <= table[path].most):
        wrong = NotAFigure(_("%(path)s: tulis bilangan bulat dari 0 sampai %(most)s.") % {"path": path, "most": number(table[path].most)})  # fmt: skip
        wrong.path = path
        raise wrong
    return int(text)


def _weights(weights: Mapping[str, Any]) -> Iterator[tuple[str, int]]:
    """One figure each: a decile's points, a band of ages by its first year, a rate and its ceiling."""
    yield from ((f"decile.{decile}", points) for decile, points in weights["decile"].items())
    yield from ((name, weights[name]) for name in ("disability", "risky_work"))
    yield from ((f"age.{band['from']}-{band['to']}", band["points"]) for band in weights["age"])
    yield "household", weights["household"]
    for name in ("waited", "months"):
        yield from ((f"{name}.{part}", weights[name][part]) for part in ("each", "at_most"))


def weights_with(weights: dict[str, Any], changes: Mapping[str, int]) -> dict[str, Any]:
    """The weights of scoring.order with the changes of a question in their places; what it is given stays as it is."""
    new = {name: value for path, value in changes.items() if (name := path.removeprefix("weights.")) != path}
    return {
        **weights,
        **{name: new.get(name, weights[name]) for name in ("disability", "risky_work", "household")},
        "decile": {decile: new.get(f"decile.{decile}", points) for decile, points in weights["decile"].items()},
        "age": [{**band, "points": new.get(f"age.{band['from']}-{band['to']}", band["points"])} for band in weights["age"]],
        **{name: {part: new.get(f"{name}.{part}", value) for part, value in weights[name].items()} for name in ("waited", "months")},
    }  # fmt: skip


def _bound(name: str, programme: programmes.Programme, on: date) -> int:
    return int(law.provision(f"eligibility.{name}", on=on, overlay=programme.overlay).value)
