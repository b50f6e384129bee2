"""The coast of NTT with a bubble for each regency and city: its size is the number of places, its shade the share filled.

The coast is cut from Natural Earth (public domain) through world-atlas 2.0.2; an equirectangular projection whose
factors were fitted to that file's own islands. No free polygons of the regencies exist, so none are pretended.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import sqrt
from pathlib import Path

from naung.web.pictures.shades import shade
from naung.web.pictures.svg import escape, picture, tag

PATH = Path(__file__).parents[1] / "data" / "ntt_coast_path.txt"
WEST, NORTH, A_DEGREE_EAST, A_DEGREE_SOUTH = 118.627, -7.878, 138.05, 139.9
LEFT, TOP, WIDTH, HEIGHT = 20, 10, 905, 435
LARGEST = 26.0


@dataclass(frozen=True, slots=True)
class Bubble:
    name: str
    lat: float
    lon: float
    places: int
    percent: int | None
    says: str  # what a pointer resting on it is told


@lru_cache(maxsize=1)
def coast_path() -> str:
    return PATH.read_text().strip()


def where(lat: float, lon: float) -> tuple[float, float]:
    """Degrees to units of the path."""
    return (lon - WEST) * A_DEGREE_EAST, (NORTH - lat) * A_DEGREE_SOUTH


def bubble_map(bubbles: Sequence[Bubble], *, title: str, desc: str) -> str:
    most = max((b.places for b in bubbles), default=1)
    drawn = "".join(_bubble(b, most) for b in sorted(bubbles, key=lambda b: -b.places))
    land = tag("path", d=coast_path(), class_="coast")
    moved = tag("g", land, drawn, transform=f"translate(-{LEFT} -{TOP})")
    return picture(moved, id="map", title=title, desc=desc, width=WIDTH, height=HEIGHT, class_="map")


def _bubble(bubble: Bubble, most: int) -> str:
    x, y = where(bubble.lat, bubble.lon)
    radius = max(LARGEST * sqrt(bubble.places / most), 5.0)  # the area is the number
    return tag(
        "circle",
        tag("title", escape(bubble.says)),
        cx=x,
        cy=y,
        r=radius,
        class_=f"shade-{shade(bubble.percent)}",
    )
