"""The curve as one SVG that a browser or a word processor shows: three panels, what was aimed at, what was chosen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from naung.delivery.matching.curve import NEVER, Curve
from naung.delivery.matching.quality import FOUND, WORK

WIDTH, HEIGHT, LEFT, TOP, RIGHT, BOTTOM = 420, 260, 58, 40, 16, 44
STYLE = """text{font:12px system-ui,sans-serif;fill:#231b16}.title{font-weight:600;font-size:14px}.axis{stroke:#8f8376}.aim{stroke:#1d6b45;stroke-dasharray:5 4}
.chosen{stroke:#8a3b1f;stroke-width:2}.line{fill:none;stroke:#1f3a5f;stroke-width:2}.dot{fill:#1f3a5f}.small{font-size:11px;fill:#5b4f45}"""


@dataclass(frozen=True, slots=True)
class Panel:
    """One line over a threshold; `aim` is where it should not cross, `chosen` the threshold in use."""

    title: str
    below: str
    points: Mapping[float, float]
    chosen: float
    aim: float | None = None
    percent: bool = True


def draw(curve: Curve, review_at: float, merge_at: float, caption: str) -> str:
    """Found and work over review_at, wrong merges over merge_at."""
    review = {at: tally for at, tally in curve.review.items() if at != NEVER}
    most_wrong = max(curve.near(at)["near_wrong"] for at in curve.merge if at != NEVER)
    panels = [
        Panel("Rangkap yang ditemukan", "review_at", {at: t.recall for at, t in review.items()}, review_at, FOUND),
        Panel("Baris untuk petugas", "review_at", {at: t.work for at, t in review.items()}, review_at, WORK),
        Panel(f"NIK satu angka beda yang digabung (salah: {most_wrong})", "merge_at",
              {at: float(curve.near(at)["near_merges"]) for at in curve.merge if at != NEVER}, merge_at, None, False),
    ]  # fmt: skip
    body = "".join(f'<g transform="translate({n * WIDTH} 0)">{_panel(p)}</g>' for n, p in enumerate(panels))
    whole = WIDTH * len(panels)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole} {HEIGHT + 24}" role="img"><title>{escape(caption)}</title>'
        f'<style>{STYLE}</style><rect width="{whole}" height="{HEIGHT + 24}" fill="#fbf8f3"/>{body}'
        f'<text class="small" x="{LEFT}" y="{HEIGHT + 14}">DATA CONTOH. {escape(caption)}</text></svg>\n'
    )


def _panel(panel: Panel) -> str:
    xs, ys = list(panel.points), list(panel.points.values())
    low, high = _range([*ys, *([panel.aim] if panel.aim is not None else [])], panel.percent)

    def x(at: float) -> float:
        return LEFT + (at - min(xs)) / (max(xs) - min(xs)) * (WIDTH - LEFT - RIGHT)

    def y(value: float) -> float:
        return HEIGHT - BOTTOM - (value - low) / (high - low) * (HEIGHT - TOP - BOTTOM)

    path = " ".join(f"{x(a):.1f},{y(v):.1f}" for a, v in panel.points.items())
    dots = "".join(
        f'<circle class="dot" cx="{x(a):.1f}" cy="{y(v):.1f}" r="2.5"/>' for a, v in panel.points.items()
    )
    right, floor = WIDTH - RIGHT, HEIGHT - BOTTOM
    aim = _line("aim", LEFT, y(panel.aim), right, y(panel.aim)) if panel.aim is not None else ""
    chosen = x(panel.chosen)
    return (
        f'<text class="title" x="{LEFT}" y="20">{escape(panel.title)}</text>'
        + _line("axis", LEFT, floor, right, floor) + _line("axis", LEFT, TOP, LEFT, floor)
        + "".join(_label(LEFT - 6, y(v) + 4, _said(v, panel.percent, high - low), "end") for v in _ticks(low, high))
        + "".join(_label(x(a), floor + 16, f"{a:g}", "middle") for a in xs if a % 5 == 0)
        + _label((LEFT + right) / 2, floor + 34, panel.below, "middle")
        + aim + _line("chosen", chosen, TOP, chosen, floor) + _label(chosen + 4, TOP + 26, f"dipakai: {panel.chosen:g}", "start")
        + f'<polyline class="line" points="{path}"/>{dots}'
    )  # fmt: skip


def _range(values: Sequence[float], percent: bool) -> tuple[float, float]:
    low, high = min(values), max(values)
    if not percent:
        return 0.0, max(high, 4.0)
    room = max((high - low) * 0.08, 0.001)
    return max(low - room, 0.0), min(high + room, 1.0)


def _ticks(low: float, high: float) -> list[float]:
    return [low + (high - low) * n / 4 for n in range(5)]


def _said(value: float, percent: bool, reach: float) -> str:
    if not percent:
        return f"{value:.0f}"
    return f"{value:.{2 if reach < 0.02 else 1}%}".replace(".", ",")


def _line(kind: str, x1: float, y1: float, x2: float, y2: float) -> str:
    return f'<line class="{kind}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>'


def _label(x: float, y: float, text: str, anchor: str) -> str:
    return f'<text class="small" x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}">{escape(text)}</text>'
