"""The woven band: rows are regions or villages, columns are time, a knot is cover that is paid and acknowledged.

Each month of a row is a few knots of seven threads. Threads are woven in proportion to the row's places that month:
first what is paid and acknowledged, then what is billed, then what may still be paid within the months of grace; what is left is a hole.
A knot tells its kind by its shape, not by its colour alone: whole, open in its middle, an outline with an eye, an empty outline. Rounding goes down, so that the
picture never shows more cover than there is: only a month without any hole is woven whole.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from naung.web.pictures.svg import picture, tag, text
from naung.web.words import short_month

KNOT, THREADS, MARGIN, THREAD = 20, 7, 1.6, 2.4
LABEL, SHARE, HEAD = 160, 56, 26
LONGEST_NAME = 21
ALARM = 80  # percent; below it the share is written in the colour of danger


@dataclass(frozen=True, slots=True)
class Cell:
    """A row's month, in places: `paid` is paid and acknowledged, `billed` is billed and not yet that, `grace` neither and not yet lost."""

    places: int
    paid: int
    billed: int
    reached: bool  # the month has begun on the day that the page speaks of
    grace: int = 0


@dataclass(frozen=True, slots=True)
class Row:
    name: str
    cells: tuple[Cell, ...]

    @property
    def share(self) -> int | None:
        """Percent of the place-months so far that are paid, rounded down; None when there is none yet."""
        begun = [c for c in self.cells if c.reached]
        places = sum(c.places for c in begun)
        return sum(c.paid for c in begun) * 100 // places if places else None


def knots_a_month(months: int) -> int:
    """Six while a programme fits in half a year, three in a year: the band stays as wide."""
    return 6 if months <= 6 else 3


def threads(cell: Cell, knots: int) -> tuple[int, int, int]:
    """(woven, waiting, late): how many of the month's threads are paid, how many are billed, how many are within the grace."""
    total = knots * THREADS
    if not cell.places or not cell.reached:
        return 0, 0, 0
    woven = min(cell.paid, cell.places) * total // cell.places
    both = min(cell.paid + cell.billed, cell.places) * total // cell.places
    every = min(cell.paid + cell.billed + cell.grace, cell.places) * total // cell.places
    return woven, both - woven, every - both


def band(rows: Sequence[Row], months: Sequence[date], *, title: str, desc: str) -> str:
    """The picture. `rows` have one cell a month, in the order of `months` (first days)."""
    knots = knots_a_month(len(months))
    width = LABEL + len(months) * knots * KNOT + SHARE
    height = HEAD + len(rows) * KNOT + 6
    body = "".join(_row(row, knots, HEAD + i * KNOT) for i, row in enumerate(rows))
    return picture(_patterns(), _heads(months, knots, height), body, id="band", title=title, desc=desc,
                   width=width, height=height, class_="band")  # fmt: skip


def knot(kind: str) -> str:
    """One knot for the legend: paid, billed, grace or hole."""
    return tag(
        "svg",
        tag("g", _inside(kind), class_=f"knot-{kind}"),
        viewBox=f"0 0 {KNOT} {KNOT}",
        aria_hidden="true",
        focusable="false",
    )


def _inside(kind: str) -> str:
    if kind == "ahead":
        return tag("circle", cx=10, cy=10, r=1)
    if kind == "hole":
        return tag("path", d=_outline())
    if kind == "grace":
        return tag("path", d=_outline()) + tag("path", d="M7.6 7.6h4.8v4.8h-4.8z", class_="eye")
    if kind == "billed":  # open in its middle
        return tag("path", d=_rhombus() + "M7.6 7.6h4.8v4.8h-4.8z", fill_rule="evenodd")
    return tag("path", d=_rhombus()) + tag("path", d="M8.8 8.8h2.4v2.4h-2.4z", class_="eye")


def _patterns() -> str:
    return tag("defs", *(_pattern(kind) for kind in ("paid", "billed", "grace", "hole", "ahead")))


def _pattern(kind: str) -> str:
    return tag("pattern", tag("g", _inside(kind), class_=f"knot-{kind}"), id=f"k-{kind}", width=KNOT, height=KNOT,
               y=HEAD % KNOT, patternUnits="userSpaceOnUse")  # fmt: skip


def _rhombus() -> str:
    """Seven threads, each a row of squares: 1, 3, 5, 7, 5, 3, 1."""
    rows = []
    for i in range(THREADS):
        squares = 7 - 2 * abs(3 - i)
        left, top = 10 - squares * THREAD / 2, MARGIN + i * THREAD
        rows.append(f"M{left:.1f} {top:.1f}h{squares * THREAD:.1f}v{THREAD}h-{squares * THREAD:.1f}z")
    return "".join(rows)


def _outline() -> str:
    """The same rhombus as one stepped line, once round from its top."""
    out, back = f"v{THREAD}h{THREAD}", f"v{THREAD}h-{THREAD}"
    up_out, up_back = f"v-{THREAD}h-{THREAD}", f"v-{THREAD}h{THREAD}"
    return f"M{10 - THREAD / 2:.1f} {MARGIN}h{THREAD}{out * 3}{back * 3}v{THREAD}h-{THREAD}{up_out * 3}{up_back * 3}z"


def _heads(months: Sequence[date], knots: int, height: int) -> str:
    drawn = []
    for i, month in enumerate(months):
        x = LABEL + i * knots * KNOT
        name = short_month(month)
        drawn.append(text(f"{name} {month.year}" if knots > 3 else name, x=x + 2, y=14, class_="band-head"))
        drawn.append(tag("path", d=f"M{x} {HEAD - 6}V{height - 6}", class_="band-line"))
    return "".join(drawn)


def _row(row: Row, knots: int, y: int) -> str:
    right = LABEL + len(row.cells) * knots * KNOT + SHARE - 2
    low = " low" if row.share is not None and row.share < ALARM else ""
    share = "–" if row.share is None else f"{row.share} %"
    return (
        text(_short(row.name), x=0, y=y + 14.5, class_="band-name")
        + "".join(_ground(row, knots, y))
        + "".join(_woven(row, knots, y))
        + text(share, x=right, y=y + 14.5, class_=f"band-share{low}")
    )


def _short(name: str) -> str:
    return name if len(name) <= LONGEST_NAME else name[: LONGEST_NAME - 1].rstrip() + "…"


def _ground(row: Row, knots: int, y: int) -> Iterator[str]:
    """Under everything: holes where the month has begun, and dots where it is still ahead."""
    kinds = ["hole" if c.reached and c.places else "ahead" for c in row.cells]
    for kind, first, count in _runs(kinds):
        yield _cloth(kind, LABEL + first * knots * KNOT, y, count * knots * KNOT)


def _woven(row: Row, knots: int, y: int) -> Iterator[str]:
    """Whole knots as long runs of cloth; the unfinished ones thread by thread from below."""
    made = [knot for cell in row.cells for knot in _knots(*threads(cell, knots), knots)]
    whole = [{(THREADS, 0, 0): "paid", (0, THREADS, 0): "billed", (0, 0, THREADS): "grace"}.get(knot, "") for knot in made]  # fmt: skip
    for kind, first, count in _runs(whole):
        if kind:
            yield _cloth(kind, LABEL + first * KNOT, y, count * KNOT)
    for i, parts in enumerate(made):
        if not whole[i] and any(parts):
            yield from _begun(LABEL + i * KNOT, y, parts)


def _knots(woven: int, waiting: int, late: int, knots: int) -> Iterator[tuple[int, int, int]]:
    for i in range(knots):
        here, both, every = (min(max(n - i * THREADS, 0), THREADS) for n in (woven, woven + waiting, woven + waiting + late))  # fmt: skip
        yield here, both - here, every - both


def _begun(x: float, y: float, parts: tuple[int, int, int]) -> Iterator[str]:
    """Thread upon thread from the foot: what is paid, then what is billed, then what is late."""
    top = y + MARGIN + THREADS * THREAD
    for kind, count in zip(("paid", "billed", "grace"), parts, strict=True):
        if count:
            top -= count * THREAD
            yield _cloth(kind, x, top, KNOT, count * THREAD)


def _cloth(kind: str, x: float, y: float, width: float, height: float = KNOT) -> str:
    return tag("rect", x=x, y=float(y), width=width, height=float(height), fill=f"url(#k-{kind})")


def _runs(kinds: Sequence[str]) -> Iterator[tuple[str, int, int]]:
    """(kind, first, how many) for each stretch of the same kind."""
    first = 0
    for i in range(1, len(kinds) + 1):
        if i == len(kinds) or kinds[i] != kinds[first]:
            yield kinds[first], first, i - first
            first = i
