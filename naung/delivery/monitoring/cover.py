"""How many are covered where, on a day. One statement a column, grouped by area, whatever the number of people."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection

from naung.delivery.monitoring.moments import there
from naung.delivery.programme import queries as programmes
from naung.foundation.regions import queries as regions

DEPTH = {2: 5, 5: 8, 8: 13, 13: 13}  # length of a code -> length of its parts' codes
ACCEPTED = "m.state in ('ENROLLED', 'ENDED') and m.covered_from <= %(on)s and m.covered_until >= %(on)s"


@dataclass(frozen=True, slots=True)
class Area:
    """A region's row. `quota` is None below regency level: places are given to regencies and cities.

    `places`: the quota, or below it the places held by decree. `enrolled`: accepted by the insurer and within cover on
    the day. `covered`: enrolled, and that month's contribution paid and acknowledged. `hidden`: too few to publish."""

    code: str
    name: str
    short: str
    places: int
    quota: int | None
    source: str
    enrolled: int
    covered: int
    lat: float | None = None
    lon: float | None = None
    tile: tuple[int, int] | None = None
    abbr: str = ""
    hidden: bool = False

    @property
    def percent(self) -> int | None:
        """Covered of places, rounded down; None where there is no place or the count is hidden."""
        return self.covered * 100 // self.places if self.places and not self.hidden else None


def areas(programme: Any, parent: str, on: date) -> list[Area]:
    """The parts of `parent` (or the village itself), by code; sees what the current scope sees."""
    depth = DEPTH[len(parent)]
    quotas = {q.region_id: q for q in programmes.quotas(programme)}
    held, enrolled, covered = (
        held_by(programme, parent, depth),
        enrolled_by(programme, parent, depth, on),
        covered_by(programme, parent, depth, on),
    )
    found = regions.children(parent) if depth > len(parent) else [regions.by_code(parent)]
    return [
        _area(r, quotas.get(r.code), held.get(r.code, 0), enrolled.get(r.code, 0), covered.get(r.code, 0))
        for r in found
    ]


def villages(programme: Any, parent: str, on: date) -> list[Area]:
    """The villages below `parent`, whatever lies between."""
    held, enrolled, covered = (
        held_by(programme, parent, 13),
        enrolled_by(programme, parent, 13, on),
        covered_by(programme, parent, 13, on),
    )
    return [
        _area(r, None, held.get(r.code, 0), enrolled.get(r.code, 0), covered.get(r.code, 0))
        for r in regions.villages_of(parent)
    ]


def _area(region: Any, quota: Any, held: int, enrolled: int, covered: int) -> Area:
    tile = None if region.tile_col is None else (region.tile_col, region.tile_row)
    return Area(code=region.code, name=region.name, short=region.short or region.name, places=quota.cap if quota else held,
                quota=quota.cap if quota else None, source=quota.source if quota else "", enrolled=enrolled, covered=covered,
                lat=region.lat, lon=region.lon, tile=tile, abbr=region.abbr or "")  # fmt: skip


def held_by(programme: Any, parent: str, depth: int) -> dict[str, int]:
    """Places held by decree."""
    return _count(f"""select {part_of("p", depth)} as part, count(*) from selection_place p
                      where p.programme_id = %(programme)s and p.state = 'HELD' and {below("p", parent)} group by 1""",
                  programme, parent, None)  # fmt: skip


def enrolled_by(programme: Any, parent: str, depth: int, on: date) -> dict[str, int]:
    """Members whose cover includes the day."""
    return _count(f"""select {part_of("m", depth)} as part, count(*) from enrolment_membership m
                      where m.programme_id = %(programme)s and {ACCEPTED} and {below("m", parent)} group by 1""",
                  programme, parent, on)  # fmt: skip


def covered_by(programme: Any, parent: str, depth: int, on: date) -> dict[str, int]:
    """Members whose cover includes the day and whose contribution of its month is paid and acknowledged."""
    if not there("contributions_contribution"):
        return {}
    return _count(f"""select {part_of("m", depth)} as part, count(*) from enrolment_membership m
                      join contributions_contribution c on c.membership_id = m.id
                          and c.month = date_trunc('month', %(on)s::date)::date and c.acknowledged_on is not null
                      where m.programme_id = %(programme)s and {ACCEPTED} and {below("m", parent)} group by 1""",
                  programme, parent, on)  # fmt: skip


def part_of(alias: str, depth: int) -> str:
    """A regency's figures follow the quota (`region`), a village's where the person lives."""
    return f"{alias}.region" if depth == 5 else f"left({alias}.village, {int(depth)})"


def below(alias: str, parent: str) -> str:
    """Is the row in `parent` or below it? Its regency is the one whose quota it uses."""
    if len(parent) == 5:
        return f"{alias}.region = %(parent)s"
    return f"left({alias}.{'region' if len(parent) < 5 else 'village'}, {len(parent)}) = %(parent)s"


def _count(sql: str, programme: Any, parent: str, on: date | None) -> dict[str, int]:
    with connection.cursor() as cursor:
        cursor.execute(sql, {"programme": programme.pk, "parent": parent, "on": on})
        return {part: int(count) for part, count in cursor.fetchall()}
