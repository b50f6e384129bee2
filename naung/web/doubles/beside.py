"""Two records beside each other: what is the same is quiet, what differs is marked, letter by letter and in words.

Identity numbers stay hidden but for their ends and, where few digits differ, those digits: enough to see a slip, not to copy a number."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from django.utils.translation import gettext as _

from naung.foundation.vault import seals
from naung.kit.clock import say_date
from naung.kit.text import fold
from naung.web.doubles import words

Parts = list[tuple[str, bool]]  # pieces of a text, and whether each differs
FIELDS = ("name", "nik", "born_on", "sex", "mother", "kk", "village", "address", "occupation", "phone")
NUMBERS = ("nik", "kk", "phone")
FEW = 4  # differing digits that may be shown
HEAD, TAIL = 4, 2
ALIKE = 0.6  # share of letters; below it the whole text is marked
WIDTH, ZERO = 120, 32  # of a weight's bar, in its own units


@dataclass(frozen=True, slots=True)
class Line:
    label: str
    a: Parts
    b: Parts
    status: str  # same, differs, blank
    says: str  # what the machine saw, or ""
    weight: float | None
    bar: dict[str, float] | None


def lines(one: Any, other: Any, weighed: dict[str, Any], villages: dict[str, str]) -> list[Line]:
    """weighed: Pair.fields, {field: [level, thousandths]}."""
    most = max((abs(part) for _level, part in weighed.values()), default=1) or 1
    return [_line(name, one, other, weighed.get(name), most, villages) for name in FIELDS]


def _line(name: str, one: Any, other: Any, weighed: Any, most: float, villages: dict[str, str]) -> Line:
    a, b = _value(one, name, villages), _value(other, name, villages)
    status = "blank" if not a or not b else "same" if _equal(name, a, b) else "differs"
    parts = (
        _numbers(a, b)
        if name in NUMBERS
        else _texts(a, b)
        if status == "differs"
        else ([(a, False)], [(b, False)])
    )
    says, weight = (words.level(name, weighed[0]), weighed[1] / 1000) if weighed else ("", None)
    return Line(words.field(name), *parts, status, says, weight, _bar(weighed[1], most) if weighed else None)


def _equal(name: str, a: str, b: str) -> bool:
    return a == b if name in NUMBERS else fold(a) == fold(b) if fold(a) or fold(b) else a == b


def _value(side: Any, name: str, villages: dict[str, str]) -> str:
    if name in NUMBERS:
        sealed = getattr(side, f"{name}_sealed")
        return seals.open_sealed(sealed, name) if sealed else ""
    if name == "born_on":
        return say_date(side.born_on) if side.born_on else ""
    if name == "sex":
        return {"L": _("Laki-laki"), "P": _("Perempuan")}.get(side.sex, "")
    if name == "village":
        return villages.get(side.village, side.village)
    return str(side.occupation_text if name == "occupation" else getattr(side, name))


def _texts(a: str, b: str) -> tuple[Parts, Parts]:
    match = SequenceMatcher(None, a.lower(), b.lower(), autojunk=False)
    if match.ratio() < ALIKE:  # letters that two other words happen to share say nothing
        return [(a, True)], [(b, True)]
    steps = match.get_opcodes()
    left = [(a[i:j], kind != "equal") for kind, i, j, _k, _m in steps if i < j]
    right = [(b[k:m], kind != "equal") for kind, _i, _j, k, m in steps if k < m]
    return left, right


def _numbers(a: str, b: str) -> tuple[Parts, Parts]:
    differ = {at for at in range(len(a)) if a[at] != b[at]} if len(a) == len(b) else set()
    shown = differ if len(differ) <= FEW else set()
    return list(_digits(a, shown)), list(_digits(b, shown))


def _digits(number: str, shown: set[int]) -> Iterator[tuple[str, bool]]:
    for at, digit in enumerate(number):
        if at and at % 4 == 0:
            yield " ", False
        seen = at in shown or at < HEAD or at >= len(number) - TAIL
        yield digit if seen else "•", at in shown


def _bar(part: int, most: float) -> dict[str, float]:
    """From the middle to the right for, to the left against; every bar of a page to one scale."""
    room = WIDTH - ZERO if part >= 0 else ZERO
    length = round(min(abs(part) / most * (WIDTH - ZERO), room), 1)
    return {"x": ZERO if part >= 0 else round(ZERO - length, 1), "width": max(length, 1), "against": part < 0}


def chance(weight: int) -> int:
    """Of a hundred such pairs how many are one person, by the weight in thousandths of a power of two; never 0 or 100."""
    return min(99, max(1, int(100 / (1 + 2 ** (-weight / 1000)))))
