"""The small forms of a claim's acts: what stands in them, and what was typed, read strictly."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from naung.delivery.claims.payout.actions import Granted
from naung.kit.refusal import Refusal
from naung.kit.text import digits, squeeze
from naung.web.claims import typed as read

MOST = 13  # digits of an amount


class Unreadable(Refusal):
    """A field that was typed cannot be read; `field` names it."""

    def __init__(self, sentence: str, field: str) -> None:
        super().__init__(sentence)
        self.field = field


@dataclass(frozen=True, slots=True)
class Field:
    """`shape`: text, date, money, long, choice. `options` are (value, word)."""

    name: str
    says: str
    shape: str
    value: str = ""
    options: tuple[tuple[str, str], ...] = ()
    needed: bool = True


def day(typed: Mapping[str, str], name: str) -> date:
    found = read.day(typed.get(name, ""))
    if found is None:
        raise Unreadable(read.unreadable(), name)
    return found


def rupiah(typed: Mapping[str, str], name: str) -> int:
    """Whole rupiah, with or without Rp and dots."""
    text = squeeze(typed.get(name, "")).removeprefix("Rp").removeprefix("rp").strip()
    found = digits(text)
    if not found or len(found) > MOST or not set(text) <= set("0123456789. "):
        raise Unreadable(_("Tulis jumlahnya dengan angka, tanpa koma."), name)
    return int(found)


def line_fields(claim: Any, typed: Mapping[str, str], says: Callable[[Any, str], str]) -> list[Field]:
    """One amount a benefit of our estimate, empty at first: nobody copies our figure for the insurer's; and one for what it adds."""
    whats = [*dict.fromkeys(line["what"] for line in claim.estimate), "other"]
    return [Field(f"baris-{what}", says(claim, what), "money", typed.get(f"baris-{what}", ""), needed=False) for what in whats]  # fmt: skip


def lines(claim: Any, typed: Mapping[str, str]) -> list[Granted]:
    """What the letter grants; a benefit left empty is not granted."""
    whats = [*dict.fromkeys(line["what"] for line in claim.estimate), "other"]
    return [Granted(what, rupiah(typed, f"baris-{what}")) for what in whats if typed.get(f"baris-{what}", "").strip()]  # fmt: skip
