"""An answer as a table: whose groups, how many, and a bar; small groups are hidden from whoever does not select people."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from naung.delivery.monitoring import disclosure
from naung.foundation.staff import queries as staff
from naung.kit import clock
from naung.web.decisions.reach import reach
from naung.web.pictures.svg import tag
from naung.web.whatif import words

WIDTH, HEIGHT = 120, 12


@dataclass(frozen=True, slots=True)
class Row:
    """`counts`: on the list now, then, entering, leaving; None where the group is too small to be shown."""

    kind: str
    key: str
    name: str
    counts: tuple[int, int, int, int] | None
    bar: str = ""


def selects(request: HttpRequest, region: str) -> bool:
    """Does this officer propose or decide lists of the whole region? Everybody else sees no group below five."""
    by = staff.as_actor(request.user)
    return any(staff.may(by, verb, region, on=clock.today()) for verb in ("selection.propose", "selection.decide"))  # fmt: skip


def tables(request: HttpRequest, answer: dict[str, Any], region: str) -> list[dict[str, Any]]:
    """A table for each kind of people, of regions only one's own."""
    whole, mine, places = selects(request, region), reach(request, "whatif.read"), words.places()
    found = []
    for kind, title in words.kinds().items():
        groups = {key: tuple(counts) for key, counts in answer["groups"][kind].items() if kind != "region" or _within(key, mine)}  # fmt: skip
        hidden = frozenset() if whole or kind == "region" and selects_all(request, list(groups)) else _hidden(groups)  # fmt: skip
        most = max((counts[0] + counts[2] for counts in groups.values()), default=0)
        rows = [_row(kind, key, words.group(kind, key, places), None if key in hidden else counts, most) for key, counts in groups.items()]  # fmt: skip
        found.append({"kind": kind, "title": title, "rows": rows, "hidden": bool(hidden)})
    return found


def selects_all(request: HttpRequest, codes: list[str]) -> bool:
    return all(selects(request, code) for code in codes)


def total(n: int, whole: bool) -> int | None:
    """A sum over everybody, or None where it is of one to four people and not for these eyes."""
    return None if not whole and disclosure.small(n) else n


def _hidden(groups: dict[str, Any]) -> frozenset[str]:
    """A row with a small count in any column is hidden whole, and never alone: it would be the total minus the rest."""
    few = frozenset[str]()
    for column in range(4):
        few |= disclosure.hidden({key: counts[column] for key, counts in groups.items()})
    return few


def _within(code: str, mine: list[str]) -> bool:
    return any(code == own or code.startswith(f"{own}.") for own in mine)


def _row(kind: str, key: str, name: str, counts: Any, most: int) -> Row:
    return Row(kind, key, name, counts, bar(counts, most) if counts else "")


def bar(counts: tuple[int, int, int, int], most: int) -> str:
    """Who stays, who enters and who leaves (outlined), beside each other; the figures stand in the table."""
    was, _would, enters, leaves = counts
    scale = WIDTH / most if most else 0
    stays = (was - leaves) * scale
    parts = [
        tag("rect", x=0, y=1, width=round(stays, 1), height=HEIGHT - 2, class_="knot-paid"),
        tag("rect", x=round(stays, 1), y=1, width=round(enters * scale, 1), height=HEIGHT - 2, class_="knot-billed"),
        tag("rect", x=round(stays + enters * scale, 1), y=1.5, width=round(leaves * scale, 1), height=HEIGHT - 3, class_="leaving"),
    ]  # fmt: skip
    return tag("svg", *parts, viewBox=f"0 0 {WIDTH} {HEIGHT}", width=WIDTH, height=HEIGHT, aria_hidden="true", focusable="false")  # fmt: skip
