"""The dated figures of rules.yaml: days until an account rests, what a basic one holds, how long a change waits."""

from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from naung.kit.clock import say_date
from naung.kit.refusal import Refusal
from naung.law.reading import read_yaml

FILE = Path(__file__).parent / "rules.yaml"


class NoRule(Refusal):
    """Nothing was in force under this name on that day: a figure is never guessed."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`value` in days, hours or whole rupiah as the name says; `confidence` as in the law's parameters, or own."""

    since: date
    value: int
    article: str
    confidence: str
    source: str
    why: str


def rule(name: str, *, on: date) -> Rule:
    """In force on the day; NoRule."""
    found = [one for one in every().get(name, ()) if one.since <= on]
    if not found:
        raise NoRule(_("Belum ada aturan %(name)s yang berlaku pada %(day)s.") % {"name": name, "day": say_date(on)})  # fmt: skip
    return found[-1]


def value(name: str, *, on: date) -> int:
    return rule(name, on=on).value


@cache
def every() -> dict[str, tuple[Rule, ...]]:
    """By name, the oldest first."""
    (written,) = read_yaml(FILE.read_bytes())
    return {name: tuple(sorted((Rule(**one) for one in dated), key=lambda one: one.since)) for name, dated in written.items()}  # fmt: skip
