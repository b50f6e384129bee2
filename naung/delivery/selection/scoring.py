"""Points and order, as one function over columns: the same for a decree and for a question that asks "what if".

`read(programme)` gives who may, one row a person; `order(people, weights)` gives points, score and rank. `order` knows no
database and no clock, so the same rows with the same weights have the same order, however they come; other weights are
simply given to it, and other quotas are a filter on `rank` afterwards."""

import hashlib
from collections.abc import Sequence
from io import BytesIO
from typing import Any

import polars as pl
from django.db import connection

SCHEMA = {
    "id": pl.Int64, "person_id": pl.Int64, "code": pl.String, "region": pl.String, "village": pl.String, "sex": pl.String,
    "decile": pl.Int16, "disability": pl.Int8, "risky_work": pl.Int8, "age": pl.Int16, "waited": pl.Int16, "months": pl.Int16,
    "household": pl.String, "held": pl.Int32, "placed": pl.Int32,
}  # fmt: skip
CRITERIA = ("decile", "disability", "risky_work", "age", "household", "waited", "months")

# The facts are those of the assessment; only the family card is today's, as a key that says nothing. `placed`: the rank of whoever was
# on a decided list, also where the place was given up (they do not wait again, and nobody's number moves for it); `held`: of whoever
# holds a place on a decided decree. (IN inside a CASE is hashed; a join would be planned for the few rows of a table that nobody has analysed.)
PEOPLE = """
copy (
    select a.id, a.person_id, p.code, a.region, a.village, a.facts->>'sex', a.facts->>'decile', (a.facts->>'disability')::boolean::int,
           (a.facts->>'risky')::boolean::int, a.facts->>'age', a.facts->>'waited', a.facts->>'months', encode(p.kk_index, 'hex'),
           case when a.person_id in (select l.person_id from selection_place l where l.programme_id = {programme} and l.state = 'HELD')
                then a.rank end,
           case when a.person_id in (select l.person_id from selection_place l join selection_decree d on d.id = l.decree_id
                                      where l.programme_id = {programme} and d.state = 'DECIDED') then a.rank end
      from selection_assessment a join registry_person p on p.id = a.person_id
     where a.programme_id = {programme} and {among}) to stdout (format csv)"""


def read(programme: Any, *, but: Sequence[str] = ()) -> pl.DataFrame:
    """Everybody eligible of a programme within the current scope, with the columns of SCHEMA; null is not known.

    `but`: also those whom nothing holds back but these reasons, for whoever asks what another bound would do."""
    among = "a.reasons <@ array['{}']".format("','".join(but)) if but else "a.eligible"
    with (
        connection.cursor() as cursor,
        cursor.copy(PEOPLE.format(programme=int(programme.pk), among=among)) as copy,
    ):
        found = b"".join(bytes(part) for part in copy)
    if not found:
        return pl.DataFrame(schema=SCHEMA)
    return pl.read_csv(BytesIO(found), has_header=False, new_columns=list(SCHEMA), schema=SCHEMA)


def order(people: pl.DataFrame, weights: dict[str, Any], *, anew: bool = False) -> pl.DataFrame:
    """The same people with `points_<criterion>` for each of CRITERIA, `score`, `draw` and `rank` (1 is best, within the region).

    people: columns of SCHEMA, others are kept. weights: as Criteria.weights. Whoever was on a decided list keeps its rank and the others
    follow behind the last of them; `anew` orders everybody as if nobody held one. Equal points: by `draw`, the published seed's.
    Sorted by region and rank."""
    scored = people.with_columns(_draw(people["code"], weights["seed"]), *_own_points(weights))
    others = pl.sum_horizontal(f"points_{name}" for name in CRITERIA if name != "household")
    scored = scored.sort([others.neg(), "draw", "code"]).with_columns(_household(weights["household"], anew))
    return _ranked(scored.with_columns(score=pl.sum_horizontal(f"points_{name}" for name in CRITERIA)), anew)


def places(ordered: pl.DataFrame, quotas: dict[str, int]) -> pl.DataFrame:
    """Those whose rank lies within the places of their region, of an order made `anew`. A region without a figure has none."""
    given = pl.col("region").replace_strict(quotas, default=0, return_dtype=pl.Int32)
    return ordered.filter(pl.col("rank") <= given)


def points_of(row: dict[str, Any]) -> dict[str, int]:
    """A row of `order` as it is kept: only the criteria that gave something."""
    return {name: row[f"points_{name}"] for name in CRITERIA if row[f"points_{name}"]}


def _draw(codes: pl.Series, seed: str) -> pl.Series:
    drawn = [hashlib.sha256(f"{seed}:{code}".encode()).hexdigest() for code in codes]
    return pl.Series("draw", drawn, dtype=pl.String)


def _own_points(weights: dict[str, Any]) -> list[pl.Expr]:
    """What a person's own facts give, whoever else is there."""
    deciles = {int(decile): points for decile, points in weights["decile"].items()}
    bands = [
        pl.when(pl.col("age").is_between(band["from"], band["to"])).then(band["points"])
        for band in weights["age"]
    ]
    points = {
        "decile": _whole(pl.col("decile").replace_strict(deciles, default=0, return_dtype=pl.Int32)),
        "disability": _whole(pl.col("disability") * weights["disability"]),
        "risky_work": _whole(pl.col("risky_work") * weights["risky_work"]),
        "age": _whole(pl.coalesce(*bands, pl.lit(0))),
        "waited": _counted("waited", weights["waited"]),
        "months": _counted("months", weights["months"]),
    }
    return [given.alias(f"points_{name}") for name, given in points.items()]


def _whole(points: pl.Expr) -> pl.Expr:
    """An unknown fact gives nothing."""
    return points.cast(pl.Int32).fill_null(0)


def _counted(column: str, weight: dict[str, int]) -> pl.Expr:
    return _whole((pl.col(column).cast(pl.Int32) * weight["each"]).clip(0, weight["at_most"]))


def _household(points: int, anew: bool) -> pl.Expr:
    """One member of each known family card of which nobody holds a place: the first in a frame sorted by all the other points."""
    first = pl.int_range(pl.len()).over("household") == 0
    covered = pl.lit(False) if anew else pl.col("held").is_not_null().any().over("household")
    gets = pl.col("household").is_not_null() & first & ~covered
    return pl.when(gets).then(points).otherwise(0).cast(pl.Int32).alias("points_household")


def _ranked(scored: pl.DataFrame, anew: bool) -> pl.DataFrame:
    """Sorted by region and rank."""
    fixed = pl.lit(None, dtype=pl.Int32) if anew else pl.coalesce("placed", "held")
    sorted_ = scored.with_columns(fixed=fixed).sort(
        ["region", pl.col("fixed").is_null(), "fixed", pl.col("score").neg(), "draw", "code"], nulls_last=True
    )
    behind = pl.col("fixed").max().over("region").fill_null(0) + pl.col("fixed").is_null().cum_sum().over(
        "region"
    )
    rank = pl.coalesce("fixed", behind.cast(pl.Int32)).alias("rank")
    return sorted_.with_columns(rank).drop("fixed").sort("region", "rank")
