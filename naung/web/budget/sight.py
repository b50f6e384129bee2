"""Which lines an officer sees, and how far: those of programmes of their regions, above or below; what became of a line only where
they see the whole of its programme, since places and invoices of other regions are hidden from them."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from naung.delivery.monitoring import budget as positions
from naung.delivery.programme import queries as programmes
from naung.web.budget import words
from naung.web.decisions.reach import reach
from naung.web.pictures import bar

VERB = "budget.read"


def inside(code: str, parents: Sequence[str]) -> bool:
    return any(code == parent or code.startswith(f"{parent}.") for parent in parents)


def visible(request: HttpRequest, lines: Sequence[programmes.Line]) -> list[programmes.Line]:
    mine = reach(request, VERB)
    return [line for line in lines if inside(line.programme_region, mine) or any(inside(one, [line.programme_region]) for one in mine)]  # fmt: skip


def rows(request: HttpRequest, lines: Sequence[programmes.Line]) -> list[dict[str, Any]]:
    """Each with its position where it is seen wholly, its sentence and its picture."""
    mine = reach(request, VERB)
    whole = [line for line in lines if inside(line.programme_region, mine)]
    known = {one.line.id: one for one in positions.positions(whole)}
    return [_row(line, known.get(line.id)) for line in lines]


def _row(line: programmes.Line, position: positions.Position | None) -> dict[str, Any]:
    realised = position.realised if position else 0
    return {"line": line, "position": position, "payer": words.payer(line.payer_kind), "forecast": words.forecast(position) if position else None,
            "bar": bar.bar(f"baris-{line.id}", line.rupiah, line.committed, realised) if line.rupiah else ""}  # fmt: skip


def sums(some: Sequence[dict[str, Any]]) -> dict[str, int | None]:
    """Of granted, committed, free; and of what became of it, None where a line of them is not seen wholly."""
    seen = [row["position"] for row in some if row["position"] or row["line"].state == "GRANTED"]
    total: dict[str, int | None] = {name: sum(getattr(row["line"], name) for row in some) for name in ("rupiah", "committed", "free")}  # fmt: skip
    for name in ("realised", "forecast", "places"):
        total[name] = sum(getattr(one, name) for one in seen) if all(seen) else None
    return total
