"""Brings the reference files into the database."""

from collections.abc import Iterable

from django.db import connection, transaction

from naung.foundation.regions import names, official
from naung.foundation.regions.models import Alias, Region

# What Kupang City's clerks write and no rule derives.
LOCAL_ALIASES = {
    "53.71.04.1014": ["TDM", "Tuak Daun Merah TDM"],
    "53.71.06.1002": ["LLBK", "Lai-Lai Bisi Kopan LLBK", "Lahilai Bisi Kopan", "Lailai Besi Kopan"],
    "53.71.01.1010": ["Manulai Kota"],
    "53.71.01.1012": ["Penkase", "Penkase Oelete"],
    "53.71.06.1005": ["Todekiser", "Tode Kiser"],
    "53.71.01.1002": ["NBS"],
    "53.71.01.1003": ["NBD"],
}
FACTS = ("short", "abbr", "seat", "population", "lat", "lon", "tile_col", "tile_row")
COLUMNS = ("code", "name", "level", "kind", "parent_id", *FACTS)


@transaction.atomic
def load() -> int:
    """Loads or updates the areas and their aliases from `data/`; how many rows are new or changed, 0 the second time.

    Areas that the files no longer name stay: people were registered in them.
    """
    before = {row[0]: row for row in Region.objects.values_list(*COLUMNS)}
    wanted = list(_regions())
    new = [Region(**_named(row)) for row in wanted if row[0] not in before]
    other = [Region(**_named(row)) for row in wanted if row[0] in before and row != before[row[0]]]
    Region.objects.bulk_create(new)
    Region.objects.bulk_update(other, COLUMNS[1:], batch_size=500)
    aliases = Alias.objects.bulk_create(_missing_aliases(), batch_size=1000)
    if new:  # a fresh table has no statistics yet, and every job of the road joins this one
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE regions_region")
    return len(new) + len(other) + len(aliases)


def _named(row: tuple[object, ...]) -> dict[str, object]:
    return dict(zip(COLUMNS, row, strict=True))


def _regions() -> Iterable[tuple[object, ...]]:
    facts = _facts()
    for row in official.rows("ntt.csv"):
        code, name = row["code"], row["name"]
        head = (code, name, official.level_of(code), official.kind_of(code, name), official.parent_of(code))
        yield (*head, *facts.get(code, (None,) * len(FACTS)))


def _facts() -> dict[str, tuple[object, ...]]:
    facts: dict[str, tuple[object, ...]] = {}
    people = 0
    for row in official.rows("ntt_regions.csv"):
        people += int(row["pop_2024"])
        where = (float(row["seat_lat_approx"]), float(row["seat_lon_approx"]))
        tile = (int(row["tile_col"]), int(row["tile_row"]))
        facts[row["code"]] = (row["short"], row["abbr"], row["seat"], int(row["pop_2024"]), *where, *tile)
    facts["53"] = ("NTT", "NTT", "Kupang", people, None, None, None, None)
    return facts


def _missing_aliases() -> list[Alias]:
    known = set(Alias.objects.values_list("within_id", "text"))
    return [
        Alias(region_id=code, within_id=within, text=text)
        for (within, text), code in _aliases().items()
        if (within, text) not in known
    ]


def _aliases() -> dict[tuple[str, str], str]:
    """(parent, key) -> code; a text that could mean two siblings, or is a sibling's own name, is left out."""
    own: dict[tuple[str, str], set[str]] = {}
    said: dict[tuple[str, str], set[str]] = {}
    for code, text in _names():
        own.setdefault((official.parent_of(code) or "", names.key(text)), set()).add(code)
    for code, text in _other_names():
        said.setdefault((official.parent_of(code) or "", names.key(text)), set()).add(code)
    return {spot: codes.pop() for spot, codes in said.items() if len(codes) == 1 and spot not in own}


def _names() -> Iterable[tuple[str, str]]:
    return ((row["code"], row["name"]) for row in official.rows("ntt.csv") if row["code"] != "53")


def _other_names() -> Iterable[tuple[str, str]]:
    yield from ((row["code"], row["name"]) for row in official.rows("old_spellings.csv"))
    yield from ((code, text) for code, texts in LOCAL_ALIASES.items() for text in texts)
    for row in official.rows("ntt_regions.csv"):
        yield from ((row["code"], text) for text in (row["short"], row["abbr"]))
    yield from ((code, short) for code, name in _names() if (short := names.initials(name)))
